"""Tables of the offices. Municipalities are referenced by BFS number, never by name."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sozdesk.archive.base import Record, one_of
from sozdesk.archive.search import searchable
from sozdesk.features.offices.terms import BodyFunction, Job, ServiceKind

_ONE_OWNER = "(bfs_number IS NULL) <> (service_id IS NULL)"


class MunicipalityRecord(Record):
    """A municipality; after a merger the old one gets ``valid_to`` and stays."""

    __tablename__ = "municipality"

    bfs_number: Mapped[int] = mapped_column(unique=True)
    official_name: Mapped[str]
    short_name: Mapped[str]
    name_sort: Mapped[str] = mapped_column(index=True)
    """Sort key of the short name (no SQLite collation: the file must be readable elsewhere)."""
    district: Mapped[str]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    address: Mapped[str] = mapped_column(default="", server_default="")


class SocialServiceRecord(Record):
    """An office that works for municipalities."""

    __tablename__ = "social_service"
    __table_args__ = (one_of("kind", ServiceKind),)

    kind: Mapped[str]
    name: Mapped[str]
    name_sort: Mapped[str]
    address: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")


class MembershipRecord(Record):
    """Days (inclusive) on which a service does one job for one municipality."""

    __tablename__ = "membership"
    __table_args__ = (
        one_of("job", Job),
        UniqueConstraint("bfs_number", "job", "valid_from"),
        CheckConstraint("ended_on IS NULL OR ended_on >= valid_from", name="span_forward"),
    )

    bfs_number: Mapped[int] = mapped_column(ForeignKey("municipality.bfs_number"))
    job: Mapped[str]
    service_id: Mapped[UUID] = mapped_column(ForeignKey("social_service.id"), index=True)
    valid_from: Mapped[date]
    ended_on: Mapped[date | None]


class ContactRecord(Record):
    """A person to ask, of a municipality or of a service."""

    __tablename__ = "contact"
    __table_args__ = (CheckConstraint(_ONE_OWNER, name="one_owner"),)

    bfs_number: Mapped[int | None] = mapped_column(
        ForeignKey("municipality.bfs_number"), index=True
    )
    service_id: Mapped[UUID | None] = mapped_column(ForeignKey("social_service.id"), index=True)
    name: Mapped[str]
    function: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    main: Mapped[bool] = mapped_column(default=False)


class BodyMemberRecord(Record):
    """A person in a Behörde or in the management of a service, with function and term."""

    __tablename__ = "body_member"
    __table_args__ = (
        one_of("function", BodyFunction),
        CheckConstraint(_ONE_OWNER, name="one_owner"),
        CheckConstraint("ended_on IS NULL OR ended_on >= valid_from", name="span_forward"),
    )

    bfs_number: Mapped[int | None] = mapped_column(
        ForeignKey("municipality.bfs_number"), index=True
    )
    service_id: Mapped[UUID | None] = mapped_column(ForeignKey("social_service.id"), index=True)
    name: Mapped[str]
    function: Mapped[str]
    valid_from: Mapped[date]
    ended_on: Mapped[date | None]


class SubsidyRulesRecord(Record):
    """«MBG-Reglement genehmigt am»: dated, because a municipality may pass a new one."""

    __tablename__ = "subsidy_rules"
    __table_args__ = (UniqueConstraint("bfs_number", "valid_from"),)

    bfs_number: Mapped[int] = mapped_column(ForeignKey("municipality.bfs_number"))
    valid_from: Mapped[date]
    ended_on: Mapped[date | None]


searchable(
    MunicipalityRecord,
    kind="municipality",
    text=lambda row: f"{row.bfs_number} {row.official_name} {row.short_name} {row.district}",
)
searchable(SocialServiceRecord, kind="social_service", text=lambda row: row.name)
searchable(ContactRecord, kind="contact", text=lambda row: f"{row.name} {row.function} {row.email}")
