"""Which column of somebody's table means what: remembered by the heads of the table, for all features."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import JSON, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from sozdesk.archive.base import Record
from sozdesk.kernel.ids import natural_id


class ColumnMappingRecord(Record):
    """Which column of somebody's table means what, remembered by its heads."""

    __tablename__ = "column_mapping"
    __table_args__ = (UniqueConstraint("purpose", "heads"),)

    purpose: Mapped[str]
    """What is read with it, for example ``rent_limits.overview``."""
    heads: Mapped[str]
    """The heads of the table, joined: the same table is known again."""
    columns: Mapped[dict[str, Any]] = mapped_column(JSON)


def remembered(session: Session, purpose: str) -> Mapping[str, Mapping[str, Any]]:
    """Heads → what somebody said of a table with these heads."""
    query = select(ColumnMappingRecord).where(ColumnMappingRecord.purpose == purpose)
    return {record.heads: record.columns for record in session.scalars(query)}


def remember(session: Session, purpose: str, heads: str, columns: Mapping[str, Any]) -> None:
    """The next table with the same heads needs no question; heads that say nothing are not kept."""
    if not heads:
        return
    stored = dict(columns)
    key = natural_id(ColumnMappingRecord.__tablename__, purpose, heads)
    record = session.get(ColumnMappingRecord, key)
    if record is None:
        session.add(ColumnMappingRecord(id=key, purpose=purpose, heads=heads, columns=stored))
    elif record.columns != stored:
        record.columns = stored
    session.flush()
