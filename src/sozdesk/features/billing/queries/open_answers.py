"""Answers of the KSA that wait for the municipality, and the deadlines that follow from them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.features.billing.records import BillRecord
from sozdesk.features.billing.terms import BillOrigin, BillState
from sozdesk.features.billing.terms.answers import OpenAnswer
from sozdesk.features.cases import queries as cases
from sozdesk.features.cases.terms.work import CaseDueKind, CaseDueRow
from sozdesk.features.offices import queries as offices

_WAITING = tuple(state.value for state in (BillState.HEARING, BillState.ANSWERED))


def open_answers(session: Session) -> tuple[OpenAnswer, ...]:
    """Own bills with a draft that is heard, or a decision that is not booked; by deadline."""
    table = BillRecord
    query = select(table).where(
        table.origin == BillOrigin.OWN.value, table.state.in_(_WAITING), table.number.is_not(None)
    )
    names = {row.bfs_number: row.short_name for row in offices.all_municipalities(session)}
    found = [
        OpenAnswer(
            bill_id=row.id,
            version=row.version,
            name=f"{row.number}/{row.year}, {names.get(row.bfs_number, row.bfs_number)}",
            state=BillState(row.state),
            until=row.hearing_until,
            stated_on=row.statement_on,
        )
        for row in session.scalars(query)
    ]
    return tuple(sorted(found, key=lambda row: (row.until or date.max, row.name)))


def all_due(session: Session, today: date, until: date) -> tuple[CaseDueRow, ...]:
    """Everything that is due by ``until`` in cases and bills, what is late too; by day."""
    bills = _statements_due(session, today, until)
    return cases.due_in_order([*cases.case_due(session, today, until), *bills])


def _statements_due(session: Session, today: date, until: date) -> Iterator[CaseDueRow]:
    """Deadlines of the Stellungnahmen; one that is written is never late."""
    for row in open_answers(session):
        if row.state is not BillState.HEARING or row.until is None or row.until > until:
            continue
        if row.stated_on is not None and row.until < today:
            continue
        yield CaseDueRow(
            kind=CaseDueKind.STATEMENT,
            key=row.bill_id,
            version=row.version,
            day=row.until,
            what=row.name if row.stated_on is None else f"{row.name}: erfasst, an das KSA senden",
            case_id=None,
            case_number=None,
            responsible_id=None,
            responsible="",
        )
