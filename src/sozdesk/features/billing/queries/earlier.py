"""What earlier bills hold and still stands: at the municipality its own, at the KSA those received."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Subquery, func, select
from sqlalchemy.orm import Session

from sozdesk.features.billing.records import (
    BillLineCostRecord,
    BillLineRecord,
    BillRecord,
    ClosedYearRecord,
)
from sozdesk.features.billing.terms import (
    BillState,
    ClaimedCost,
    ClaimedLine,
    Earlier,
    LineAnswer,
    LineDecision,
)

_FINAL = (BillState.ANSWERED.value, BillState.SETTLED.value)


def standing(bfs_number: int, without: Collection[UUID] = ()) -> Select[Any]:
    """Ids of issued or received bills of a municipality that are not taken back and take nothing back."""
    bill = BillRecord
    return select(bill.id).where(
        bill.bfs_number == bfs_number,
        bill.state != BillState.DRAFT.value,
        bill.accrual.is_(False),
        bill.cancels_id.is_(None),
        bill.id.not_in(taken_back(bfs_number)),
        bill.id.not_in(list(without)),
    )


def taken_back(bfs_number: int) -> Select[Any]:
    """Ids of bills of a municipality that a later one takes back."""
    bill = BillRecord
    return select(bill.cancels_id).where(
        bill.bfs_number == bfs_number,
        bill.cancels_id.is_not(None),
        bill.state != BillState.DRAFT.value,
    )


def answered(ids: Select[Any] | None = None) -> Select[Any]:
    """Ids of bills that the KSA has answered for good; of all, or of these."""
    final = select(BillRecord.id).where(BillRecord.state.in_(_FINAL))
    return final if ids is None else final.where(BillRecord.id.in_(ids))


def counts() -> ColumnElement[bool]:
    """A line that is not refused for good."""
    line = BillLineRecord
    refused = func.coalesce(line.decision, "") == LineDecision.REFUSED.value
    return ~(refused & line.bill_id.in_(answered()))


def billed_amounts(bfs_number: int) -> Subquery:
    """Line of an invoice → Rappen that standing bills hold of it; whether for a whole offering."""
    part, line = BillLineCostRecord, BillLineRecord
    return (
        select(
            part.invoice_line_id,
            func.sum(part.amount).label("amount"),
            func.max(line.month.is_(None)).label("whole"),
        )
        .join(line, line.id == part.line_id)
        .where(line.bill_id.in_(standing(bfs_number)), counts())
        .group_by(part.invoice_line_id)
        .subquery()
    )


def deducted_amounts(bfs_number: int) -> Subquery:
    """Person and offering → Rappen of third parties that standing bills deduct."""
    line = BillLineRecord
    return (
        select(line.person_id, line.offering_id, func.sum(line.third_party).label("amount"))
        .where(line.bill_id.in_(standing(bfs_number)), counts())
        .group_by(line.person_id, line.offering_id)
        .subquery()
    )


def earlier(session: Session, bfs_number: int, without: Collection[UUID] = ()) -> Earlier:
    """Lines of standing bills, except those of ``without`` (a bill that is computed anew).

    What the KSA decided of a bill for good stays known when that bill is taken back.
    """
    line, cancelled = BillLineRecord, taken_back(bfs_number)
    adverse = line.decision.in_([LineDecision.REFUSED.value, LineDecision.REDUCED.value])
    years = session.scalars(select(ClosedYearRecord.year).order_by(ClosedYearRecord.year))
    return Earlier(
        lines=_lines(session, standing(bfs_number, without)),
        closed_years=tuple(years),
        taken_back=_lines(session, answered(cancelled), adverse),
    )


def _lines(
    session: Session, bills: Select[Any], *conditions: ColumnElement[bool]
) -> tuple[ClaimedLine, ...]:
    costs = _costs(session, bills, *conditions)
    final = _final(session, bills)
    line = BillLineRecord
    query = select(*LINE_COLUMNS).where(line.bill_id.in_(bills), *conditions)
    return tuple(
        claimed_line(row, costs.get(row.id, ()), answered=final.get(row.bill_id, ""))
        for row in session.execute(query.order_by(line.bill_id, line.position))
    )


_AS_CLAIMED = (
    "person_id",
    "offering_id",
    "tariff_id",
    "month",
    "regime_code",
    "bfs_number",
    "rate",
    "third_party",
    "eligible",
    "canton",
)
_AS_ANSWERED = ("decision", "accepted_eligible", "accepted_canton", "decision_reason", "resumed")
LINE_COLUMNS = tuple(
    getattr(BillLineRecord, name)
    for name in ("id", "bill_id", "position", *_AS_CLAIMED, *_AS_ANSWERED)
)
"""What :func:`claimed_line` asks for."""


def _final(session: Session, bills: Select[Any]) -> Mapping[UUID, str]:
    """Bills that are answered for good → «3/2027»."""
    bill = BillRecord
    query = select(bill.id, bill.year, bill.number).where(bill.id.in_(answered(bills)))
    return {row.id: f"{row.number}/{row.year}" for row in session.execute(query)}


def claimed_line(row: Any, costs: Iterable[ClaimedCost], *, answered: str) -> ClaimedLine:
    """A line of an earlier bill; with the KSA's decision if its answer is final and known.

    ``answered`` is the bill that has the answer («3/2027»), empty without one.
    """
    decided = answered and row.decision is not None
    return ClaimedLine(
        **{name: getattr(row, name) for name in _AS_CLAIMED},
        costs=tuple(costs),
        answer=_answer(row, answered) if decided else None,
        resumed=row.resumed,
        bill_id=row.bill_id,
        position=row.position,
    )


def _answer(row: Any, bill: str) -> LineAnswer:
    return LineAnswer(
        decision=LineDecision(row.decision),
        eligible=row.eligible if row.accepted_eligible is None else row.accepted_eligible,
        canton=row.accepted_canton or 0,
        reason=row.decision_reason,
        bill=bill,
    )


def answered_before(session: Session, bfs_number: int) -> tuple[tuple[int, int], ...]:
    """Year and number of the bills whose final answer later ones count with, cancelled ones too."""
    bill = BillRecord
    query = select(bill.year, bill.number).where(
        bill.bfs_number == bfs_number, bill.cancels_id.is_(None), bill.state.in_(_FINAL)
    )
    return tuple(
        (year, number or 0)
        for year, number in session.execute(query.order_by(bill.year, bill.number))
    )


def resumed_lines(
    session: Session, bfs_number: int, persons: Collection[UUID]
) -> tuple[tuple[int, int, int, str], ...]:
    """Year, number and position of refused lines of persons that are claimed again, and why."""
    bill, line = BillRecord, BillLineRecord
    query = (
        select(bill.year, bill.number, line.position, line.resumed)
        .join(bill, bill.id == line.bill_id)
        .where(bill.bfs_number == bfs_number, bill.state.in_(_FINAL))
        .where(line.resumed != "", line.person_id.in_(persons))
        .order_by(bill.year, bill.number, line.position)
    )
    return tuple(
        (year, number or 0, position, reason)
        for year, number, position, reason in session.execute(query)
    )


def _costs(
    session: Session, bills: Select[Any], *conditions: ColumnElement[bool]
) -> Mapping[UUID, list[ClaimedCost]]:
    part, line = BillLineCostRecord, BillLineRecord
    query = (
        select(part.line_id, part.invoice_line_id, part.first_day, part.last_day)
        .join(line, line.id == part.line_id)
        .where(line.bill_id.in_(bills), *conditions)
        .order_by(part.first_day, part.invoice_line_id)
    )
    found: dict[UUID, list[ClaimedCost]] = defaultdict(list)
    for line_id, invoice_line_id, first, last in session.execute(query):
        found[line_id].append(ClaimedCost(invoice_line_id=invoice_line_id, first=first, last=last))
    return found
