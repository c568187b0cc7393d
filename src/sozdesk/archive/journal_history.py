"""Reading the Verlauf: who changed what and when, and what can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from sozdesk.archive.base import Record
from sozdesk.archive.journal_rows import journalled, table_of
from sozdesk.archive.journal_tables import Act, Change, Op, RowChange
from sozdesk.archive.journal_values import from_json

_NOT_FOR_PEOPLE = {"id", "version"}


@dataclass(frozen=True, slots=True)
class ActRow:
    """One act, for people."""

    id: UUID
    at: datetime
    usecase: str
    summary: str
    """German line; empty if it was erased."""
    staff_id: UUID | None
    staff_name: str
    undoable: bool
    undo_of: UUID | None
    undone: bool
    """Taken back, and not done again since."""
    topics: frozenset[str]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """Old and new value of one column, with their Python types."""

    column: str
    old: object
    new: object


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """What one act did to one row."""

    act: ActRow
    table: str
    op: Op
    fields: tuple[FieldChange, ...]
    """Without id and version; empty if erased."""
    erased: bool


def history(
    session: Session, table: str, row_id: UUID, *, parts: Sequence[str] = ()
) -> tuple[HistoryRow, ...]:
    """The Verlauf of one row, the latest change first.

    ``parts`` are tables whose rows belong to it by a foreign key, such as the amounts of a return.
    """
    undone = undone_acts(session)
    rows = [and_(Change.table_name == table, Change.row_id == row_id)]
    rows += [
        and_(Change.table_name == part, Change.row_id.in_(_part_ids(part, table, row_id)))
        for part in parts
    ]
    query = (
        select(Change, Act)
        .join(Act, Act.id == Change.act_id)
        .where(or_(*rows))
        .order_by(Change.seq.desc())
    )
    return tuple(_history_row(change, act, undone) for change, act in session.execute(query))


def _part_ids(part: str, table: str, row_id: UUID) -> Select[tuple[UUID]]:
    """Ids of the rows of ``part`` that name the row of ``table``."""
    rows = table_of(journalled()[part])
    (key,) = (key for key in rows.foreign_keys if key.column.table.name == table)
    return select(rows.c.id).where(key.parent == row_id)


def recent(session: Session, limit: int) -> tuple[ActRow, ...]:
    """The latest acts, the latest first."""
    undone = undone_acts(session)
    acts = session.scalars(select(Act).order_by(Act.seq.desc()).limit(limit))
    return tuple(_act_row(act, undone) for act in acts)


TRACE: Final = "trace"
"""Topic of an act that only notes that somebody looked at something."""


def last_undoable(session: Session) -> ActRow | None:
    """The act that «Rückgängig» takes back: the latest one that still holds.

    None if that one may not be undone: going past it would undo what nobody expects.
    """
    act = last_standing(session)
    return act if act is not None and act.undoable else None


def last_standing(session: Session) -> ActRow | None:
    """The latest act that still holds. A trace (somebody opened a record) is passed over."""
    undone = undone_acts(session)
    query = select(Act).where(Act.undo_of.is_(None), Act.id.not_in(undone), Act.topics != TRACE)
    act = session.scalars(query.order_by(Act.seq.desc()).limit(1)).one_or_none()
    return None if act is None else _act_row(act, undone)


def act_of(session: Session, act_id: UUID) -> ActRow | None:
    """One act, or None."""
    act = session.scalars(select(Act).where(Act.id == act_id)).one_or_none()
    return None if act is None else _act_row(act, undone_acts(session))


def undone_acts(session: Session) -> frozenset[UUID]:
    """Acts that were taken back, without those that were done again (an undo can be undone)."""
    undone: set[UUID] = set()
    query = select(Act.id, Act.undo_of).where(Act.undo_of.is_not(None)).order_by(Act.seq.desc())
    for act_id, undo_of in session.execute(query):
        if undo_of is not None and act_id not in undone:
            undone.add(undo_of)
    return frozenset(undone)


def changes_of(session: Session, act_id: UUID) -> Iterator[RowChange | None]:
    """The changes of an act in their order; None for one that was erased."""
    query = select(Change).where(Change.act_id == act_id).order_by(Change.seq)
    return (row_change(change) for change in session.scalars(query))


def row_change(change: Change) -> RowChange | None:
    """A stored change with typed values; None if it was erased."""
    if change.payload is None:
        return None
    values = from_json(change.payload)
    return RowChange(change.table_name, change.row_id, Op(change.op), values)


def _history_row(change: Change, act: Act, undone: frozenset[UUID]) -> HistoryRow:
    known = row_change(change)
    values = {} if known is None else known.values
    fields = tuple(
        FieldChange(column, old, new)
        for column, (old, new) in sorted(values.items(), key=_place_in(change.table_name))
        if column not in _NOT_FOR_PEOPLE
    )
    return HistoryRow(
        _act_row(act, undone), change.table_name, Op(change.op), fields, erased=known is None
    )


def _place_in(table: str) -> Callable[[tuple[str, object]], int]:
    """Where a column stands in its table; one that is gone comes first."""
    columns = list(table_of(journalled()[table]).columns.keys())
    return lambda named: columns.index(named[0]) if named[0] in columns else -1


def _act_row(act: Act, undone: frozenset[UUID]) -> ActRow:
    return ActRow(
        id=act.id,
        at=act.at,
        usecase=act.usecase,
        summary=act.summary or "",
        staff_id=act.staff_id,
        staff_name=act.staff_name,
        undoable=act.undoable,
        undo_of=act.undo_of,
        undone=act.id in undone,
        topics=frozenset(act.topics.split()),
    )


def deleted_values(session: Session, record: type[Record], column: str) -> frozenset[object]:
    """What a column held in rows that were deleted, also by an undo; not what was erased since."""
    query = select(Change).where(
        Change.table_name == table_of(record).name, Change.op == Op.DELETE.value
    )
    changes = (row_change(change) for change in session.scalars(query))
    return frozenset(change.old()[column] for change in changes if change is not None)


def last_act_on(session: Session, record: type[Record], row_id: UUID, usecase: str) -> int:
    """Place in the Verlauf of the last act of a use case that touched a row; 0 if there is none."""
    query = (
        select(func.max(Act.seq))
        .join(Change, Change.act_id == Act.id)
        .where(
            Change.table_name == table_of(record).name,
            Change.row_id == row_id,
            Act.usecase == usecase,
        )
    )
    return session.scalar(query) or 0


def touched_after(record: type[Record], seq: int) -> Select[UUID]:
    """Ids of rows of a table that acts after a place in the Verlauf touched."""
    return (
        select(Change.row_id)
        .join(Act, Act.id == Change.act_id)
        .where(Change.table_name == table_of(record).name, Act.seq > seq)
    )
