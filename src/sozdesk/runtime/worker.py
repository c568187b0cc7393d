"""Long work without the file (reading forms, writing documents): a small pool, progress, cancel."""

from __future__ import annotations

import inspect
import sys
import threading
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QThreadPool

from sozdesk.kernel.errors import Cancelled, SozDeskError
from sozdesk.runtime import rubbish
from sozdesk.runtime.delivery import Mailbox, is_gone, receiver

T = TypeVar("T")
Progress = Callable[[int, int], None]


class Job(QObject):
    """One piece of long work; keep it to cancel it."""

    def __init__(self) -> None:
        super().__init__()
        self._cancelled = threading.Event()
        self._mailbox = Mailbox(self)
        self.finished = False

    def cancel(self) -> None:
        """Ask the work to stop; ``failed`` gets :class:`Cancelled`, a result that comes is dropped."""
        self._cancelled.set()

    def is_cancelled(self) -> bool:
        """Whether :meth:`cancel` was called; may be asked from any thread."""
        return self._cancelled.is_set()

    def post(self, action: Callable[[], None]) -> None:
        """Run ``action`` on the GUI thread."""
        self._mailbox.post(action)


_running: set[Job] = set()
"""Jobs that nobody else keeps must live until their result is delivered."""


def run(
    function: Callable[..., T],
    *args: Any,
    done: Callable[[T], None] | None = None,
    failed: Callable[[SozDeskError], None] | None = None,
    progress: Progress | None = None,
    owner: QObject | None = None,
) -> Job:
    """Run ``function(*args)`` in the pool; ``done``, ``failed``, ``progress`` run on the GUI thread.

    The function gets ``progress(done, total)`` and ``cancelled()`` if it has parameters of these
    names. Results for a deleted ``owner`` are dropped.
    """
    job = Job()
    _running.add(job)
    wanted_by = receiver(owner, done)
    finish = partial(_finish, job, done, failed, wanted_by)
    offers = {
        "progress": lambda count, total: job.post(
            partial(_show_progress, job, progress, wanted_by, count, total)
        ),
        "cancelled": job.is_cancelled,
    }
    asked = {
        name: offers[name] for name in inspect.signature(function).parameters if name in offers
    }
    QThreadPool.globalInstance().start(
        lambda: _perform(partial(function, *args, **asked), job, finish)
    )
    return job


def wait_for_all() -> None:
    """Cancel what runs and wait for the pool (when the program ends)."""
    for job in tuple(_running):
        job.cancel()
    QThreadPool.globalInstance().waitForDone()


def _perform(
    work: Callable[[], Any], job: Job, finish: Callable[[Any, Exception | None], None]
) -> None:
    try:
        with rubbish.untouched():
            result = work()
    except Exception as error:  # noqa: BLE001 - the one place where work of others ends
        job.post(partial(finish, None, error))
    else:
        job.post(partial(finish, result, None))


def _show_progress(
    job: Job, progress: Progress | None, owner: QObject | None, count: int, total: int
) -> None:
    if progress is not None and not job.is_cancelled() and not is_gone(owner):
        progress(count, total)


def _finish(
    job: Job,
    done: Callable[[Any], None] | None,
    failed: Callable[[SozDeskError], None] | None,
    owner: QObject | None,
    result: Any,
    error: Exception | None,
) -> None:
    _running.discard(job)
    job.finished = True
    if error is None and job.is_cancelled():
        error = Cancelled()
    if error is not None and not isinstance(error, SozDeskError):
        sys.excepthook(type(error), error, error.__traceback__)
        error = Cancelled()
    if is_gone(owner):
        return
    if error is None:
        if done is not None:
            done(result)
    elif failed is not None and isinstance(error, SozDeskError):
        failed(error)
