"""Tables around the Erhebung: deadlines, letters, publications, map classes, mappings, derivations."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sozdesk.archive.base import Instant, Record, one_of
from sozdesk.features.rent_limits.terms import Audience, Category, LetterKind, RentKind


class ExtensionRecord(Record):
    """More time for one municipality; another day replaces it (the Verlauf keeps the earlier)."""

    __tablename__ = "deadline_extension"
    __table_args__ = (UniqueConstraint("round_id", "bfs_number"),)

    round_id: Mapped[UUID] = mapped_column(ForeignKey("round.id"))
    bfs_number: Mapped[int] = mapped_column(ForeignKey("municipality.bfs_number"))
    until: Mapped[date]
    reason: Mapped[str]
    granted_on: Mapped[date]
    granted_by: Mapped[str]


class LetterRecord(Record):
    """One letter or e-mail draft of an Erhebung to one municipality; a log, never changed."""

    __tablename__ = "letter"
    __table_args__ = (one_of("kind", LetterKind),)

    round_id: Mapped[UUID] = mapped_column(ForeignKey("round.id"))
    bfs_number: Mapped[int] = mapped_column(ForeignKey("municipality.bfs_number"), index=True)
    kind: Mapped[str]
    written_on: Mapped[date]
    written_at: Mapped[datetime] = mapped_column(Instant)
    written_by: Mapped[str]
    addressee: Mapped[str]
    file_name: Mapped[str]


class LetterTemplateRecord(Record):
    """What the office changed about one kind of letter; the shipped one where a field is empty."""

    __tablename__ = "letter_template"
    __table_args__ = (one_of("kind", LetterKind),)

    kind: Mapped[str]
    """One row each: the id is made from it."""
    active: Mapped[bool] = mapped_column(default=True)
    """Whether this kind is written at all (the receipt can be switched off)."""
    document_name: Mapped[str] = mapped_column(default="")
    document_sha256: Mapped[str | None] = mapped_column(ForeignKey("blob.sha256"))
    """The office's own docx; None = the shipped one."""
    subject: Mapped[str] = mapped_column(default="")
    body: Mapped[str] = mapped_column(default="")


class LetterAttachmentRecord(Record):
    """A file that goes out with every e-mail of one kind (leaflet, Reglement)."""

    __tablename__ = "letter_attachment"
    __table_args__ = (one_of("kind", LetterKind), UniqueConstraint("kind", "position"))

    kind: Mapped[str]
    position: Mapped[int]
    name: Mapped[str]
    sha256: Mapped[str] = mapped_column(ForeignKey("blob.sha256"))
    size: Mapped[int]


class PublicationRecord(Record):
    """One published version of a year for one audience; frozen."""

    __tablename__ = "publication"
    __table_args__ = (
        one_of("audience", Audience),
        UniqueConstraint("round_id", "number"),
        CheckConstraint("number >= 1", name="number_counts_from_one"),
        CheckConstraint(
            "audience <> 'public' OR (decided_by <> '' AND decided_on IS NOT NULL)",
            name="public_needs_a_decision",
        ),
    )

    round_id: Mapped[UUID] = mapped_column(ForeignKey("round.id"))
    number: Mapped[int]
    """Running number of the year: 2027-1, 2027-2 …"""
    audience: Mapped[str]
    published_on: Mapped[date]
    published_at: Mapped[datetime] = mapped_column(Instant)
    published_by: Mapped[str]
    decided_by: Mapped[str] = mapped_column(default="")
    decided_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(default="")
    """Why there is a new version for the same audience; empty for the first one."""
    missing: Mapped[dict[str, str]] = mapped_column(JSON)
    """BFS number as text → the stated reason why nothing of it is published."""
    amendments: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """The erratum list against the version before."""
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    """What was published, with a version of its own, for comparison."""
    content_sha256: Mapped[str]
    """Of the canonical JSON of ``content``."""


class PublicationFileRecord(Record):
    """One written file of a publication; its bytes lie in the blob table."""

    __tablename__ = "publication_file"
    __table_args__ = (UniqueConstraint("publication_id", "position"),)

    publication_id: Mapped[UUID] = mapped_column(ForeignKey("publication.id"))
    position: Mapped[int]
    name: Mapped[str]
    sha256: Mapped[str] = mapped_column(ForeignKey("blob.sha256"))
    size: Mapped[int]


class MapClassesRecord(Record):
    """Upper limits of the classes of the map from a day on, so that years can be compared."""

    __tablename__ = "map_classes"
    __table_args__ = (
        one_of("rent_kind", RentKind),
        one_of("category", Category),
        UniqueConstraint("rent_kind", "category", "valid_from"),
    )

    rent_kind: Mapped[str]
    category: Mapped[str]
    valid_from: Mapped[date]
    ended_on: Mapped[date | None]
    limits: Mapped[list[int]] = mapped_column(JSON)
    """Rappen per month, rising; at most five limits make six classes."""
    source: Mapped[str]


class DerivationRecord(Record):
    """How a Sozialdienst found the limits of one revision of a declaration (Herleitung)."""

    __tablename__ = "derivation"

    declaration_id: Mapped[UUID] = mapped_column(ForeignKey("declaration.id"))
    """One row each: the id is made from it."""
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    """Method, parameters, offers and result, with a version of its own."""
