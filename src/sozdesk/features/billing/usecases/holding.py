"""While a bill is open, no case in it may be deleted."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.features.billing.records import BillLineCostRecord, BillLineRecord, BillRecord
from sozdesk.features.billing.usecases.bill_sealing import town_of
from sozdesk.features.cases import usecases as cases
from sozdesk.kernel.context import Context


def hold_cases(session: Session, row: BillRecord, context: Context) -> None:
    """Hold the cases behind the lines of a bill that is being issued."""
    line, cost = BillLineRecord, BillLineCostRecord
    enactments = session.scalars(
        select(cost.enactment_id)
        .join(line, line.id == cost.line_id)
        .where(line.bill_id == row.id)
        .distinct()
    )
    cases.hold_for_bill(session, enactments.all(), _name(session, row), context)


def free_cases(session: Session, row: BillRecord, context: Context) -> None:
    """The bill is booked or taken back: nothing of it is open any more."""
    cases.free_from_bill(session, _name(session, row), context)


def _name(session: Session, row: BillRecord) -> str:
    return f"Abrechnung {row.number}/{row.year} der Gemeinde {town_of(session, row.bfs_number)}"
