"""Tables of the daily work: tasks, notes, attached files, Grundsatzentscheide."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sozdesk.archive.base import Instant, Record, one_of
from sozdesk.archive.search import searchable
from sozdesk.features.cases.terms.words import CasePart, PolicyOrigin


class CaseTaskRecord(Record):
    """Something to do by a day, for a case or for none."""

    __tablename__ = "case_task"

    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("support_case.id"), index=True)
    title: Mapped[str]
    due_on: Mapped[date] = mapped_column(index=True)
    responsible_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    done_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")


class CaseNoteRecord(Record):
    """What was said or seen on a day (Aktennotiz)."""

    __tablename__ = "case_note"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("support_case.id"), index=True)
    noted_on: Mapped[date]
    title: Mapped[str]
    text: Mapped[str]
    author: Mapped[str]


class CaseAttachmentRecord(Record):
    """A file (pdf, docx, jpg, png) inside the data file that belongs to something of a case."""

    __tablename__ = "case_attachment"
    __table_args__ = (one_of("owner_kind", CasePart),)

    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("support_case.id"), index=True)
    """NULL for an invoice over several cases."""
    owner_kind: Mapped[str]
    owner_id: Mapped[UUID] = mapped_column(index=True)
    name: Mapped[str]
    size: Mapped[int]
    """Bytes."""
    sha256: Mapped[str]
    added_on: Mapped[date]
    text: Mapped[str] = mapped_column(default="")
    """Words of a pdf or docx, for the search; empty for pictures."""


class HandoverDraftRecord(Record):
    """An Übergabeblatt that waits until somebody else than who prepared it releases it."""

    __tablename__ = "handover_draft"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("support_case.id"), unique=True)
    recipient: Mapped[str]
    purpose: Mapped[str]
    prepared_by: Mapped[str]
    prepared_on: Mapped[date]


class PolicyDecisionRecord(Record):
    """A Grundsatzentscheid of a municipality on situationsbedingte Leistungen (§ 15 SHV)."""

    __tablename__ = "policy_decision"
    __table_args__ = (
        UniqueConstraint("bfs_number", "topic", "valid_from"),
        one_of("origin", PolicyOrigin),
    )

    bfs_number: Mapped[int] = mapped_column(ForeignKey("municipality.bfs_number"))
    topic: Mapped[str]
    decision: Mapped[str]
    decided_on: Mapped[date]
    resolution_number: Mapped[str] = mapped_column(default="")
    amount: Mapped[int | None]
    """Rappen."""
    amount_note: Mapped[str] = mapped_column(default="")
    """What the amount is for («pro Jahr und Kind»)."""
    valid_from: Mapped[date]
    ended_on: Mapped[date | None]
    origin: Mapped[str]
    declared_at: Mapped[datetime | None] = mapped_column(Instant)
    """When it was last written into, or read from, a file for the KSA."""


class PolicyDeclarationRecord(Record):
    """At the KSA: that a municipality declared its Grundsatzentscheide, also that it has none."""

    __tablename__ = "policy_declaration"

    bfs_number: Mapped[int] = mapped_column(ForeignKey("municipality.bfs_number"), unique=True)
    declared_at: Mapped[datetime] = mapped_column(Instant)
    office_name: Mapped[str]


searchable(CaseTaskRecord, kind="case_task", text=lambda row: f"{row.title} {row.note}")
searchable(CaseNoteRecord, kind="case_note", text=lambda row: f"{row.title} {row.text}")
searchable(CaseAttachmentRecord, kind="case_attachment", text=lambda row: f"{row.name} {row.text}")
searchable(
    PolicyDecisionRecord, kind="policy_decision", text=lambda row: f"{row.topic} {row.decision}"
)
