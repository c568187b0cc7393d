"""What a flush did to a record, as a :class:`RowChange`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Connection, Table, delete, event, insert, inspect, update
from sqlalchemy.orm import Mapper, configure_mappers

from sozdesk.archive.base import Record
from sozdesk.archive.journal_tables import Op, RowChange

_RECORDS: dict[str, type[Record]] = {}


@event.listens_for(Record, "before_mapper_configured", propagate=True)
def _follow_table(mapper: Mapper[Record], record: type[Record]) -> None:
    """Load the old value before a new one is set, also where it was expired.

    Values that ``onupdate`` would set have no history; a test keeps them out of the tables.
    """
    _RECORDS[table_of(record).name] = record
    for attribute in mapper.column_attrs:
        attribute.active_history = True


def journalled() -> Mapping[str, type[Record]]:
    """Every table that the Verlauf follows, with its class."""
    configure_mappers()
    return _RECORDS


def table_of(record: type[Record]) -> Table:
    """The table of a class of records."""
    return cast("Table", record.__table__)


def with_defaults(table: Table, row: Mapping[str, object]) -> dict[str, object]:
    """A row with a value for every column of its table, in their order."""
    return {name: row[name] if name in row else usual() for name, usual in _defaults(table)}


@cache
def _defaults(table: Table) -> tuple[tuple[str, Callable[[], object]], ...]:
    """Column and what makes its value where a row does not name it."""
    return tuple((column.name, _default(column.default)) for column in table.columns)


def _default(known: Any) -> Callable[[], object]:
    value = None if known is None else known.arg
    return partial(value, None) if callable(value) else lambda: value


def added(table: Table, row: Mapping[str, object]) -> RowChange:
    """A row that was added with all its columns."""
    values = {column: (None, value) for column, value in row.items()}
    return RowChange(table.name, cast("UUID", row["id"]), Op.INSERT, values)


def inserted(row: Record) -> RowChange:
    """A row that was added."""
    values = {column: (None, getattr(row, key)) for key, column in _columns(type(row))}
    return _change(row, Op.INSERT, values)


def deleted(row: Record) -> RowChange:
    """A row that will be deleted, as it stands in the file; ask before the flush."""
    values = {column: (_stored(row, key), None) for key, column in _columns(type(row))}
    return _change(row, Op.DELETE, values)


def updated(row: Record) -> RowChange | None:
    """A row that was changed; None if all its values stayed the same. Ask in the flush."""
    state = inspect(row)
    values: dict[str, tuple[object, object]] = {}
    for key, column in _columns(type(row)):
        history = state.attrs[key].history
        if history.has_changes():
            values[column] = (_only(history.deleted), _only(history.added))
    if not values:
        return None
    # SQLAlchemy has counted up already and keeps no history of it.
    values["version"] = (row.version - 1, row.version)
    return _change(row, Op.UPDATE, values)


def _change(row: Record, op: Op, values: Mapping[str, tuple[object, object]]) -> RowChange:
    return RowChange(table_of(type(row)).name, row.id, op, values)


@cache
def _columns(record: type[Record]) -> tuple[tuple[str, str], ...]:
    """Attribute and column name of each column."""
    attributes = inspect(record).column_attrs
    return tuple((attribute.key, attribute.columns[0].name) for attribute in attributes)


def _stored(row: Record, key: str) -> object:
    """The value in the file, whatever was set since."""
    history = inspect(row).attrs[key].load_history()
    return _only(history.deleted or history.unchanged)


def _only(values: Sequence[object]) -> object:
    """A column has at most one old and one new value."""
    return values[0]


def apply(connection: Connection, change: RowChange) -> None:
    """Make the change to the table itself, past the session (undo and rebuild).

    Raises:
        IntegrityError: a key or a check of the table does not allow it.
    """
    table = table_of(journalled()[change.table])
    match change.op:
        case Op.INSERT:
            connection.execute(insert(table), change.new())
        case Op.UPDATE:
            connection.execute(update(table).where(table.c.id == change.row_id), change.new())
        case Op.DELETE:
            connection.execute(delete(table).where(table.c.id == change.row_id))
