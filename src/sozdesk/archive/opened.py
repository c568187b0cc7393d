"""One open file: every use case and every query goes through here."""

from __future__ import annotations

import platform
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker
from sqlcipher3 import dbapi2

from sozdesk.archive import failures, journal, undo
from sozdesk.archive.access import Access, Opened
from sozdesk.archive.access_mirror import mirror
from sozdesk.archive.backup import BackupRow, Reason, make_backup
from sozdesk.archive.engine import engine_of
from sozdesk.archive.file_info import TOPIC as FILE_TOPIC
from sozdesk.archive.file_info import FileInfo, file_info
from sozdesk.archive.journal import ActRow
from sozdesk.archive.staff import TOPIC as STAFF_TOPIC
from sozdesk.archive.staff import StaffMember, staff
from sozdesk.kernel import ids
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import NotFound
from sozdesk.kernel.ids import NewId
from sozdesk.kernel.swiss_time import on_swiss_day, swiss_day
from sozdesk.kernel.usecase import Outcome, UseCase, is_undoable
from sozdesk.kernel.watch import Watch

Clock = Callable[[], datetime]
_Answer = TypeVar("_Answer")


def utc_now() -> datetime:
    """The real clock."""
    return datetime.now(UTC)


def local_day(now: datetime) -> date:
    """The day at the office."""
    return now.astimezone().date()


class Archive:
    """One open file; created, used and closed on one thread."""

    def __init__(
        self,
        path: Path,
        connection: dbapi2.Connection,
        opened: Opened,
        *,
        access: Access,
        clock: Clock = utc_now,
        new_id: NewId = ids.new_id,
        stand: datetime | None = None,
        on_close: Callable[[], None] | None = None,
    ) -> None:
        self.path = path
        self.opened = opened
        self.access = access
        self.stand = stand
        """For a copy: the moment it shows."""
        self.clock = clock
        self.new_id = new_id
        self._connection = connection
        self._engine = engine_of(connection, reading=stand is not None)
        self._sessions = sessions_of(self._engine)
        self._closed = False
        self._changed = False
        self._on_close = on_close
        self.info: FileInfo = self.query(file_info)
        self.staff: StaffMember = self.query(_who, opened.staff_id)
        acts = self.query(journal.recent, 1)
        self._latest: datetime | None = acts[0].at if acts else None
        """Of the last act, in a sample file also what was told since."""

    @property
    def read_only(self) -> bool:
        """True for a copy for reading."""
        return self.stand is not None

    def context(self, watch: Watch | None = None) -> Context:
        """Moment, day and person for one use case."""
        now = self._now()
        return Context(
            now=now,
            today=self.info.sample_today or local_day(now),
            staff_id=self.staff.id,
            staff_name=self.staff.name,
            device=platform.node(),
            new_id=self.new_id,
            sample=self.info.sample,
            watch=watch or Watch(),
        )

    def _now(self) -> datetime:
        """The clock; in a sample file the same time on its own day, and never before its last act.

        What is made on two real days is made on one day there: files that follow each other stay
        in their order.
        """
        now, day = self.clock(), self.info.sample_today
        if day is None:
            return now
        moved = on_swiss_day(now, day)
        if self._latest is not None and swiss_day(self._latest) == day:
            moved = max(moved, self._latest)
        self._latest = moved
        return moved

    def run(self, usecase: UseCase, command: object, watch: Watch | None = None) -> Outcome:
        """Run a use case as one transaction and one act of the Verlauf.

        ``watch`` hears how far long work is; once it is written, stopping it comes too late.

        Raises:
            ArchiveReadOnly: the file was opened as a copy for reading.
            Cancelled: whoever watches stopped it.
            SozDeskError: whatever the use case refuses, and what the medium refuses;
                in every case nothing was changed.
        """
        self._refuse_if_read_only()
        before = self._connection.total_changes
        outcome = run_act(self._sessions, self.path, usecase, command, self.context(watch))
        if self._connection.total_changes != before:  # the same return again, for example
            self._after_act(outcome)
        return outcome

    def undo_last(self) -> Outcome:
        """Take back the last act, if it may be undone.

        Raises:
            NotFound: there is nothing to take back.
            SozDeskError: something later builds on it; nothing was changed.
        """
        self._refuse_if_read_only()
        act = self.last_undoable()
        if act is None:
            raise NotFound(self._why_not_undone(), "Ändern Sie den Eintrag von Hand.")
        with failures.driver_explained(self.path), self._sessions.begin() as session:
            outcome = undo.undo(session, act.id, self.context())
        self._after_act(outcome)
        return outcome

    def _why_not_undone(self) -> str:
        """Names the step that stands: what came before it cannot go while it rests on that."""
        last = self.query(journal.last_standing)
        if last is None or not last.summary:
            return "Der letzte Schritt lässt sich nicht rückgängig machen."
        return (
            f"«{last.summary}» lässt sich nicht rückgängig machen, und was davor geschah, deshalb "
            "auch nicht."
        )

    def last_undoable(self) -> ActRow | None:
        """The act that ``undo_last`` would undo, for the label of the command."""
        return self.query(journal.last_undoable)

    def query(self, query: Callable[..., _Answer], *args: Any, **kwargs: Any) -> _Answer:
        """Ask ``query(session, …)`` and answer its frozen rows; nothing can be written."""
        with failures.driver_explained(self.path), self._sessions() as session:
            try:
                return query(session, *args, **kwargs)
            finally:
                session.rollback()

    def keep_access(self, access: Access, opened: Opened | None = None) -> None:
        """Remember new slots in the file, where they come back with every backup."""
        self._refuse_if_read_only()
        with failures.driver_explained(self.path), self._sessions.begin() as session:
            mirror(session, access)
        self.access = access
        self.opened = opened or self.opened
        self._changed = True

    def backup(self, reason: Reason = Reason.DEMAND) -> BackupRow:
        """Make a verified backup now.

        Raises:
            ArchiveError: it could not be written or proven; the file itself is not affected.
        """
        self._refuse_if_read_only()
        row = make_backup(
            self._connection,
            self.path,
            self.opened,
            self.access,
            now=self.clock(),
            reason=reason,
        )
        self._changed = False
        return row

    def copy_to(self, write: Callable[[dbapi2.Connection], None]) -> None:
        """Let ``write`` copy the pages of the open connection (renewing the data key)."""
        write(self._connection)

    def expect_backup(self) -> None:
        """Back up on close even if nothing changes: the last session ended without."""
        self._changed = True

    def close(self, *, backup: bool = True) -> None:
        """Back up if something changed, then let go of the file; closing twice does nothing.

        Raises:
            ArchiveError: the backup failed; the file is closed and everything is saved.
        """
        if self._closed:
            return
        try:
            if backup and self._changed and not self.read_only:
                self.backup(Reason.CLOSE)
        finally:
            self._closed = True
            self._engine.dispose()
            self._connection.close()
            if self._on_close:
                self._on_close()

    def _after_act(self, outcome: Outcome) -> None:
        """Office and person may be what the act was about."""
        self._changed = True
        if outcome.changed.isdisjoint({FILE_TOPIC, STAFF_TOPIC}):
            return
        self.info = self.query(file_info)
        self.staff = self.query(_who, self.staff.id)

    def _refuse_if_read_only(self) -> None:
        if self.read_only:
            raise failures.read_copy()


def sessions_of(engine: Engine) -> sessionmaker[Session]:
    """Sessions whose every change enters the Verlauf."""
    sessions = sessionmaker(engine, expire_on_commit=False)
    journal.attach(sessions)
    return sessions


def run_act(
    sessions: sessionmaker[Session],
    path: Path,
    usecase: UseCase,
    command: object,
    context: Context,
) -> Outcome:
    """One use case, one transaction, one act."""
    with failures.driver_explained(path), sessions.begin() as session:
        name, undoable = usecase.__name__, is_undoable(usecase)
        journal.start_act(session, usecase=name, undoable=undoable, context=context)
        outcome = usecase(session, command, context)
        session.flush()
        context.watch.look()
        journal.finish_act(session, summary=outcome.summary, topics=outcome.changed)
    return outcome


def _who(session: Session, staff_id: UUID | None) -> StaffMember:
    """The person with this id, or (opened by key only) the first one of the file."""
    people = staff(session)
    return next((member for member in people if member.id == staff_id), people[0])
