"""Ends the process as soon as the first window is painted; both peers of the start use it."""

from __future__ import annotations

import os

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication


class _FirstPaint(QObject):
    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, _end)  # after all widgets of this paint
        return False


def _end() -> None:
    print("painted", flush=True)
    os._exit(0)


def end_at_first_paint(app: QApplication) -> None:
    """Watch the application from now on."""
    app.installEventFilter(_FirstPaint(app))
