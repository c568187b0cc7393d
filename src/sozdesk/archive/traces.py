"""The Verlauf of a record with its parts: every act that touched one of them, once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sozdesk.archive.journal_history import ActRow, history
from sozdesk.archive.store import Archive

Traced = tuple[str, UUID, str]
"""Table, id, and what the record is called."""


@dataclass(frozen=True, slots=True)
class Trace:
    """One act of the Verlauf, and the record of which to show old and new values."""

    act: ActRow
    record: str
    """What the record is called."""
    table: str
    row_id: UUID


def traces(archive: Archive, records: Iterable[Traced]) -> tuple[Trace, ...]:
    """Every act that touched one of the records, once, the latest first."""
    found: dict[UUID, Trace] = {}
    for table, row_id, name in records:
        for change in archive.query(history, table, row_id):
            found.setdefault(change.act.id, Trace(change.act, name, table, row_id))
    return tuple(sorted(found.values(), key=_newest, reverse=True))


def _newest(trace: Trace) -> tuple[datetime, UUID]:
    """Ids grow with time: they decide within one moment."""
    return (trace.act.at, trace.act.id)
