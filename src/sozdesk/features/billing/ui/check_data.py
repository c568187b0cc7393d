"""What the page of the received bills shows, read on the archive thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sozdesk.archive.file_info import OfficeKind
from sozdesk.features.billing.queries import accounts, answering, frozen
from sozdesk.features.billing.reports.figures import Imprint
from sozdesk.features.billing.rules import paying
from sozdesk.features.billing.terms.accounts import PaymentPlan, PaymentRow, SettlementRow
from sozdesk.features.billing.terms.answers import AnswerBill, AnswerDetail
from sozdesk.features.offerings import queries as offerings
from sozdesk.features.offerings.terms import KeyPurpose

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckData:
    """Every bill of this side."""

    bills: tuple[AnswerBill, ...]
    today: date
    may_write: bool
    has_key: bool
    """Others can encrypt for this office: it has written a catalogue, or a bill."""

    @property
    def periods(self) -> tuple[tuple[date, date], ...]:
        """First and last days of the bills, newest first."""
        spans = {(bill.first_day, bill.last_day) for bill in self.bills}
        return tuple(sorted(spans, reverse=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownBill:
    """One bill with everything that its detail says."""

    detail: AnswerDetail
    payment: PaymentRow | None
    plan: PaymentPlan | None
    """What a voucher would hold, if it is its turn."""
    letter: Mapping[str, bytes] = field(repr=False)
    """Ending → the letter as it was released; empty before."""
    voucher: Mapping[str, bytes] = field(repr=False)
    """The same of the voucher."""
    differences: tuple[SettlementRow, ...]
    """What was found after the answer."""
    imprint: Imprint
    today: date
    may_write: bool

    @property
    def without_account(self) -> int:
        """Parts of the plan that nobody entered an account for."""
        return len(paying.without_account(self.plan.parts)) if self.plan else 0


def load(archive: Archive) -> CheckData:
    """The list: received bills at the KSA, own ones at a Sozialdienst."""
    context = archive.context()
    own = archive.info.office_kind is OfficeKind.SERVICE
    query = answering.own_bills_sent if own else answering.received_bills
    return CheckData(
        bills=archive.query(query, context),
        today=context.today,
        may_write=not archive.read_only,
        has_key=archive.query(offerings.office_key, KeyPurpose.ENCRYPTION) is not None,
    )


def load_bill(archive: Archive, bill_id: UUID) -> ShownBill:
    """One bill; NotFound if it is gone."""
    context = archive.context()
    detail = archive.query(answering.answer_detail, bill_id, context)
    bill = detail.bill
    payment = archive.query(accounts.payment, bill.payment_id) if bill.payment_id else None
    waits = bill.answered_on is not None and bill.payment_id is None
    plan = archive.query(accounts.payment_plan, [bill_id], context.today) if waits else None
    return ShownBill(
        detail=detail,
        payment=payment,
        plan=plan,
        letter=archive.query(frozen.frozen_letter, bill_id),
        voucher=archive.query(frozen.frozen_voucher, payment.id) if payment else {},
        differences=archive.query(accounts.differences, bill_id, bill.bfs_number),
        imprint=imprint(archive),
        today=context.today,
        may_write=not archive.read_only,
    )


def imprint(archive: Archive) -> Imprint:
    """Office and moment for documents."""
    context = archive.context()
    return Imprint(
        now=context.now,
        today=context.today,
        office=archive.info.office_name,
        sample=context.sample,
    )
