"""Handing results from other threads to the GUI thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid


class Mailbox(QObject):
    """Runs what other threads post, in order, on the thread that made the mailbox."""

    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._posted.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def post(self, action: Callable[[], None]) -> None:
        """Run ``action`` later on the thread of the mailbox; may be called from any thread."""
        if isValid(self):
            self._posted.emit(action)

    def _run(self, action: Callable[[], None]) -> None:
        action()


def receiver(owner: QObject | None, callback: Callable[..., None] | None) -> QObject | None:
    """Whose life decides whether a result is still wanted: the owner, or the method's own widget."""
    bound_to = getattr(callback, "__self__", None)
    return owner if owner is not None else bound_to if isinstance(bound_to, QObject) else None


def is_gone(owner: QObject | None) -> bool:
    """Whether the widget behind a result was deleted meanwhile."""
    return owner is not None and not isValid(owner)
