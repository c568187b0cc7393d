"""Words of the search: why an offering fits, what was understood, what is counted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from sozdesk.features.offerings.terms import (
    CantonShare,
    CefrLevel,
    Childcare,
    OfferingRow,
    OfferingState,
    RecognitionOn,
    TargetGroup,
    Unmet,
    Wanted,
)
from sozdesk.features.offerings.texts.words import per_unit, word
from sozdesk.kernel import german

DOT: Final = " · "
FREE_PLACES: Final = "Plätze frei"
FULL: Final = "kein Platz frei"
WITH_CHILDCARE: Final = "Kinderbetreuung"
WHEELCHAIR: Final = "rollstuhlgängig"
NO_PLACE: Final = "Ort nicht erfasst"
NO_LEVEL: Final = "keine Sprachanforderung erfasst"
NOT_RECOGNISED: Final = "nicht anerkannt"
COSTS_NOTHING_PER_PERSON: Final = "kostet pro Person nichts"
COUNTED_WITHOUT_PERSONS: Final = (
    "Gezählt werden nur die Filter in Worten und der Monat, ohne Personen und ohne den Text, den "
    "Sie geschrieben haben."
)
NEEDS_FILTER: Final = (
    "Getippter Text wird nicht gezählt. Wählen Sie oben mindestens einen Filter, zum Beispiel "
    "Kategorie oder Deutsch."
)
UNDONE_WITH_KEYS: Final = "Ctrl+Z macht es rückgängig."
ORDER: Final = (
    "Reihenfolge: Wörter im Titel, sichere Kinderbetreuung, freie Plätze, was über den Sprachstand "
    "hinausführt, Nähe, Beginn."
)
OWN_COUNTS: Final = "Das sind die Zählungen dieser Stelle. Sie stehen schon in Ihrer Datei."
NOTHING_COUNTED: Final = "Es ist noch nichts gezählt."

GROUPS: Final[Mapping[TargetGroup, str]] = {
    TargetGroup.SOCIAL_ASSISTANCE: "Sozialhilfe",
    TargetGroup.ASYLUM: "Asylbereich",
    TargetGroup.REFUGEES: "Flüchtlinge",
    TargetGroup.WOMEN: "Frauen",
    TargetGroup.MOTHERS: "Mütter",
    TargetGroup.HEALTH: "gesundheitliche Beeinträchtigung",
}
FIELDS: Final = ("Titel", "Angebotssparte", "Ziele", "Inhalt", "Anbieter/in", "Kategorie", "Ort")
"""Where a word of a search can stand, in the order in which it is looked for."""


def level(needed: CefrLevel | None, reached: CefrLevel | None) -> str:
    """«verlangt A2, erreicht B1»."""
    parts = [f"verlangt {needed}" if needed else "", f"erreicht {reached}" if reached else ""]
    return ", ".join(part for part in parts if part)


def beyond(known: CefrLevel | None, reached: CefrLevel | None) -> str:
    """«führt über B1 hinaus», «endet bei B1»; empty if one of them is not known."""
    if known is None or reached is None:
        return ""
    return f"endet bei {known}" if reached is known else f"führt über {known} hinaus"


def can(known: CefrLevel) -> str:
    """«Deutsch B1»: what the person can."""
    return f"Deutsch {known}"


def away(town: str, km: int | None, origin: str) -> str:
    """«Liestal, 8 km von Sissach»."""
    if not town:
        return NO_PLACE
    if km is None or not origin:
        return town
    return town if km == 0 else f"{town}, {km} km von {origin}"


def childcare(kind: Childcare) -> str:
    """«Kinderbetreuung», «Kinderbetreuung nach Absprache», or nothing."""
    if kind is Childcare.NO:
        return ""
    return WITH_CHILDCARE if kind is Childcare.YES else word(kind)


def begins(row: OfferingRow, today: date) -> str:
    """«Beginn jederzeit», «Beginn in 3 Wochen»; empty if no day is known."""
    if row.starts_any_time:
        return "Beginn jederzeit"
    following = next((day for day in row.starts if day >= today), None)
    if following is None:
        return ""
    days = (following - today).days
    if days == 0:
        return "Beginn heute"
    if days < 14:
        return f"Beginn in {german.plural(days, 'Tag', 'Tagen')}"
    return f"Beginn in {days // 7} Wochen" if days <= 70 else f"Beginn {german.day(following)}"


def free(row: OfferingRow) -> str:
    """«4 Plätze frei, Stand 12.01.2027»; empty if nobody entered it."""
    if row.free_places is None:
        return ""
    number = (
        f"{german.plural(row.free_places, 'Platz', 'Plätze')} frei" if row.free_places else FULL
    )
    return f"{number}, Stand {german.day(row.free_as_of)}" if row.free_as_of else number


def price(row: OfferingRow) -> str:
    """«CHF 250.00 pro Tag»; without one «kostet pro Person nichts» or nothing."""
    if row.price is None:
        return ""
    return f"CHF {german.amount(row.price.amount)} {per_unit(row.price.unit)}"


def price_terms(row: OfferingRow) -> str:
    """«CHF 250.00 pro Tag, exkl. MWST»."""
    return f"{price(row)}, {word(row.price.vat)}" if row.price else ""


def age(row: OfferingRow) -> str:
    """«18 bis 25 Jahre», «ab 18 Jahren», «bis 25 Jahre»; empty if everybody may come."""
    if row.age_from is not None and row.age_to is not None:
        return f"{row.age_from} bis {row.age_to} Jahre"
    if row.age_from is not None:
        return f"ab {row.age_from} Jahren"
    return "" if row.age_to is None else f"bis {row.age_to} Jahre"


def hidden(row: OfferingRow) -> str:
    """Why an offering is not shown usually; empty if it is."""
    if row.state is not OfferingState.PUBLISHED:
        return word(row.state)
    return "" if row.recognition.recognised else recognised(row.recognition)


def recognised(state: RecognitionOn) -> str:
    """«anerkannt bis 31.12.2029», «nicht mehr anerkannt seit 01.07.2026», «nicht anerkannt»."""
    if not state.recognised:
        since = f" seit {german.day(state.since)}" if state.since else ""
        return f"nicht mehr anerkannt{since}" if since else NOT_RECOGNISED
    return (
        f"anerkannt{' mit Auflagen' if state.with_conditions else ''}{recognised_until(state, ' ')}"
    )


def recognised_until(state: RecognitionOn, before: str = "") -> str:
    """«bis 31.01.2027 (entzogen)» after ``before``; empty if a recognition has no last day."""
    if state.until is None:
        return ""
    why = f" ({word(state.ended_by.kind)})" if state.ended_by else ""
    return f"{before}bis {german.day(state.until)}{why}"


def found_in(typed: str, field: str) -> str:
    """«naehen» in the Inhalt."""
    return f"«{typed}» in {field}"


def understood(words: list[tuple[str, str]]) -> str:
    """«Verstanden: «b1» als Sprachstand B1, «sissach» als Umkreis …»."""
    return f"Verstanden: {', '.join(f'«{typed}» als {said}' for typed, said in words)}."


def around(name: str, km: int | None) -> str:
    """«bis 15 km von Sissach»."""
    return f"bis {km} km von {name}" if km is not None else f"bei {name}"


def within(weeks: int) -> str:
    """«Beginn in 4 Wochen»."""
    return f"Beginn innert {german.plural(weeks, 'Woche', 'Wochen')}"


def price_up_to(wanted: Wanted) -> str:
    """«bis 250.00 pro Tag»."""
    assert wanted.max_price is not None
    unit = f" {per_unit(wanted.unit)}" if wanted.unit else ""
    return f"Preis bis {german.amount(wanted.max_price)}{unit}"


def share(one: CantonShare) -> str:
    """«CHF 125.00 pro Tag», or what is missing."""
    if one.share is None or one.price is None or one.reasons:
        return " ".join(one.reasons)
    return f"CHF {german.amount(one.share)} {per_unit(one.price.unit)}"


def share_explained(one: CantonShare, cost: int | None) -> str:
    """How the canton's share comes about, and what is left for the municipality; Rappen."""
    if one.share is None or one.price is None or one.reasons or cost is None:
        return " ".join(one.reasons)
    assert one.tariff is not None
    assert one.rate is not None
    assert one.rate.rate is not None
    parts = [
        f"Kosten {german.amount(cost)}",
        f"Maximaltarif {german.amount(one.tariff.amount)}",
        f"Ansatz {german.percent(one.rate.rate)}",
    ]
    above = f", davon {german.amount(one.above)} über dem Maximaltarif" if one.above else ""
    cited = f" ({one.rate.citation})" if one.rate.citation else ""
    return (
        f"{', '.join(parts)}{cited}. Der Gemeinde bleiben {german.amount(cost - one.share)}{above}."
    )


def share_of_regime(one: CantonShare) -> str:
    """«Sozialhilfe: 125.00 pro Tag»; what names the regime itself already is not said twice."""
    words = share(one)
    named = f"{one.regime_name}: "
    return words if words.startswith(named) else f"{named}{words}"


def to_be_counted(criteria: str, words: str) -> str:
    """What would be counted, and which typed words would not."""
    left_out = f" «{words}» wird nicht festgehalten." if words else ""
    return f"Gezählt wird: {criteria}.{left_out} Ohne Personen, nur mit dem Monat."


def counted(criteria: str, why: Unmet) -> str:
    """What the Verlauf says of a counted search."""
    return f"Fehlendes Angebot gezählt: {criteria} ({word(why)})"


def counts_read(office: str, searches: int) -> str:
    """What the Verlauf says of a file of counts."""
    number = german.plural(searches, "Suche", "Suchen")
    return f"Zählungen fehlender Angebote eingelesen: {office}, {number}"
