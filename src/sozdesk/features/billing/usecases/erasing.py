"""Deleting the persons of a bill for good, and free words about them; its figures stay.

In its lines and files, its Sperren, differences and vouchers, and in what the Verlauf says of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from sozdesk.archive import blobs, drafts
from sozdesk.archive.blobs import Blob
from sozdesk.archive.journal_erase import erase_rows, forget_past
from sozdesk.features.billing import queries
from sozdesk.features.billing.queries import papers
from sozdesk.features.billing.records import (
    BillLineCostRecord,
    BillLineRecord,
    BillRecord,
    PaymentPartRecord,
    PaymentRecord,
    SettlementRecord,
)
from sozdesk.features.billing.rules import closing
from sozdesk.features.billing.texts import papers as said
from sozdesk.features.cases import queries as cases
from sozdesk.features.cases.queries import traces
from sozdesk.features.cases.queries.papers import Kinds, Papers
from sozdesk.features.cases.terms import DeletionKind
from sozdesk.features.cases.usecases.erasing import CASES, forget_recipients, remove_bill_holds
from sozdesk.kernel.context import Context

_BLOBS: Final = (
    "content_sha256",
    "answer_sha256",
    "pdf_sha256",
    "letter_pdf_sha256",
    "letter_docx_sha256",
)
_NOBODY: Final[Mapping[str, Any]] = {
    "last_name": "",
    "first_name": "",
    "birth_date": None,
    "ahv_number": None,
    "steps": [],
    "findings": [],
    "decision_reason": "",
    "statement": "",
    "resumed": "",
}
"""What a line says of a person, or may say in free words."""


def erase(session: Session, bill_id: UUID, context: Context) -> int:
    """Delete whoever a bill names; answers how many rows were emptied or deleted.

    What the totals and the reconciliation of a year count with stays: municipality, offering,
    category, regime, provider, months and every amount. The number stays taken.
    """
    bill = session.get_one(BillRecord, bill_id)
    lines, costs = _lines(session, bill), _costs(session, bill)
    rows = {
        "bill": frozenset([bill.id]),
        "bill_line": frozenset(one.id for one in lines),
        "bill_line_cost": frozenset(one.id for one in costs),
    }
    gone = traces.gone_rows(session)
    _, past = traces.spread(session, rows, gone)
    hashes = gone.hashes(past) | _vouchers(session, bill)
    persons = _persons(bill, lines)
    _empty(bill, lines, costs, context)
    session.flush()
    rows |= _forget_words(session, bill) | _forget_papers(session, bill)
    rows |= forget_recipients(session, persons - _named_elsewhere(session, persons))
    held = remove_bill_holds(session, bill.id)
    session.flush()
    hashes |= traces.named_hashes(session, rows)
    erase_rows(session, past)
    erase_rows(session, held)
    forget_past(session, rows)
    everything = (*rows.values(), *held.values(), *past.values())
    drafts.discard_naming(session, [one for ids in everything for one in ids])
    blobs.drop_unused(session, hashes - _still_claimed(session, hashes))
    return sum(map(len, (*rows.values(), *held.values())))


def _persons(bill: BillRecord, lines: Iterable[BillLineRecord]) -> set[UUID]:
    return {one.person_id for one in lines} | {
        UUID(one["person_id"]) for one in bill.left_out or ()
    }


def _named_elsewhere(session: Session, persons: Collection[UUID]) -> set[UUID]:
    """Those who are still in a case of this file or in another bill."""
    line = BillLineRecord.person_id
    named = session.scalars(select(line).where(line.in_(persons)))
    return {*named, *(one.id for one in cases.persons(session, persons))}


def _lines(session: Session, bill: BillRecord) -> Sequence[BillLineRecord]:
    table = BillLineRecord
    return session.scalars(select(table).where(table.bill_id == bill.id)).all()


def _costs(session: Session, bill: BillRecord) -> Sequence[BillLineCostRecord]:
    cost, line = BillLineCostRecord, BillLineRecord
    query = select(cost).join(line, line.id == cost.line_id).where(line.bill_id == bill.id)
    return session.scalars(query).all()


def _empty(
    bill: BillRecord,
    lines: Iterable[BillLineRecord],
    costs: Iterable[BillLineCostRecord],
    context: Context,
) -> None:
    bill.left_out, bill.persons_deleted_on = [], context.today
    for name in _BLOBS:
        setattr(bill, name, None)
    for line in lines:
        for name, value in _NOBODY.items():
            setattr(line, name, value)
        line.person_id = context.new_id()
        line.first_day, line.last_day = closing.whole_months(line.first_day, line.last_day)
    for cost in costs:
        cost.invoice_line_id, cost.enactment_id = context.new_id(), context.new_id()
        cost.number = ""
        cost.first_day, cost.last_day = closing.whole_months(cost.first_day, cost.last_day)
        cost.invoiced_on = cost.last_day


def _forget_words(session: Session, bill: BillRecord) -> dict[str, frozenset[UUID]]:
    """Differences, and their lines on vouchers, say the bill only; answers the rows that changed.

    Other lines of a voucher are in the words of the catalogue, which name nobody.
    """
    name = said.plain_name(bill.year, bill.number)
    table, part = SettlementRecord, PaymentPartRecord
    settlements = session.scalars(select(table).where(table.bill_id == bill.id)).all()
    words = {one.text for one in settlements}
    parts = session.scalars(select(part).where(part.bill_id == bill.id, part.text.in_(words))).all()
    for settlement in settlements:
        settlement.text = name
    for line in parts:
        line.text = name
    return {
        table.__tablename__: frozenset(one.id for one in settlements),
        part.__tablename__: frozenset(one.id for one in parts),
    }


def _forget_papers(session: Session, bill: BillRecord) -> dict[str, frozenset[UUID]]:
    """Frozen vouchers that name nothing but deleted bills, and their free reference; answers rows."""
    table, part = PaymentRecord, PaymentPartRecord
    mine = select(part.payment_id).where(part.bill_id == bill.id)
    named = or_(table.id.in_(mine), table.id == bill.payment_id)
    rows = [
        row for row in session.scalars(select(table).where(named)) if _all_deleted(session, row)
    ]
    for row in rows:
        row.pdf_sha256 = row.xlsx_sha256 = None
        row.reference = ""
    return {table.__tablename__: frozenset(row.id for row in rows)}


def _all_deleted(session: Session, payment: PaymentRecord) -> bool:
    table, part = BillRecord, PaymentPartRecord
    named = select(part.bill_id).where(part.payment_id == payment.id)
    staying = select(func.count()).where(
        table.persons_deleted_on.is_(None),
        or_(table.id.in_(named), table.payment_id == payment.id),
    )
    return session.scalar(staying) == 0


def _vouchers(session: Session, bill: BillRecord) -> set[str]:
    """Scans that the bill's file names; no row of the KSA does."""
    if bill.content_sha256 is None:
        return set()
    content = queries.stored_content(blobs.get(session, bill.content_sha256))
    costs = (cost for claim in content.claims for cost in claim.costs)
    return {sha256 for cost in costs for sha256 in cost.voucher_sha256}


def _still_claimed(session: Session, hashes: Iterable[str]) -> set[str]:
    """Those that the file of another bill names too."""
    table = BillRecord
    texts = select(Blob.sha256).join(table, table.content_sha256 == Blob.sha256)
    return {
        one
        for one in hashes
        if session.scalar(texts.where(func.instr(Blob.content, one.encode()) > 0).limit(1))
    }


ALL_PAPERS: Final[Kinds] = {
    **CASES,
    DeletionKind.BILL: Papers(
        waiting=papers.waiting,
        one=papers.one,
        people=papers.people,
        held=papers.held,
        fields=papers.fields,
        erase=erase,
    ),
}
"""Every kind of papers with a retention of its own."""
