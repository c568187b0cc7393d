"""Filter chips: toggles in the order of the work, exactly one is on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from sozdesk.kernel import german
from sozdesk.widgets import layouts, marks, states, theme
from sozdesk.widgets.buttons import press_with_enter

_PAD = 9
_GAP = 7


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter: «▲ Überfällig 3». ``tip`` says what adds up to the number."""

    key: str
    word: str
    count: int | None = None
    state: str = ""
    tip: str = ""


class ChipButton(QAbstractButton):
    """A drawn chip; role, state and keys are Qt's."""

    def __init__(self, chip: Chip) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_chip(chip)

    def set_chip(self, chip: Chip) -> None:
        """Show another word, count or symbol."""
        self.chip = chip
        self._number = "" if chip.count is None else german.count(chip.count)
        self.setText(chip.word)
        self.setAccessibleName(f"{chip.word} {self._number}".strip())
        self.setToolTip(chip.tip)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as when it is on, so that nothing jumps."""
        width = 2 * theme.px(_PAD) + self._word_width() + self._mark_width()
        if self._number:
            metrics = QFontMetrics(theme.font("small"))
            width += theme.px(_GAP) + metrics.horizontalAdvance(self._number)
        return QSize(width + 2, theme.px(26))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses it."""
        if not press_with_enter(self, event):
            super().keyPressEvent(event)

    def _word_width(self) -> int:
        return QFontMetrics(theme.font("column")).horizontalAdvance(self.chip.word)

    def _shown_word_width(self) -> int:
        role: theme.TextRole = "column" if self.isChecked() else "small"
        return QFontMetrics(theme.font(role)).horizontalAdvance(self.chip.word)

    def _mark_width(self) -> int:
        return theme.px(states.SIZE + _GAP) if self.chip.state else 0

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Outline, symbol, word, count."""
        painter = QPainter(self)
        self._paint_frame(painter)
        left = theme.px(_PAD) + 1
        if self.chip.state:
            top = (self.height() - theme.px(states.SIZE)) / 2
            states.paint(painter, self.chip.state, left, top)
            left += self._mark_width()
        painter.setFont(theme.font("column" if self.isChecked() else "small"))
        painter.setPen(theme.color("text"))
        centre = int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QRect(left, 0, self.width(), self.height() - 1), centre, self.chip.word)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text2"))
        left += self._shown_word_width() + theme.px(_GAP)
        painter.drawText(QRect(left, 0, self.width(), self.height() - 1), centre, self._number)
        marks.paint_focus(painter, self)
        painter.end()

    def _paint_frame(self, painter: QPainter) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        painter.setPen(QPen(theme.color("accent" if on else "line2"), 1))
        hovered = self.underMouse() and self.isEnabled()
        painter.setBrush(theme.color("sel" if on else "hover" if hovered else "page"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.restore()


class ChipBar(layouts.Flow):
    """A row of chips that wraps; ``chosen`` carries the key of the chip that is on now."""

    chosen = Signal(str)

    def __init__(self, name: str = "Filter") -> None:
        super().__init__(spacing=6)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._chips: dict[str, ChipButton] = {}

    def set_chips(self, chips: Sequence[Chip]) -> None:
        """Show these chips; the one that was on stays on, else the first is."""
        if [chip.key for chip in chips] == list(self._chips):
            for chip in chips:
                self._chips[chip.key].set_chip(chip)
            return
        before = self.current()
        self._rebuild(chips)
        self._chips.get(before, next(iter(self._chips.values()))).setChecked(True)

    def _rebuild(self, chips: Sequence[Chip]) -> None:
        self.clear()
        self._chips = {}
        for chip in chips:
            made = ChipButton(chip)
            made.toggled.connect(lambda on, key=chip.key: self._on_toggled(key, on=on))
            self._group.addButton(made)
            self._chips[chip.key] = made
            self.add(made)

    def _on_toggled(self, key: str, *, on: bool) -> None:
        if on:
            self.chosen.emit(key)

    def current(self) -> str:
        """Key of the chip that is on, empty without chips."""
        on = [key for key, made in self._chips.items() if made.isChecked()]
        return on[0] if on else ""

    def choose(self, key: str) -> None:
        """Turn a chip on."""
        self._chips[key].setChecked(True)

    def buttons(self) -> list[QWidget]:
        """The chips, from left to right."""
        return list(self._chips.values())
