"""Creditors, accounts, closed years, differences and payment vouchers of the KSA."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.features.billing.queries.answering import municipality_names
from sozdesk.features.billing.records import (
    BillLineRecord,
    BillRecord,
    ClosedYearRecord,
    PaymentPartRecord,
    PaymentRecord,
    PostingRecord,
    SettlementRecord,
)
from sozdesk.features.billing.rules import paying
from sozdesk.features.billing.terms import SettleBy
from sozdesk.features.billing.terms.accounts import (
    ClosedYearRow,
    PayLine,
    PaymentPart,
    PaymentPlan,
    PaymentRow,
    PostingRow,
    SettlementRow,
)
from sozdesk.features.offerings import queries as offerings


def postings(session: Session) -> tuple[PostingRow, ...]:
    """Every account, by regime, category and first day."""
    table = PostingRecord
    found = session.scalars(
        select(table).order_by(table.regime_code, table.category_code, table.valid_from)
    )
    return tuple(
        PostingRow(
            id=row.id,
            version=row.version,
            regime_code=row.regime_code,
            category_code=row.category_code,
            valid_from=row.valid_from,
            ended_on=row.ended_on,
            account=row.account,
            cost_centre=row.cost_centre,
        )
        for row in found
    )


def closed_years(session: Session) -> tuple[ClosedYearRow, ...]:
    """Years for which no line is taken any more, newest first."""
    found = session.scalars(select(ClosedYearRecord).order_by(ClosedYearRecord.year.desc()))
    return tuple(
        ClosedYearRow(
            id=row.id,
            version=row.version,
            year=row.year,
            closed_on=row.closed_on,
            closed_by=row.closed_by,
        )
        for row in found
    )


def settlements(session: Session, bfs_number: int | None = None) -> tuple[SettlementRow, ...]:
    """Differences of earlier bills, of one municipality or of all."""
    table = SettlementRecord
    query = select(table).order_by(table.bfs_number, table.id)
    if bfs_number is not None:
        query = query.where(table.bfs_number == bfs_number)
    return tuple(
        SettlementRow(
            id=row.id,
            version=row.version,
            bill_id=row.bill_id,
            bfs_number=row.bfs_number,
            text=row.text,
            amount=row.amount,
            settled=row.settled_in_id is not None,
            carried=row.carried,
        )
        for row in session.scalars(query)
    )


def differences(session: Session, bill_id: UUID, bfs_number: int) -> tuple[SettlementRow, ...]:
    """What was found in one bill of a municipality after its answer."""
    return tuple(
        row
        for row in settlements(session, bfs_number)
        if row.bill_id == bill_id and not row.carried
    )


def open_settlements(session: Session, bfs_number: int) -> tuple[SettlementRow, ...]:
    """What waits for the next bill of a municipality."""
    return tuple(row for row in settlements(session, bfs_number) if not row.settled)


def payment_plan(session: Session, bill_ids: Sequence[UUID], day: date) -> PaymentPlan:
    """What a payment for these bills of one municipality would hold on a day."""
    bills = session.scalars(select(BillRecord).where(BillRecord.id.in_(bill_ids))).all()
    towns = {bill.bfs_number for bill in bills}
    waiting = [row for town in sorted(towns) for row in open_settlements(session, town)]
    parents = offerings.parents(session, day)
    lines = pay_lines(session, bills, day)
    return paying.payment_plan(lines, waiting, postings(session), parents, day)


def pay_lines(session: Session, bills: Sequence[BillRecord], day: date) -> tuple[PayLine, ...]:
    """Accepted lines of bills, by bill, regime and category, in the words of the catalogue."""
    names = {bill.id: f"Abrechnung {bill.number}/{bill.year}" for bill in bills}
    categories = {code: row.name for code, row in offerings.known_categories(session, day).items()}
    regimes = {row.code: row.name for row in offerings.all_regimes(session)}
    table = BillLineRecord
    query = (
        select(
            table.bill_id,
            table.regime_code,
            table.category_code,
            table.accepted_canton,
            table.settle_by,
        )
        .where(table.bill_id.in_(names), table.accepted_canton.is_not(None))
        .order_by(table.bill_id, table.regime_code, table.category_code, table.position)
    )
    return tuple(
        PayLine(
            bill_id=bill_id,
            bill=names[bill_id],
            regime_code=regime,
            regime=regimes.get(regime, regime),
            category_code=category,
            category=categories.get(category, category),
            amount=amount or 0,
            later=settle_by == SettleBy.NEXT_BILL.value,
        )
        for bill_id, regime, category, amount, settle_by in session.execute(query)
    )


def payments(session: Session) -> tuple[PaymentRow, ...]:
    """Every voucher, newest first."""
    table = PaymentRecord
    found = session.scalars(select(table).order_by(table.year.desc(), table.number.desc())).all()
    names = municipality_names(session)
    parts = _parts(session, [row.id for row in found])
    return tuple(_payment(row, names, parts.get(row.id, ())) for row in found)


def payment(session: Session, payment_id: UUID) -> PaymentRow | None:
    """One voucher with its parts."""
    row = session.get(PaymentRecord, payment_id)
    if row is None:
        return None
    return _payment(row, municipality_names(session), _parts(session, [row.id]).get(row.id, ()))


def _parts(session: Session, ids: Sequence[UUID]) -> Mapping[UUID, tuple[PaymentPart, ...]]:
    table = PaymentPartRecord
    query = select(table).where(table.payment_id.in_(ids)).order_by(table.position)
    grouped: dict[UUID, list[PaymentPart]] = defaultdict(list)
    for row in session.scalars(query):
        grouped[row.payment_id].append(
            PaymentPart(
                bill_id=row.bill_id,
                text=row.text,
                account=row.account,
                cost_centre=row.cost_centre,
                amount=row.amount,
            )
        )
    return {key: tuple(parts) for key, parts in grouped.items()}


def _payment(
    row: PaymentRecord, names: Mapping[int, str], parts: tuple[PaymentPart, ...]
) -> PaymentRow:
    return PaymentRow(
        id=row.id,
        version=row.version,
        year=row.year,
        number=row.number,
        bfs_number=row.bfs_number,
        municipality=names.get(row.bfs_number, str(row.bfs_number)),
        creditor=row.creditor,
        iban=row.iban,
        amount=row.amount,
        reference=row.reference,
        made_on=row.made_on,
        checked_by=row.checked_by,
        released_by=row.released_by,
        paid_on=row.paid_on,
        parts=parts,
    )
