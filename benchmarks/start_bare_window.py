"""The peer of the start: PySide6, one window with one table."""

from __future__ import annotations

import os

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget


def ready() -> None:
    """The event loop turns."""
    print("ready", flush=True)
    os._exit(0)


app = QApplication([])
window = QMainWindow()
window.setCentralWidget(QTableWidget(20, 5))
window.show()
QTimer.singleShot(0, ready)
app.exec()
