"""The file can be made again from its Verlauf: every table, changed in every way, row by row."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from probe_tables import Desk, Paper, Village, new_engine
from sqlalchemy import (
    CheckConstraint,
    Column,
    Table,
    Uuid,
    select,
    text,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, sessionmaker

from sozdesk import schema
from sozdesk.archive import blobs, journal, search
from sozdesk.archive.base import Instant, Record
from sozdesk.archive.journal_erase import erase_payload
from sozdesk.archive.journal_rows import journalled, table_of
from sozdesk.archive.journal_tables import ACT, CHANGE
from sozdesk.archive.rebuild import Rebuilt, rebuild
from sozdesk.archive.store import Archive
from sozdesk.archive.undo import undo

TRIES = 60
"""Random rows to try until the CHECKs of a table take one."""


def parts_fit(line: Any, changed: str) -> None:
    """Canton, municipality and third parties of a line of a bill make its cost."""
    if changed == "municipality":
        line.cost = line.canton + line.municipality + line.third_party
    else:
        line.municipality = line.cost - line.canton - line.third_party


def supported_fit(tenancy: Any, changed: str) -> None:
    """Who is supported lives in the dwelling."""
    if changed == "persons":
        tenancy.supported = min(tenancy.supported or 0, tenancy.persons)
    else:
        tenancy.persons = max(tenancy.supported or 0, tenancy.persons)


def one_fits(hold: Any, changed: str) -> None:
    """A Sperre holds a case or a bill."""
    if hold.case_id is not None and changed != "bill_id":
        hold.bill_id = None
    elif hold.bill_id is not None:
        hold.case_id = None
    elif hold.case_id is None:
        hold.bill_id = UUID(int=1)


FITS: dict[str, Callable[[Any, str], None]] = {
    "bill_line": parts_fit,
    "legal_hold": one_fits,
    "tenancy": supported_fit,
}
"""Table → what makes a random row fit a CHECK over several columns, after one was changed."""


def file_tables() -> dict[str, type[Record]]:
    """Every journalled table of the real file, parents first."""
    ordered = [table.name for table in schema.metadata().sorted_tables]
    records = journalled()
    return {name: records[name] for name in ordered if name in records}


class Filler:
    """Makes rows for any table: values by column type (``object`` = JSON), keys from rows that are there."""

    def __init__(self, session: Session, desk: Desk) -> None:
        self.session = session
        self.desk = desk
        self.random = random.Random(1)
        self.count = 0

    def add(self, record: type[Record]) -> UUID:
        """Add a row that the table takes, and answer its id."""
        for _ in range(TRIES):
            values = {key: self._value(column) for key, column in columns_of(record)}
            row = record(**{**values, "id": self.desk.new_id()})
            self._fit(row)
            if self._taken(lambda row=row: self.session.add(row)):
                return row.id
        pytest.fail(f"no random row fits {record.__tablename__}")

    def change(self, record: type[Record], row_id: UUID, key: str, column: Column[Any]) -> bool:
        """Set one column to something else; False if the table takes nothing else there."""
        row = self.session.get_one(record, row_id)
        for _ in range(TRIES):
            value = self._value(column)
            if value != getattr(row, key) and self._taken(lambda v=value: self._set(row, key, v)):
                return True
        return False

    def _set(self, row: Record, key: str, value: object) -> None:
        setattr(row, key, value)
        self._fit(row, key)

    @staticmethod
    def _fit(row: Record, changed: str = "") -> None:
        fit = FITS.get(row.__tablename__)
        if fit:
            fit(row, changed)

    def delete(self, record: type[Record], row_id: UUID) -> bool:
        """Delete a row; False if others refer to it."""
        return self._taken(lambda: self.session.delete(self.session.get_one(record, row_id)))

    def _taken(self, step: Callable[[], None]) -> bool:
        savepoint = self.session.begin_nested()
        try:
            step()
            self.session.flush()
        except IntegrityError:
            savepoint.rollback()
            return False
        savepoint.commit()
        return True

    def _value(self, column: Column[Any]) -> object:
        if column.nullable and self.random.random() < 0.4:
            return None
        if column.foreign_keys:
            (key,) = column.foreign_keys
            known = set(self.session.execute(select(key.column)).scalars())
            if column.unique:
                known -= set(self.session.execute(select(column)).scalars())
                known = known or {self._new_parent(key.column)}
            return self.random.choice(sorted(known, key=str)) if known else None
        words = known_words(column)
        return self.random.choice(words) if words else self._of_type(column)

    def _new_parent(self, column: Column[Any]) -> object:
        """What a row that is added to another table has in the column that is referred to."""
        record = journalled()[column.table.name]
        return getattr(self.session.get_one(record, self.add(record)), column.key)

    def _of_type(self, column: Column[Any]) -> object:
        self.count += 1
        if isinstance(column.type, Instant):
            return datetime(2027, 1, 1, tzinfo=UTC) + timedelta(minutes=self.count)
        if isinstance(column.type, Uuid):
            return UUID(int=self.count)
        kinds: dict[type, object] = {
            bool: self.random.random() < 0.5,
            int: self.count,
            str: f"Wort{self.count} ü «’»",
            date: date(2027, 1, 1) + timedelta(days=self.count),
            bytes: bytes([self.count % 256]),
            object: {"zahl": [self.count, None, True]},
        }
        return kinds[column.type.python_type]


def columns_of(record: type[Record]) -> Iterator[tuple[str, Column[Any]]]:
    """Attribute and column, without id and version."""
    for attribute in record.__mapper__.column_attrs:
        if attribute.key not in {"id", "version"}:
            yield attribute.key, attribute.columns[0]


def known_words(column: Column[Any]) -> list[str]:
    """The words that a CHECK … IN (…) allows."""
    for check in column.table.constraints:
        if isinstance(check, CheckConstraint):
            match = re.fullmatch(rf"{column.name} IN \((.*)\)", str(check.sqltext))
            if match:
                return re.findall(r"'([^']*)'", match[1])
    return []


def rows_of(session: Session, table: Table) -> list[dict[str, object]]:
    rows = session.execute(select(table).order_by(*table.primary_key.columns))
    return [dict(row._mapping) for row in rows]


def rebuilt(source: Session) -> tuple[Session, Rebuilt]:
    target = sessionmaker(new_engine())()
    return target, rebuild(source, target)


def assert_same(source: Session, target: Session, tables: list[Table]) -> None:
    for table in tables:
        assert rows_of(target, table) == rows_of(source, table), table.name


def entries(session: Session) -> set[tuple[str, UUID, str]]:
    entry = search.ENTRY.c
    return {tuple(row) for row in session.execute(select(entry.kind, entry.row_id, entry.text))}


def immediate_keys(session: Session) -> None:
    session.execute(text("PRAGMA defer_foreign_keys = OFF"))


def fill(filler: Filler, records: dict[str, type[Record]]) -> dict[str, list[UUID]]:
    """Rows of each table that others may refer to, then some that nothing refers to."""
    for number in range(9):
        blobs.put(filler.session, bytes([number]))
    ids = {name: [filler.add(record) for _ in range(3)] for name, record in records.items()}
    for name, record in reversed(records.items()):
        ids[name] += [filler.add(record) for _ in range(3)]
    return ids


def never_changed(
    filler: Filler, records: dict[str, type[Record]], ids: dict[str, list[UUID]]
) -> set[str]:
    """Change every column of every table; answer those that took nothing else in any row.

    Three rounds, because some columns can change only after others did.
    """
    left = {(name, key) for name in records for key, _ in columns_of(records[name])}
    for _ in range(3):
        for name, record in records.items():
            for key, column in columns_of(record):
                if any(filler.change(record, row_id, key, column) for row_id in ids[name]):
                    left.discard((name, key))
    return {f"{name}.{key}" for name, key in left}


def delete_some(
    filler: Filler, records: dict[str, type[Record]], ids: dict[str, list[UUID]]
) -> set[str]:
    """Delete a row of every table, children first; answer the tables where it worked."""
    return {
        name
        for name in reversed(records)
        if any(filler.delete(records[name], row_id) for row_id in ids[name])
    }


def test_every_table_changed_in_every_way_is_rebuilt_row_by_row() -> None:
    desk = Desk()
    records = file_tables()
    with desk.act() as session:
        immediate_keys(session)
        filler = Filler(session, desk)
        ids = fill(filler, records)
        assert never_changed(filler, records, ids) == set()
        for name, record in reversed(records.items()):  # what no changed row has come to name
            ids[name].append(filler.add(record))
        assert delete_some(filler, records, ids) == set(records)

    assert len(records) >= 4
    with desk.reading() as source:
        target, _ = rebuilt(source)
        assert_same(source, target, [table_of(record) for record in records.values()])
        assert_same(source, target, [ACT, CHANGE])
        assert entries(target) == entries(source)
        assert journal.verify_chain(target) == ()
        target.close()


def test_the_real_file_is_rebuilt_row_by_row(archive: Archive) -> None:
    def compare(source: Session) -> int:
        target, done = rebuilt(source)
        assert_same(source, target, [table_of(record) for record in file_tables().values()])
        assert entries(target) == entries(source)
        target.close()
        return done.acts

    assert archive.query(compare) >= 1


@pytest.fixture
def desk() -> Desk:
    made = Desk()
    made.add(Village(id=UUID(int=1), number=1, name="Anfang"))
    return made


def probe_tables_of(desk: Desk) -> list[Table]:
    return [table_of(Village), table_of(Paper)]


def assert_rebuilt(desk: Desk) -> Rebuilt:
    with desk.reading() as source:
        target, done = rebuilt(source)
        assert_same(source, target, probe_tables_of(desk))
        target.close()
    return done


def test_undo_and_redo_are_rebuilt_too(desk: Desk) -> None:
    desk.set(Village, UUID(int=1), name="Neu")
    desk.delete(Village, UUID(int=1))
    for _ in range(2):
        with desk.sessions.begin() as session:
            undo(session, journal.last_undoable(session).id, desk.context())

    assert assert_rebuilt(desk) == Rebuilt(changes=5, acts=5, blobs=0)


def test_blobs_are_copied_and_counted(desk: Desk) -> None:
    with desk.sessions.begin() as session:
        sha256 = blobs.put(session, b"Protokollauszug")

    with desk.reading() as source:
        target, done = rebuilt(source)
        assert blobs.get(target, sha256) == b"Protokollauszug"
        target.close()
    assert done.blobs == 1


def test_a_file_with_erased_changes_is_rebuilt_as_it_is(desk: Desk) -> None:
    paper = desk.add(Paper(id=desk.new_id(), title="Brief"), "Brief erfasst")
    desk.delete(Paper, paper, "Brief gelöscht")
    with desk.act(undoable=False) as session:
        for act in journal.recent(session, 2):
            erase_payload(session, act.id)

    assert assert_rebuilt(desk) == Rebuilt(changes=1, acts=4, blobs=0)


def test_a_number_that_moves_to_another_row_is_rebuilt(desk: Desk) -> None:
    with desk.act() as session:
        session.get_one(Village, UUID(int=1)).number = 2
        session.add(Village(id=UUID(int=2), number=1, name="Nachfolgerin"))

    assert_rebuilt(desk)
