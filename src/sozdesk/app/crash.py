"""What happens after a bug: a line in the log without any data, and an honest dialog."""

from __future__ import annotations

import logging
import os
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

log = logging.getLogger("sozdesk.crash")

Show = Callable[[str], None]
"""Tells the person; gets the number under which the log knows the crash."""


def install(show: Show) -> None:
    """Hook the places where Python hands over what nobody caught.

    ``show`` must be callable from any thread.
    """

    def of_program(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            show(record(kind, trace))

    def of_thread(failure: threading.ExceptHookArgs) -> None:
        show(record(failure.exc_type, failure.exc_traceback))

    sys.excepthook = of_program
    threading.excepthook = of_thread


def record(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Log a crash and answer its number.

    Only the kind of the error and the places in the program are written: messages of errors can
    hold what somebody typed.
    """
    number = os.urandom(4).hex()
    places = [
        f"{frame.filename.rpartition('sozdesk')[2]}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(trace)
    ]
    log.error("%s %s\n  %s", number, kind.__name__, "\n  ".join(places))
    return number
