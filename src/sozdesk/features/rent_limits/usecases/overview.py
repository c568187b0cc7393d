"""Reading in the overview of an earlier year: what was published then, as the year's returns.

The checks are not asked. These limits are long published and nobody can ask back about them now;
a Prüfhinweis that nobody ever noted would wait for ever, and one that «nobody» noted would be a lie.
They serve as last year's values: for the forms, and for the checks of this year's returns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from sozdesk.archive.column_mappings import remember
from sozdesk.features.offices import queries as offices
from sozdesk.features.rent_limits import queries, rules
from sozdesk.features.rent_limits.terms import (
    TABLE_PURPOSE,
    TOPIC,
    Declaration,
    ReceivedVia,
    Remembered,
)
from sozdesk.features.rent_limits.usecases import overview_wording, wording
from sozdesk.features.rent_limits.usecases.recording import (
    RecordReturns,
    ReturnEntry,
    record_returns,
)
from sozdesk.features.rent_limits.usecases.rounds import OpenRound, added_round, refuse_odd_year
from sozdesk.kernel.context import Context
from sozdesk.kernel.findings import Finding
from sozdesk.kernel.usecase import Outcome, usecase


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOverview:
    """The municipalities of one overview."""

    year: int
    declarations: tuple[Declaration, ...]
    file_name: str
    heads: str = ""
    """Heads of the table under which ``columns`` is remembered; empty = nothing is remembered."""
    columns: Remembered | None = None


@usecase(undoable=True)
def record_overview(session: Session, command: RecordOverview, context: Context) -> Outcome:
    """Record an overview; ``Outcome.value`` holds the BFS numbers that were recorded.

    The Erhebung of the year is opened with the usual days where it is missing, also in the file of a
    Sozialdienst: there the overview serves for last year's values and to compare with neighbours. A
    municipality that has any return of that year already is left alone.

    Raises RuleViolation for a year that cannot be, a municipality that is unknown or stated twice,
    another year, or a declaration that says too little; nothing is recorded then.
    """
    refuse_odd_year(command.year)
    names = {row.bfs_number: row.short_name for row in offices.all_municipalities(session)}
    wording.refuse([*_objections(command, names)])
    stored = queries.revisions_of_year(session, command.year)
    new = [one for one in command.declarations if one.bfs_number not in stored]
    if not new:
        return Outcome(summary=overview_wording.nothing_new(command.year), value=())
    if queries.round_of(session, command.year) is None:
        added_round(session, OpenRound(year=command.year, blocks=frozenset()))
    _record(session, command, new, context)
    _remember(session, command)
    numbers = tuple(one.bfs_number for one in new)
    taken = len(command.declarations) - len(new)
    summary = overview_wording.overview_recorded(command.year, len(new), taken)
    return Outcome(frozenset({TOPIC}), summary, numbers)


def _record(
    session: Session, command: RecordOverview, new: Iterable[Declaration], context: Context
) -> None:
    """As returns that came today by the overview, without findings."""
    entries = tuple(
        ReturnEntry(
            declaration=declared,
            received_on=context.today,
            via=ReceivedVia.OVERVIEW,
            file_name=command.file_name,
        )
        for declared in new
    )
    record_returns(session, RecordReturns(year=command.year, entries=entries), context)


def _objections(command: RecordOverview, names: Mapping[int, str]) -> Iterable[Finding]:
    """What ``record_returns`` does not ask, because the checks of a return ask it before."""
    times = Counter(one.bfs_number for one in command.declarations)
    for declared in command.declarations:
        number = declared.bfs_number
        name = names.get(number, str(number))
        if number not in names:
            yield wording.stop("unknown_municipality", wording.unknown_number(number))
        if declared.year != command.year:
            words = wording.wrong_year(name, declared.year, command.year)
            yield wording.stop("wrong_year", words)
        if not rules.says_its_limits(declared):
            yield wording.stop("says_too_little", overview_wording.says_too_little(name))
        if times[number] > 1:
            yield wording.stop("stated_twice", overview_wording.stated_twice(name))


def _remember(session: Session, command: RecordOverview) -> None:
    """What somebody said of the columns, for the next table with the same heads."""
    if command.columns is None:
        return
    stored = {
        "columns": dict(command.columns.columns),
        "rent_kind": command.columns.rent_kind,
        "interval": command.columns.interval,
    }
    remember(session, TABLE_PURPOSE, command.heads, stored)
