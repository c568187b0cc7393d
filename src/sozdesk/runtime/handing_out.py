"""Files with names of persons: what leaves is noted as soon as it is written, and only then."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import Any, TypeVar

from sozdesk.kernel.errors import SozDeskError
from sozdesk.kernel.usecase import UseCase
from sozdesk.runtime.delivery import Mailbox
from sozdesk.runtime.desk import Desk

T = TypeVar("T")


@cache
def _mailbox() -> Mailbox:
    return Mailbox()


def noting(desk: Desk, act: tuple[UseCase, object], write: Callable[..., T]) -> Callable[..., T]:
    """``write`` for the worker; once it has written, ``act`` notes it.

    Also where whoever asked for the file has left the page, or cancelled a moment too late. From a
    copy for reading, where nothing can be noted, nothing leaves either.
    """
    post, may_note = _mailbox().post, desk.file is None or not desk.file.read_only

    def work(*args: Any) -> T:
        if not may_note:
            raise _read_copy()
        result = write(*args)
        post(partial(desk.run, *act))
        return result

    return work


def _read_copy() -> SozDeskError:
    from sozdesk.archive import failures  # noqa: PLC0415 - not needed by the first window

    return failures.read_copy()
