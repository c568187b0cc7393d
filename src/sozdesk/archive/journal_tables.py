"""Tables of the Verlauf, and its acts and changes as frozen rows.

An act is one use case that changed something; its changes are the rows it touched. Acts and changes
are only ever added. What a change says (``payload``) can be erased by the retention rule: the hash of
the act covers digests, so the chain still verifies.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import cast
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Table
from sqlalchemy.orm import Mapped, mapped_column

from sozdesk.archive.base import Base, Instant, one_of

_HASH = String(64)
"""SHA-256 as hex."""


class Op(StrEnum):
    """What happened to a row."""

    INSERT = "insert"
    UPDATE = "update"
    DELETE = "delete"
    ERASE = "erase"
    """The payload of an earlier act was erased; ``row_id`` is that act."""


class Act(Base):
    """One use case that changed something."""

    __tablename__ = "act"
    __table_args__ = (
        # Who did it is always known, but for the act that enters the first person.
        CheckConstraint("staff_id IS NOT NULL OR parent IS NULL", name="staff_known"),
    )

    seq: Mapped[int] = mapped_column(primary_key=True)
    """Order in this file; not the same in another copy."""
    id: Mapped[UUID] = mapped_column(unique=True)
    usecase: Mapped[str]
    undoable: Mapped[bool]
    undo_of: Mapped[UUID | None] = mapped_column(ForeignKey("act.id"), index=True)
    staff_id: Mapped[UUID | None]
    staff_name: Mapped[str]
    device: Mapped[str]
    at: Mapped[datetime] = mapped_column(Instant)
    topics: Mapped[str]
    """What open pages listen to, separated by spaces; an undo tells them again."""
    summary: Mapped[str | None]
    """The German line; NULL = erased."""
    nonce: Mapped[bytes | None] = mapped_column(LargeBinary)
    digest: Mapped[str] = mapped_column(_HASH)
    """SHA-256 of nonce and summary."""
    parent: Mapped[str | None] = mapped_column(_HASH)
    """Hash of the act before; NULL in the first one."""
    other_parent: Mapped[str | None] = mapped_column(_HASH)
    """Hash of the last act of the other copy, in an act that merges two copies."""
    hash: Mapped[str] = mapped_column(_HASH, unique=True)


class Change(Base):
    """One row that an act touched."""

    __tablename__ = "change"
    __table_args__ = (one_of("op", Op), Index(None, "table_name", "row_id"))

    seq: Mapped[int] = mapped_column(primary_key=True)
    # The act is written last, when its hash is known.
    act_id: Mapped[UUID] = mapped_column(
        ForeignKey("act.id", deferrable=True, initially="DEFERRED"), index=True
    )
    table_name: Mapped[str]
    row_id: Mapped[UUID]
    op: Mapped[str]
    payload: Mapped[str | None]
    """JSON ``{column: [old, new]}`` (see ``journal_values``); NULL = erased."""
    nonce: Mapped[bytes | None] = mapped_column(LargeBinary)
    digest: Mapped[str] = mapped_column(_HASH)
    """SHA-256 of nonce and payload."""


ACT = cast("Table", Act.__table__)
CHANGE = cast("Table", Change.__table__)


@dataclass(frozen=True, slots=True)
class RowChange:
    """What happened to one row: old and new value of each column that changed.

    An insert has ``None`` as every old value, a delete as every new one.
    """

    table: str
    row_id: UUID
    op: Op
    values: Mapping[str, tuple[object, object]]

    def old(self) -> dict[str, object]:
        """The old values."""
        return {column: pair[0] for column, pair in self.values.items()}

    def new(self) -> dict[str, object]:
        """The new values."""
        return {column: pair[1] for column, pair in self.values.items()}
