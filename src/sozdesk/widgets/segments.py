"""One of a few short words side by side in one frame: «1 Person | 2 | 3»."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from sozdesk.widgets import marks, theme
from sozdesk.widgets.buttons import press_with_enter

_PAD = 12


class SegmentButton(QAbstractButton):
    """One drawn segment; role, state and keys are Qt's."""

    def __init__(self, words: str, name: str) -> None:
        super().__init__()
        self.setText(words)
        self.setAccessibleName(name)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as when it is on, so that nothing jumps."""
        words = QFontMetrics(theme.font("label")).horizontalAdvance(self.text())
        return QSize(words + 2 * theme.px(_PAD), theme.px(30))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses it."""
        if not press_with_enter(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Ground, frame, words; the one that is on has a bar below."""
        painter = QPainter(self)
        on = self.isChecked()
        ground = "sel" if on else "hover" if self.underMouse() else "raised"
        painter.fillRect(self.rect(), theme.color(ground))
        painter.setPen(QPen(theme.color("control"), 1))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, 0.5, -0.5))
        if on:
            bar = QRect(1, self.height() - 3, self.width() - 1, 2)
            painter.fillRect(bar, theme.color("accent"))
        painter.setFont(theme.font("label" if on else "body"))
        painter.setPen(theme.color("text"))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.text())
        marks.paint_focus(painter, self, radius=2)
        painter.end()


class Segments(QWidget):
    """Choices are (value, words, spoken name); ``changed`` after another one was chosen."""

    changed = Signal()

    def __init__(self, name: str, choices: Sequence[tuple[Any, str, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._values = [value for value, _words, _spoken in choices]
        self._group = QButtonGroup(self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 1, 0)
        line.setSpacing(0)
        for number, (_value, words, spoken) in enumerate(choices):
            made = SegmentButton(words, spoken)
            self._group.addButton(made, number)
            line.addWidget(made)
        self._group.button(0).setChecked(True)
        self._group.idToggled.connect(self._on_toggled)

    def value(self) -> Any:
        """The chosen value."""
        return self._values[self._group.checkedId()]

    def set_value(self, value: Any) -> None:
        """Choose a value."""
        self._group.button(self._values.index(value)).setChecked(True)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The right side of the frame."""
        painter = QPainter(self)
        painter.fillRect(self.width() - 1, 0, 1, self.height(), theme.color("control"))
        painter.end()

    def _on_toggled(self, _number: int, on: bool) -> None:
        if on:
            self.changed.emit()
