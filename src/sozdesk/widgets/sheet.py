"""An excerpt of a sheet as it came, with the cells that findings speak of marked."""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from sozdesk.kernel.findings import Finding, Severity
from sozdesk.widgets import states, theme
from sozdesk.widgets.tokens import Tone

_ROW = 24
_LETTERS = 24
_NUMBERS = 30
_MIN = 64
_GROUND: dict[Severity, Tone] = {
    Severity.STOP: "err_bg",
    Severity.HINT: "warn_bg",
    Severity.NOTE: "info_bg",
}


def letters(column: int) -> str:
    """Name of a column counted from 0: A to Z, then AA."""
    first, second = divmod(column, 26)
    return (string.ascii_uppercase[first - 1] if first else "") + string.ascii_uppercase[second]


class SheetExcerpt(QWidget):
    """Rows of a sheet with its letters and numbers; marked cells have an outline and a symbol.

    ``marks`` maps a cell address («C15», or «Erhebung!C15») to the gravity of its finding.
    Decoration: the findings beside it say the same in words.
    """

    def __init__(
        self,
        first_row: int,
        rows: Sequence[Sequence[str]],
        marks: Mapping[str, Severity] | None = None,
    ) -> None:
        super().__init__()
        self._first = first_row
        self._rows = tuple(tuple(row) for row in rows)
        self._columns = max((len(row) for row in self._rows), default=0)
        self._marks = {key.rpartition("!")[2]: value for key, value in (marks or {}).items()}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        last = first_row + len(self._rows) - 1
        cells = ", ".join(self._marks) or "keine"
        self.setAccessibleName(
            f"Ausschnitt der Tabelle, Zeilen {first_row} bis {last}, markiert: {cells}"
        )

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All rows; columns as wide as their longest text, up to a point."""
        width = theme.px(_NUMBERS) + sum(self._wanted())
        return QSize(width + 1, theme.px(_LETTERS) + len(self._rows) * theme.px(_ROW) + 1)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Narrow columns elide their texts."""
        width = theme.px(_NUMBERS) + self._columns * theme.px(_MIN)
        return QSize(width + 1, self.sizeHint().height())

    def _wanted(self) -> list[int]:
        metrics = QFontMetrics(theme.font("small"))
        texts = [
            [row[c] if c < len(row) else "" for row in self._rows] for c in range(self._columns)
        ]
        return [
            min(
                max(theme.px(_MIN), *(metrics.horizontalAdvance(t) + theme.px(30) for t in column)),
                theme.px(220),
            )
            for column in texts
        ]

    def _edges(self) -> list[int]:
        """Left edges of the columns, and the right edge of the last one."""
        wanted = self._wanted()
        room = self.width() - 1 - theme.px(_NUMBERS)
        total = max(1, sum(wanted))
        edges, done = [theme.px(_NUMBERS)], 0
        for width in wanted:
            done += width
            edges.append(theme.px(_NUMBERS) + round(room * done / total))
        return edges

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Head, cells, then the marks over the lines."""
        painter = QPainter(self)
        edges = self._edges()
        self._paint_head(painter, edges)
        for number, row in enumerate(self._rows):
            self._paint_row(painter, edges, number, row)
        for address, severity in self._marks.items():
            self._paint_mark(painter, edges, address, severity)
        painter.end()

    def _top(self, number: int) -> int:
        return theme.px(_LETTERS) + number * theme.px(_ROW)

    def _paint_head(self, painter: QPainter, edges: list[int]) -> None:
        head = QRect(0, 0, edges[-1], theme.px(_LETTERS))
        painter.fillRect(head, theme.color("header"))
        painter.setFont(theme.font("status"))
        for column in range(self._columns):
            cell = QRect(edges[column], 0, edges[column + 1] - edges[column], theme.px(_LETTERS))
            _frame(painter, cell)
            painter.setPen(theme.color("text2"))
            painter.drawText(cell, int(Qt.AlignmentFlag.AlignCenter), letters(column))
        _frame(painter, QRect(0, 0, edges[0], theme.px(_LETTERS)))

    def _paint_row(
        self, painter: QPainter, edges: list[int], number: int, row: tuple[str, ...]
    ) -> None:
        top, high = self._top(number), theme.px(_ROW)
        head = QRect(0, top, edges[0], high)
        painter.fillRect(head, theme.color("header"))
        _frame(painter, head)
        painter.setFont(theme.font("status"))
        painter.setPen(theme.color("text2"))
        painter.drawText(head, int(Qt.AlignmentFlag.AlignCenter), str(self._first + number))
        for column in range(self._columns):
            cell = QRect(edges[column], top, edges[column + 1] - edges[column], high)
            _frame(painter, cell)
            self._paint_text(painter, cell, row[column] if column < len(row) else "")

    def _paint_text(self, painter: QPainter, cell: QRect, text: str, room: int = 0) -> None:
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text"))
        inner = cell.adjusted(theme.px(7), 0, -theme.px(7) - room, 0)
        figure = any(char.isdigit() for char in text) and not text[:1].isalpha()
        long_word = sum(char.isalpha() for char in text) > 3
        side = (
            Qt.AlignmentFlag.AlignRight if figure and not long_word else Qt.AlignmentFlag.AlignLeft
        )
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, int(side | Qt.AlignmentFlag.AlignVCenter), shown)

    def _paint_mark(
        self, painter: QPainter, edges: list[int], address: str, severity: Severity
    ) -> None:
        place = self._place(address)
        if place is None:
            return
        number, column = place
        left = edges[column]
        cell = QRect(left, self._top(number), edges[column + 1] - left, theme.px(_ROW))
        state = states.of_severity(severity)
        painter.fillRect(cell.adjusted(1, 1, 0, 0), theme.color(_GROUND[severity]))
        row = self._rows[number]
        text = row[column] if column < len(row) else ""
        self._paint_text(painter, cell, text, theme.px(states.SIZE + 4))
        edge = theme.px(states.SIZE)
        states.paint(painter, state, cell.right() - edge - 5, cell.center().y() - edge / 2 + 0.5)
        painter.setPen(QPen(theme.color(states.tone_of(state)), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(cell.adjusted(1, 1, 0, 0))

    def _place(self, address: str) -> tuple[int, int] | None:
        name = address.rstrip(string.digits)
        digits = address[len(name) :]
        columns = [column for column in range(self._columns) if letters(column) == name]
        if not columns or not digits:
            return None
        number = int(digits) - self._first
        return (number, columns[0]) if 0 <= number < len(self._rows) else None


def marks_of(findings: Sequence[Finding]) -> dict[str, Severity]:
    """Marks for an excerpt; the gravest finding of a cell counts."""
    order = list(Severity)
    marks: dict[str, Severity] = {}
    for finding in sorted(findings, key=lambda f: -order.index(f.severity)):
        if finding.cell:
            marks[finding.cell] = finding.severity
    return marks


def _frame(painter: QPainter, cell: QRect) -> None:
    painter.setPen(QPen(theme.color("line2"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(cell)
