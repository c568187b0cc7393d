"""The line of a measure over the periods: boxes and lines, n to m; the table beside it speaks."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from sozdesk.features.strategy.terms import CarryOverKind, CarryOverRow, MeasureRow, period_name
from sozdesk.features.strategy.ui import words
from sozdesk.widgets import theme

_HEAD, _BOX, _GAP, _BETWEEN, _LEAST = 22, 50, 10, 36, 130
_PAD = 8


@dataclass(frozen=True, slots=True)
class Node:
    """A box: a measure, or what stands in its place."""

    key: Hashable
    period: str
    number: str
    title: str
    certain: bool
    """False where no measure is known, or none follows."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A line between two boxes."""

    source: Hashable
    target: Hashable


@dataclass(frozen=True, slots=True)
class Lineage:
    """What is drawn: one column of boxes per period, oldest first, and the lines between them."""

    periods: tuple[str, ...]
    columns: tuple[tuple[Node, ...], ...]
    edges: tuple[Edge, ...]


def lineage_of(row: MeasureRow, period: str, lines: Sequence[CarryOverRow]) -> Lineage:
    """The boxes and lines of ``lines``; a measure without any stands alone."""
    alone = Node(row.id, period, row.number, row.title, certain=True)
    nodes: dict[Hashable, Node] = {} if lines else {alone.key: alone}
    edges = []
    for line in lines:
        source, target = _source(line), _target(line)
        nodes.setdefault(source.key, source)
        nodes.setdefault(target.key, target)
        edges.append(Edge(source.key, target.key))
    periods = tuple(sorted({node.period for node in nodes.values()}))
    columns = tuple(tuple(node for node in nodes.values() if node.period == one) for one in periods)
    return Lineage(periods, columns, tuple(edges))


def _source(line: CarryOverRow) -> Node:
    return Node(
        line.measure_id,
        line.measure_period,
        line.measure_number,
        line.measure_title,
        certain=True,
    )


def _target(line: CarryOverRow) -> Node:
    if line.target_id is not None:
        return Node(
            line.target_id,
            line.target_period,
            line.target_number,
            line.target_title,
            certain=True,
        )
    ends = line.kind is CarryOverKind.DROPPED
    said = words.destination(line) if ends else words.UNASSIGNED
    return Node(line.id, line.target_period, "", said, certain=False)


class LineageDiagram(QWidget):
    """Draws a :class:`Lineage`; decoration with a name, the words stand in the table below."""

    def __init__(self) -> None:
        super().__init__()
        self.lineage = Lineage((), (), ())
        self._current: Hashable = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_lineage(self, lineage: Lineage, current: Hashable) -> None:
        """Draw another one; ``current`` is the measure that is looked at."""
        self.lineage, self._current = lineage, current
        self.setAccessibleName(f"Linie über {len(lineage.periods)} Perioden, als Tabelle darunter")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as its longest column."""
        most = max((len(column) for column in self.lineage.columns), default=0)
        return QSize(self.minimumSizeHint().width(), theme.px(_HEAD + most * (_BOX + _GAP)))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A few words in every box."""
        columns = len(self.lineage.columns)
        width = columns * theme.px(_LEAST) + max(0, columns - 1) * theme.px(_BETWEEN)
        return QSize(width, theme.px(_HEAD))

    def places(self) -> dict[Hashable, QRectF]:
        """Where each box stands."""
        columns = self.lineage.columns
        room = self.width() - (len(columns) - 1) * theme.px(_BETWEEN) - 2
        width = room / max(1, len(columns))
        return {
            node.key: QRectF(
                1 + number * (width + theme.px(_BETWEEN)),
                theme.px(_HEAD) + line * theme.px(_BOX + _GAP),
                width,
                theme.px(_BOX),
            )
            for number, column in enumerate(columns)
            for line, node in enumerate(column)
        }

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Lines, then boxes, then the periods above them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        places = self.places()
        for edge in self.lineage.edges:
            _paint_edge(painter, places[edge.source], places[edge.target])
        for period, column in zip(self.lineage.periods, self.lineage.columns, strict=True):
            self._paint_period(painter, places[column[0].key], period)
            for node in column:
                _paint_node(painter, places[node.key], node, current=node.key == self._current)
        painter.end()

    def _paint_period(self, painter: QPainter, first: QRectF, period: str) -> None:
        painter.setFont(theme.font("column"))
        painter.setPen(theme.color("text2"))
        place = QRectF(first.left(), 0, first.width(), theme.px(_HEAD - 4))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), period_name(period))


def _paint_edge(painter: QPainter, source: QRectF, target: QRectF) -> None:
    start = QPointF(source.right(), source.center().y())
    end = QPointF(target.left(), target.center().y())
    middle = (start.x() + end.x()) / 2
    path = QPainterPath(start)
    path.cubicTo(QPointF(middle, start.y()), QPointF(middle, end.y()), end)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color("control"), 2))
    painter.drawPath(path)


def _paint_node(painter: QPainter, place: QRectF, node: Node, *, current: bool) -> None:
    """The measure that is looked at has a thicker frame; what is not known a dashed one."""
    pen = QPen(theme.color("accent" if current else "control"), 2 if current else 1)
    if not node.certain:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(theme.color("sel" if current else "page"))
    painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    inner = place.adjusted(theme.px(_PAD), theme.px(5), -theme.px(_PAD), -theme.px(5))
    painter.setPen(theme.color("text" if node.certain else "text2"))
    if node.number:
        painter.setFont(theme.font("label"))
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignTop), node.number)
    painter.setFont(theme.font("small"))
    shown = painter.fontMetrics().elidedText(
        node.title, Qt.TextElideMode.ElideRight, int(inner.width())
    )
    side = Qt.AlignmentFlag.AlignBottom if node.number else Qt.AlignmentFlag.AlignVCenter
    painter.drawText(inner, int(side), shown)
