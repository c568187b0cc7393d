"""A field with a magnifying glass: the search over the file and the one in the handbook."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit

from sozdesk.widgets import icons
from sozdesk.widgets.theme import px


class SearchLine(QLineEdit):
    """One line to search with; ``right`` px are kept free for a hint."""

    def __init__(self, placeholder: str, name: str, *, right: int = 0) -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        self.setMinimumWidth(px(140))
        self.setTextMargins(px(26), 0, px(right), 0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The field with its magnifying glass."""
        super().paintEvent(event)
        painter = QPainter(self)
        image = icons.pixmap("search", 16, "text2", self.devicePixelRatioF())
        top = (self.height() - px(16)) // 2
        painter.drawPixmap(QRect(px(9), top, px(16), px(16)), image)
        painter.end()
