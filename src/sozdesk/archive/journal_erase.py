"""Erasing what the Verlauf may no longer say."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from sozdesk.archive.journal import record
from sozdesk.archive.journal_rows import journalled, table_of
from sozdesk.archive.journal_tables import ACT, CHANGE, Op, RowChange


def erase_payload(session: Session, act_id: UUID) -> None:
    """Erase what an earlier act says: its summary, and its changes of rows that are gone.

    For the retention rule, after the rows themselves were deleted; needs an open act, which notes the
    erasure. The chain still verifies, and the file can still be rebuilt. It cannot be undone.
    """
    session.flush()
    connection = session.connection()
    query = select(CHANGE.c.seq, CHANGE.c.table_name, CHANGE.c.row_id)
    changes = connection.execute(
        query.where(CHANGE.c.act_id == act_id, CHANGE.c.op != Op.ERASE.value)
    )
    gone = [seq for seq, table, row_id in changes if not _exists(session, table, row_id)]
    nothing = {"payload": None, "nonce": None}
    connection.execute(update(CHANGE).where(CHANGE.c.seq.in_(gone)), nothing)
    connection.execute(update(ACT).where(ACT.c.id == act_id), {"summary": None, "nonce": None})
    record(session, [RowChange("act", act_id, Op.ERASE, {})])


def _exists(session: Session, table_name: str, row_id: UUID) -> bool:
    record_class = journalled().get(table_name)
    if record_class is None:
        return False
    table = table_of(record_class)
    query = select(table.c.id).where(table.c.id == row_id)
    return session.connection().execute(query).first() is not None
