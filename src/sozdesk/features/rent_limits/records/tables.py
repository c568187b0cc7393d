"""Tables of what municipalities declare: Erhebung, revision, amount, document, reason, settings."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sozdesk.archive.base import Instant, Record, one_of
from sozdesk.archive.search import searchable
from sozdesk.features.rent_limits.terms import (
    Category,
    DecisionBody,
    Interval,
    Method,
    ReceivedVia,
    RentKind,
    ReturnState,
)


class RoundRecord(Record):
    """One Erhebung; its year is the year of validity and exists once."""

    __tablename__ = "round"

    year: Mapped[int] = mapped_column(unique=True)
    call_on: Mapped[date]
    due_on: Mapped[date]
    valid_from: Mapped[date]
    blocks: Mapped[list[str]] = mapped_column(JSON)
    """Optional blocks of sheet 2, sorted."""


class DeclarationRecord(Record):
    """One revision of what a municipality declares; a correction is a new row, the old one stays.

    The return of the Erhebung, or a change outside of it (Änderung), which counts its own revisions.
    """

    __tablename__ = "declaration"
    __table_args__ = (
        UniqueConstraint("round_id", "bfs_number", "change_from", "revision"),
        CheckConstraint("revision >= 1", name="revision_counts_from_one"),
        one_of("state", ReturnState),
        one_of("via", ReceivedVia),
        one_of("rent_kind", RentKind),
        one_of("interval", Interval),
        one_of("decision_body", DecisionBody),
        one_of("method", Method),
    )

    round_id: Mapped[UUID] = mapped_column(ForeignKey("round.id"))
    bfs_number: Mapped[int] = mapped_column(ForeignKey("municipality.bfs_number"), index=True)
    change_from: Mapped[date | None]
    """First day of a change; NULL = the return of the Erhebung."""
    revision: Mapped[int]
    state: Mapped[str]
    received_on: Mapped[date]
    via: Mapped[str]
    file_name: Mapped[str]
    recorded_at: Mapped[datetime | None] = mapped_column(Instant)
    recorded_by: Mapped[str] = mapped_column(default="")
    query_text: Mapped[str] = mapped_column(default="")
    queried_on: Mapped[date | None]
    findings: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """As checked at recording."""

    rent_kind: Mapped[str | None]
    interval: Mapped[str | None]
    valid_from: Mapped[date | None]
    decided_on: Mapped[date | None]
    decision_body: Mapped[str | None]
    decision_number: Mapped[str] = mapped_column(default="")
    decision_pending: Mapped[bool] = mapped_column(default=False)
    meeting_on: Mapped[date | None]
    method: Mapped[str | None]
    method_text: Mapped[str] = mapped_column(default="")
    unchanged: Mapped[bool] = mapped_column(default=False)
    last_reviewed_on: Mapped[date | None]
    no_limits_reason: Mapped[str | None]
    contact_name: Mapped[str] = mapped_column(default="")
    contact_email: Mapped[str] = mapped_column(default="")
    contact_phone: Mapped[str] = mapped_column(default="")
    remark: Mapped[str] = mapped_column(default="")
    extras: Mapped[dict[str, Any]] = mapped_column(JSON)
    """Answers to sheet 2; only what was answered."""


class DeclarationAmountRecord(Record):
    """One declared amount, Rappen, in the interval of its declaration."""

    __tablename__ = "declaration_amount"
    __table_args__ = (UniqueConstraint("declaration_id", "category"), one_of("category", Category))

    declaration_id: Mapped[UUID] = mapped_column(ForeignKey("declaration.id"))
    category: Mapped[str]
    amount: Mapped[int]


class ReturnDocumentRecord(Record):
    """A file of a return: the form itself comes first, then what was attached."""

    __tablename__ = "return_document"
    __table_args__ = (UniqueConstraint("declaration_id", "position"),)

    declaration_id: Mapped[UUID] = mapped_column(ForeignKey("declaration.id"))
    position: Mapped[int]
    name: Mapped[str]
    sha256: Mapped[str] = mapped_column(ForeignKey("blob.sha256"))
    size: Mapped[int]


class FindingNoteRecord(Record):
    """Why one Prüfhinweis was «zur Kenntnis genommen»; shown again next year."""

    __tablename__ = "finding_note"

    declaration_id: Mapped[UUID] = mapped_column(ForeignKey("declaration.id"), index=True)
    code: Mapped[str]
    subject: Mapped[str]
    value: Mapped[int | None]
    reason: Mapped[str]
    noted_by: Mapped[str]
    noted_at: Mapped[datetime] = mapped_column(Instant)
    year: Mapped[int]


class ThresholdRecord(Record):
    """One limit of the Prüfhinweise from a day on."""

    __tablename__ = "threshold"
    __table_args__ = (UniqueConstraint("key", "valid_from"),)

    key: Mapped[str]
    valid_from: Mapped[date]
    ended_on: Mapped[date | None]
    value: Mapped[int]
    unit: Mapped[str]
    source: Mapped[str]


class IndexValueRecord(Record):
    """One value of an index series, thousandths."""

    __tablename__ = "index_value"
    __table_args__ = (UniqueConstraint("series", "day"),)

    series: Mapped[str]
    day: Mapped[date]
    value: Mapped[int]
    source: Mapped[str]


def _number_of_beschluss(row: DeclarationRecord) -> str:
    """Of what was declared here: an office looks for its own Beschlüsse, not for those of others."""
    is_own = row.via == ReceivedVia.OWN.value and row.state != ReturnState.DRAFT.value
    return row.decision_number if is_own else ""


searchable(DeclarationRecord, kind="declaration", text=_number_of_beschluss)
