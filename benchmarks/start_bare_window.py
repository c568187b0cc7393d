"""The peer of the start: PySide6, one window with one table."""

from __future__ import annotations

from first_paint import end_at_first_paint
from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget

app = QApplication([])
end_at_first_paint(app)
window = QMainWindow()
window.setCentralWidget(QTableWidget(20, 5))
window.show()
app.exec()
