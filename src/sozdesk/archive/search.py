"""Finding records by words: an entry per record, kept by the flushes that change the records.

The text of an entry is ``kernel.german.search_key`` (ü = ue = u), so any spelling finds it. SQLite's
FTS5 looks the words up; triggers keep it equal to the entries.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar, cast
from uuid import UUID

from sqlalchemy import Connection, Table, UniqueConstraint, delete, event, insert, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from sozdesk.archive.base import Base, Record
from sozdesk.kernel.german import search_key

_Row = TypeVar("_Row", bound=Record)


class SearchEntry(Base):
    """The words of one record."""

    __tablename__ = "search_entry"
    __table_args__ = (UniqueConstraint("kind", "row_id"),)

    rowid: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    row_id: Mapped[UUID]
    text: Mapped[str]


ENTRY = cast("Table", SearchEntry.__table__)


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found."""

    kind: str
    row_id: UUID


@dataclass(frozen=True, slots=True)
class _Searchable:
    kind: str
    words: Callable[[Record], str]


_AT_ONCE = 500
"""Records of one statement: SQLite takes a limited number of values."""

_REGISTRY: dict[type[Record], _Searchable] = {}


def searchable(record: type[_Row], *, kind: str, text: Callable[[_Row], str]) -> None:
    """Have records of a class found by ``text(row)``, which may read nothing but the row.

    Called once per class, beside its table. An empty text makes no entry.
    """
    _REGISTRY[record] = _Searchable(kind, cast("Callable[[Record], str]", text))


def is_searchable(record: type[Record]) -> bool:
    """Whether records of this class are found."""
    return record in _REGISTRY


def search(session: Session, text: str, limit: int = 20) -> tuple[Hit, ...]:
    """Records that hold every word of the text, or a word that begins like it; best first."""
    words = re.findall(r"[^\W_]+", search_key(text))
    if not words:
        return ()
    # Only letters and digits are left, and they stand in quotes: no FTS5 syntax can slip in.
    wanted = " ".join(f'"{word}"*' for word in words)
    rows = session.execute(_FIND, {"wanted": wanted, "limit": limit})
    return tuple(Hit(kind, row_id) for kind, row_id in rows)


_FIND = text(
    "SELECT entry.kind, entry.row_id FROM search_index"
    " JOIN search_entry AS entry ON entry.rowid = search_index.rowid"
    " WHERE search_index MATCH :wanted"
    " ORDER BY search_index.rank, entry.text, entry.kind, entry.row_id LIMIT :limit"
).columns(ENTRY.c.kind, ENTRY.c.row_id)


def follow(
    session: Session, saved: Iterable[Record], gone: Iterable[tuple[type[Record], UUID]]
) -> None:
    """Bring the entries of saved and deleted records up to date; the journal calls this."""
    kept = [row for row in saved if type(row) in _REGISTRY]
    _remove(session, [*gone, *((type(row), row.id) for row in kept)])
    _add(session, kept)


def rebuild_index(session: Session) -> None:
    """Make all entries and the index anew from the records."""
    connection = session.connection()
    create_search_table(connection)  # first: a damaged index could not even be emptied
    connection.execute(delete(ENTRY))
    for record in _REGISTRY:
        _add(session, session.scalars(select(record).order_by(record.id)))


def _remove(session: Session, changed: Iterable[tuple[type[Record], UUID]]) -> None:
    ids: dict[str, list[UUID]] = {}
    for record, row_id in changed:
        if record in _REGISTRY:
            ids.setdefault(_REGISTRY[record].kind, []).append(row_id)
    for kind, all_ids in ids.items():
        for start in range(0, len(all_ids), _AT_ONCE):
            some = all_ids[start : start + _AT_ONCE]
            stale = (ENTRY.c.kind == kind) & ENTRY.c.row_id.in_(some)
            session.connection().execute(delete(ENTRY).where(stale))


def _add(session: Session, rows: Iterable[Record]) -> None:
    entries = [
        {"kind": entry.kind, "row_id": row.id, "text": words}
        for row in rows
        if (entry := _REGISTRY[type(row)]) and (words := search_key(entry.words(row)))
    ]
    if entries:
        session.connection().execute(insert(ENTRY), entries)


_SCRIPT = """
DROP TRIGGER IF EXISTS search_entry_added;

DROP TRIGGER IF EXISTS search_entry_removed;

DROP TABLE IF EXISTS search_index;

CREATE VIRTUAL TABLE search_index USING fts5(
    text, content='search_entry', content_rowid='rowid',
    tokenize='unicode61 remove_diacritics 0', prefix='2 3');

INSERT INTO search_index(search_index, rank) VALUES ('secure-delete', 1);

INSERT INTO search_index(search_index) VALUES ('rebuild');

CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry
BEGIN INSERT INTO search_index(rowid, text) VALUES (new.rowid, new.text); END;

CREATE TRIGGER search_entry_removed AFTER DELETE ON search_entry
BEGIN INSERT INTO search_index(search_index, rowid, text) VALUES ('delete', old.rowid, old.text); END
"""
"""Entries are added and removed, never updated. ``secure-delete``: deleted words leave no trace."""


def create_search_table(connection: Connection) -> None:
    """Make the index over the entries, also where there is one already (SQLite only).

    New files get it with ``create_all``; a migration that creates ``search_entry`` calls this.
    """
    for statement in _SCRIPT.split("\n\n"):
        connection.exec_driver_sql(statement)


@event.listens_for(ENTRY, "after_create")
def _with_its_index(_: Table, connection: Connection, **__: object) -> None:
    if connection.dialect.name == "sqlite":
        create_search_table(connection)
