"""Tables of the Leistungsvereinbarungen and of the providers' yearly reports."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sozdesk.archive.base import Record, one_of
from sozdesk.archive.search import searchable
from sozdesk.features.offerings.terms import ReportResult, Vat


class AgreementRecord(Record):
    """A Leistungsvereinbarung: the organisation is paid, not the person."""

    __tablename__ = "service_agreement"

    provider_id: Mapped[UUID | None] = mapped_column(ForeignKey("provider.id"), index=True)
    partner: Mapped[str]
    """Name of the partner as in the agreement."""
    programme: Mapped[str]
    """«Programm R», «Programm S», «Erstgespräche ZIF» …"""
    number: Mapped[str] = mapped_column(default="")
    amount: Mapped[int | None]
    """Rappen over the whole term."""
    begins: Mapped[date]
    ends: Mapped[date | None]
    deliverables: Mapped[str] = mapped_column(default="")
    citation: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")


class AgreementOfferingRecord(Record):
    """An offering that a Leistungsvereinbarung pays for."""

    __tablename__ = "agreement_offering"
    __table_args__ = (UniqueConstraint("agreement_id", "offering_id"),)

    agreement_id: Mapped[UUID] = mapped_column(ForeignKey("service_agreement.id"))
    offering_id: Mapped[UUID] = mapped_column(ForeignKey("offering.id"), index=True)


class ProviderReportRecord(Record):
    """A provider's report on a year."""

    __tablename__ = "provider_report"
    __table_args__ = (
        UniqueConstraint("provider_id", "year"),
        one_of("vat", Vat),
        one_of("result", ReportResult),
    )

    provider_id: Mapped[UUID] = mapped_column(ForeignKey("provider.id"))
    year: Mapped[int]
    received_on: Mapped[date]
    file_name: Mapped[str] = mapped_column(default="")
    file_sha256: Mapped[str | None]
    strengths: Mapped[str] = mapped_column(default="")
    weaknesses: Mapped[str] = mapped_column(default="")
    cooperation: Mapped[str] = mapped_column(default="")
    goals_reached: Mapped[str] = mapped_column(default="")
    participants: Mapped[int | None]
    assignments: Mapped[int | None]
    amount: Mapped[int | None]
    """Rappen invoiced to all municipalities together."""
    vat: Mapped[str | None]
    result: Mapped[str | None]
    result_on: Mapped[date | None]
    result_reason: Mapped[str] = mapped_column(default="")


class ReportedOfferingRecord(Record):
    """What a yearly report says about one offering."""

    __tablename__ = "reported_offering"
    __table_args__ = (UniqueConstraint("report_id", "offering_id"),)

    report_id: Mapped[UUID] = mapped_column(ForeignKey("provider_report.id"))
    offering_id: Mapped[UUID] = mapped_column(ForeignKey("offering.id"), index=True)
    places: Mapped[int | None]
    utilisation: Mapped[int | None]
    """Hundredths of a percent."""
    participants: Mapped[int | None]
    assignments: Mapped[int | None]
    units: Mapped[int | None]
    """Hundredths of the units of its price that were invoiced."""
    amount: Mapped[int | None]
    """Rappen."""


class ReportedMunicipalityRecord(Record):
    """What a yearly report says was assigned by and invoiced to one municipality."""

    __tablename__ = "reported_municipality"
    __table_args__ = (UniqueConstraint("report_id", "bfs_number"),)

    report_id: Mapped[UUID] = mapped_column(ForeignKey("provider_report.id"))
    bfs_number: Mapped[int] = mapped_column(ForeignKey("municipality.bfs_number"))
    assignments: Mapped[int | None]
    amount: Mapped[int | None]
    """Rappen."""


class ReportReminderRecord(Record):
    """A reminder that was drafted because a yearly report had not come."""

    __tablename__ = "report_reminder"

    provider_id: Mapped[UUID] = mapped_column(ForeignKey("provider.id"), index=True)
    year: Mapped[int]
    drafted_on: Mapped[date]
    due_on: Mapped[date]


searchable(
    AgreementRecord,
    kind="service_agreement",
    text=lambda row: f"{row.number} {row.partner} {row.programme} {row.deliverables}",
)
