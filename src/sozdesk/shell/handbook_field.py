"""The field that searches in the handbook."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from sozdesk.shell.search_line import SearchLine
from sozdesk.widgets import buttons

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class HandbookField(SearchLine):
    """Arrow keys and Enter go to the list of results; the focus stays here."""

    moved = Signal(int)
    """1 = the result below, -1 = the one above."""
    entered = Signal()

    def __init__(self) -> None:
        super().__init__("Im Handbuch suchen (Ctrl+F)", "Im Handbuch suchen")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc goes on to the window, which leaves the search."""
        if event.key() in _STEPS:
            self.moved.emit(_STEPS[Qt.Key(event.key())])
        elif buttons.is_enter(event):
            self.entered.emit()
        else:
            super().keyPressEvent(event)
