"""Handing work to other threads, and results from them to the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import count

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from sozdesk.runtime import rubbish


class Mailbox(QObject):
    """Runs what other threads post, in order, on the thread that made the mailbox.

    Work is lent: the mailbox keeps it until the other thread has let go of it, so that a widget
    that only the work still knows is never deleted over there.
    """

    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers = count()
        self._lent: dict[int, Callable[[], object]] = {}
        self._posted.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def post(self, action: Callable[[], None]) -> None:
        """Run ``action`` later on the thread of the mailbox; may be called from any thread."""
        if isValid(self):
            self._posted.emit(action)

    def lend(self, work: Callable[[], object]) -> int:
        """Keep work for another thread, which gets only its number."""
        number = next(self._numbers)
        self._lent[number] = work
        rubbish.hold()
        return number

    def perform(self, number: int) -> None:
        """Do work on the other thread, and give it back when nothing here holds it any more."""
        self._lent[number]()
        self.post(partial(self._take_back, number))

    def take_all_back(self) -> None:
        """After the other thread has ended: nobody performs the rest."""
        for number in tuple(self._lent):
            self._take_back(number)

    def _take_back(self, number: int) -> None:
        if self._lent.pop(number, None) is not None:
            rubbish.release()

    @Slot(object)  # declared: PySide6 from 6.8 on may crash on signals of other threads without it
    def _run(self, action: Callable[[], None]) -> None:
        action()


def receiver(owner: QObject | None, callback: Callable[..., None] | None) -> QObject | None:
    """Whose life decides whether a result is still wanted: the owner, or the method's own widget."""
    bound_to = getattr(callback, "__self__", None)
    return owner if owner is not None else bound_to if isinstance(bound_to, QObject) else None


def is_gone(owner: QObject | None) -> bool:
    """Whether the widget behind a result was deleted meanwhile."""
    return owner is not None and not isValid(owner)
