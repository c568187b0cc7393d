"""Tables of the recognition (Anerkennung): Gesuch, enclosures, assessment, decision, conditions."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sozdesk.archive.base import Instant, Record, one_of
from sozdesk.archive.search import searchable
from sozdesk.features.offerings.terms import (
    DecisionKind,
    InspectionResult,
    NeedResult,
    RequestKind,
)


class RequestRecord(Record):
    """A Gesuch for a provider as a whole, or for one offering of it."""

    __tablename__ = "recognition_request"
    __table_args__ = (one_of("kind", RequestKind), one_of("need", NeedResult))

    provider_id: Mapped[UUID] = mapped_column(ForeignKey("provider.id"), index=True)
    offering_id: Mapped[UUID | None] = mapped_column(ForeignKey("offering.id"), index=True)
    kind: Mapped[str]
    received_on: Mapped[date]
    window_id: Mapped[UUID | None] = mapped_column(ForeignKey("recognition_window.id"))
    complete_on: Mapped[date | None]
    """Day from which everything was there."""
    responsible: Mapped[str] = mapped_column(default="")
    need: Mapped[str | None]
    need_reason: Mapped[str] = mapped_column(default="")
    need_checked_on: Mapped[date | None]
    criteria_version_id: Mapped[UUID | None] = mapped_column(ForeignKey("criteria_version.id"))
    note: Mapped[str] = mapped_column(default="")


class EnclosureRecord(Record):
    """What came of one kind of enclosure; an inspected one says who saw what, and holds no file."""

    __tablename__ = "enclosure"
    __table_args__ = (
        UniqueConstraint("request_id", "kind_code"),
        one_of("inspection", InspectionResult),
    )

    request_id: Mapped[UUID] = mapped_column(ForeignKey("recognition_request.id"))
    kind_code: Mapped[str]
    received_on: Mapped[date | None]
    """Received, or seen on."""
    expires_on: Mapped[date | None]
    """Last day on which it is good, or next look due."""
    seen_by: Mapped[str] = mapped_column(default="")
    inspection: Mapped[str | None]
    waived_because: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")


class CriterionRecord(Record):
    """A criterion of a version, with its weight."""

    __tablename__ = "criterion"
    __table_args__ = (
        UniqueConstraint("version_id", "number"),
        CheckConstraint("weight >= 0", name="weight_not_negative"),
    )

    version_id: Mapped[UUID] = mapped_column(ForeignKey("criteria_version.id"))
    number: Mapped[int]
    text: Mapped[str]
    weight: Mapped[int]
    mandatory: Mapped[bool] = mapped_column(default=False)
    """Not met: cannot be recognised without a condition."""


class AssessmentRecord(Record):
    """How a Gesuch meets a criterion: 0 (not) to 3 (wholly) points."""

    __tablename__ = "assessment"
    __table_args__ = (
        UniqueConstraint("request_id", "criterion_id"),
        CheckConstraint("points >= 0", name="points_not_negative"),
    )

    request_id: Mapped[UUID] = mapped_column(ForeignKey("recognition_request.id"))
    criterion_id: Mapped[UUID] = mapped_column(ForeignKey("criterion.id"), index=True)
    points: Mapped[int]
    reason: Mapped[str] = mapped_column(default="")


class DecisionRecord(Record):
    """A decision on a Gesuch, or the end of a recognition.

    While ``sent_on`` is empty it is a draft and nobody is recognised by it. A sent one holds the
    text of the Rechtsmittelbelehrung as it went out, and its letter as an attachment.
    """

    __tablename__ = "recognition_decision"
    __table_args__ = (UniqueConstraint("number"), one_of("kind", DecisionKind))

    provider_id: Mapped[UUID] = mapped_column(ForeignKey("provider.id"), index=True)
    offering_id: Mapped[UUID | None] = mapped_column(ForeignKey("offering.id"), index=True)
    request_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("recognition_request.id"), index=True
    )
    kind: Mapped[str]
    number: Mapped[str | None]
    decided_on: Mapped[date | None]
    valid_from: Mapped[date | None]
    """First day of the recognition, or first day on which it is gone."""
    valid_to: Mapped[date | None]
    """Last day of the recognition, inclusive."""
    reasons: Mapped[str] = mapped_column(default="")
    duties: Mapped[str] = mapped_column(default="")
    """One duty per line."""
    heard_on: Mapped[date | None]
    """Rechtliches Gehör, before an adverse decision."""
    hearing_note: Mapped[str] = mapped_column(default="")
    remedy: Mapped[str] = mapped_column(default="")
    prepared_by: Mapped[str] = mapped_column(default="")
    """Who wrote something of it, one name on each line; somebody else releases it."""
    released_by: Mapped[str] = mapped_column(default="")
    released_at: Mapped[datetime | None] = mapped_column(Instant)
    sent_on: Mapped[date | None]


class ConditionRecord(Record):
    """An Auflage of a decision: what is to be shown, and by when."""

    __tablename__ = "recognition_condition"

    decision_id: Mapped[UUID] = mapped_column(ForeignKey("recognition_decision.id"), index=True)
    text: Mapped[str]
    due_on: Mapped[date]
    evidence: Mapped[str] = mapped_column(default="")
    fulfilled_on: Mapped[date | None]


searchable(
    DecisionRecord,
    kind="recognition_decision",
    text=lambda row: f"{row.number or ''} {row.reasons} {row.duties}",
)
