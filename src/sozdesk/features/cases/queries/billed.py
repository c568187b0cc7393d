"""What issued bills hold of the cases; their tables belong to a feature above and are found by name.

Drafts hold nothing, and a bill that is taken back lets go of what it held.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Table, select
from sqlalchemy.orm import Session

from sozdesk.archive.base import Base
from sozdesk.features.cases.records import EnactmentRecord
from sozdesk.features.offices import queries as offices

BilledQuery = Callable[[Session, int, UUID], tuple[str, ...]]
"""What bills of a municipality say of a case, in sentences; the feature above computes it."""
_DRAFT: Final = "draft"


@dataclass(frozen=True, slots=True, kw_only=True)
class Billed:
    """Days that one bill holds, and how people call it («1/2026 von Liestal»)."""

    bill: str
    first: date
    last: date


def billed_lines(session: Session, line_ids: Collection[UUID]) -> tuple[Billed, ...]:
    """What standing bills hold of lines of invoices, by day."""
    return _all(session, _costs().where(_table("bill_line_cost").c.invoice_line_id.in_(line_ids)))


def billed_enactment(session: Session, enactment_id: UUID) -> tuple[Billed, ...]:
    """What standing bills hold of an enactment, by day."""
    cost = _table("bill_line_cost")
    return _all(session, _costs().where(cost.c.enactment_id == enactment_id))


def billed_case_from(session: Session, case_id: UUID, day: date) -> tuple[Billed, ...]:
    """What standing bills hold of the enactments of a case on a day or later."""
    cost, table = _table("bill_line_cost"), EnactmentRecord
    mine = select(table.id).where(table.case_id == case_id)
    query = _costs().where(cost.c.enactment_id.in_(mine), cost.c.last_day >= day)
    return _all(session, query)


def deducted(session: Session, enactment_id: UUID, first: date, last: date) -> tuple[Billed, ...]:
    """Lines of standing bills that took off what third parties pay for days of an enactment."""
    line, table = _table("bill_line"), EnactmentRecord
    bill = _table("bill")
    query = (
        select(bill.c.number, bill.c.year, bill.c.bfs_number, *_days(line))
        .join(bill, bill.c.id == line.c.bill_id)
        .join(
            table,
            (table.person_id == line.c.person_id) & (table.offering_id == line.c.offering_id),
        )
        .where(
            table.id == enactment_id,
            line.c.third_party != 0,
            line.c.first_day <= last,
            line.c.last_day >= first,
            *_standing(bill),
        )
        .order_by(line.c.first_day)
    )
    return _all(session, query)


def _costs() -> Select[Any]:
    cost, line, bill = (_table(name) for name in ("bill_line_cost", "bill_line", "bill"))
    return (
        select(bill.c.number, bill.c.year, bill.c.bfs_number, *_days(cost))
        .join(line, line.c.id == cost.c.line_id)
        .join(bill, bill.c.id == line.c.bill_id)
        .where(*_standing(bill))
        .order_by(cost.c.first_day)
    )


def _table(name: str) -> Table:
    return Base.metadata.tables[name]


def _days(table: Table) -> tuple[ColumnElement[date], ColumnElement[date]]:
    return table.c.first_day, table.c.last_day


def _standing(bill: Table) -> Iterable[ColumnElement[bool]]:
    other = bill.alias()
    taken_back = select(other.c.cancels_id).where(other.c.cancels_id.is_not(None))
    return (
        bill.c.state != _DRAFT,
        bill.c.cancels_id.is_(None),
        bill.c.id.not_in(taken_back),
    )


def _all(session: Session, query: Select[Any]) -> tuple[Billed, ...]:
    return tuple(_billed(session, *row) for row in session.execute(query).all())


def _billed(
    session: Session, number: int, year: int, bfs_number: int, first: date, last: date
) -> Billed:
    place = offices.municipality(session, bfs_number)
    assert place is not None, "a bill has a municipality of the file"
    return Billed(bill=f"{number}/{year} von {place.short_name}", first=first, last=last)
