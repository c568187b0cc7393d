"""Tables that prove how personal data are handled."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from sozdesk.archive.base import Instant, Record, one_of
from sozdesk.features.cases.terms.words import AccessKind, ArchiveAnswer, DeletionKind, HoldReason


class PersonAccessRecord(Record):
    """Somebody opened, exported or handed over the record of a person.

    Stays when the person is deleted (no foreign key); recipient and purpose are emptied then, because
    they may name the person.
    """

    __tablename__ = "person_access"
    __table_args__ = (one_of("kind", AccessKind),)

    person_id: Mapped[UUID | None] = mapped_column(index=True)
    """NULL for an export of many."""
    kind: Mapped[str]
    at: Mapped[datetime] = mapped_column(Instant)
    day: Mapped[date] = mapped_column(index=True)
    staff_name: Mapped[str]
    recipient: Mapped[str] = mapped_column(default="")
    purpose: Mapped[str] = mapped_column(default="")
    persons: Mapped[int] = mapped_column(default=1)
    """How many persons an export holds."""
    released_by: Mapped[str] = mapped_column(default="")


class LegalHoldRecord(Record):
    """While it holds, nothing of the case or the bill may be deleted."""

    __tablename__ = "legal_hold"
    __table_args__ = (
        one_of("reason", HoldReason),
        CheckConstraint("(case_id IS NULL) <> (bill_id IS NULL)", name="holds_one"),
    )

    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("support_case.id"), index=True)
    bill_id: Mapped[UUID | None] = mapped_column(index=True)
    """Bills belong to a feature above and are never removed: no foreign key."""
    reason: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    valid_from: Mapped[date]
    ended_on: Mapped[date | None]


class DeletionRecord(Record):
    """A case or a bill on its way out: listed, offered to the archive, answered, approved, deleted.

    Stays as the certificate: it names the case or bill by number, no person, and has no foreign key.
    """

    __tablename__ = "deletion"
    __table_args__ = (one_of("answer", ArchiveAnswer), one_of("kind", DeletionKind))

    kind: Mapped[str]
    subject_id: Mapped[UUID] = mapped_column(index=True)
    number: Mapped[int]
    year: Mapped[int | None]
    """Of a bill: its numbers begin anew each year."""
    bfs_number: Mapped[int]
    closed_on: Mapped[date]
    persons: Mapped[int]
    """How many persons are deleted with it: of a case those in no other one, of a bill all."""
    listed_on: Mapped[date]
    listed_by: Mapped[str]
    offered_to: Mapped[str] = mapped_column(default="")
    offered_on: Mapped[date | None]
    answer: Mapped[str | None]
    answered_on: Mapped[date | None]
    approved_by: Mapped[str] = mapped_column(default="")
    approved_on: Mapped[date | None]
    deleted_on: Mapped[date | None]
    deleted_by: Mapped[str] = mapped_column(default="")
    rows: Mapped[int | None]
    """How many rows were deleted."""
