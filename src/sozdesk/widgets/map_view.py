"""The map on the screen: painted, sharp at any size, linked to the table beside it by its page.

The map is decoration for a screen reader; its name says what it shows, the table says it all.
Keys move in the table, a click here selects.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTransform,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from sozdesk.documents.choropleth import Choropleth, LegendEntry
from sozdesk.documents.municipal_map import MunicipalMap
from sozdesk.widgets import theme
from sozdesk.widgets.map_paint import MapPaths, paint_fill, paint_minus, paths_of

_MARGIN = 6


class MapView(QWidget):
    """One map; ``clicked`` and ``opened`` (double click) carry a BFS number."""

    clicked = Signal(int)
    opened = Signal(int)

    def __init__(self, least: QSize, *, fine: bool = False) -> None:
        super().__init__()
        self._drawn: MunicipalMap | None = None
        self._content: Choropleth | None = None
        self._paths: MapPaths | None = None
        self._names: dict[int, str] = {}
        self._selected: int | None = None
        self._hovered: int | None = None
        self._fine = fine
        self._least = least
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.events().changed.connect(self.update)

    # ------------------------------------------------------------ what to show

    def show_map(self, drawn: MunicipalMap, content: Choropleth) -> None:
        """Show a map; the selection stays."""
        self._content = content
        if drawn is not self._drawn:
            self._drawn = drawn
            self._names = {shape.bfs_number: shape.name for shape in drawn.shapes}
            self._place()
        self.setAccessibleName(f"Karte: {content.title}. {content.facts}.")
        self.setAccessibleDescription(said_by(content.legend))
        self.update()

    def select(self, bfs_number: int | None) -> None:
        """Outline and label a municipality; None takes both away."""
        self._selected = bfs_number
        self.update()

    def words_at(self, point: QPointF) -> str:
        """«Liestal: 870» for the municipality at a point, empty beside the map."""
        number = self._paths.at(point) if self._paths else None
        return self._words(number) if number is not None else ""

    def point_of(self, bfs_number: int) -> QPoint:
        """Where the label of a municipality stands."""
        assert self._paths is not None
        return self._paths.labels[bfs_number].toPoint()

    def _words(self, number: int) -> str:
        labels = self._content.labels if self._content else {}
        return labels.get(number) or self._names[number]

    # ------------------------------------------------------------ size

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As large as there is room."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Small, but still a map."""
        return QSize(theme.px(self._least.width()), theme.px(self._least.height()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The shapes follow."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        if self._drawn is None:
            return
        drawn, margin = self._drawn, theme.px(_MARGIN)
        room = QRectF(self.rect()).adjusted(margin, margin, -margin, -margin)
        scale = max(min(room.width() / drawn.width, room.height() / drawn.height), 0.01)
        left = room.center().x() - drawn.width * scale / 2
        top = room.center().y() - drawn.height * scale / 2
        transform = QTransform(scale, 0, 0, scale, left, top)
        self._paths = paths_of(drawn).placed(transform)

    # ------------------------------------------------------------ hand

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """The municipality under the pointer gets an outline."""
        self._hover(self._paths.at(event.position()) if self._paths else None)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Nothing is under the pointer."""
        super().leaveEvent(event)
        self._hover(None)

    def _hover(self, number: int | None) -> None:
        if number != self._hovered:
            self._hovered = number
            shape = (
                Qt.CursorShape.ArrowCursor if number is None else Qt.CursorShape.PointingHandCursor
            )
            self.setCursor(shape)
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Select what is under the pointer."""
        number = self._paths.at(event.position()) if self._paths else None
        if number is not None and event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit(number)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Open it."""
        number = self._paths.at(event.position()) if self._paths else None
        if number is not None:
            self.opened.emit(number)

    def event(self, event: QEvent) -> bool:
        """Tool tips with name and value."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.words_at(QPointF(event.pos())), self)
            return True
        return super().event(event)

    # ------------------------------------------------------------ drawing

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Shapes, borders, outlines, then what is selected on top."""
        if self._paths is None or self._content is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_shapes(painter, self._paths, self._content)
        if self._hovered is not None:
            self._outline(painter, self._paths, self._hovered, 1.5)
        if self._selected in self._paths.shapes:
            self._paint_selected(painter, self._paths, self._selected)
        painter.end()

    def _paint_shapes(self, painter: QPainter, paths: MapPaths, content: Choropleth) -> None:
        for number, path in paths.shapes.items():
            paint_fill(painter, path, content.fills.get(number))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("page"), 0.6 if self._fine else 1))
        for path in paths.shapes.values():
            painter.drawPath(path)
        painter.setPen(_line(0.9 if self._fine else 1.3))
        painter.drawPath(paths.outlines)
        for number in content.falling & paths.labels.keys():
            paint_minus(painter, paths.labels[number])

    def _outline(self, painter: QPainter, paths: MapPaths, number: int, width: float) -> None:
        painter.setPen(_line(width))
        painter.drawPath(paths.shapes[number])

    def _paint_selected(self, painter: QPainter, paths: MapPaths, number: int) -> None:
        painter.setPen(QPen(theme.color("page"), 5))
        painter.drawPath(paths.shapes[number])
        self._outline(painter, paths, number, 2.5)
        if not self._fine:
            self._paint_label(painter, paths, number)

    def _paint_label(self, painter: QPainter, paths: MapPaths, number: int) -> None:
        """Above the municipality, inside the widget."""
        words = self._words(number)
        font = theme.font("column")
        metrics = QFontMetrics(font)
        wide, high = metrics.horizontalAdvance(words) + theme.px(16), theme.px(24)
        shape = paths.shapes[number].boundingRect()
        left = min(max(shape.center().x() - wide / 2, 1), self.width() - wide - 1)
        above = shape.top() - high - theme.px(4)
        top = above if above > 0 else min(shape.bottom() + theme.px(4), self.height() - high - 1)
        box = QRectF(left, top, wide, high)
        painter.setPen(QPen(theme.color("line2"), 1))
        painter.setBrush(theme.color("raised"))
        painter.drawRoundedRect(box, 4, 4)
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)


def _line(width: float) -> QPen:
    pen = QPen(theme.color("text"), width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    return pen


def said_by(legend: tuple[LegendEntry, ...]) -> str:
    """A legend in words: «bis 850: 11; 851 bis 900: 19»."""
    return "; ".join(f"{entry.words}: {entry.count}" for entry in legend)
