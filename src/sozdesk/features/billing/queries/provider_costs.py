"""What received bills hold of the invoices of a year, as providers report it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sozdesk.features.billing.queries.earlier import counts
from sozdesk.features.billing.records import BillLineCostRecord, BillLineRecord, BillRecord
from sozdesk.features.billing.terms import BillOrigin


def provider_costs(session: Session, year: int) -> Mapping[tuple[int, UUID], int]:
    """Municipality and provider → Rappen of the invoices whose last day lies in the year.

    A course over New Year belongs to the year in which it ends. What was taken back or refused for
    good does not count: it comes again with another bill, or not at all.
    """
    cost, line, bill = BillLineCostRecord, BillLineRecord, BillRecord
    cancelled = select(bill.cancels_id).where(bill.cancels_id.is_not(None))
    query = (
        select(line.bfs_number, cost.provider_id, func.sum(cost.amount))
        .join(line, line.id == cost.line_id)
        .join(bill, bill.id == line.bill_id)
        .where(
            bill.origin == BillOrigin.RECEIVED.value,
            bill.cancels_id.is_(None),
            bill.id.not_in(cancelled),
            counts(),
            cost.last_day.between(date(year, 1, 1), date(year, 12, 31)),
        )
        .group_by(line.bfs_number, cost.provider_id)
    )
    return {(town, provider): amount for town, provider, amount in session.execute(query)}
