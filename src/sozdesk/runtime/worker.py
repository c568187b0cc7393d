"""Long work without the file (reading forms, writing documents): a small pool, progress, cancel."""

from __future__ import annotations

import inspect
import sys
import threading
import time
from collections.abc import Callable
from functools import cache, partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QThreadPool

from sozdesk.kernel.errors import Cancelled, SozDeskError
from sozdesk.kernel.watch import Watch
from sozdesk.runtime.delivery import Mailbox, is_gone, receiver

T = TypeVar("T")
Progress = Callable[[int, int], None]
TELL_EVERY = 0.04
"""Seconds between two reports of progress; the first and the last always come."""


class Job:
    """One piece of long work; keep it to cancel it."""

    def __init__(self) -> None:
        self._cancelled = threading.Event()
        self.finished = False

    def cancel(self) -> None:
        """Ask the work to stop; ``failed`` gets :class:`Cancelled`, a result that comes is dropped."""
        self._cancelled.set()

    def is_cancelled(self) -> bool:
        """Whether :meth:`cancel` was called; may be asked from any thread."""
        return self._cancelled.is_set()

    def watch(self, progress: Progress | None, owner: QObject | None) -> Watch:
        """For the work: it may be told from any thread, ``progress`` hears it on the GUI thread."""
        told, post = 0.0, _mailbox().post

        def tell(count: int, total: int) -> None:
            nonlocal told
            now = time.monotonic()
            if count in (0, total) or now - told >= TELL_EVERY:
                told = now
                post(partial(_show_progress, self, progress, owner, count, total))

        return Watch(tell, self.is_cancelled)


_running: set[Job] = set()
"""What runs, to cancel it when the program ends."""


@cache
def _mailbox() -> Mailbox:
    """The one of the pool, made on the GUI thread with the first work."""
    return Mailbox()


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
    job, box = Job(), _mailbox()
    _running.add(job)
    wanted_by = receiver(owner, done)
    finish = partial(_finish, job, done, failed, wanted_by)
    watch = job.watch(progress, wanted_by)
    offers = {"progress": watch.progress, "cancelled": watch.cancelled}
    asked = {
        name: offers[name] for name in inspect.signature(function).parameters if name in offers
    }
    work = partial(_perform, partial(function, *args, **asked), finish)
    QThreadPool.globalInstance().start(partial(box.perform, box.lend(work)))
    return job


def wait_for_all() -> None:
    """Cancel what runs and wait for the pool (when the program ends)."""
    for job in tuple(_running):
        job.cancel()
    QThreadPool.globalInstance().waitForDone()


def _perform(work: Callable[[], Any], finish: Callable[[Any, Exception | None], None]) -> None:
    try:
        result = work()
    except Exception as error:  # noqa: BLE001 - the one place where work of others ends
        _mailbox().post(partial(finish, None, error))
    else:
        _mailbox().post(partial(finish, result, None))


def _show_progress(
    job: Job, progress: Progress | None, owner: QObject | None, count: int, total: int
) -> None:
    wanted = not (job.finished or job.is_cancelled() or is_gone(owner))
    if progress is not None and wanted:
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
