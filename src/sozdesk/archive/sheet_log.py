"""Whether somebody printed or saved the recovery sheet of this file, and when.

The sheet itself is never kept; only that there is one. A new data key makes the old sheet useless,
so only entries after the last renewal count.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from sozdesk.archive.base import Instant, Record
from sozdesk.archive.engine import RawKey
from sozdesk.kernel.context import Context
from sozdesk.kernel.usecase import Outcome, usecase

TOPIC = "recovery_sheet"


class RecoverySheetRecord(Record):
    """One recovery sheet that left the program."""

    __tablename__ = "recovery_sheet"

    key_mark: Mapped[str]
    """Which data key it is for: a short digest that says nothing about the key."""
    made_at: Mapped[datetime] = mapped_column(Instant)
    made_by: Mapped[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteSheet:
    """The sheet for the key with this mark was saved or printed."""

    key_mark: str


@usecase(undoable=False)
def note_sheet(session: Session, command: NoteSheet, context: Context) -> Outcome:
    """Remember that there is a recovery sheet."""
    session.add(
        RecoverySheetRecord(
            id=context.new_id(),
            key_mark=command.key_mark,
            made_at=context.now,
            made_by=context.staff_name,
        )
    )
    return Outcome(frozenset({TOPIC}), "Wiederherstellungsblatt gespeichert")


def key_mark(key: RawKey) -> str:
    """Twelve signs that tell one data key from the next: made from the salt, never from the key.

    The salt stands at the beginning of the file for everybody to read and is new with every key.
    """
    return hashlib.sha256(b"sozdesk recovery sheet\0" + key.salt).hexdigest()[:12]


def has_sheet(session: Session, key_mark: str) -> bool:
    """Whether a sheet for this key was ever saved."""
    query = select(RecoverySheetRecord.id).where(RecoverySheetRecord.key_mark == key_mark)
    return session.scalar(query.limit(1)) is not None
