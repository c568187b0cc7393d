"""What is said of an offering, in the same words in the detail and side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sozdesk.features.offerings import rules, texts
from sozdesk.features.offerings.terms import (
    Audience,
    CantonShare,
    Financing,
    FoundOffering,
    OfferingRow,
    PriceRow,
)
from sozdesk.features.offerings.texts import searching as said
from sozdesk.features.offerings.ui.search_data import SearchData
from sozdesk.kernel import german

UNKNOWN = "noch nicht erfasst"
Line = tuple[str, str]


class Section(NamedTuple):
    """Some facts under a title; ``stacked`` if their labels are too long to stand beside them."""

    title: str
    lines: Sequence[Line]
    stacked: bool = False


def sections(data: SearchData, found: FoundOffering) -> list[Section]:
    """All facts in the order in which somebody asks; every offering has the same lines."""
    row = found.row
    return [
        Section("", list(_offer(row, data))),
        Section("Kosten", list(_costs(row))),
        Section(
            f"Was der Kanton am {german.day(data.day)} zahlt",
            list(_shares(data, row)),
            stacked=True,
        ),
        Section("Kontakt", list(_contact(data, row))),
    ]


def _offer(row: OfferingRow, data: SearchData) -> Iterator[Line]:
    yield "Kategorie", row.category_name
    yield "Ort", "\n".join(map(_place, row.places)) or UNKNOWN
    yield "Beginn", said.begins(row, data.day).removeprefix("Beginn ") or UNKNOWN
    yield "Plätze", said.free(row) or UNKNOWN
    yield "Dauer", _span(row.weeks_min, row.weeks_max, "Wochen") or UNKNOWN
    yield "Pensum", row.workload_note or _span(row.workload_from, row.workload_to, "%") or UNKNOWN
    yield "Sprache", "\n".join(_languages(row)) or UNKNOWN
    yield "Für wen", _for_whom(row)
    yield "Kinder", texts.word(row.childcare)
    yield "Inbegriffen", _included(row)
    yield "Anerkennung", said.recognised(row.recognition)


def _place(place: object) -> str:
    parts = [getattr(place, name) for name in ("name", "address", "town")]
    where = ", ".join(part.replace("\n", ", ") for part in dict.fromkeys(parts) if part)
    return f"{where} ({said.WHEELCHAIR})" if getattr(place, "wheelchair", False) else where


def _span(low: int | None, high: int | None, unit: str) -> str:
    """«4 bis 12 Wochen», «50 %»."""
    if low is not None and high is not None and low != high:
        return f"{low} bis {high} {unit}"
    one = low if low is not None else high
    return "" if one is None else f"{one} {unit}"


def _languages(row: OfferingRow) -> Iterator[str]:
    for one in row.languages:
        level = said.level(one.needed, one.reached)
        yield f"{one.language}: {level}" if level else one.language


def _for_whom(row: OfferingRow) -> str:
    groups = [
        (row.for_refugees, "Flüchtlinge"),
        (row.for_women, "Frauen"),
        (row.for_mothers, "Mütter"),
        (row.with_health_impairment, "auch bei gesundheitlicher Beeinträchtigung"),
    ]
    audience = "Sozialhilfe und Asyl" if row.audience is Audience.BOTH else texts.word(row.audience)
    return ", ".join(filter(None, [audience, *(word for on, word in groups if on), said.age(row)]))


def _included(row: OfferingRow) -> str:
    words = [(row.includes_travel, "Fahrt"), (row.includes_meals, "Essen")]
    return german.enumeration([word for on, word in words if on]) or "nichts weiter"


def _costs(row: OfferingRow) -> Iterator[Line]:
    if row.price is None:
        missing = UNKNOWN if row.financing is Financing.PER_PERSON else texts.word(row.financing)
        yield "Preis", missing
        return
    yield "Preis", said.price_terms(row)
    yield from ((label, value) for label, value in _terms(row.price) if value)


def _terms(price: PriceRow) -> Iterator[Line]:
    yield "Mindestens", str(price.minimum_units) if price.minimum_units else ""
    invoiced = price.absences_invoiced
    yield (
        "Absenzen",
        {True: "werden verrechnet", False: "werden nicht verrechnet"}.get(bool(invoiced), "")
        if invoiced is not None
        else "",
    )
    yield "Kündigung", price.notice_period
    yield "Probezeit", price.trial_phase
    yield "Versicherung", price.insured_by
    yield "Bemerkung", price.note


def _shares(data: SearchData, row: OfferingRow) -> Iterator[Line]:
    cost = rules.cost_of_unit(row.price) if row.price else None
    for one in data.shares(row):
        yield one.regime_name, share_words(one, cost)


def share_words(one: CantonShare, cost: int | None) -> str:
    """«CHF 125.00 pro Tag» with how it comes about, or what is missing."""
    explained = said.share_explained(one, cost)
    short = said.share(one)
    return short if short == explained else f"{short}\n{explained}"


def share_in_short(shares: Sequence[CantonShare]) -> str:
    """What the first regime gets, for the list: an amount, or the beginning of the reason."""
    if not shares:
        return UNKNOWN
    one = shares[0]
    if one.share is not None and one.price is not None and not one.reasons:
        return german.amount(one.share)
    reason = one.reasons[0]
    for mark in (":", " ("):
        reason = reason.split(mark)[0]
    return reason


def _contact(data: SearchData, row: OfferingRow) -> Iterator[Line]:
    provider, contact = data.providers[row.provider_id], data.contact(row)
    yield "Anbieter/in", provider.name
    if contact is not None:
        yield "Name", ", ".join(filter(None, (contact.name, contact.function)))
    yield "Telefon", (contact.phone if contact else "") or provider.phone or UNKNOWN
    yield "E-Mail", (contact.email if contact else "") or provider.email or UNKNOWN
    if link := row.link or provider.website:
        yield "Internet", link
