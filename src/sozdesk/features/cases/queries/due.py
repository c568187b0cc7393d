"""What is due in the cases: start page, navigation, week list, Stellvertretung, ``cases due``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from sozdesk.archive.staff import Staff
from sozdesk.features.cases import rules
from sozdesk.features.cases.records import (
    CaseRecord,
    CaseTaskRecord,
    EnactmentRecord,
    FollowUpRecord,
    HolidayRecord,
    ParticipationRecord,
    RentMeasureRecord,
    RulingRecord,
    TenancyRecord,
)
from sozdesk.features.cases.terms import RentMeasure
from sozdesk.features.cases.terms.work import CaseDueKind, CaseDueRow, ExpiredRemedy

DueQuery = Callable[[Session, date, date], tuple[CaseDueRow, ...]]
"""What is due by a day, seen from another; features above this one know more than it."""


@dataclass(frozen=True, slots=True)
class _Cases:
    """Number, closing day and responsible person of every case, and the names of the office."""

    cases: Mapping[UUID, Any]
    names: Mapping[UUID, str]


def case_due(session: Session, today: date, until: date) -> tuple[CaseDueRow, ...]:
    """Everything of all cases that is due by ``until``, what is late too; by day.

    A few columns of a few rows: nothing here grows with the number of cases that need nobody.
    """
    found = (
        *_tasks(session, until),
        *_remedies(session, today, until),
        *_orders(session, until),
        *_endings(session, today, until),
        *_follow_ups(session, until),
    )
    known = _known(session, {case_id for _, _, _, _, case_id, _ in found if case_id})
    return due_in_order(_row(known, *parts) for parts in found)


def due_in_order(rows: Iterable[CaseDueRow]) -> tuple[CaseDueRow, ...]:
    """By day, kind and case: the order of every list of what is due."""
    order = list(CaseDueKind)
    return tuple(
        sorted(
            rows, key=lambda row: (row.day, order.index(row.kind), row.case_number or 0, row.what)
        )
    )


_Found = tuple[CaseDueKind, Any, date, str, UUID | None, UUID | None]
"""Kind, id and version, day, what, case, person of the task."""


def _tasks(session: Session, until: date) -> Iterator[_Found]:
    table = CaseTaskRecord
    query = select(
        table.id, table.version, table.due_on, table.title, table.case_id, table.responsible_id
    ).where(table.done_on.is_(None), table.due_on <= until)
    for row in session.execute(query):
        yield CaseDueKind.TASK, row, row.due_on, row.title, row.case_id, row.responsible_id


def _remedies(session: Session, today: date, until: date) -> Iterator[_Found]:
    """Those that still run; see :func:`expired_remedies` for the others."""
    for row, last in _open_remedies(session):
        if today <= last <= until:
            yield CaseDueKind.REMEDY, row, last, f"Verfügung {row.number}", row.case_id, None


def expired_remedies(session: Session, today: date) -> tuple[ExpiredRemedy, ...]:
    """Verfügungen that nobody contested until the Frist was over, by its last day."""
    found = [(row, last) for row, last in _open_remedies(session) if last < today]
    known = _known(session, {row.case_id for row, _last in found})
    rows = (
        ExpiredRemedy(
            ruling_id=row.id,
            version=row.version,
            number=row.number,
            case_number=known.cases[row.case_id].number,
            last=last,
        )
        for row, last in found
    )
    return tuple(sorted(rows, key=lambda row: (row.last, row.number)))


def _open_remedies(session: Session) -> Iterator[tuple[Any, date]]:
    """Notified, and nobody has written down yet whether it is contested or rechtskräftig."""
    table = RulingRecord
    query = select(
        table.id, table.version, table.case_id, table.number, table.notified_on, table.remedy_days
    ).where(
        table.notified_on.is_not(None),
        table.remedy_days.is_not(None),
        table.contested_on.is_(None),
        table.final_on.is_(None),
    )
    holidays = frozenset(session.scalars(select(HolidayRecord.day)))
    for row in session.execute(query):
        yield row, rules.deadline(row.notified_on, row.remedy_days, holidays)


def _orders(session: Session, until: date) -> Iterator[_Found]:
    table, dwelling = RentMeasureRecord, TenancyRecord
    query = (
        select(table.id, table.version, table.deadline, dwelling.case_id)
        .join(dwelling, dwelling.id == table.tenancy_id)
        .where(
            table.kind == RentMeasure.ORDER.value,
            table.deadline <= until,
            table.lifted_on.is_(None),
        )
    )
    for row in session.execute(query):
        yield CaseDueKind.ORDER, row, row.deadline, "günstigere Wohnung suchen", row.case_id, None


def _endings(session: Session, today: date, until: date) -> Iterator[_Found]:
    """Whoever broke off earlier, or whose case is closed, needs nobody any more."""
    table, taking_part = EnactmentRecord, ParticipationRecord
    query = (
        select(table.id, table.version, table.last_day, table.offering_title, table.case_id)
        .outerjoin(taking_part, taking_part.enactment_id == table.id)
        .join(CaseRecord, CaseRecord.id == table.case_id)
        .where(
            table.last_day.between(today, until),
            taking_part.ended_on.is_(None),
            or_(CaseRecord.closed_on.is_(None), CaseRecord.closed_on > today),
        )
    )
    for row in session.execute(query):
        yield CaseDueKind.ENDING, row, row.last_day, row.offering_title, row.case_id, None


def _follow_ups(session: Session, until: date) -> Iterator[_Found]:
    table, taking_part, enacted = FollowUpRecord, ParticipationRecord, EnactmentRecord
    query = (
        select(table.id, table.version, table.due_on, enacted.offering_title, enacted.case_id)
        .join(taking_part, taking_part.id == table.participation_id)
        .join(enacted, enacted.id == taking_part.enactment_id)
        .where(table.done_on.is_(None), table.due_on <= until)
    )
    for row in session.execute(query):
        yield CaseDueKind.FOLLOW_UP, row, row.due_on, row.offering_title, row.case_id, None


_AT_ONCE = 500
"""Cases of one statement: SQLite takes a limited number of values."""


def _known(session: Session, wanted: set[UUID]) -> _Cases:
    table, ids = CaseRecord, sorted(wanted)
    rows: dict[UUID, Any] = {}
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        query = select(table.id, table.number, table.responsible_id).where(table.id.in_(some))
        rows.update({row.id: row for row in session.execute(query)})
    names = {row.id: row.name for row in session.execute(select(Staff.id, Staff.name))}
    return _Cases(rows, names)


def _row(
    known: _Cases,
    kind: CaseDueKind,
    row: Any,
    day: date,
    what: str,
    case_id: UUID | None,
    person: UUID | None,
) -> CaseDueRow:
    case = known.cases.get(case_id) if case_id else None
    responsible = person or (case.responsible_id if case else None)
    return CaseDueRow(
        kind=kind,
        key=row.id,
        version=row.version,
        day=day,
        what=what,
        case_id=case_id,
        case_number=case.number if case else None,
        responsible_id=responsible,
        responsible=known.names.get(responsible, "") if responsible else "",
    )
