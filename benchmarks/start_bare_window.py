"""The peer of the start: PySide6, one window with one table."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget

app = QApplication([])
window = QMainWindow()
window.setCentralWidget(QTableWidget(20, 5))
window.show()
QTimer.singleShot(0, app.quit)
app.exec()
