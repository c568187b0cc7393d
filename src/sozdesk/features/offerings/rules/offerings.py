"""Rules of offerings: what must be said, what cannot be, and which states follow each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Protocol
from uuid import UUID

from sozdesk.features.offerings import texts
from sozdesk.features.offerings.terms import CefrLevel, LanguageRow, OfferingState, RecognitionOn
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding, stop

LARGEST_PERCENT = 100


class OfferingFigures(Protocol):
    """What of an offering can contradict itself."""

    title: str
    category_code: str
    age_from: int | None
    age_to: int | None
    workload_from: int | None
    workload_to: int | None
    weeks_min: int | None
    weeks_max: int | None
    capacity: int | None
    free_places: int | None


def offering_findings(
    offering: OfferingFigures, languages: Sequence[LanguageRow], known_categories: Sequence[str]
) -> tuple[Finding, ...]:
    """What keeps an offering from being recorded; each finding names its field."""
    return (
        *_missing(offering, known_categories),
        *_below_zero(offering),
        *_turned_round(offering),
        *_workload(offering),
        *_places(offering),
        *_languages(languages),
    )


def _missing(offering: OfferingFigures, known: Sequence[str]) -> Iterator[Finding]:
    if not german.clean(offering.title):
        yield stop("title_missing", texts.TITLE_MISSING, "title")
    if offering.category_code not in known:
        yield stop("category_unknown", texts.CATEGORY_UNKNOWN, "category_code")


_COUNTS: Final = (
    "age_from",
    "age_to",
    "workload_from",
    "workload_to",
    "weeks_min",
    "weeks_max",
    "capacity",
    "free_places",
)


def _below_zero(offering: OfferingFigures) -> Iterator[Finding]:
    for field in _COUNTS:
        value = getattr(offering, field)
        if value is not None and value < 0:
            yield stop("below_zero", texts.BELOW_ZERO, field)


def _turned_round(offering: OfferingFigures) -> Iterator[Finding]:
    spans = (
        (offering.age_from, offering.age_to, "age_to"),
        (offering.workload_from, offering.workload_to, "workload_to"),
        (offering.weeks_min, offering.weeks_max, "weeks_max"),
    )
    for low, high, field in spans:
        if low is not None and high is not None and high < low:
            yield stop("turned_round", texts.turned_round(low, high), field)


def _workload(offering: OfferingFigures) -> Iterator[Finding]:
    for value, field in (
        (offering.workload_from, "workload_from"),
        (offering.workload_to, "workload_to"),
    ):
        if value is not None and value > LARGEST_PERCENT:
            yield stop("above_whole", texts.ABOVE_WHOLE, field)


def _places(offering: OfferingFigures) -> Iterator[Finding]:
    capacity, free = offering.capacity, offering.free_places
    if capacity is not None and free is not None and free > capacity:
        yield stop("more_free_than_places", texts.more_free(free, capacity), "free_places")


def _languages(languages: Sequence[LanguageRow]) -> Iterator[Finding]:
    levels = list(CefrLevel)
    names: set[str] = set()
    for row in languages:
        name = german.search_key(row.language)
        if not name:
            yield stop("language_missing", texts.LANGUAGE_MISSING, "languages")
        if name in names:
            yield stop("language_twice", texts.language_twice(row.language), "languages")
        names.add(name)
        if row.needed and row.reached and levels.index(row.reached) < levels.index(row.needed):
            yield stop(
                "reaches_less",
                texts.reaches_less(row.language, row.needed, row.reached),
                "languages",
            )


def publication_findings(
    state: OfferingState, recognition: RecognitionOn, *, has_price: bool, needs_price: bool
) -> tuple[Finding, ...]:
    """Why an offering cannot go to the platform; empty if it can.

    Source: the platform lists recognised offerings; recognition is the precondition of the canton's
    share (Anerkennungsverfahren, «Sozialhilfe: Integrationsmassnahmen» of the KSA, read 2025).
    """
    if state is not OfferingState.PUBLISHED:
        return ()
    found = []
    if not recognition.recognised:
        found.append(stop("not_recognised", texts.NOT_RECOGNISED_NOT_PUBLISHED, "state"))
    if needs_price and not has_price:
        found.append(stop("no_price", texts.NO_PRICE_NOT_PUBLISHED, "state"))
    return tuple(found)


def offering_removal_findings(uses: Mapping[str, int]) -> tuple[Finding, ...]:
    """What anything refers to (table → rows) stays, as «gestrichen»."""
    return (stop("in_use", texts.offering_in_use(uses)),) if any(uses.values()) else ()


def parts_findings(
    provider_id: UUID, contact_of: UUID | None, places_of: Iterable[UUID]
) -> tuple[Finding, ...]:
    """Contact and places belong to the provider of the offering; None = no contact."""
    found = []
    if contact_of is not None and contact_of != provider_id:
        found.append(stop("other_provider", texts.CONTACT_OF_OTHER, "contact_id"))
    if any(one != provider_id for one in places_of):
        found.append(stop("other_provider", texts.PLACE_OF_OTHER, "place_ids"))
    return tuple(found)
