"""Invented limits of 86 municipalities for three years. No figure here was ever declared by anybody.

Everything follows from the BFS number and one seed, so that the sample is the same in every run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from sozdesk.features.offices.terms import BodyFunction
from sozdesk.features.rent_limits.terms import (
    AncillaryMode,
    Category,
    Contact,
    Decision,
    DecisionBody,
    Declaration,
    Extras,
    Interval,
    Method,
    RentKind,
)
from sozdesk.kernel.municipality import Municipality

TODAY = date(2027, 1, 5)
YEARS = (2025, 2026, 2027)
SEED = 8601

SERVICES = {
    "Sozialdienst Beispieltal": (2883, 2889, 2893),
    "Sozialdienst Musterberg": (2842, 2847, 2856, 2863),
}
"""Invented services of several municipalities: Bretzwil, Lauwil, Reigoldswil; and four around Sissach."""

ADDRESSES = {
    "Sozialdienst Beispieltal": "Beispielweg 1\n4418 Reigoldswil",
    "Sozialdienst Musterberg": "Musterplatz 2\n4450 Sissach",
}
"""Streets that do not exist."""

CANTONAL_OFFICE = {
    "address": "Beispielstrasse 1\n4410 Liestal",
    "email": "sozialamt@kanton.example",
    "phone": "061 000 00 00",
}
"""Head of the letters; no street, address or number of the real office."""

MEMBERS_SINCE = date(2024, 7, 1)
"""First day of the term of office in all municipalities."""

WITHOUT_LIMITS = 2890
"""One municipality that has set no limits, with its reason."""

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_SINGLE = {"Arlesheim": 1010, "Liestal": 960, "Sissach": 890, "Laufen": 860, "Waldenburg": 830}
"""Francs for one person, by district, before the spread."""
_FACTORS = {
    Category.P1: 100,
    Category.P2: 124,
    Category.P3: 145,
    Category.P4: 164,
    Category.P5: 181,
}
_BODIES = (DecisionBody.SOCIAL_AUTHORITY, DecisionBody.MUNICIPAL_COUNCIL)


@dataclass(frozen=True, slots=True)
class Character:
    """What stays the same about a municipality over the years."""

    municipality: Municipality
    rent_kind: RentKind
    interval: Interval
    method: Method
    body: DecisionBody


def characters(municipalities: Sequence[Municipality]) -> tuple[Character, ...]:
    """The invented habits of every municipality."""
    return tuple(_character(municipality) for municipality in municipalities)


def _character(municipality: Municipality) -> Character:
    dice = _dice(municipality, "character")
    return Character(
        municipality=municipality,
        rent_kind=RentKind.GROSS if dice.random() < 0.2 else RentKind.NET,
        interval=Interval.YEAR if dice.random() < 0.04 else Interval.MONTH,
        method=dice.choice((Method.ADVERTS, Method.ADVERTS, Method.OWN_CASES, Method.NEIGHBOURS)),
        body=dice.choice(_BODIES),
    )


def declarations(municipalities: Sequence[Municipality], year: int) -> dict[int, Declaration]:
    """What every municipality declares for a year, without any slip of the pen."""
    return {
        character.municipality.bfs_number: declaration(character, year)
        for character in characters(municipalities)
    }


def declaration(character: Character, year: int) -> Declaration:
    """One municipality, one year."""
    bfs = character.municipality.bfs_number
    if bfs == WITHOUT_LIMITS:
        return Declaration(
            bfs_number=bfs,
            year=year,
            no_limits_reason="zurzeit keine unterstützten Haushalte in Miete",
            contact=contact(character.municipality),
        )
    amounts = _amounts(character, year)
    unchanged = year > YEARS[0] and amounts == _amounts(character, year - 1)
    return Declaration(
        bfs_number=bfs,
        year=year,
        amounts=amounts,
        rent_kind=character.rent_kind,
        interval=character.interval,
        valid_from=date(year, 1, 1),
        decision=_decision(character, year),
        method=Method.UNCHANGED if unchanged else character.method,
        unchanged=unchanged,
        last_reviewed_on=date(year - 1, 11, 20) if unchanged else None,
        contact=contact(character.municipality),
        extras=_extras(character, amounts),
    )


def _amounts(character: Character, year: int) -> dict[Category, int]:
    """Rappen, full tens of francs per month; two rises of up to 3 %, many years without one."""
    dice = _dice(character.municipality, "amounts")
    single = _SINGLE[character.municipality.district] + dice.randrange(-7, 8) * 10
    single = single * 115 // 100 if character.rent_kind is RentKind.GROSS else single
    rises = [dice.choice((0, 0, 1, 2, 3)) for _ in YEARS[1:]]
    for rise in rises[: year - YEARS[0]]:
        single = single * (100 + rise) // 100
    spread = {category: factor + dice.randrange(-2, 3) for category, factor in _FACTORS.items()}
    spread[Category.P1] = 100
    francs = {category: single * factor // 1000 * 10 for category, factor in spread.items()}
    francs[Category.FURTHER] = max(60, (francs[Category.P5] - francs[Category.P4]) // 20 * 10)
    months = 12 if character.interval is Interval.YEAR else 1
    return {category: value * 100 * months for category, value in francs.items()}


def _decision(character: Character, year: int) -> Decision:
    dice = _dice(character.municipality, f"decision {year}")
    return Decision(
        decided_on=date(year - 1, dice.choice((10, 11)), dice.randrange(2, 28)),
        body=character.body,
        number=f"{year - 1}-{dice.randrange(40, 180)}",
    )


def _extras(character: Character, amounts: Mapping[Category, int]) -> Extras:
    """Who declares gross says what the Nebenkosten are, so that a net figure can be worked out."""
    if character.rent_kind is RentKind.NET:
        return Extras()
    sizes = [category for category in amounts if category is not Category.FURTHER]
    return Extras(
        ancillary_mode=AncillaryMode.ON_ACCOUNT,
        ancillary_amounts={
            category: amounts[category] * 13 // 100_000 * 1000 for category in sizes
        },
        heating_included=True,
    )


def postal_address(municipality: Municipality) -> str:
    """A street that does not exist, and a postcode that cannot."""
    return f"Beispielweg 1\n0000 {municipality.short_name}"


def contact(municipality: Municipality) -> Contact:
    """A function, no person; the domain ``example`` belongs to nobody (RFC 2606)."""
    return Contact(
        name=f"Sozialhilfebehörde {municipality.short_name}",
        email=f"sozialhilfe@{plain_name(municipality.short_name)}.example",
        phone="061 000 00 00",
    )


def plain_name(text: str) -> str:
    """A name for addresses and files, as offices write it: Böckten → boeckten, Aesch → aesch."""
    written = text.casefold().translate(_UMLAUTS).replace(" ", "-")
    return "".join(char for char in written if char.isascii() and (char.isalnum() or char == "-"))


def members(municipality: Municipality) -> tuple[tuple[str, BodyFunction], ...]:
    """Who signs for the Behörde: functions, no persons."""
    name = municipality.short_name
    return (
        (f"Präsidium {name} (Beispiel)", BodyFunction.PRESIDENT),
        (f"Aktuariat {name} (Beispiel)", BodyFunction.SECRETARY),
    )


def subsidy_rules_on(municipality: Municipality) -> date | None:
    """Day of the invented approval of the MBG-Reglement; about five of six have one."""
    dice = _dice(municipality, "subsidy")
    return (
        date(2024, dice.randrange(1, 13), dice.randrange(1, 28)) if dice.random() < 0.84 else None
    )


def _dice(municipality: Municipality, purpose: str) -> Random:
    return Random(f"{SEED}/{municipality.bfs_number}/{purpose}")  # noqa: S311 - not for secrets
