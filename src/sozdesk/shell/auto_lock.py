"""Locks the file after a while without input, also after the computer slept."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QDateTime, QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

_INPUT = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.Drop,
}
_LOOK_EVERY = 15_000
"""Milliseconds between two looks at the clock."""


class AutoLock(QObject):
    """Watches all input of the program; ``due`` when none came for the set minutes.

    Compares moments of the wall clock instead of running a timer for 15 minutes, because timers
    stand still while a notebook sleeps. ``now`` (milliseconds) is the seam of the tests.
    """

    due = Signal()

    def __init__(
        self,
        minutes: Callable[[], int],
        *,
        now: Callable[[], int] = QDateTime.currentMSecsSinceEpoch,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._minutes = minutes
        self.now = now
        self._last_input = now()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Watch from now on."""
        self._last_input = self.now()
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        self._timer.start()

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.stop()
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]

    def look(self) -> None:
        """Compare the clock with the last input."""
        if self.now() - self._last_input >= self._minutes() * 60_000:
            self.stop()
            self.due.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Remember the moment of the input; a lock that is due comes first."""
        if event.type() in _INPUT:
            self.look()
            self._last_input = self.now()
        return False
