"""Tables of bills: the same on both sides, so that both see the same lines."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sozdesk.archive.base import AS_WRITTEN, Instant, Record, one_of
from sozdesk.features.billing.terms.words import BillOrigin, BillState, LineDecision, SettleBy
from sozdesk.features.offerings.terms import PriceUnit, ProRata


class BillRecord(Record):
    """An Abrechnung of a municipality for a period; frozen when it is issued."""

    __tablename__ = "bill"
    __table_args__ = (
        UniqueConstraint("origin", "bfs_number", "year", "number"),
        one_of("origin", BillOrigin),
        one_of("state", BillState),
        CheckConstraint("number IS NULL OR number >= 1", name="number_counts_from_one"),
    )

    origin: Mapped[str]
    state: Mapped[str]
    bfs_number: Mapped[int] = mapped_column(ForeignKey("municipality.bfs_number"), index=True)
    year: Mapped[int]
    number: Mapped[int | None]
    """Gapless per municipality and year, given when it is issued."""
    sequence: Mapped[int | None]
    """Counts all bills of the municipality in the order in which they are issued, over the years."""
    first_day: Mapped[date]
    last_day: Mapped[date]
    cut_off: Mapped[date | None]
    accrual: Mapped[bool] = mapped_column(default=False)
    """Abgrenzung per 31.12.: what is known at the end of the year, never issued."""
    drafted_on: Mapped[date]
    drafted_by: Mapped[str] = mapped_column(default="")
    released_by: Mapped[str] = mapped_column(default="")
    """The second person, if one is set."""
    issued_on: Mapped[date | None]
    cancels_id: Mapped[UUID | None] = mapped_column(ForeignKey("bill.id"))
    """The bill that this one takes back, line by line."""
    cost: Mapped[int] = mapped_column(default=0)
    third_party: Mapped[int] = mapped_column(default=0)
    eligible: Mapped[int] = mapped_column(default=0)
    canton: Mapped[int] = mapped_column(default=0)
    municipality: Mapped[int] = mapped_column(default=0)
    left_out: Mapped[Any] = mapped_column(JSON, default=list)
    """What is not claimed, with reasons, as frozen."""
    office_name: Mapped[str] = mapped_column(default="")
    """Who wrote it."""
    signer_id: Mapped[UUID | None] = mapped_column(ForeignKey("trusted_key.id"))
    """KSA: the key of the office that signed it."""
    content_sha256: Mapped[str | None]
    """Blob of the content (JSON) that was sent or received."""
    file_sha256: Mapped[str | None] = mapped_column(index=True)
    """Of the bill file itself."""
    received_at: Mapped[datetime | None] = mapped_column(Instant)
    """KSA: when the bill was read in. Municipality: when the last answer that it read was made."""
    checked_by: Mapped[str] = mapped_column(default="")
    checked_on: Mapped[date | None]
    hearing_until: Mapped[date | None]
    """Until when the municipality may take position."""
    statement_on: Mapped[date | None]
    answer_released_by: Mapped[str] = mapped_column(default="")
    answered_on: Mapped[date | None]
    answer_sha256: Mapped[str | None]
    """Blob of the answer file."""
    accepted: Mapped[int | None]
    """Rappen of the canton that the answer accepts; sum of the lines."""
    payment_id: Mapped[UUID | None] = mapped_column(ForeignKey("payment.id"))
    booked_on: Mapped[date | None]
    booked_by: Mapped[str] = mapped_column(default="")
    pdf_sha256: Mapped[str | None]
    """Blob of the pdf as it was issued: creditor, debtor and QR bill of that day. Only of an own bill."""
    letter_pdf_sha256: Mapped[str | None]
    letter_docx_sha256: Mapped[str | None]
    """Blobs of the letter of the final answer, as it was released; only at the KSA."""
    persons_deleted_on: Mapped[date | None]
    """When its persons were deleted; number, sums and lines without persons stay."""


class BillLineRecord(Record):
    """A line: one person, offering, tariff period, regime, municipality, rate. Frozen words and figures."""

    __tablename__ = "bill_line"
    __table_args__ = (
        UniqueConstraint("bill_id", "position"),
        # counting decisions for the navigation must not read the lines: their explanations are long
        Index(None, "bill_id", "decision", "accepted_canton"),
        one_of("tariff_unit", PriceUnit),
        one_of("pro_rata", ProRata),
        one_of("decision", LineDecision),
        one_of("settle_by", SettleBy),
        CheckConstraint(
            "canton + municipality + third_party = cost", name="parts_add_up_to_the_cost"
        ),
    )

    bill_id: Mapped[UUID] = mapped_column(ForeignKey("bill.id"))
    position: Mapped[int]
    person_id: Mapped[UUID] = mapped_column(index=True, info=AS_WRITTEN)
    """At the KSA there is no such person in the file: no foreign key. Merging persons leaves it as issued.

    Once the persons of the bill are deleted, an id of nobody: no two lines have the same.
    """
    last_name: Mapped[str]
    first_name: Mapped[str]
    birth_date: Mapped[date | None]
    ahv_number: Mapped[str | None] = mapped_column(index=True)
    offering_id: Mapped[UUID] = mapped_column(index=True)
    offering_number: Mapped[int]
    offering_title: Mapped[str]
    provider_id: Mapped[UUID]
    provider_name: Mapped[str]
    category_code: Mapped[str]
    regime_code: Mapped[str]
    bfs_number: Mapped[int]
    first_day: Mapped[date]
    last_day: Mapped[date]
    days: Mapped[int]
    tariff_id: Mapped[UUID]
    tariff_unit: Mapped[str]
    tariff_amount: Mapped[int]
    pro_rata: Mapped[str]
    tariff_citation: Mapped[str] = mapped_column(default="")
    rate: Mapped[int]
    """Hundredths of a percent."""
    rate_citation: Mapped[str] = mapped_column(default="")
    month: Mapped[date | None]
    """First day of the tariff period; NULL for a tariff per course or flat."""
    cost: Mapped[int]
    third_party: Mapped[int]
    eligible: Mapped[int]
    canton: Mapped[int]
    municipality: Mapped[int]
    late: Mapped[bool] = mapped_column(default=False)
    """Its days lie before the period of the bill."""
    steps: Mapped[Any] = mapped_column(JSON, default=list)
    """The explanation, step by step, as frozen."""
    findings: Mapped[Any] = mapped_column(JSON, default=list)
    """Of the KSA's check, as frozen with the answer."""
    decision: Mapped[str | None]
    accepted_eligible: Mapped[int | None]
    accepted_canton: Mapped[int | None]
    decision_reason: Mapped[str] = mapped_column(default="")
    settle_by: Mapped[str | None]
    statement: Mapped[str] = mapped_column(default="")
    """What the municipality says to a reduction."""
    resumed: Mapped[str] = mapped_column(default="")
    """Why the municipality claims a refused line again; empty: it does not."""


class BillLineCostRecord(Record):
    """What of a provider's invoice a line holds."""

    __tablename__ = "bill_line_cost"
    __table_args__ = (UniqueConstraint("line_id", "invoice_line_id", "first_day"),)

    line_id: Mapped[UUID] = mapped_column(ForeignKey("bill_line.id"))
    invoice_line_id: Mapped[UUID] = mapped_column(index=True)
    enactment_id: Mapped[UUID] = mapped_column(index=True)
    provider_id: Mapped[UUID]
    number: Mapped[str] = mapped_column(index=True)
    invoiced_on: Mapped[date]
    first_day: Mapped[date]
    last_day: Mapped[date]
    """The days of the invoice line that fall into the line of the bill."""
    amount: Mapped[int]
    """Rappen of these days."""


class PaymentRecord(Record):
    """A payment voucher (Auszahlungsbeleg) of the KSA; or a credit if the amount is below zero."""

    __tablename__ = "payment"
    __table_args__ = (UniqueConstraint("year", "number"),)

    year: Mapped[int]
    number: Mapped[int]
    bfs_number: Mapped[int] = mapped_column(ForeignKey("municipality.bfs_number"), index=True)
    creditor: Mapped[str]
    iban: Mapped[str]
    amount: Mapped[int]
    reference: Mapped[str] = mapped_column(default="")
    made_on: Mapped[date]
    checked_by: Mapped[str] = mapped_column(default="")
    """Visum 1."""
    released_by: Mapped[str] = mapped_column(default="")
    """Visum 2."""
    paid_on: Mapped[date | None]
    pdf_sha256: Mapped[str | None]
    xlsx_sha256: Mapped[str | None]
    """Blobs of the voucher as it was released."""


class PaymentPartRecord(Record):
    """A part of a payment: account, cost centre, amount, and where it comes from."""

    __tablename__ = "payment_part"
    __table_args__ = (UniqueConstraint("payment_id", "position"),)

    payment_id: Mapped[UUID] = mapped_column(ForeignKey("payment.id"))
    position: Mapped[int]
    bill_id: Mapped[UUID | None] = mapped_column(ForeignKey("bill.id"))
    text: Mapped[str]
    account: Mapped[str] = mapped_column(default="")
    cost_centre: Mapped[str] = mapped_column(default="")
    amount: Mapped[int]


class SettlementRecord(Record):
    """A difference that is settled by a credit or with a later bill, as a line of its own."""

    __tablename__ = "settlement"
    __table_args__ = (one_of("settle_by", SettleBy),)

    bfs_number: Mapped[int] = mapped_column(ForeignKey("municipality.bfs_number"), index=True)
    bill_id: Mapped[UUID] = mapped_column(ForeignKey("bill.id"))
    """Where it comes from."""
    text: Mapped[str]
    amount: Mapped[int]
    """Rappen; below zero it is taken back from the municipality."""
    settle_by: Mapped[str]
    carried: Mapped[bool] = mapped_column(default=False)
    """Whether it is of accepted lines that wait for a later bill, not found after the answer."""
    settled_in_id: Mapped[UUID | None] = mapped_column(ForeignKey("payment.id"))
