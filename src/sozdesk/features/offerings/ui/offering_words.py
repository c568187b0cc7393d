"""What an offering is, in words for the screen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sozdesk.features.offerings import texts
from sozdesk.features.offerings.terms import (
    Childcare,
    LanguageRow,
    MunicipalRow,
    OfferingRow,
    OfferingState,
    RecognitionOn,
)
from sozdesk.features.offerings.texts.searching import recognised_until
from sozdesk.kernel import german
from sozdesk.widgets.states import State

NOT_RECORDED = "noch nicht erfasst"
_SYMBOLS = {
    OfferingState.DRAFT: State.OPEN,
    OfferingState.PUBLISHED: State.RECORDED,
    OfferingState.PAUSED: State.REMINDED,
    OfferingState.REMOVED: State.REFUSED,
}


def label(row: OfferingRow) -> str:
    """«12 Deutsch im Alltag»."""
    return f"{row.number} {row.title}"


def is_lost(row: OfferingRow) -> bool:
    """Recognised once, not any more."""
    return not row.recognition.recognised and row.recognition.by is not None


def state_symbol(row: OfferingRow) -> State:
    """The symbol of where it stands; on the platform without recognition is a stop."""
    if row.state is OfferingState.PUBLISHED and not row.recognition.recognised:
        return State.UNUSABLE
    return _SYMBOLS[row.state]


def recognition(found: RecognitionOn) -> str:
    """«anerkannt bis 31.12.2028», «nicht mehr anerkannt seit 01.06.2026», «noch nicht anerkannt»."""
    if found.since is None:
        return "noch nicht anerkannt"
    if not found.recognised:
        return f"nicht mehr anerkannt seit {german.day(found.since)}"
    said = "anerkannt mit Auflagen" if found.with_conditions else "anerkannt"
    return f"{said}{recognised_until(found, ' ')}"


def recognition_short(found: RecognitionOn) -> str:
    """«bis 31.12.2028», «nicht anerkannt»: below the state, where there is little room."""
    if not found.recognised:
        return "nicht anerkannt"
    said = "Auflagen" if found.with_conditions else ""
    return ", ".join(filter(None, (said, recognised_until(found)))) or "anerkannt"


def recognition_symbol(found: RecognitionOn) -> State:
    """The symbol of the same."""
    if found.recognised:
        watched = found.with_conditions or found.ended_by is not None
        return State.HINT if watched else State.RECORDED
    return State.OPEN if found.since is None else State.REFUSED


def towns(row: OfferingRow) -> str:
    """«Liestal, Sissach»."""
    return ", ".join(dict.fromkeys(place.town for place in row.places))


def for_whom(row: OfferingRow) -> str:
    """Who can take part."""
    more = [
        words
        for wanted, words in (
            (row.for_refugees, "Flüchtlinge"),
            (row.for_women, "Frauen"),
            (row.for_mothers, "Mütter"),
            (row.with_health_impairment, "Personen mit gesundheitlicher Einschränkung"),
        )
        if wanted
    ]
    parts = [f"Für {texts.word(row.audience)}"]
    parts += [f"besonders für {german.enumeration(more)}"] if more else []
    parts += [age] if (age := _span(row.age_from, row.age_to, "Jahre")) else []
    return ", ".join(parts) + "."


def _span(low: int | None, high: int | None, unit: str) -> str:
    if low is None and high is None:
        return ""
    if low is None:
        return f"bis {high} {unit}"
    if high is None:
        return f"ab {low} {unit}"
    return f"{low} {unit}" if low == high else f"{low}–{high} {unit}"


def how_much(row: OfferingRow) -> str:
    """Pensum and duration."""
    parts = [
        _span(row.workload_from, row.workload_to, "%"),
        row.workload_note,
        _span(row.weeks_min, row.weeks_max, "Wochen"),
    ]
    return ", ".join(filter(None, parts)) or NOT_RECORDED


def begins(row: OfferingRow, today: date) -> str:
    """The next days on which it begins."""
    if row.starts_any_time:
        return "jederzeit"
    coming = [german.day(day) for day in row.starts if day >= today]
    return ", ".join(coming[:4]) or "kein Beginn erfasst"


def free(row: OfferingRow) -> str:
    """«3 von 12 frei (Stand 04.01.2027)»."""
    if row.free_places is None:
        return f"{row.capacity} Plätze" if row.capacity is not None else NOT_RECORDED
    of = f" von {row.capacity}" if row.capacity is not None else ""
    day = f" (Stand {german.day(row.free_as_of)})" if row.free_as_of else ""
    return f"{row.free_places}{of} frei{day}"


def language(row: LanguageRow) -> str:
    """«Deutsch: ab A2, erreicht B1»."""
    parts = [f"ab {row.needed}"] if row.needed else []
    parts += [f"erreicht {row.reached}"] if row.reached else []
    return f"{row.language}: {', '.join(parts)}" if parts else row.language


def included(row: OfferingRow) -> str:
    """What the price includes besides, and whether somebody looks after children."""
    return german.enumeration(list(_included(row))) or "nichts erfasst"


def _included(row: OfferingRow) -> Iterator[str]:
    if row.includes_travel:
        yield "Fahrkosten"
    if row.includes_meals:
        yield "Verpflegung"
    if row.childcare is not Childcare.NO:
        yield texts.word(row.childcare).replace("mit ", "")


def where(row: OfferingRow) -> str:
    """The places, and whether one gets in with a wheelchair."""
    found = [
        f"{place.name}, {place.town}" if place.name != place.town else place.town
        for place in row.places
    ]
    wheels = [place for place in row.places if place.wheelchair]
    access = " Rollstuhlgängig." if wheels and len(wheels) == len(row.places) else ""
    return f"{'; '.join(found)}.{access}" if found else NOT_RECORDED


def span(first: date, last: date | None) -> str:
    """«01.01.2027–31.12.2029», «ab 01.01.2027»."""
    return f"{german.day(first)}–{german.day(last)}" if last else f"ab {german.day(first)}"


def municipal(row: MunicipalRow) -> str:
    """How long a municipality recognises somebody under the GfS, and whether the canton knows."""
    told = (
        f"dem Kanton gemeldet am {german.day(row.notified_on)}"
        if row.notified_on
        else "dem Kanton noch nicht gemeldet"
    )
    return f"{span(row.recognised_on, row.valid_to)}, {told}"
