"""Rules of the checklist: which enclosures a Gesuch needs and where each stands on a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sozdesk.features.offerings import texts
from sozdesk.features.offerings.terms import (
    EnclosureKindRow,
    EnclosureRow,
    EnclosureScope,
    EnclosureState,
    InspectionResult,
    WindowRow,
)
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding, stop
from sozdesk.kernel.months import months_later

GOOD: Final = (EnclosureState.THERE, EnclosureState.WAIVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class EnclosureEntry:
    """What somebody says came of an enclosure."""

    received_on: date | None = None
    """Received, or seen on."""
    expires_on: date | None = None
    """Last day on which it is good, or next look due."""
    seen_by: str = ""
    inspection: InspectionResult | None = None
    waived_because: str = ""


def belongs(kind: EnclosureKindRow, *, of_offering: bool) -> bool:
    """Whether a kind stands on the checklist; a Gesuch for an offering brings the provider's too."""
    return of_offering or kind.scope is EnclosureScope.PROVIDER


def enclosure_state(entry: EnclosureEntry, day: date) -> EnclosureState:
    """Where an enclosure stands on a day; its last day is still good."""
    if entry.waived_because:
        return EnclosureState.WAIVED
    if entry.received_on is None or entry.received_on > day:
        return EnclosureState.MISSING
    if entry.expires_on is not None and entry.expires_on < day:
        return EnclosureState.EXPIRED
    return EnclosureState.THERE


def expiry(received_on: date, months: int | None) -> date | None:
    """Last day on which an enclosure is good: it counts from the day after it was received."""
    return None if months is None else months_later(received_on, months)


def enclosure_findings(
    kind: EnclosureKindRow, entry: EnclosureEntry, today: date
) -> tuple[Finding, ...]:
    """What keeps an enclosure from being recorded; each finding names its field."""
    found: list[Finding] = []
    if entry.received_on is not None and entry.received_on > today:
        found.append(stop("in_future", texts.IN_FUTURE, "received_on"))
    if entry.waived_because and entry.received_on is not None:
        found.append(stop("waived_and_there", texts.WAIVED_AND_THERE, "waived_because"))
    if entry.received_on and entry.expires_on and entry.expires_on < entry.received_on:
        words = texts.ends_before(entry.received_on, entry.expires_on)
        found.append(stop("ends_before_start", words, "expires_on"))
    if not kind.inspected_only and (entry.inspection or german.clean(entry.seen_by)):
        found.append(stop("not_inspected", texts.NOT_INSPECTED, "inspection"))
    if kind.inspected_only and not entry.waived_because:
        found += _inspection(entry)
    return tuple(found)


def _inspection(entry: EnclosureEntry) -> list[Finding]:
    """Seen on, by whom, with what result, and when again: all four, because nothing is kept."""
    asked = (
        (entry.received_on, "received_on", texts.SEEN_ON_MISSING),
        (german.clean(entry.seen_by), "seen_by", texts.SEEN_BY_MISSING),
        (entry.inspection, "inspection", texts.INSPECTION_MISSING),
        (entry.expires_on, "expires_on", texts.NEXT_LOOK_MISSING),
    )
    return [stop("missing", words, field) for value, field, words in asked if not value]


def renews(before: EnclosureRow, entry: EnclosureEntry) -> bool:
    """Whether an entry only renews a paper: there before and after, received no earlier."""
    return (
        before.received_on is not None
        and entry.received_on is not None
        and entry.received_on >= before.received_on
        and not entry.waived_because
    )


def recordable(enclosures: Iterable[EnclosureRow]) -> tuple[EnclosureRow, ...]:
    """What is required, still missing, and needs no more than the day on which it came."""
    return tuple(
        row
        for row in enclosures
        if row.kind.required and not row.kind.inspected_only and row.state is EnclosureState.MISSING
    )


def all_received_findings(
    rows: Sequence[EnclosureRow], received_on: date, today: date
) -> tuple[Finding, ...]:
    """What keeps several enclosures from being recorded in one act."""
    if received_on > today:
        return (stop("in_future", texts.IN_FUTURE, "received_on"),)
    return () if rows else (stop("none_missing", texts.NO_ENCLOSURE_MISSING, ""),)


def lacking(enclosures: Iterable[EnclosureRow]) -> str:
    """What is missing or expired among what is required; empty if everything is there."""
    required = [row for row in enclosures if row.kind.required]
    return texts.lacking(
        [row.kind.name for row in required if row.state is EnclosureState.MISSING],
        [row.kind.name for row in required if row.state is EnclosureState.EXPIRED],
    )


def window_of(day: date, windows: Sequence[WindowRow]) -> WindowRow | None:
    """The window in which a Gesuch came in; None outside of all."""
    return next((row for row in windows if row.opens <= day <= row.closes), None)


def window_findings(
    opens: date, closes: date, others: Iterable[tuple[date, date]]
) -> tuple[Finding, ...]:
    """A window must not close before it opens, nor reach into another one."""
    if closes < opens:
        return (stop("ends_before_start", texts.ends_before(opens, closes), "closes"),)
    return tuple(
        stop("overlaps", texts.overlaps(first, last), "opens")
        for first, last in others
        if first <= closes and opens <= last
    )
