"""The KSA pays what it accepted: vouchers, credit notes, differences of earlier bills."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sozdesk.archive import blobs
from sozdesk.archive.file_info import file_info
from sozdesk.archive.updates import refuse
from sozdesk.features.billing.queries import accounts as queries
from sozdesk.features.billing.queries import parties
from sozdesk.features.billing.queries.answering import municipality_names, needs_second_person
from sozdesk.features.billing.records import (
    BillRecord,
    PaymentPartRecord,
    PaymentRecord,
    SettlementRecord,
)
from sozdesk.features.billing.reports import voucher as vouchers
from sozdesk.features.billing.reports.figures import Imprint
from sozdesk.features.billing.rules import paying
from sozdesk.features.billing.terms import BillOrigin, BillState, Payee, SettleBy
from sozdesk.features.billing.terms.accounts import PaymentPart, PaymentPlan
from sozdesk.features.billing.terms.answers import AnswerStep
from sozdesk.features.billing.texts import paying as texts
from sozdesk.features.billing.texts.papers import gone
from sozdesk.features.billing.usecases.answer_common import (
    CHANGED,
    bill_of,
    existing,
    refuse_service,
    refuse_step,
)
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import NotFound
from sozdesk.kernel.findings import stop
from sozdesk.kernel.usecase import Outcome, usecase


@dataclass(frozen=True, slots=True, kw_only=True)
class MakePayment:
    """Answered bills of one municipality, and the reference that the municipality wants to see."""

    bill_ids: tuple[UUID, ...]
    reference: str = ""


@usecase(undoable=False)
def make_payment(session: Session, command: MakePayment, context: Context) -> Outcome:
    """Make the voucher, or a credit note if nothing is to be paid; ``Outcome.value`` is its id.

    Differences of earlier bills that wait are lines of their own. Whoever makes it is Visum 1.

    Raises:
        RuleViolation: a bill is not answered or has a voucher, or they are of several towns.
        NotFound: nobody entered whom to pay.
    """
    refuse_service(session)
    bills = [bill_of(session, one, BillOrigin.RECEIVED) for one in command.bill_ids]
    bfs_number = _one_town(bills)
    for bill in bills:
        refuse_step(session, bill, AnswerStep.PAY, context)
    plan = queries.payment_plan(session, command.bill_ids, context.today)
    row = _payment(session, bfs_number, plan, german.clean(command.reference), context)
    for bill in bills:
        bill.payment_id = row.id
    _settle(session, bfs_number, row)
    _carry(session, bills, plan, context)
    session.flush()
    return Outcome(CHANGED, texts.made(_paper(row)), row.id)


def _one_town(bills: Sequence[BillRecord]) -> int:
    towns = {bill.bfs_number for bill in bills}
    if not towns:
        refuse([stop("nothing_chosen", texts.NOTHING_CHOSEN)])
    if len(towns) > 1:
        refuse([stop("several_towns", texts.SEVERAL_TOWNS)])
    return towns.pop()


def _payment(
    session: Session, bfs_number: int, plan: PaymentPlan, reference: str, context: Context
) -> PaymentRecord:
    creditor = parties(session, bfs_number, context.today).creditor
    name = municipality_names(session).get(bfs_number, str(bfs_number))
    if creditor is None and plan.amount > 0:
        raise NotFound(texts.no_creditor(name), texts.NO_CREDITOR_NEXT)
    row = PaymentRecord(
        id=context.new_id(),
        year=context.today.year,
        number=_next_number(session, context.today.year),
        bfs_number=bfs_number,
        creditor=_address(creditor) if creditor else name,
        iban=creditor.iban if creditor and plan.amount > 0 else "",
        amount=plan.amount,
        reference=reference,
        made_on=context.today,
        checked_by=context.staff_name,
    )
    session.add(row)
    session.flush()
    _add_parts(session, row, plan.parts, context)
    return row


def _address(creditor: Payee) -> str:
    town = f"{creditor.postcode} {creditor.town}".strip()
    return "\n".join(filter(None, (creditor.name, creditor.street, town)))


def _next_number(session: Session, year: int) -> int:
    """Gapless per year: vouchers are never removed."""
    last = session.scalar(select(func.max(PaymentRecord.number)).where(PaymentRecord.year == year))
    return (last or 0) + 1


def _add_parts(
    session: Session, row: PaymentRecord, parts: Sequence[PaymentPart], context: Context
) -> None:
    for position, part in enumerate(parts, start=1):
        session.add(
            PaymentPartRecord(
                id=context.new_id(),
                payment_id=row.id,
                position=position,
                bill_id=part.bill_id,
                text=part.text,
                account=part.account,
                cost_centre=part.cost_centre,
                amount=part.amount,
            )
        )


def _settle(session: Session, bfs_number: int, row: PaymentRecord) -> None:
    """What waited for the next bill of the municipality is in this one."""
    for one in queries.open_settlements(session, bfs_number):
        session.get_one(SettlementRecord, one.id).settled_in_id = row.id


def _carry(
    session: Session, bills: Sequence[BillRecord], plan: PaymentPlan, context: Context
) -> None:
    """What is taken back with the next bill waits as a difference."""
    known = {bill.id: bill for bill in bills}
    for bill_id, amount in plan.carried:
        bill = known[bill_id]
        text = texts.carried(f"Abrechnung {bill.number}/{bill.year}")
        row = _difference(session, bill, text, amount, SettleBy.NEXT_BILL, context)
        row.carried = True


def _difference(
    session: Session,
    bill: BillRecord,
    text: str,
    amount: int,
    settle_by: SettleBy,
    context: Context,
) -> SettlementRecord:
    row = SettlementRecord(
        id=context.new_id(),
        bfs_number=bill.bfs_number,
        bill_id=bill.id,
        text=text,
        amount=amount,
        settle_by=settle_by.value,
        settled_in_id=None,
    )
    session.add(row)
    session.flush()
    return row


def _paper(row: PaymentRecord) -> str:
    return texts.paper(row.year, row.number, credit=row.amount <= 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasePayment:
    """Visum 2; the day of the payment if it is known already."""

    id: UUID
    base_version: int
    paid_on: date | None = None


@usecase(undoable=False)
def release_payment(session: Session, command: ReleasePayment, context: Context) -> Outcome:
    """Release a voucher, and freeze its paper. Its bills are settled once it is paid; a credit note has nothing to pay.

    Raises:
        RuleViolation: it is released, or two persons are set and the same one made it.
    """
    refuse_service(session)
    row = existing(session, PaymentRecord, command.id, command.base_version, "Diesen Beleg")
    if row.released_by:
        refuse([stop("released", texts.ALREADY_RELEASED)])
    same = german.same_name(row.checked_by, context.staff_name)
    if same and needs_second_person(session, context):
        refuse([stop("second_person", texts.paid_by(row.checked_by))])
    row.released_by = context.staff_name
    paid_on = command.paid_on or (context.today if row.amount <= 0 else None)
    if paid_on is not None:
        _settle_bills(session, row, paid_on)
    session.flush()
    _freeze(session, row, context)
    return Outcome(CHANGED, texts.released(_paper(row)))


def _freeze(session: Session, row: PaymentRecord, context: Context) -> None:
    """The voucher stays as it was released."""
    office = file_info(session).office_name
    imprint = Imprint(now=context.now, today=context.today, office=office, sample=context.sample)
    released = queries.payment(session, row.id)
    assert released is not None, "it is being released"
    row.pdf_sha256, row.xlsx_sha256 = blobs.put_all(
        session, [vouchers.write_voucher(released, imprint, ending) for ending in ("pdf", "xlsx")]
    )
    session.flush()


def _settle_bills(session: Session, row: PaymentRecord, paid_on: date) -> None:
    row.paid_on = paid_on
    for bill in session.scalars(select(BillRecord).where(BillRecord.payment_id == row.id)):
        bill.state = BillState.SETTLED.value


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterPaid:
    """The day on which a released voucher was paid."""

    id: UUID
    base_version: int
    paid_on: date | None


@usecase(undoable=True)
def enter_paid(session: Session, command: EnterPaid, context: Context) -> Outcome:
    """Its bills are settled.

    Raises:
        RuleViolation: the voucher is not released, is paid, or the day is missing or to come.
    """
    refuse_service(session)
    row = existing(session, PaymentRecord, command.id, command.base_version, "Diesen Beleg")
    if not row.released_by:
        refuse([stop("not_released", texts.RELEASE_FIRST)])
    if row.paid_on is not None:
        refuse([stop("paid", texts.ALREADY_PAID)])
    if command.paid_on is None or command.paid_on > context.today:
        refuse([stop("paid_on", texts.PAID_ON_WRONG, "paid_on")])
    assert command.paid_on is not None
    _settle_bills(session, row, command.paid_on)
    session.flush()
    return Outcome(CHANGED, texts.paid(_paper(row), command.paid_on))


@dataclass(frozen=True, slots=True, kw_only=True)
class AddSettlement:
    """A difference that was found after a bill was answered. Rappen; below zero it is taken back."""

    bill_id: UUID
    text: str
    amount: int | None
    settle_by: SettleBy


@usecase(undoable=False)
def add_settlement(session: Session, command: AddSettlement, context: Context) -> Outcome:
    """Enter a difference; a Gutschrift gets its paper at once, the other waits for the next bill.

    ``Outcome.value`` is the id of the paper, or None.

    Raises:
        RuleViolation: the bill is not answered, its persons are deleted, or amount or text are missing.
    """
    refuse_service(session)
    bill = bill_of(session, command.bill_id, BillOrigin.RECEIVED)
    _check_difference(bill, command)
    text = f"Abrechnung {bill.number}/{bill.year}: {german.clean(command.text)}"
    row = _difference(session, bill, text, command.amount or 0, command.settle_by, context)
    if command.settle_by is SettleBy.CREDIT:
        row.settled_in_id = _own_paper(session, row, context)
    session.flush()
    name = municipality_names(session).get(bill.bfs_number, str(bill.bfs_number))
    return Outcome(CHANGED, texts.difference(name, row.amount), row.settled_in_id)


def _check_difference(bill: BillRecord, command: AddSettlement) -> None:
    found = []
    if bill.persons_deleted_on is not None:
        found.append(stop("persons_deleted", gone(bill.persons_deleted_on)[0]))
    if BillState(bill.state) in (BillState.RECEIVED, BillState.HEARING):
        found.append(stop("not_answered", texts.NOT_ANSWERED))
    if not command.amount:
        found.append(stop("amount_missing", texts.NO_AMOUNT, "amount"))
    if not german.clean(command.text):
        found.append(stop("text_missing", texts.NO_TEXT, "text"))
    refuse(found)


def _own_paper(session: Session, row: SettlementRecord, context: Context) -> UUID:
    """A paper of its own for one difference."""
    found = paying.posting_of("", (), queries.postings(session), context.today)
    part = PaymentPart(
        bill_id=row.bill_id,
        text=row.text,
        account=found.account if found else "",
        cost_centre=found.cost_centre if found else "",
        amount=row.amount,
    )
    plan = PaymentPlan(parts=(part,), carried=())
    return _payment(session, row.bfs_number, plan, "", context).id
