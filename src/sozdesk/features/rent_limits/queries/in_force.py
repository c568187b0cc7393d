"""What holds on a day («gültig am Tag X»): returns of the Erhebungen and the changes after them.

What a municipality declared holds until the next thing that it declared begins, also past the end of its
year: nobody knows that it no longer does. And what held from when to when in one municipality, for its time series.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest

from sqlalchemy.orm import Session

from sozdesk.features.offices import queries as offices
from sozdesk.features.rent_limits import rules
from sozdesk.features.rent_limits.queries.declarations import (
    Revisions,
    changes_until,
    of_municipality,
    recorded_changes,
    recorded_row,
    revisions_until,
)
from sozdesk.features.rent_limits.queries.rounds import rounds
from sozdesk.features.rent_limits.terms import (
    Declaration,
    InForceRow,
    LimitSpanRow,
    ReceivedVia,
)
from sozdesk.kernel.municipality import Municipality


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Something recorded that holds from a day on."""

    since: date
    is_change: bool
    declaration: Declaration
    via: ReceivedVia


def in_force(session: Session, day: date) -> tuple[InForceRow, ...]:
    """Every municipality of ``day`` with what holds there then; in German order.

    A return holds from the first day of its Erhebung, or from its own «gültig ab» if that is later;
    a change from its first day. The latest of them holds, on the same day the change, whatever its year.
    """
    starts = {row.year: row.valid_from for row in rounds(session)}
    last_year = max((year for year, start in starts.items() if start <= day), default=0)
    year = max(last_year, day.year)
    returns, changes = revisions_until(session, year), changes_until(session, year)
    return tuple(
        _row(town, _holding(day, town.bfs_number, starts, returns, changes))
        for town in offices.municipalities(session, day)
    )


def _row(town: Municipality, found: _Candidate | None) -> InForceRow:
    return InForceRow(
        bfs_number=town.bfs_number,
        official_name=town.official_name,
        name=town.short_name,
        district=town.district,
        declaration=found.declaration if found else None,
        since=found.since if found else None,
        is_change=found.is_change if found else False,
    )


def _holding(
    day: date,
    bfs_number: int,
    starts: Mapping[int, date],
    returns: Mapping[int, Revisions],
    changes: Mapping[int, Revisions],
) -> _Candidate | None:
    found = [
        candidate
        for candidate in _candidates(bfs_number, starts, returns, changes)
        if candidate.since <= day
    ]
    return max(found, key=lambda one: (one.since, one.is_change), default=None)


def _candidates(
    bfs_number: int,
    starts: Mapping[int, date],
    returns: Mapping[int, Revisions],
    changes: Mapping[int, Revisions],
) -> Iterator[_Candidate]:
    for year, of_year in returns.items():
        row = recorded_row(of_year.get(bfs_number, ()))
        if row is not None:
            since = max(starts[year], row.declaration.valid_from or starts[year])
            yield _Candidate(since, False, row.declaration, row.via)
    for of_year in changes.values():
        for row in recorded_changes(of_year.get(bfs_number, ())):
            assert row.change_from is not None
            yield _Candidate(row.change_from, True, row.declaration, row.via)


# ------------------------------------------------------------------ the time series


def limit_history(session: Session, bfs_number: int) -> tuple[LimitSpanRow, ...]:
    """Everything recorded of one municipality, oldest first, each until the next one takes over.

    The same answer as :func:`in_force`. The last one reaches to the end of the newest Erhebung.
    """
    starts = {row.year: row.valid_from for row in rounds(session)}
    found = sorted(
        _candidates(bfs_number, starts, *of_municipality(session, bfs_number)),
        key=lambda one: (one.since, one.is_change),
    )
    newest = max(starts, default=0)
    spans = [_span(one, later, newest) for one, later in zip_longest(found, found[1:])]
    return tuple(span for span in spans if span.since <= span.until)


def _span(found: _Candidate, later: _Candidate | None, newest: int) -> LimitSpanRow:
    declared = found.declaration
    last = date(max(newest, found.since.year), 12, 31)
    until = last if later is None else later.since - timedelta(days=1)
    return LimitSpanRow(
        year=declared.year,
        since=found.since,
        until=until,
        is_change=found.is_change,
        rent_kind=declared.rent_kind,
        interval=declared.interval,
        amounts=rules.monthly_amounts(declared),
        no_limits=declared.no_limits_reason is not None,
        via=found.via,
    )
