"""Making the file again from its Verlauf: proof that the Verlauf holds everything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from sqlalchemy import Table, insert, select, text
from sqlalchemy.orm import Session

from sozdesk.archive import search
from sozdesk.archive.blobs import Blob
from sozdesk.archive.journal_history import row_change
from sozdesk.archive.journal_rows import apply
from sozdesk.archive.journal_tables import ACT, CHANGE, Change, Op

_BLOB = cast("Table", Blob.__table__)


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What was done: changes done again, acts and blobs copied."""

    changes: int
    acts: int
    blobs: int


def rebuild(source: Session, target: Session) -> Rebuilt:
    """Do every change of the source's Verlauf again in the target, an empty file with all tables.

    The Verlauf itself and the blobs are copied as they are (a blob is proved by its hash). Rows
    whose changes were erased are gone in the source too, and stay away. Drafts, accesses and other
    tables outside of the Verlauf stay empty. The caller commits.
    """
    connection = target.connection()
    connection.execute(text("PRAGMA defer_foreign_keys = ON"))
    done = 0
    for stored in source.scalars(
        select(Change).order_by(Change.seq).execution_options(yield_per=500)
    ):
        change = row_change(stored)
        if change is not None and change.op is not Op.ERASE:
            apply(connection, change)
            done += 1
    acts = _copy(source, target, ACT)
    _copy(source, target, CHANGE)
    blobs = _copy(source, target, _BLOB)
    search.rebuild_index(target)
    return Rebuilt(done, acts, blobs)


def _copy(source: Session, target: Session, table: Table) -> int:
    """Copy a table row by row (a blob may be large) and answer how many rows it has."""
    number = 0
    for row in source.execute(select(table).execution_options(yield_per=1)).mappings():
        target.connection().execute(insert(table), dict(row))
        number += 1
    return number
