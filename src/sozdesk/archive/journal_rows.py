"""What a flush did to a record, as a :class:`RowChange`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from sqlalchemy import Table, event, inspect
from sqlalchemy.orm import Mapper

from sozdesk.archive.base import Record
from sozdesk.archive.journal_tables import Op, RowChange


@event.listens_for(Record, "before_mapper_configured", propagate=True)
def _know_old_values(mapper: Mapper[Record], _: type[Record]) -> None:
    """Load the old value before a new one is set, also where it was expired."""
    for attribute in mapper.column_attrs:
        if attribute.columns[0].onupdate is not None:
            raise TypeError(f"{attribute}: the journal does not see values set by onupdate")
        attribute.active_history = True


def journalled() -> dict[str, type[Record]]:
    """Every table that the Verlauf follows, with its class."""
    return {
        table_of(mapper.class_).name: mapper.class_
        for mapper in Record.registry.mappers
        if issubclass(mapper.class_, Record)
    }


def table_of(record: type[Record]) -> Table:
    """The table of a class of records."""
    return cast("Table", record.__table__)


def inserted(row: Record) -> RowChange:
    """A row that was added."""
    values = {column: (None, getattr(row, key)) for key, column in _columns(row)}
    return _change(row, Op.INSERT, values)


def deleted(row: Record) -> RowChange:
    """A row that will be deleted, as it stands in the file; ask before the flush."""
    values = {column: (_stored(row, key), None) for key, column in _columns(row)}
    return _change(row, Op.DELETE, values)


def updated(row: Record) -> RowChange | None:
    """A row that was changed; None if all its values stayed the same. Ask in the flush."""
    state = inspect(row)
    values: dict[str, tuple[object, object]] = {}
    for key, column in _columns(row):
        history = state.attrs[key].history
        if history.has_changes():
            values[column] = (history.deleted[0], history.added[0])
    if not values:
        return None
    # SQLAlchemy has counted up already and keeps no history of it.
    values["version"] = (row.version - 1, row.version)
    return _change(row, Op.UPDATE, values)


def _change(row: Record, op: Op, values: dict[str, tuple[object, object]]) -> RowChange:
    return RowChange(table_of(type(row)).name, row.id, op, values)


def _columns(row: Record) -> Iterator[tuple[str, str]]:
    """Attribute and column name of each column."""
    for attribute in inspect(row).mapper.column_attrs:
        yield attribute.key, attribute.columns[0].name


def _stored(row: Record, key: str) -> object:
    """The value in the file, whatever was set since."""
    history = inspect(row).attrs[key].load_history()
    return (history.deleted or history.unchanged)[0]
