"""Needs without an offering: counted by month, without persons."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive.file_info import file_info
from sozdesk.archive.updates import refuse
from sozdesk.features.offerings import queries, rules
from sozdesk.features.offerings.records import UnmetNeedRecord
from sozdesk.features.offerings.terms import CountedNeed, NeedCounts, Unmet, Wanted
from sozdesk.features.offerings.texts import searching as said
from sozdesk.features.offerings.usecases.common import CHANGED, refuse_service
from sozdesk.features.offices import queries as offices
from sozdesk.kernel.context import Context
from sozdesk.kernel.findings import stop
from sozdesk.kernel.ids import natural_id
from sozdesk.kernel.usecase import Outcome, usecase


@dataclass(frozen=True, slots=True, kw_only=True)
class CountUnmetNeed:
    """A search that found nothing, or nothing with a free place; its text is not looked at."""

    wanted: Wanted
    why: Unmet


@usecase(undoable=True)
def count_unmet_need(session: Session, command: CountUnmetNeed, context: Context) -> Outcome:
    """Count it in this month; ``Outcome.value`` are the filters in words.

    Raises:
        RuleViolation: no filter is set, so that nothing would be left without the typed text.
    """
    day = context.today
    criteria = rules.criteria_of(
        command.wanted,
        categories={row.code: row.name for row in queries.categories(session, day)},
        names={row.bfs_number: row.short_name for row in offices.municipalities(session, day)},
    )
    if not criteria:
        refuse([stop("no_filter", said.NEEDS_FILTER)])
    one = CountedNeed(
        month=day.replace(day=1),
        criteria=criteria,
        category_code=command.wanted.category,
        why=command.why,
        searches=1,
    )
    row = _row(session, "", one)
    row.searches += 1
    session.flush()
    return Outcome(CHANGED, said.counted(criteria, command.why), criteria)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportUnmetNeeds:
    """The counts of a Sozialdienst, as its file says them."""

    counts: NeedCounts


@usecase(undoable=True)
def import_unmet_needs(session: Session, command: ImportUnmetNeeds, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Record them beside those of other offices; ``Outcome.value`` is how many lines changed.

    A line that is known takes the number of the file, so that the same file twice changes nothing.

    Raises:
        RuleViolation: in the file of a Sozialdienst, or the counts are those of this office.
    """
    refuse_service(session)
    if command.counts.office == file_info(session).office_name:
        refuse([stop("own_counts", said.OWN_COUNTS)])
    changed = 0
    for one in command.counts.counts:
        row = _row(session, command.counts.office, one)
        changed += row.searches != one.searches
        row.searches = one.searches
    session.flush()
    if not changed:
        return Outcome(value=0)
    summary = said.counts_read(command.counts.office, command.counts.searches)
    return Outcome(CHANGED, summary, changed)


def _row(session: Session, origin: str, one: CountedNeed) -> UnmetNeedRecord:
    """The row of a month, an office and filters; a new one counts nothing yet."""
    table = UnmetNeedRecord
    found = session.scalar(
        select(table).where(
            table.month == one.month,
            table.origin == origin,
            table.criteria == one.criteria,
            table.why == one.why.value,
        )
    )
    if found is None:
        key = (one.month.isoformat(), origin, one.criteria, one.why.value)
        found = table(
            id=natural_id(table.__tablename__, *key),
            month=one.month,
            origin=origin,
            criteria=one.criteria,
            category_code=one.category_code,
            why=one.why.value,
            searches=0,
        )
        session.add(found)
    return found
