"""The desk: every use case and every query, one after the other, on the one archive thread.

Screens hand in a function and get the result back on the GUI thread. SQLAlchemy and the archive are
imported by what runs here, never by this module, so that the unlock window appears at once.
"""

from __future__ import annotations

import queue
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from sozdesk.kernel.errors import Cancelled, SozDeskError
from sozdesk.kernel.usecase import Outcome, UseCase
from sozdesk.kernel.watch import Watch
from sozdesk.runtime.delivery import Mailbox, is_gone, receiver
from sozdesk.runtime.worker import Job, Progress

if TYPE_CHECKING:
    from datetime import datetime

    from sozdesk.archive.file_info import FileInfo
    from sozdesk.archive.staff import StaffMember
    from sozdesk.archive.store import Archive

Failed = Callable[[SozDeskError], None]
T = TypeVar("T")
AFTER_FIRST_PAINT = 100
"""Milliseconds until the thread starts: its imports would hold up the first window."""


@dataclass(frozen=True, slots=True)
class OpenFile:
    """What screens may know about the open file without asking the archive thread."""

    path: Path
    info: FileInfo
    staff: StaffMember
    read_only: bool
    stand: datetime | None
    """Moment of a private copy; None for the file itself."""


@dataclass(frozen=True, slots=True)
class _Reply:
    """Who wants the result of one piece of work."""

    done: Callable[..., None] | None
    failed: Failed | None
    owner: QObject | None


class Desk(QObject):
    """Owns the archive thread and the open file.

    ``done`` and ``failed`` run on the GUI thread and are dropped if the widget they belong to
    (``owner``, or the widget whose method they are) is gone. Without ``failed`` an expected error
    goes to the signal ``failure``. An unexpected one goes to ``sys.excepthook`` (log and dialog),
    and ``failed`` gets :class:`Cancelled`, so that a waiting page comes back to life.
    """

    changed = Signal(frozenset)
    """Topics that a committed use case changed."""
    failure = Signal(object)
    """An expected error that nobody else handles."""
    opened = Signal()
    closed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.file: OpenFile | None = None
        self._archive: Archive | None = None
        self._mailbox = Mailbox(self)
        self._work: queue.SimpleQueue[int | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._starting = False

    # ------------------------------------------------------------------ work on the open file

    def run(
        self,
        usecase: UseCase,
        command: object,
        *,
        done: Callable[[Outcome], None] | None = None,
        failed: Failed | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Run a use case in one transaction; ``changed`` tells the open pages after the commit."""

        def work(archive: Archive) -> Outcome:
            return archive.run(usecase, command)

        self.call(work, done=done, failed=failed, owner=owner)

    def query(
        self,
        query: Callable[..., T],
        *args: Any,
        done: Callable[[T], None],
        failed: Failed | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Answer ``query(session, *args)`` in a read transaction."""

        def work(archive: Archive) -> T:
            answer: T = archive.query(query, *args)
            return answer

        self.call(work, done=done, failed=failed, owner=owner)

    def call(
        self,
        function: Callable[[Archive], T],
        *,
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Run ``function(archive)`` on the archive thread; an Outcome it returns is announced."""

        def work() -> T:
            archive = self._open_archive()
            result = function(archive)
            self.file = _snapshot(archive)  # the act may have been about the office or the person
            return result

        self._submit(work, _reply(done, failed, owner))

    def start(
        self,
        function: Callable[[Archive, Watch], T],
        *,
        done: Callable[[T], None],
        failed: Failed,
        progress: Progress,
        owner: QObject,
    ) -> Job:
        """Like :meth:`call`, for long work: it tells how far it is, and keep the job to cancel it.

        What was written before it could be stopped is written: then ``done`` hears of it.
        """
        job = Job()
        watch = job.watch(progress, owner)

        def work(archive: Archive) -> T:
            watch.look()  # other work stood before it
            return function(archive, watch)

        def ended(then: Callable[[Any], None], result: object) -> None:
            job.finished = True
            then(result)

        self.call(work, done=partial(ended, done), failed=partial(ended, failed), owner=owner)
        return job

    # ------------------------------------------------------------------ opening and closing

    def prepare(self, function: Callable[[], object]) -> None:
        """Run something on the archive thread before a file is open (heavy imports)."""
        self._submit(function, _Reply(None, None, None))

    def inspect(
        self,
        function: Callable[[], T],
        *,
        done: Callable[[T], None],
        failed: Failed | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Run something about files on the archive thread that needs no open file."""
        self._submit(function, _reply(done, failed, owner))

    def open(
        self,
        opener: Callable[[], tuple[Archive, T]],
        *,
        done: Callable[[OpenFile, T], None] | None = None,
        failed: Failed | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Open or create a file; ``opener`` answers the archive and something more for ``done``."""

        def work() -> tuple[OpenFile, T]:
            self._archive, extra = opener()
            return _snapshot(self._archive), extra

        def shown(result: tuple[OpenFile, T]) -> None:
            self.file = result[0]
            self.opened.emit()

        reply = _reply(lambda result: done(*result) if done else None, failed, owner)
        self._submit(work, reply, first=shown)

    def close(
        self,
        *,
        backup: bool = True,
        done: Callable[[None], None] | None = None,
        failed: Failed | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Close the file and forget its key; ``failed`` hears why there is no backup."""

        def forget(_problem: SozDeskError | None) -> None:
            self.file = None
            self.closed.emit()

        def tell(problem: SozDeskError | None) -> None:
            if problem is not None and failed is not None:
                failed(problem)
            elif done is not None:
                done(None)

        reply = _Reply(tell, None, receiver(owner, done))
        self._submit(partial(self._close_archive, backup), reply, first=forget)

    def stop(self) -> None:
        """Close what is open without a backup, end the thread and wait for it."""
        if self._thread is not None:
            self._work.put(self._mailbox.lend(partial(self._close_archive, False)))
            self._work.put(None)
            self._thread.join()
        self._mailbox.take_all_back()
        self._thread = None
        self._starting = False
        self.file = None

    # ------------------------------------------------------------------ the thread

    def _open_archive(self) -> Archive:
        if self._archive is None:
            raise Cancelled
        return self._archive

    def _close_archive(self, backup: bool) -> SozDeskError | None:
        """Close in any case; answers what went wrong with the backup."""
        archive, self._archive = self._archive, None
        if archive is None:
            return None
        try:
            archive.close(backup=backup)
        except SozDeskError as problem:
            archive.close(backup=False)
            return problem
        return None

    def _submit(
        self,
        work: Callable[[], Any],
        reply: _Reply,
        *,
        first: Callable[[Any], None] | None = None,
    ) -> None:
        self._work.put(self._mailbox.lend(partial(self._perform, work, reply, first)))
        if self._thread is None and not self._starting:
            self._starting = True
            QTimer.singleShot(AFTER_FIRST_PAINT, self, self._start)

    def _start(self) -> None:
        self._thread = threading.Thread(target=self._serve, name="archive", daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while (number := self._work.get()) is not None:
            self._mailbox.perform(number)

    def _perform(
        self, work: Callable[[], Any], reply: _Reply, first: Callable[[Any], None] | None
    ) -> None:
        """Do the work here, and have its end handled on the GUI thread."""
        try:
            result = work()
        except Exception as error:  # noqa: BLE001 - the one place where work of others ends
            self._hand_over(partial(self._finish_failed, error, reply))
        else:
            self._hand_over(partial(self._finish_done, result, reply, first))

    def _hand_over(self, action: Callable[[], None]) -> None:
        self._mailbox.post(action)

    def _finish_done(self, result: Any, reply: _Reply, first: Callable[[Any], None] | None) -> None:
        if first is not None:
            first(result)
        if isinstance(result, Outcome) and result.changed:
            self.changed.emit(result.changed)
        if reply.done is not None and not is_gone(reply.owner):
            reply.done(result)

    def _finish_failed(self, error: Exception, reply: _Reply) -> None:
        expected = error if isinstance(error, SozDeskError) else Cancelled()
        if error is not expected:
            sys.excepthook(type(error), error, error.__traceback__)
        if is_gone(reply.owner):
            return
        if reply.failed is not None:
            reply.failed(expected)
        elif not isinstance(expected, Cancelled):
            self.failure.emit(expected)


class InlineDesk(Desk):
    """The same desk for tests: everything happens at once, on the calling thread."""

    def adopt(self, archive: Archive) -> None:
        """Work with an archive that somebody else opened."""
        self.open(lambda: (archive, None))

    def stop(self) -> None:
        """Close what is open without a backup."""
        self._close_archive(backup=False)
        self.file = None

    def _submit(
        self,
        work: Callable[[], Any],
        reply: _Reply,
        *,
        first: Callable[[Any], None] | None = None,
    ) -> None:
        self._perform(work, reply, first)

    def _hand_over(self, action: Callable[[], None]) -> None:
        action()


def _reply(
    done: Callable[..., None] | None, failed: Failed | None, owner: QObject | None
) -> _Reply:
    return _Reply(done, failed, receiver(owner, done) or receiver(None, failed))


def _snapshot(archive: Archive) -> OpenFile:
    return OpenFile(
        path=archive.path,
        info=archive.info,
        staff=archive.staff,
        read_only=archive.read_only,
        stand=archive.stand,
    )
