"""One open file: every use case and every query goes through here."""

from __future__ import annotations

import platform
from collections.abc import Callable
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker
from sqlcipher3 import dbapi2

from sozdesk.archive import failures, journal
from sozdesk.archive.engine import RawKey, connect, engine_of
from sozdesk.archive.file_info import TOPIC, FileInfo, OfficeInfo, OfficeKind, file_info
from sozdesk.archive.staff import AddStaff, Role, RoleRow, StaffMember, add_staff, staff
from sozdesk.kernel import ids
from sozdesk.kernel.context import Context
from sozdesk.kernel.ids import NewId
from sozdesk.kernel.usecase import Outcome, UseCase, is_undoable, usecase

__all__ = ["Archive", "FileInfo", "OfficeKind", "StaffMember", "create_with_key", "open_with_key"]

Clock = Callable[[], datetime]
_Answer = TypeVar("_Answer")


def utc_now() -> datetime:
    """The real clock."""
    return datetime.now(UTC)


class Archive:
    """One open file; created, used and closed on one thread."""

    def __init__(
        self,
        path: Path,
        connection: dbapi2.Connection,
        *,
        staff_id: UUID | None = None,
        clock: Clock = utc_now,
        new_id: NewId = ids.new_id,
        stand: datetime | None = None,
    ) -> None:
        self.path = path
        self.stand = stand
        self._clock = clock
        self._new_id = new_id
        self._engine = engine_of(connection, reading=stand is not None)
        self._sessions = _sessions(self._engine)
        self._changed = False
        self.info: FileInfo = self.query(file_info)
        self.staff: StaffMember = self.query(_who, staff_id)

    @property
    def read_only(self) -> bool:
        """True for a copy for reading."""
        return self.stand is not None

    def context(self) -> Context:
        """Moment, day and person for one use case."""
        now = self._clock()
        return Context(
            now=now,
            today=self.info.sample_today or local_day(now),
            staff_id=self.staff.id,
            staff_name=self.staff.name,
            device=platform.node(),
            new_id=self._new_id,
            sample=self.info.sample,
        )

    def run(self, usecase: UseCase, command: object) -> Outcome:
        """Run a use case as one transaction and one act of the Verlauf.

        Raises:
            ArchiveReadOnly: the file was opened as a copy for reading.
            SozDeskError: whatever the use case refuses, and what the medium refuses;
                in every case nothing was changed.
        """
        if self.read_only:
            raise failures.read_copy()
        outcome = _run(self._sessions, self.path, usecase, command, self.context())
        self._changed = True
        return outcome

    def query(self, query: Callable[..., _Answer], *args: Any, **kwargs: Any) -> _Answer:
        """Ask ``query(session, …)`` and answer its frozen rows; nothing can be written."""
        with failures.driver_explained(self.path), self._sessions() as session:
            try:
                return query(session, *args, **kwargs)
            finally:
                session.rollback()

    def close(self, *, backup: bool = True) -> None:
        """Let go of the file."""
        self._engine.dispose()


def create_with_key(
    path: Path,
    key: RawKey,
    *,
    office_kind: OfficeKind,
    office_name: str,
    person_name: str,
    sample: bool = False,
    sample_today: date | None = None,
    clock: Clock = utc_now,
    new_id: NewId = ids.new_id,
) -> None:
    """Make a new file with all tables, its office and its first person.

    Raises:
        ArchiveError: there is a file already, or the folder cannot be written.
    """
    if path.exists():
        raise failures.already_there(path)
    schema = import_module("sozdesk.schema")  # by name: the archive lies below the features
    engine = engine_of(connect(path, key))
    with failures.explained(path):
        with engine.begin() as connection:
            schema.metadata().create_all(connection)
            connection.exec_driver_sql(_VERSION_TABLE)
            connection.exec_driver_sql(_STAMP, (schema.REVISION,))
        now = clock()
        context = Context(now, local_day(now), None, person_name, platform.node(), new_id, sample)
        info = OfficeInfo(
            id=new_id(),
            office_kind=office_kind.value,
            office_name=office_name,
            sample=sample,
            sample_today=sample_today,
            created_at=now,
        )
        first = (info, AddStaff(name=person_name, roles=(RoleRow(Role.CLERK), RoleRow(Role.HEAD))))
        _run(_sessions(engine), path, start_file, first, context)
    engine.dispose()


_VERSION_TABLE = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)
_STAMP = "INSERT INTO alembic_version (version_num) VALUES (?)"


@usecase(undoable=False)
def start_file(session: Session, command: tuple[OfficeInfo, AddStaff], context: Context) -> Outcome:
    """The first act of every file: its office and its first person."""
    info, person = command
    session.add(info)
    outcome = add_staff(session, person, context)
    return Outcome(frozenset({TOPIC}), f"Datei angelegt: {info.office_name}", outcome.value)


def open_with_key(
    path: Path,
    key: RawKey,
    *,
    staff_id: UUID | None = None,
    clock: Clock = utc_now,
    new_id: NewId = ids.new_id,
) -> Archive:
    """Open with the data key itself; ``staff_id`` None = the person who made the file."""
    if not path.exists():
        raise failures.not_there(path)
    import_module("sozdesk.schema")
    connection = connect(path, key)
    return Archive(path, connection, staff_id=staff_id, clock=clock, new_id=new_id)


def local_day(now: datetime) -> date:
    """The day at the office."""
    return now.astimezone().date()


def _sessions(engine: Engine) -> sessionmaker[Session]:
    sessions = sessionmaker(engine, expire_on_commit=False)
    journal.attach(sessions)
    return sessions


def _run(
    sessions: sessionmaker[Session],
    path: Path,
    usecase: UseCase,
    command: object,
    context: Context,
) -> Outcome:
    with failures.driver_explained(path), sessions.begin() as session:
        name, undoable = usecase.__name__, is_undoable(usecase)
        journal.start_act(session, usecase=name, undoable=undoable, context=context)
        outcome = usecase(session, command, context)
        session.flush()
        journal.finish_act(session, summary=outcome.summary)
    return outcome


def _who(session: Session, staff_id: UUID | None) -> StaffMember:
    """The person with this id, or the first one of the file."""
    people = staff(session)
    if staff_id is None:
        return people[0]
    return next(member for member in people if member.id == staff_id)
