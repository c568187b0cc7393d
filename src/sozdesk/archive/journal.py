"""The Verlauf: every change of a record is written down in the transaction that makes it.

``attach`` makes the sessions of a file watch their flushes. Between ``start_act`` and ``finish_act``
every inserted, updated or deleted record becomes a change of one act; outside of an act nothing can
be changed. Records change only through the session, one object at a time, or are added by
``add_rows``: what neither sees, the Verlauf would not know.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Delete, Insert, Update, event, insert, text
from sqlalchemy.orm import (
    ORMExecuteState,
    Session,
    SessionTransaction,
    UOWTransaction,
    sessionmaker,
)

from sozdesk.archive import search
from sozdesk.archive.base import Record
from sozdesk.archive.journal_check import verify_chain
from sozdesk.archive.journal_hash import act_hash, digest_of, newest_hash, sealed_changes
from sozdesk.archive.journal_history import (
    ActRow,
    HistoryRow,
    history,
    last_standing,
    last_undoable,
    recent,
)
from sozdesk.archive.journal_rows import (
    added,
    deleted,
    inserted,
    journalled,
    table_of,
    updated,
    with_defaults,
)
from sozdesk.archive.journal_tables import ACT, CHANGE, RowChange
from sozdesk.archive.journal_values import to_json
from sozdesk.kernel.context import Context

__all__ = [
    "ActRow",
    "HistoryRow",
    "add_rows",
    "attach",
    "finish_act",
    "history",
    "last_standing",
    "last_undoable",
    "recent",
    "record",
    "start_act",
    "verify_chain",
]

_ACT = "sozdesk.act"
_DELETED = "sozdesk.deleted"


@dataclass(frozen=True, slots=True)
class _OpenAct:
    id: UUID
    usecase: str
    undoable: bool
    context: Context
    undo_of: UUID | None


def attach(sessions: sessionmaker[Session]) -> None:
    """Make every session of this maker keep the Verlauf."""
    event.listen(sessions, "before_flush", _remember_deleted)
    event.listen(sessions, "after_flush", _write_flush)
    event.listen(sessions, "do_orm_execute", _refuse_bulk)
    event.listen(sessions, "after_transaction_end", _forget_act)


def start_act(
    session: Session,
    *,
    usecase: str,
    undoable: bool,
    context: Context,
    undo_of: UUID | None = None,
) -> None:
    """Begin an act; its id, person and moment come from the context.

    Foreign keys are checked at commit, so that a use case may add parent and child in one flush
    (without ``relationship()`` SQLAlchemy does not know which comes first).
    """
    if _ACT in session.info:
        raise RuntimeError("an act is open already")
    session.info[_ACT] = _OpenAct(context.new_id(), usecase, undoable, context, undo_of)
    if session.connection().dialect.name == "sqlite":
        session.execute(text("PRAGMA defer_foreign_keys = ON"))


def finish_act(session: Session, *, summary: str, topics: Iterable[str] = ()) -> None:
    """Write the act with its hash; an act without changes is not written.

    ``summary`` is the German line of the Verlauf, ``topics`` what open pages listen to.
    """
    session.flush()
    act: _OpenAct = session.info.pop(_ACT)
    changes = sealed_changes(session, act.id)
    if not changes:
        return
    nonce = os.urandom(16)
    row = {
        "id": act.id,
        "usecase": act.usecase,
        "undoable": act.undoable,
        "undo_of": act.undo_of,
        "staff_id": act.context.staff_id,
        "staff_name": act.context.staff_name,
        "device": act.context.device,
        "at": act.context.now,
        "topics": " ".join(sorted(topics)),
        "digest": digest_of(nonce, summary),
        "parent": newest_hash(session),
        "other_parent": None,
    }
    sealed = {**row, "hash": act_hash(row, changes), "summary": summary, "nonce": nonce}
    session.connection().execute(insert(ACT), sealed)


def record(session: Session, changes: Sequence[RowChange]) -> None:
    """Add changes to the open act; for the flush, and for undo, which changes rows by itself."""
    if not changes:
        return
    act: _OpenAct | None = session.info.get(_ACT)
    if act is None:
        raise RuntimeError("records change only inside an act")
    session.connection().execute(insert(CHANGE), [_sealed(act.id, change) for change in changes])


def add_rows(session: Session, kind: type[Record], rows: Sequence[Mapping[str, object]]) -> None:
    """Add many rows at once, past the mapper, which takes longer than the file and the Verlauf.

    Each names its columns; what it does not name gets its default. For rows that nothing looks at
    again in this session.

    Raises:
        TypeError: the search follows the table, and needs the objects.
    """
    if search.is_searchable(kind):
        raise TypeError(f"{kind.__name__}: the search needs the objects")
    session.flush()
    table = table_of(kind)
    filled = [with_defaults(table, row) for row in rows]
    if filled:
        session.connection().execute(insert(table), filled)
    record(session, [added(table, row) for row in filled])


def _sealed(act_id: UUID, change: RowChange) -> dict[str, object]:
    payload, nonce = to_json(change.values), os.urandom(16)
    return {
        "act_id": act_id,
        "table_name": change.table,
        "row_id": change.row_id,
        "op": change.op.value,
        "payload": payload,
        "nonce": nonce,
        "digest": digest_of(nonce, payload),
    }


def _remember_deleted(session: Session, *_: object) -> None:
    """Before the flush: afterwards an expired row could not be read any more."""
    gone = [row for row in session.deleted if isinstance(row, Record)]
    again = {(type(row), row.id) for row in session.new if isinstance(row, Record)}
    if any((type(row), row.id) in again for row in gone):
        raise RuntimeError("flush between deleting a row and adding it again")
    session.info[_DELETED] = [deleted(row) for row in gone]


def _write_flush(session: Session, _: UOWTransaction) -> None:
    """After the flush, in the order in which SQLAlchemy wrote: updates, inserts, deletes."""
    dirty = sorted((row for row in session.dirty if isinstance(row, Record)), key=_id)
    new = [row for row in session.new if isinstance(row, Record)]
    gone = [(type(row), row.id) for row in session.deleted if isinstance(row, Record)]
    changes = [change for row in dirty if (change := updated(row))]
    changes += [inserted(row) for row in new]
    changes += session.info.pop(_DELETED)
    record(session, changes)
    search.follow(session, [*dirty, *new], gone)


def _refuse_bulk(state: ORMExecuteState) -> None:
    """Bulk statements do not pass the flush, so the Verlauf would miss them."""
    statement = state.statement
    if not isinstance(statement, Insert | Update | Delete):
        return
    name = getattr(statement.table, "name", None)
    if name in journalled():
        raise RuntimeError(f"{name}: records change one by one, for the journal")


def _id(row: Record) -> UUID:
    return row.id


def _forget_act(session: Session, transaction: SessionTransaction) -> None:
    """After a rollback; a savepoint that is rolled back leaves the act open."""
    if transaction.parent is None:
        session.info.pop(_ACT, None)
