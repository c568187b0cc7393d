"""What every table shares: metadata with named constraints, the row id, the version."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID, SafeUUID

from sqlalchemy import CheckConstraint, MetaData, String, TypeDecorator, Uuid
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

_new, _put, _UNKNOWN = object.__new__, object.__setattr__, SafeUUID.unknown
_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

AS_WRITTEN: dict[Any, Any] = {"as_written": True}
"""``info`` of a column of a frozen paper: whatever happens later, it says what it said."""


class Id(Uuid[UUID]):
    """SQLAlchemy's ``Uuid``, read several times as fast: a list of 20'000 rows holds 140'000 ids."""

    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:  # noqa: ARG002 - the signature is SQLAlchemy's
        """The 32 hex digits that are stored, without the checks for other spellings."""

        def read(value: str | None) -> UUID | None:
            return None if value is None else _uuid(value)

        return read


def _uuid(digits: str) -> UUID:
    made = _new(UUID)
    _put(made, "int", int(digits, 16))
    _put(made, "is_safe", _UNKNOWN)
    return made


class Base(DeclarativeBase):
    """Holds the metadata of the whole file."""

    metadata = MetaData(naming_convention=_NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {UUID: Id(as_uuid=True)}


class Record(Base):
    """A business row: its id, and the version that two open dialogs compare. Journalled.

    ``active_history`` is switched on for all columns by the journal, so that old values are known.
    """

    __abstract__ = True

    id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, object]:  # noqa: N805 - SQLAlchemy hands in the class
        return {"version_id_col": cls.version}


class Instant(TypeDecorator[datetime]):
    """A moment in UTC, stored as ISO text with microseconds."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        """Refuse moments without a time zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        """Back to an aware datetime."""
        return None if value is None else datetime.fromisoformat(value)


def one_of(column: str, values: type[StrEnum]) -> CheckConstraint:
    """CHECK that a text column holds a member of the enum (NULL passes)."""
    members = ", ".join(f"'{member.value}'" for member in values)
    return CheckConstraint(f"{column} IN ({members})", name=f"{column}_known")
