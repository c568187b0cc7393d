"""What refers to a person or a case, asked of the metadata: no new table can be forgotten."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from sozdesk.archive.base import Base, Record
from sozdesk.features.cases.records import PersonRecord
from sozdesk.features.cases.texts import casework as said

Pointer = tuple[type[Record], InstrumentedAttribute[Any]]
"""A table and its column that names the person or the case."""


def pointers(table: type[Record]) -> Iterator[Pointer]:
    """Every column of the file with a foreign key to a table, or for persons called ``person_id``."""
    target = table.__tablename__
    for mapper in sorted(Base.registry.mappers, key=lambda one: str(one.local_table)):
        record = mapper.class_
        for column in mapper.columns:
            names = {key.column.table.name for key in column.foreign_keys}
            by_name = table is PersonRecord and column.name == "person_id"
            if target in names or by_name:
                yield record, getattr(record, mapper.get_property_by_column(column).key)


def uses(
    session: Session, table: type[Record], row_id: UUID, but: Collection[type[Record]] = ()
) -> Mapping[str, int]:
    """Table → how many of its rows refer to a row; tables that have no word for people do not count."""
    found: dict[str, int] = {}
    for record, column in pointers(table):
        name = record.__tablename__
        if record in but or name not in said.REFERRING:
            continue
        count = session.scalar(select(func.count()).select_from(record).where(column == row_id))
        found[name] = found.get(name, 0) + (count or 0)
    return found
