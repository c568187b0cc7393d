"""Tables of the strategy. Entries are dated; what a day shows follows from the last one before it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sozdesk.archive.base import Instant, Record, one_of
from sozdesk.archive.search import searchable
from sozdesk.features.strategy.terms import (
    CarryOverKind,
    ChapterKey,
    ClosingReason,
    Horizon,
    MeasureState,
    PovertyStrategy,
    ReferenceKind,
    RelationKind,
    ReportStage,
)


class PeriodRecord(Record):
    """A strategy period with what its official source says about it."""

    __tablename__ = "strategy_period"
    __table_args__ = (UniqueConstraint("code"),)

    code: Mapped[str]
    begins: Mapped[date]
    ends: Mapped[date]
    expected: Mapped[int | None]
    adopted: Mapped[date | None]
    source: Mapped[str] = mapped_column(default="")


class ActionFieldRecord(Record):
    """A Handlungsfeld; its name may change from period to period."""

    __tablename__ = "action_field"
    __table_args__ = (
        UniqueConstraint("period_id", "number"),
        CheckConstraint("number >= 1", name="number_counts_from_one"),
    )

    period_id: Mapped[UUID] = mapped_column(ForeignKey("strategy_period.id"))
    number: Mapped[int]
    name: Mapped[str]
    preventive: Mapped[bool] = mapped_column(default=False)


class MeasureRecord(Record):
    """A measure of a period; never an Integrationsmassnahme, which is an offering."""

    __tablename__ = "measure"
    __table_args__ = (
        UniqueConstraint("period_id", "number"),
        CheckConstraint("priority >= 1", name="priority_counts_from_one"),
        one_of("horizon", Horizon),
        one_of("poverty_strategy", PovertyStrategy),
    )

    period_id: Mapped[UUID] = mapped_column(ForeignKey("strategy_period.id"))
    field_id: Mapped[UUID] = mapped_column(ForeignKey("action_field.id"), index=True)
    number: Mapped[str]
    position: Mapped[int]
    """Field × 1000 + number in it: «1.10» comes after «1.9»."""
    title: Mapped[str]
    aim: Mapped[str] = mapped_column(default="")
    priority: Mapped[int | None]
    horizon: Mapped[str | None]
    poverty_strategy: Mapped[str]
    responsible_body: Mapped[str] = mapped_column(default="")
    responsible_people: Mapped[str] = mapped_column(default="")


class MeasureStatusRecord(Record):
    """Where a measure stands from a day on; one entry per measure and day."""

    __tablename__ = "measure_status"
    __table_args__ = (
        UniqueConstraint("measure_id", "as_of"),
        one_of("state", MeasureState),
        one_of("reason", ClosingReason),
        CheckConstraint(
            "(reason IS NOT NULL) = (state IN ('implemented', 'closed'))", name="done_has_a_reason"
        ),
    )

    measure_id: Mapped[UUID] = mapped_column(ForeignKey("measure.id"))
    as_of: Mapped[date]
    state: Mapped[str]
    reason: Mapped[str | None]
    inferred: Mapped[bool] = mapped_column(default=False)
    text: Mapped[str] = mapped_column(default="")
    decided_by: Mapped[str] = mapped_column(default="")


class MeasureReferenceRecord(Record):
    """A business of the Landrat, a law or a study that a measure refers to."""

    __tablename__ = "measure_reference"
    __table_args__ = (one_of("kind", ReferenceKind),)

    measure_id: Mapped[UUID] = mapped_column(ForeignKey("measure.id"), index=True)
    kind: Mapped[str]
    number: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    dated: Mapped[date | None]


class MeasureRelationRecord(Record):
    """How one measure hangs together with another one of its period."""

    __tablename__ = "measure_relation"
    __table_args__ = (
        UniqueConstraint("measure_id", "other_id", "kind"),
        one_of("kind", RelationKind),
        CheckConstraint("measure_id <> other_id", name="not_with_itself"),
    )

    measure_id: Mapped[UUID] = mapped_column(ForeignKey("measure.id"))
    other_id: Mapped[UUID] = mapped_column(ForeignKey("measure.id"), index=True)
    kind: Mapped[str]


class CarryOverRecord(Record):
    """A line from a measure into the next period; ``target_id`` NULL while it is not known."""

    __tablename__ = "measure_carry_over"
    __table_args__ = (
        UniqueConstraint("measure_id", "target_id"),
        one_of("kind", CarryOverKind),
        CheckConstraint("kind <> 'dropped' OR target_id IS NULL", name="dropped_goes_nowhere"),
    )

    measure_id: Mapped[UUID] = mapped_column(ForeignKey("measure.id"))
    period_id: Mapped[UUID] = mapped_column(ForeignKey("strategy_period.id"), index=True)
    """The next period."""
    target_id: Mapped[UUID | None] = mapped_column(ForeignKey("measure.id"), index=True)
    kind: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")


class MeasureTaskRecord(Record):
    """A task or milestone with its day."""

    __tablename__ = "measure_task"

    measure_id: Mapped[UUID] = mapped_column(ForeignKey("measure.id"), index=True)
    title: Mapped[str]
    due_on: Mapped[date]
    done_on: Mapped[date | None]
    responsible: Mapped[str] = mapped_column(default="")
    milestone: Mapped[bool] = mapped_column(default=False)


class ChapterTextRecord(Record):
    """A text of the report on a period."""

    __tablename__ = "strategy_chapter"
    __table_args__ = (UniqueConstraint("period_id", "key"), one_of("key", ChapterKey))

    period_id: Mapped[UUID] = mapped_column(ForeignKey("strategy_period.id"))
    key: Mapped[str]
    text: Mapped[str] = mapped_column(default="")


class DismissedHintRecord(Record):
    """A Prüfhinweis about a text that somebody looked at: it does not come again."""

    __tablename__ = "dismissed_text_hint"
    __table_args__ = (UniqueConstraint("period_id", "place", "code", "excerpt"),)

    period_id: Mapped[UUID] = mapped_column(ForeignKey("strategy_period.id"))
    place: Mapped[str]
    """Chapter key, or number of the measure and day of its entry."""
    code: Mapped[str]
    excerpt: Mapped[str]
    """The sentence with ‹› around the words that it is about: another sentence is another case."""
    reason: Mapped[str] = mapped_column(default="")


class ReportStageRecord(Record):
    """From a day on the draft of a period's report is at this stage."""

    __tablename__ = "report_stage"
    __table_args__ = (
        UniqueConstraint("period_id", "since"),
        one_of("stage", ReportStage),
        CheckConstraint(
            "stage <> 'government_decision' OR rrb_number <> ''", name="decision_has_a_number"
        ),
    )

    period_id: Mapped[UUID] = mapped_column(ForeignKey("strategy_period.id"))
    stage: Mapped[str]
    since: Mapped[date]
    rrb_number: Mapped[str] = mapped_column(default="")


class ReportVersionRecord(Record):
    """A frozen version of a period's report."""

    __tablename__ = "report_version"
    __table_args__ = (
        UniqueConstraint("period_id", "number"),
        one_of("stage", ReportStage),
        CheckConstraint("number >= 1", name="number_counts_from_one"),
    )

    period_id: Mapped[UUID] = mapped_column(ForeignKey("strategy_period.id"))
    number: Mapped[int]
    as_of: Mapped[date]
    stage: Mapped[str]
    rrb_number: Mapped[str] = mapped_column(default="")
    rrb_on: Mapped[date | None]
    frozen_at: Mapped[datetime] = mapped_column(Instant)
    frozen_by: Mapped[str]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    """What the report says, with a version of its own, for comparison."""
    content_sha256: Mapped[str]
    """Of the canonical JSON of ``content``."""


class ReportFileRecord(Record):
    """One written file of a frozen version; its bytes lie in the blob table."""

    __tablename__ = "report_file"
    __table_args__ = (UniqueConstraint("report_id", "position"),)

    report_id: Mapped[UUID] = mapped_column(ForeignKey("report_version.id"))
    position: Mapped[int]
    name: Mapped[str]
    sha256: Mapped[str] = mapped_column(ForeignKey("blob.sha256"))
    size: Mapped[int]


searchable(
    MeasureRecord,
    kind="measure",
    text=lambda row: f"{row.number} {row.title} {row.aim} {row.responsible_body}",
)
searchable(
    MeasureReferenceRecord,
    kind="measure_reference",
    text=lambda row: f"{row.number} {row.title}",
)
