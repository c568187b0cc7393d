"""Tables of the catalogue file, its keys, the website list, and the needs without an offering."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sozdesk.archive.base import Base, Instant, Record, one_of
from sozdesk.features.offerings.terms import KeyPurpose, Unmet


class OfficeKeyRecord(Base):
    """A pair of keys of this office; not in the Verlauf, because undoing must never lose a key."""

    __tablename__ = "office_key"
    __table_args__ = (one_of("purpose", KeyPurpose),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    purpose: Mapped[str]
    public: Mapped[bytes] = mapped_column(LargeBinary)
    secret: Mapped[bytes] = mapped_column(LargeBinary)
    created_on: Mapped[date]
    retired_on: Mapped[date | None]


class TrustedKeyRecord(Record):
    """A key of another office that this one has compared by phone and trusts.

    A Sozialdienst knows those of the KSA, the KSA those of every office that sends it files.
    """

    __tablename__ = "trusted_key"
    __table_args__ = (UniqueConstraint("public"), one_of("purpose", KeyPurpose))

    purpose: Mapped[str]
    public: Mapped[str]
    """Hexadecimal (signing) or ``age1…`` (encryption)."""
    office_name: Mapped[str]
    service_id: Mapped[UUID | None] = mapped_column(ForeignKey("social_service.id"))
    """KSA: whose key it is. NULL: a municipality for itself, or only its name is known."""
    bfs_number: Mapped[int | None] = mapped_column(ForeignKey("municipality.bfs_number"))
    """Only without a service."""
    confirmed_on: Mapped[date]
    confirmed_by: Mapped[str] = mapped_column(default="")
    retired_on: Mapped[date | None]


class CatalogueRecord(Record):
    """A catalogue file that was written here (KSA) or read here (Sozialdienst)."""

    __tablename__ = "catalogue"
    __table_args__ = (UniqueConstraint("serial"),)

    serial: Mapped[int]
    """Counts the KSA's catalogues; a lower one is older."""
    as_of: Mapped[date]
    made_at: Mapped[datetime] = mapped_column(Instant)
    taken_at: Mapped[datetime] = mapped_column(Instant)
    """When it was written or read here."""
    key_fingerprint: Mapped[str]
    sha256: Mapped[str]
    """Of the file; the KSA keeps the bytes as a blob."""
    offerings: Mapped[int]
    """How many it holds."""


class PlatformListRecord(Record):
    """A version of the public list of offerings for the website."""

    __tablename__ = "platform_list"
    __table_args__ = (UniqueConstraint("number"),)

    number: Mapped[int]
    published_on: Mapped[date]
    published_by: Mapped[str] = mapped_column(default="")
    content: Mapped[Any] = mapped_column(JSON)
    """The rows as published, for the difference to the next one."""


class PlatformListFileRecord(Record):
    """A file of a version of the public list."""

    __tablename__ = "platform_list_file"
    __table_args__ = (UniqueConstraint("list_id", "name"),)

    list_id: Mapped[UUID] = mapped_column(ForeignKey("platform_list.id"))
    name: Mapped[str]
    sha256: Mapped[str]


class UnmetNeedRecord(Record):
    """How often in a month a search found nothing that fits; counts searches, never persons."""

    __tablename__ = "unmet_need"
    __table_args__ = (
        UniqueConstraint("month", "origin", "criteria", "why"),
        one_of("why", Unmet),
    )

    month: Mapped[date]
    """First day of the month."""
    origin: Mapped[str] = mapped_column(default="")
    """Empty for this office, else the name of the Sozialdienst whose counts were read in."""
    criteria: Mapped[str]
    """What was searched for, in words («Grundkompetenzkurs, Kinderbetreuung, bei Sissach»)."""
    category_code: Mapped[str | None]
    why: Mapped[str]
    searches: Mapped[int]
