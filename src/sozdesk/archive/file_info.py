"""What a file says about itself: whose office it is, and whether its data are invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from sozdesk.archive.base import Instant, Record, one_of
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.usecase import Outcome, usecase

TOPIC = "file_info"


class OfficeKind(StrEnum):
    """Who works with the file."""

    KSA = "ksa"
    """Kantonales Sozialamt."""
    SERVICE = "service"
    """Sozialdienst, for one or several municipalities."""


class OfficeInfo(Record):
    """One row per file; its id is the identity of the file and of all its copies."""

    __tablename__ = "office_info"
    __table_args__ = (
        one_of("office_kind", OfficeKind),
        CheckConstraint("sample_today IS NULL OR sample", name="sample_day_only_in_sample"),
    )

    office_kind: Mapped[str]
    office_name: Mapped[str]
    sample: Mapped[bool] = mapped_column(default=False)
    sample_today: Mapped[date | None]
    created_at: Mapped[datetime] = mapped_column(Instant)


@dataclass(frozen=True, slots=True)
class FileInfo:
    """The same as a frozen row."""

    file_id: UUID
    office_kind: OfficeKind
    office_name: str
    sample: bool = False
    sample_today: date | None = None
    """The day that a file with invented data calls today."""


def file_info(session: Session) -> FileInfo:
    """What the file says about itself."""
    row = session.scalars(select(OfficeInfo)).one()
    return FileInfo(
        file_id=row.id,
        office_kind=OfficeKind(row.office_kind),
        office_name=row.office_name,
        sample=row.sample,
        sample_today=row.sample_today,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RenameOffice:
    """Change the name that stands on every document."""

    office_name: str


@usecase(undoable=True)
def rename_office(
    session: Session,
    command: RenameOffice,
    context: Context,  # noqa: ARG001 - the shape of every use case
) -> Outcome:
    """Change the name of the office."""
    row = session.scalars(select(OfficeInfo)).one()
    row.office_name = command.office_name
    return Outcome(frozenset({TOPIC}), f"Name der Stelle: {command.office_name}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSampleDay:
    """Another day that a sample file calls today."""

    day: date


@usecase(undoable=False)
def set_sample_day(
    session: Session,
    command: SetSampleDay,
    context: Context,  # noqa: ARG001 - the shape of every use case
) -> Outcome:
    """Move the today of a sample file; the database refuses it in any other file."""
    row = session.scalars(select(OfficeInfo)).one()
    row.sample_today = command.day
    return Outcome(
        frozenset({TOPIC}), f"Heute ist in den Beispieldaten der {german.day(command.day)}"
    )
