"""Tables of the way from an Antrag to a Verfügung."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sozdesk.archive.base import Record, one_of
from sozdesk.archive.search import searchable
from sozdesk.features.cases.terms.words import (
    ApplicationKind,
    Decider,
    Notification,
    Resolved,
    RulingNature,
)


class MeetingRecord(Record):
    """A Sitzung of the Sozialhilfebehörde."""

    __tablename__ = "meeting"
    __table_args__ = (UniqueConstraint("bfs_number", "held_on"),)

    bfs_number: Mapped[int] = mapped_column(ForeignKey("municipality.bfs_number"))
    held_on: Mapped[date]
    place: Mapped[str] = mapped_column(default="")
    minutes_number: Mapped[str] = mapped_column(default="")


class ApplicationRecord(Record):
    """An Antrag, its place on an agenda, and the Beschluss."""

    __tablename__ = "application"
    __table_args__ = (
        one_of("kind", ApplicationKind),
        one_of("decider", Decider),
        one_of("resolved", Resolved),
    )

    case_id: Mapped[UUID] = mapped_column(ForeignKey("support_case.id"), index=True)
    kind: Mapped[str]
    title: Mapped[str]
    reasons: Mapped[str] = mapped_column(default="")
    proposal: Mapped[str] = mapped_column(default="")
    """What the Beschluss shall say."""
    submitted_on: Mapped[date]
    decider: Mapped[str]
    delegation_id: Mapped[UUID | None] = mapped_column(ForeignKey("delegation.id"))
    """On which a decision of the Präsidium or the Sozialdienst rests."""
    meeting_id: Mapped[UUID | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    agenda_number: Mapped[int | None]
    resolution_number: Mapped[str] = mapped_column(default="")
    resolved_on: Mapped[date | None]
    resolved: Mapped[str | None]
    extract: Mapped[str] = mapped_column(default="")
    """Protokollauszug."""


class RulingRecord(Record):
    """A Verfügung; finalised it holds a frozen pdf, a change is a new one."""

    __tablename__ = "ruling"
    __table_args__ = (
        UniqueConstraint("number"),
        one_of("nature", RulingNature),
        one_of("decider", Decider),
        one_of("notified_by", Notification),
    )

    case_id: Mapped[UUID] = mapped_column(ForeignKey("support_case.id"), index=True)
    application_id: Mapped[UUID | None] = mapped_column(ForeignKey("application.id"))
    replaces_id: Mapped[UUID | None] = mapped_column(ForeignKey("ruling.id"))
    number: Mapped[str | None]
    """«2027-014», gapless per year, given when it is finalised."""
    nature: Mapped[str]
    decider: Mapped[str]
    addressee: Mapped[str] = mapped_column(default="")
    subject: Mapped[str] = mapped_column(default="")
    facts: Mapped[str] = mapped_column(default="")
    """Sachverhalt."""
    considerations: Mapped[str] = mapped_column(default="")
    """Erwägungen."""
    disposition: Mapped[str] = mapped_column(default="")
    """Dispositiv."""
    limit_amount: Mapped[int | None]
    """Kostengutsprache in Rappen."""
    valid_from: Mapped[date | None]
    """First day on which it has effect; the day of the ruling if none is given."""
    heard_on: Mapped[date | None]
    """Rechtliches Gehör."""
    remedy: Mapped[str] = mapped_column(default="")
    """Rechtsmittelbelehrung as frozen."""
    remedy_days: Mapped[int | None]
    ruled_on: Mapped[date | None]
    finalised_on: Mapped[date | None]
    pdf_sha256: Mapped[str | None]
    docx_sha256: Mapped[str | None]
    notified_on: Mapped[date | None]
    """Eröffnung."""
    notified_by: Mapped[str | None]
    contested_on: Mapped[date | None]
    final_on: Mapped[date | None]
    """Rechtskräftig."""


searchable(
    ApplicationRecord,
    kind="application",
    text=lambda row: f"{row.title} {row.resolution_number} {row.reasons} {row.extract}",
)
searchable(
    RulingRecord,
    kind="ruling",
    text=lambda row: f"{row.number or ''} {row.subject} {row.facts} {row.disposition}",
)
