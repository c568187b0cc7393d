"""Figures of the KSA over many received bills."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from sozdesk.features.billing.queries.answering import municipality_names
from sozdesk.features.billing.queries.provider_costs import provider_costs
from sozdesk.features.billing.records import (
    BillLineRecord,
    BillRecord,
    PaymentRecord,
    SettlementRecord,
)
from sozdesk.features.billing.rules import figures as rules
from sozdesk.features.billing.terms import BillOrigin, BillState, SettleBy
from sozdesk.features.billing.terms.figures import (
    AccrualRow,
    Agreement,
    BillSpan,
    FigureLine,
    Names,
    ReconcileRow,
    Totals,
)
from sozdesk.features.billing.texts import figures as texts
from sozdesk.features.offerings import queries as offerings

_RECEIVED = BillRecord.origin == BillOrigin.RECEIVED.value
_LATER = "later"
_ANSWERED = (BillState.ANSWERED.value, BillState.SETTLED.value)


def category_names(session: Session, day: date) -> dict[Any, str]:
    """Code → the name of a category, as of a day or as last known."""
    return {code: row.name for code, row in offerings.known_categories(session, day).items()}


def regime_names(session: Session) -> dict[Any, str]:
    """Code → the name of a regime."""
    return {row.code: row.name for row in offerings.all_regimes(session)}


def totals(
    session: Session, year: int, first: date | None = None, last: date | None = None
) -> Totals:
    """Claimed, accepted and paid of the bills of a year, or of those that lie in a period."""
    begin, end = first or date(year, 1, 1), last or date(year, 12, 31)
    lines = (*_figure_lines(session, begin, end), *_later(session, begin, end))
    later = {_LATER: texts.LATER}
    towns: Names = municipality_names(session)
    return Totals(
        year=year,
        first=begin,
        last=end,
        categories=rules.totals(
            lines, lambda row: row.category_code, category_names(session, end) | later
        ),
        municipalities=rules.totals(lines, lambda row: row.bfs_number, towns),
        regimes=rules.totals(lines, lambda row: row.regime_code, regime_names(session) | later),
        periods=_periods(session, year),
    )


def _figure_lines(session: Session, first: date, last: date) -> tuple[FigureLine, ...]:
    """A bill belongs to the year of its last day, so that no bill is lost between two years."""
    bill, line = BillRecord, BillLineRecord
    keys = (bill.bfs_number, line.category_code, line.regime_code, bill.state)
    query = (
        select(
            *keys,
            func.count(),
            func.sum(line.canton),
            func.sum(func.coalesce(line.accepted_canton, 0)),
            func.sum(_paid()),
        )
        .join(bill, bill.id == line.bill_id)
        .where(_RECEIVED, bill.last_day >= first, bill.last_day <= last)
        .group_by(*keys)
    )
    return tuple(
        FigureLine(
            bfs_number=town,
            category_code=category,
            regime_code=regime,
            state=BillState(state),
            lines=count,
            claimed=claimed,
            accepted=accepted,
            paid=paid,
        )
        for town, category, regime, state, count, claimed, accepted, paid in session.execute(query)
    )


def _paid() -> ColumnElement[int]:
    """What the canton has paid of a line; what it takes back later waits for its own voucher."""
    bill, line, open_one, voucher = BillRecord, BillLineRecord, SettlementRecord, PaymentRecord
    accepted = func.coalesce(line.accepted_canton, 0)
    carried = (
        select(open_one.bill_id)
        .join(voucher, voucher.id == open_one.settled_in_id)
        .where(open_one.carried, voucher.paid_on.is_not(None))
    )
    now = or_(accepted >= 0, line.settle_by.is_distinct_from(SettleBy.NEXT_BILL.value))
    paid = and_(bill.state == BillState.SETTLED.value, or_(now, bill.id.in_(carried)))
    return case((paid, accepted), else_=0)


def _later(session: Session, first: date, last: date) -> tuple[FigureLine, ...]:
    """Differences found after the answer, by municipality; they belong where their bill does."""
    bill, table, voucher = BillRecord, SettlementRecord, PaymentRecord
    paid = case((voucher.paid_on.is_not(None), table.amount), else_=0)
    query = (
        select(table.bfs_number, func.sum(table.amount), func.sum(paid))
        .join(bill, bill.id == table.bill_id)
        .outerjoin(voucher, voucher.id == table.settled_in_id)
        .where(table.carried.is_(False), bill.last_day >= first, bill.last_day <= last)
        .group_by(table.bfs_number)
    )
    return tuple(
        FigureLine(
            bfs_number=town,
            category_code=_LATER,
            regime_code=_LATER,
            state=BillState.SETTLED,
            lines=0,
            claimed=0,
            accepted=amount,
            paid=paid,
        )
        for town, amount, paid in session.execute(query)
    )


def _periods(session: Session, year: int) -> tuple[tuple[date, date], ...]:
    bill = BillRecord
    query = (
        select(bill.first_day, bill.last_day)
        .where(_RECEIVED, bill.last_day >= date(year, 1, 1), bill.last_day <= date(year, 12, 31))
        .distinct()
        .order_by(bill.first_day, bill.last_day)
    )
    return tuple((first, last) for first, last in session.execute(query))


def bill_years(session: Session) -> tuple[int, ...]:
    """Years that received bills end in, newest first."""
    found = session.scalars(select(BillRecord.last_day).where(_RECEIVED).distinct())
    return tuple(sorted({day.year for day in found}, reverse=True))


# ------------------------------------------------------------------ Abgleich


def reconciliation(session: Session, year: int) -> tuple[ReconcileRow, ...]:
    """Municipality × provider: costs billed of the year ↔ reported ↔ paid, differences first."""
    billed = _billed(session, year)
    reported = rules.reported_by(
        (
            row.report.provider_id,
            {one.bfs_number: one.amount for one in row.report.municipalities},
        )
        for row in offerings.provider_reports(session, year)
    )
    towns = municipality_names(session)
    providers: dict[UUID, str] = {row.id: row.name for row in offerings.providers(session)}
    reporting = {row.report.provider_id for row in offerings.provider_reports(session, year)}
    made = []
    for town, provider in {**billed, **reported}:
        figures = billed.get((town, provider), _Billed("", 0, 0, 0, 0))
        amount = reported.get((town, provider), 0 if provider in reporting else None)
        made.append(
            ReconcileRow(
                bfs_number=town,
                municipality=towns.get(town, str(town)),
                provider=providers.get(provider, figures.name),
                billed=figures.cost,
                reported=amount,
                claimed=figures.claimed,
                accepted=figures.accepted,
                paid=figures.paid,
                agreement=rules.agreement(figures.cost, amount),
            )
        )
    return rules.differences_first([*made, *_later_rows(session, year, towns)])


def _later_rows(session: Session, year: int, towns: Names) -> Iterator[ReconcileRow]:
    for one in _later(session, date(year, 1, 1), date(year, 12, 31)):
        yield ReconcileRow(
            bfs_number=one.bfs_number,
            municipality=towns.get(one.bfs_number, str(one.bfs_number)),
            provider=texts.LATER,
            billed=0,
            reported=None,
            claimed=0,
            accepted=one.accepted,
            paid=one.paid,
            agreement=Agreement.LATER,
        )


class _Billed:
    """What the bills say of one provider in one municipality."""

    def __init__(self, name: str, cost: int, claimed: int, accepted: int, paid: int) -> None:
        self.name, self.cost = name, cost
        self.claimed, self.accepted, self.paid = claimed, accepted, paid


def _billed(session: Session, year: int) -> Mapping[tuple[int, UUID], _Billed]:
    """Costs by the days of the invoices, the canton's share by the days of the lines."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    costs = dict(provider_costs(session, year))
    found: dict[tuple[int, UUID], _Billed] = {}
    for town, provider, name, claimed, accepted, paid in _shares(session, first, last):
        cost = costs.pop((town, provider), 0)
        found[town, provider] = _Billed(name, cost, claimed, accepted, paid)
    for key, cost in costs.items():
        found[key] = _Billed("", cost, 0, 0, 0)
    return found


def _shares(session: Session, first: date, last: date) -> Sequence[Any]:
    line, bill = BillLineRecord, BillRecord
    answered = bill.state.in_(_ANSWERED)
    accepted = func.coalesce(line.accepted_canton, 0)
    query = (
        select(
            line.bfs_number,
            line.provider_id,
            func.max(line.provider_name),
            func.sum(line.canton),
            func.sum(case((answered, accepted), else_=0)),
            func.sum(_paid()),
        )
        .join(bill, bill.id == line.bill_id)
        .where(_RECEIVED, line.last_day >= first, line.last_day <= last)
        .group_by(line.bfs_number, line.provider_id)
    )
    return session.execute(query).all()


# ------------------------------------------------------------------ Abgrenzung


def accruals(session: Session, year: int) -> tuple[AccrualRow, ...]:
    """What the canton owes at the end of a year: received and not paid, and expected."""
    bill, other = BillRecord, aliased(BillRecord)
    cancelled = select(other.cancels_id).where(other.cancels_id.is_not(None))
    query = (
        select(
            bill.bfs_number,
            bill.first_day,
            bill.last_day,
            bill.state,
            bill.canton,
            bill.accepted,
            PaymentRecord.paid_on,
            and_(bill.cancels_id.is_(None), bill.id.not_in(cancelled)),
        )
        .outerjoin(PaymentRecord, PaymentRecord.id == bill.payment_id)
        .where(_RECEIVED)
    )
    spans = [
        BillSpan(
            bfs_number=town,
            first=first,
            last=last,
            state=BillState(state),
            claimed=claimed,
            accepted=accepted if state in _ANSWERED else None,
            paid_on=paid_on,
            stands=bool(stands),
        )
        for town, first, last, state, claimed, accepted, paid_on, stands in session.execute(query)
    ]
    spans += _later_spans(session, date(year, 12, 31))
    return rules.accruals(spans, year, municipality_names(session))


def _later_spans(session: Session, day: date) -> Iterator[BillSpan]:
    """Differences, as if each were a bill; what waits of a bill that is not paid is in that bill."""
    bill, table, own, theirs = BillRecord, SettlementRecord, aliased(PaymentRecord), PaymentRecord
    query = (
        select(table.bfs_number, bill.first_day, bill.last_day, table.amount, own.paid_on)
        .join(bill, bill.id == table.bill_id)
        .outerjoin(own, own.id == table.settled_in_id)
        .outerjoin(theirs, theirs.id == bill.payment_id)
        .where(or_(table.carried.is_(False), theirs.paid_on <= day))
    )
    for town, first, last, amount, paid_on in session.execute(query):
        yield BillSpan(
            bfs_number=town,
            first=first,
            last=last,
            state=BillState.SETTLED,
            claimed=0,
            accepted=amount,
            paid_on=paid_on,
            stands=False,
        )
