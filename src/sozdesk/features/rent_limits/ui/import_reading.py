"""Reading files in the background, one batch after the other, with progress in the action bar."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from sozdesk.features.rent_limits import files
from sozdesk.features.rent_limits.terms import ReturnFile
from sozdesk.kernel.errors import SozDeskError
from sozdesk.kernel.municipality import Municipality
from sozdesk.runtime import worker
from sozdesk.widgets.page import ActionBar
from sozdesk.widgets.progress import WorkProgress


class Reader(QObject):
    """Keeps what is to be read until the municipalities are known and nothing else is read."""

    started = Signal()
    arrived = Signal(object)
    """The :class:`ReturnFile` rows of one batch."""
    stopped = Signal(object)
    """The error, :class:`Cancelled` if a person stopped it."""

    def __init__(self, bar: ActionBar, year: int, parent: QObject) -> None:
        super().__init__(parent)
        self._bar, self._year = bar, year
        self._places: Sequence[Municipality] | None = None
        self._waiting: tuple[Path, ...] = ()
        self._job: worker.Job | None = None
        self.progress: WorkProgress | None = None

    @property
    def is_busy(self) -> bool:
        """Whether files are being read."""
        return self._job is not None

    def know(self, places: Sequence[Municipality]) -> None:
        """From now on municipalities can be recognised."""
        self._places = places
        self._next()

    def add(self, paths: Sequence[Path]) -> None:
        """Read these files and folders as soon as possible."""
        self._waiting = (*self._waiting, *paths)
        self._next()

    def cancel(self) -> None:
        """Stop reading and forget what waits."""
        self._waiting = ()
        if self._job is not None:
            self._job.cancel()

    def _next(self) -> None:
        if self._places is None or self._job is not None or not self._waiting:
            return
        paths, self._waiting = self._waiting, ()
        self.progress = WorkProgress("{done} von {total} Dateien gelesen", self.cancel)
        self._bar.show_progress(self.progress)
        self._job = worker.run(
            partial(files.read_paths, municipalities=self._places, year=self._year),
            paths,
            done=self._take,
            failed=self._stop,
            progress=self.progress.set_progress,
            owner=self,
        )
        self.started.emit()

    def _take(self, read: Sequence[ReturnFile]) -> None:
        self._end()
        self.arrived.emit(tuple(read))
        self._next()

    def _stop(self, error: SozDeskError) -> None:
        self._end()
        self.stopped.emit(error)
        self._next()

    def _end(self) -> None:
        self._job, self.progress = None, None
        self._bar.show_progress(None)
