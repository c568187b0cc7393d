"""A sentence and a bar while the file is being closed."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from sozdesk.widgets import labels, theme
from sozdesk.widgets.theme import px


class Waiting(QWidget):
    """Nothing of the file is visible any more."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        theme.surface(self, "page")
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setFixedWidth(px(360))
        bar.setAccessibleName(sentence)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(64), px(48), px(64), px(48))
        column.setSpacing(px(12))
        column.addWidget(labels.section(sentence))
        column.addWidget(bar)
        column.addStretch()
