"""The legend of a map: painted swatches with words and counts, in as many columns as fit."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from sozdesk.documents.choropleth import LegendEntry
from sozdesk.widgets import theme
from sozdesk.widgets.map_paint import paint_fill, paint_minus
from sozdesk.widgets.map_view import said_by

_BORDERS = "Bezirksgrenze"
_GAP = 8
_MOST_COLUMNS = 4
_NO_LIMIT = 16_777_215
"""Qt's own largest size."""


class MapLegend(QWidget):
    """Decoration: its accessible name says the same in words. A small one leaves the borders out."""

    def __init__(self, *, small: bool = False) -> None:
        super().__init__()
        self._entries: tuple[LegendEntry, ...] = ()
        self._small = small
        self._role: theme.TextRole = "status" if small else "small"
        self._swatch = 20 if small else 28
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.events().changed.connect(self.updateGeometry)

    def set_entries(self, entries: tuple[LegendEntry, ...]) -> None:
        """Show other classes."""
        self._entries = entries
        self.setAccessibleName(f"Legende: {said_by(entries)}")
        self.updateGeometry()
        self.update()

    # ------------------------------------------------------------ size

    def _words(self) -> list[str]:
        words = [f"{entry.words} ({entry.count})" for entry in self._entries]
        return [*words, _BORDERS] if not self._small else words

    def _columns(self, width: int) -> tuple[int, list[int]]:
        """Rows, and the width of each column: as many columns as there is room for."""
        metrics = QFontMetrics(theme.font(self._role))
        swatch, gap = theme.px(self._swatch + _GAP), self._between()
        wide = [swatch + metrics.horizontalAdvance(words) + gap for words in self._words()]
        for columns in range(_MOST_COLUMNS, 0, -1):
            rows = max(1, -(-len(wide) // columns))
            widths = [max(wide[start : start + rows]) for start in range(0, len(wide), rows)]
            if sum(widths) - gap <= width or columns == 1:
                return rows, widths
        raise AssertionError

    def _row(self) -> int:
        return theme.px(19 if self._small else 23)

    def _between(self) -> int:
        return theme.px(14 if self._small else 28)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Height needed at a width."""
        return self._columns(width)[0] * self._row()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """In all columns."""
        rows, widths = self._columns(_NO_LIMIT)
        return QSize(sum(widths), rows * self._row())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """One column."""
        return QSize(max(self._columns(0)[1], default=0) - self._between(), self._row())

    # ------------------------------------------------------------ drawing

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Column by column."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rows, widths = self._columns(self.width())
        for number, words in enumerate(self._words()):
            left, top = sum(widths[: number // rows]), number % rows * self._row()
            box = QRectF(
                left + 0.5, top + 0.5, theme.px(self._swatch) - 1, self._row() - theme.px(7)
            )
            if number < len(self._entries):
                _paint_swatch(painter, box, self._entries[number])
            else:
                _paint_border(painter, box)
            painter.setFont(theme.font(self._role))
            painter.setPen(theme.color("text"))
            place = QRectF(box.right() + theme.px(_GAP), top, self.width(), box.height() + 1)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), words)
        painter.end()


def _paint_border(painter: QPainter, box: QRectF) -> None:
    painter.setPen(QPen(theme.color("text"), 1.3))
    middle = box.center().y()
    painter.drawLine(QPointF(box.left(), middle), QPointF(box.right(), middle))


def _paint_swatch(painter: QPainter, box: QRectF, entry: LegendEntry) -> None:
    path = QPainterPath()
    path.addRect(box)
    paint_fill(painter, path, entry.fill)
    painter.setPen(QPen(theme.color("text2"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box)
    if entry.falling:
        paint_minus(painter, box.center())
