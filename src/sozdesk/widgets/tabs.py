"""Underlined tabs of a detail, at most five; where they do not fit they stand in two lines."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from sozdesk.widgets import layouts, marks, theme
from sozdesk.widgets.buttons import press_with_enter

_PAD = 2


class TabButton(QAbstractButton):
    """One drawn tab; role, state and keys are Qt's."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Words and underline."""
        width = QFontMetrics(theme.font("label")).horizontalAdvance(self.text())
        return QSize(width + 2 * theme.px(_PAD) + 4, theme.px(34))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses it."""
        if not press_with_enter(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Words; the active one underlined."""
        painter = QPainter(self)
        on = self.isChecked()
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("text" if on else "text2"))
        words = self.rect().adjusted(theme.px(_PAD) + 2, 0, 0, -2)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), self.text())
        if on:
            bar = QRect(0, self.height() - 2, self.width(), 2)
            painter.fillRect(bar, theme.color("accent"))
        marks.paint_focus(painter, self)
        painter.end()


class _Front(QStackedLayout):
    """Only the page in front takes room: a long one behind it must not make this one scroll."""

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Of the page in front."""
        page = self.currentWidget()
        return page.sizeHint().expandedTo(self.minimumSize()) if page else super().sizeHint()

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        """Of the page in front."""
        page = self.currentWidget()
        return page.minimumSizeHint().expandedTo(page.minimumSize()) if page else QSize(0, 0)

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Of the page in front."""
        page = self.currentWidget()
        wanted = page.heightForWidth(width) if page else 0
        return max(wanted, self.minimumSize().height())


class Tabs(QWidget):
    """Tabs over their pages; arrow keys change, ``changed`` carries the number of the new one."""

    changed = Signal(int)

    def __init__(self, pages: Sequence[tuple[str, QWidget]]) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: list[TabButton] = []
        # a box of its own: Qt puts the page in front last among the children, but not after the tabs
        self._front = QWidget()
        self._stack = _Front(self._front)
        head = layouts.Flow(spacing=6, below=0)
        self._lay_out(head)  # first: a page without a parent would appear as a window of its own
        for number, (title, page) in enumerate(pages):
            made = TabButton(title)
            made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            self._group.addButton(made, number)
            self._buttons.append(made)
            self._stack.addWidget(page)
            head.add(made)
        self._group.idToggled.connect(self._on_toggled)
        if self._buttons:
            self._buttons[0].setChecked(True)

    def _lay_out(self, head: QWidget) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(layouts.line())
        whole.addSpacing(theme.px(12))
        whole.addWidget(self._front, 1)

    def current(self) -> int:
        """Number of the tab that is on, from 0."""
        return self._group.checkedId()

    def current_button(self) -> TabButton:
        """What the Tab key reaches of the bar."""
        return self._buttons[self.current()]

    def choose(self, number: int) -> None:
        """Turn a tab on."""
        self._buttons[number].setChecked(True)

    def set_title(self, number: int, title: str) -> None:
        """Another title, for example «Prüfhinweise (2)»."""
        self._buttons[number].setText(title)
        self._buttons[number].setAccessibleName(title)
        self._buttons[number].updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Left and right change the tab."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        wanted = self.current() + step
        if step and 0 <= wanted < len(self._buttons):
            self.choose(wanted)
            self._buttons[wanted].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _on_toggled(self, number: int, on: bool) -> None:
        # Qt does this only for a tab that is turned on by a person, not by ``choose``
        stops = Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus
        self._buttons[number].setFocusPolicy(stops)
        if on:
            self._stack.setCurrentIndex(number)
            self._stack.invalidate()
            self._front.updateGeometry()
            self.changed.emit(number)
