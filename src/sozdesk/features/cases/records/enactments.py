"""Tables of what is enacted, taken part in, and invoiced."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sozdesk.archive.base import Record, one_of
from sozdesk.archive.search import searchable
from sozdesk.features.cases.terms.words import (
    IncentiveKind,
    InterruptionReason,
    ParticipationResult,
    Payer,
)
from sozdesk.features.offerings.terms import PriceUnit, Vat


class EnactmentRecord(Record):
    """An offering enacted for a person, with price, regime and approval of the day."""

    __tablename__ = "enactment"
    __table_args__ = (one_of("unit", PriceUnit),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("support_case.id"), index=True)
    ruling_id: Mapped[UUID | None] = mapped_column(ForeignKey("ruling.id"), index=True)
    """NULL while no Verfügung orders it: nothing is billable then."""
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    offering_id: Mapped[UUID] = mapped_column(index=True)
    """Of the KSA's catalogue, which may drop it later: no foreign key, and its words are kept."""
    offering_number: Mapped[int]
    offering_title: Mapped[str]
    category_code: Mapped[str]
    provider_id: Mapped[UUID]
    provider_name: Mapped[str]
    first_day: Mapped[date]
    last_day: Mapped[date]
    workload: Mapped[int | None]
    unit: Mapped[str]
    price: Mapped[int]
    """Rappen per unit, MWST included, as agreed."""
    approved: Mapped[int]
    """Rappen in all."""
    without_share: Mapped[bool] = mapped_column(default=False)
    """«Kein Kantonsbeitrag, ganz zulasten der Gemeinde»."""
    gfs_free: Mapped[bool] = mapped_column(default=False)
    """The free offer of the municipality under the GfS: never billed."""
    zif_recommended_on: Mapped[date | None]
    zif_binding: Mapped[bool] = mapped_column(default=False)
    units_possible: Mapped[int | None]
    """Hundredths of the unit that a whole period can hold, as agreed (8 days a month: 800)."""
    note: Mapped[str] = mapped_column(default="")


class ParticipationRecord(Record):
    """Taking part in what was enacted."""

    __tablename__ = "participation"
    __table_args__ = (one_of("result", ParticipationResult),)

    enactment_id: Mapped[UUID] = mapped_column(ForeignKey("enactment.id"), unique=True)
    began_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    result: Mapped[str | None]
    result_note: Mapped[str] = mapped_column(default="")


class InterruptionRecord(Record):
    """Days without taking part, and why."""

    __tablename__ = "interruption"
    __table_args__ = (one_of("reason", InterruptionReason),)

    participation_id: Mapped[UUID] = mapped_column(ForeignKey("participation.id"), index=True)
    first_day: Mapped[date]
    last_day: Mapped[date | None]
    reason: Mapped[str]
    note: Mapped[str] = mapped_column(default="")


class FollowUpRecord(Record):
    """How somebody fares some months after the Ablösung; never billable in Sozialhilfe."""

    __tablename__ = "follow_up"
    __table_args__ = (UniqueConstraint("participation_id", "due_on"),)

    participation_id: Mapped[UUID] = mapped_column(ForeignKey("participation.id"))
    due_on: Mapped[date]
    done_on: Mapped[date | None]
    result: Mapped[str] = mapped_column(default="")


class IncentiveRecord(Record):
    """An Anreizbeitrag to an employer, with evidence (§ 17 SHG, § 25 SHV)."""

    __tablename__ = "incentive"
    __table_args__ = (one_of("kind", IncentiveKind),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("support_case.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    ruling_id: Mapped[UUID | None] = mapped_column(ForeignKey("ruling.id"))
    kind: Mapped[str]
    employer: Mapped[str]
    first_day: Mapped[date]
    last_day: Mapped[date | None]
    amount: Mapped[int]
    """Rappen per month."""
    evidence: Mapped[str] = mapped_column(default="")
    """What proves it (payslip, contract); the paper is attached."""


class InvoiceRecord(Record):
    """A provider's invoice; its number counts once per provider, whichever municipality."""

    __tablename__ = "provider_invoice"
    __table_args__ = (
        UniqueConstraint("provider_id", "number"),
        one_of("vat", Vat),
        CheckConstraint("vat_rate IS NULL OR vat_rate >= 0", name="vat_rate_not_negative"),
    )

    provider_id: Mapped[UUID]
    """Of the catalogue; no foreign key, as in ``enactment``."""
    provider_name: Mapped[str]
    number: Mapped[str]
    invoiced_on: Mapped[date]
    paid_on: Mapped[date | None]
    vat: Mapped[str]
    vat_rate: Mapped[int | None]
    """Hundredths of a percent."""
    credits_id: Mapped[UUID | None] = mapped_column(ForeignKey("provider_invoice.id"))
    """The invoice that a credit note takes back."""
    recorded_on: Mapped[date]
    note: Mapped[str] = mapped_column(default="")


class InvoiceLineRecord(Record):
    """What an invoice says of one enactment and service period."""

    __tablename__ = "invoice_line"

    invoice_id: Mapped[UUID] = mapped_column(ForeignKey("provider_invoice.id"), index=True)
    enactment_id: Mapped[UUID] = mapped_column(ForeignKey("enactment.id"), index=True)
    first_day: Mapped[date]
    last_day: Mapped[date]
    units: Mapped[int | None]
    """Hundredths that were attended."""
    possible: Mapped[int | None]
    """Hundredths that could have been attended in these days."""
    absent: Mapped[int | None]
    """Hundredths that are invoiced although the person was absent; part of ``units``."""
    amount: Mapped[int]
    """Rappen, MWST included; negative on a credit note."""


class ThirdPartyPaymentRecord(Record):
    """What somebody else pays for days of an enactment."""

    __tablename__ = "third_party_payment"
    __table_args__ = (one_of("payer", Payer),)

    enactment_id: Mapped[UUID] = mapped_column(ForeignKey("enactment.id"), index=True)
    payer: Mapped[str]
    first_day: Mapped[date]
    last_day: Mapped[date]
    amount: Mapped[int]
    received_on: Mapped[date | None]


searchable(
    EnactmentRecord,
    kind="enactment",
    text=lambda row: f"{row.offering_title} {row.provider_name} {row.note}",
)
searchable(
    InvoiceRecord,
    kind="provider_invoice",
    text=lambda row: f"{row.number} {row.provider_name} {row.note}",
)
