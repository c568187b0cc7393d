"""Erasing what the Verlauf may no longer say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from itertools import islice
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from sozdesk.archive.journal import record
from sozdesk.archive.journal_rows import inserted, journalled, table_of
from sozdesk.archive.journal_tables import ACT, CHANGE, Op, RowChange

_One = TypeVar("_One")
_AT_ONCE = 500
"""Values of one statement."""


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


def erase_rows(session: Session, rows: Mapping[str, Collection[UUID]]) -> None:
    """Erase what the Verlauf says of rows that are gone: table → ids, in every act, the open one too.

    Summaries stay: they name a case by its number, never a person. The chain still verifies.
    """
    session.flush()
    connection = session.connection()
    by_act: dict[UUID, list[int]] = defaultdict(list)
    for table, ids in rows.items():
        for some in _batched(ids, _AT_ONCE):
            query = select(CHANGE.c.act_id, CHANGE.c.seq).where(
                CHANGE.c.table_name == table, CHANGE.c.row_id.in_(some)
            )
            for act_id, seq in connection.execute(query):
                by_act[act_id].append(seq)
    nothing = {"payload": None, "nonce": None}
    for seqs in by_act.values():
        for part in _batched(seqs, _AT_ONCE):
            connection.execute(update(CHANGE).where(CHANGE.c.seq.in_(part)), nothing)
    record(session, [RowChange("act", act_id, Op.ERASE, {}) for act_id in sorted(by_act)])


def forget_past(session: Session, rows: Mapping[str, Collection[UUID]]) -> None:
    """Erase what the Verlauf says of rows that stay, and write down how they look now: table → ids.

    For rows from which something was taken for good. The chain still verifies, and the file is still
    rebuilt from its Verlauf; what the rows were before is known to nobody.
    """
    erase_rows(session, rows)
    known = journalled()
    staying = (session.get_one(known[table], one) for table, ids in rows.items() for one in ids)
    record(session, [inserted(row) for row in staying])


def _batched(values: Collection[_One], size: int) -> Iterator[list[_One]]:
    """``itertools.batched`` comes with Python 3.12."""
    rest = iter(values)
    while some := list(islice(rest, size)):
        yield some
