"""Small tables of every column type, on a metadata of their own, beside those of the file."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, LargeBinary, MetaData, StaticPool, create_engine, event
from sqlalchemy.orm import Mapped, Session, mapped_column, sessionmaker
from sqlcipher3 import dbapi2

from sozdesk import schema
from sozdesk.archive import journal
from sozdesk.archive.base import Instant, Record
from sozdesk.kernel.context import Context
from sozdesk.kernel.ids import seeded_ids

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine

CLERK = UUID(int=7)
NOON = datetime(2027, 1, 5, 11, 0, tzinfo=UTC)


class Probe(Record):
    """Base of the test tables; their metadata never reaches ``sozdesk.schema``."""

    __abstract__ = True
    metadata = MetaData()


class Village(Probe):
    __tablename__ = "probe_village"

    number: Mapped[int] = mapped_column(unique=True)
    name: Mapped[str]


class Paper(Probe):
    __tablename__ = "probe_paper"

    village_number: Mapped[int | None] = mapped_column(ForeignKey("probe_village.number"))
    title: Mapped[str] = mapped_column(default="")
    secret: Mapped[bool] = mapped_column(default=False)
    dated: Mapped[date | None]
    came_at: Mapped[datetime | None] = mapped_column(Instant)
    picture: Mapped[bytes | None] = mapped_column(LargeBinary)
    extra: Mapped[dict[str, Any] | None] = mapped_column(JSON)


def _engine_on(connection: dbapi2.Connection) -> Engine:
    connection.execute("PRAGMA foreign_keys = ON")
    engine = create_engine(
        "sqlite://", creator=lambda: connection, module=dbapi2, poolclass=StaticPool
    )

    @event.listens_for(engine, "begin")
    def _begin(bound: Connection) -> None:
        bound.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


@cache
def _empty_file() -> dbapi2.Connection:
    connection = dbapi2.connect(":memory:", isolation_level=None)
    engine = _engine_on(connection)
    schema.metadata().create_all(engine)
    Probe.metadata.create_all(engine)
    return connection


def new_engine() -> Engine:
    """An empty file in memory with all tables of the file and the test tables."""
    connection = dbapi2.connect(":memory:", isolation_level=None)
    _empty_file().backup(connection)
    return _engine_on(connection)


class Desk:
    """One file: every act one minute after the one before."""

    def __init__(self) -> None:
        self.engine = new_engine()
        self.sessions = sessionmaker(self.engine, expire_on_commit=False)
        journal.attach(self.sessions)
        self.new_id = seeded_ids(3)
        self.now = NOON
        self.clerk: UUID | None = CLERK

    def context(self) -> Context:
        self.now += timedelta(minutes=1)
        return Context(self.now, self.now.date(), self.clerk, "Anna Muster", "PC-1", self.new_id)

    @contextmanager
    def act(self, summary: str = "etwas", *, undoable: bool = True) -> Iterator[Session]:
        with self.sessions.begin() as session:
            journal.start_act(session, usecase="probe", undoable=undoable, context=self.context())
            yield session
            journal.finish_act(session, summary=summary, topics={"probe"})

    @contextmanager
    def reading(self) -> Iterator[Session]:
        with self.sessions() as session:
            yield session
            session.rollback()

    def add(self, row: Record, summary: str = "hinzugefügt") -> UUID:
        with self.act(summary) as session:
            session.add(row)
        return row.id

    def set(
        self, kind: type[Record], row_id: UUID, summary: str = "geändert", **values: object
    ) -> None:
        with self.act(summary) as session:
            row = session.get_one(kind, row_id)
            for name, value in values.items():
                setattr(row, name, value)

    def delete(self, kind: type[Record], row_id: UUID, summary: str = "gelöscht") -> None:
        with self.act(summary) as session:
            session.delete(session.get_one(kind, row_id))
