"""Tables of the providers and what is attached to anything of this area."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sozdesk.archive.base import Record, one_of
from sozdesk.archive.search import searchable
from sozdesk.features.offerings.terms import AttachmentOwner, OrganisationType


class ProviderRecord(Record):
    """An organisation that offers something (Anbieter/in)."""

    __tablename__ = "provider"
    __table_args__ = (one_of("organisation_type", OrganisationType),)

    name: Mapped[str]
    name_sort: Mapped[str] = mapped_column(index=True)
    legal_form: Mapped[str] = mapped_column(default="")
    organisation_type: Mapped[str]
    address: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    website: Mapped[str] = mapped_column(default="")
    iban: Mapped[str] = mapped_column(default="")
    """Without blanks, check digits right."""
    closed_on: Mapped[date | None]
    """Last day on which the organisation existed."""
    note: Mapped[str] = mapped_column(default="")


class ProviderContactRecord(Record):
    """A person to ask at a provider."""

    __tablename__ = "provider_contact"

    provider_id: Mapped[UUID] = mapped_column(ForeignKey("provider.id"), index=True)
    name: Mapped[str]
    function: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    main: Mapped[bool] = mapped_column(default=False)


class ProviderPlaceRecord(Record):
    """Where a provider works; ``bfs_number`` only for places in the canton."""

    __tablename__ = "provider_place"

    provider_id: Mapped[UUID] = mapped_column(ForeignKey("provider.id"), index=True)
    name: Mapped[str]
    """What the place is called («Kurslokal Bahnhof»), or the name of the town."""
    address: Mapped[str] = mapped_column(default="")
    town: Mapped[str]
    bfs_number: Mapped[int | None] = mapped_column(
        ForeignKey("municipality.bfs_number"), index=True
    )
    wheelchair: Mapped[bool] = mapped_column(default=False)


class AttachmentRecord(Record):
    """A file (pdf, docx, jpg) inside the data file that belongs to a row of this area."""

    __tablename__ = "offering_attachment"
    __table_args__ = (one_of("owner_kind", AttachmentOwner),)

    owner_kind: Mapped[str]
    owner_id: Mapped[UUID] = mapped_column(index=True)
    name: Mapped[str]
    size: Mapped[int]
    """Bytes."""
    sha256: Mapped[str]
    added_on: Mapped[date]


class MunicipalRecognitionRecord(Record):
    """Recognition under the GfS by a municipality; says nothing about the KSA's list."""

    __tablename__ = "municipal_recognition"
    __table_args__ = (UniqueConstraint("provider_id", "bfs_number", "recognised_on"),)

    provider_id: Mapped[UUID] = mapped_column(ForeignKey("provider.id"), index=True)
    bfs_number: Mapped[int] = mapped_column(ForeignKey("municipality.bfs_number"))
    recognised_on: Mapped[date]
    valid_to: Mapped[date]
    notified_on: Mapped[date | None]
    """Day on which the canton was told."""
    note: Mapped[str] = mapped_column(default="")


searchable(
    ProviderRecord,
    kind="provider",
    text=lambda row: f"{row.name} {row.legal_form} {row.address} {row.email}",
)
searchable(
    ProviderContactRecord,
    kind="provider_contact",
    text=lambda row: f"{row.name} {row.function} {row.email}",
)
