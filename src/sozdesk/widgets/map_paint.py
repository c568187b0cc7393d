"""How municipalities are painted: shapes of any size, shades, patterns, the minus sign."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF, QTransform

from sozdesk.documents.choropleth import Fill, Texture
from sozdesk.documents.municipal_map import MunicipalMap
from sozdesk.widgets import theme

_GAP = 6
"""Between the lines of a pattern, in logical px."""


@dataclass(frozen=True, slots=True)
class MapPaths:
    """The painter paths of a map in a certain size; ``labels`` are points."""

    shapes: dict[int, QPainterPath]
    """BFS number → shape."""
    labels: dict[int, QPointF]
    outlines: QPainterPath

    def placed(self, transform: QTransform) -> MapPaths:
        """The same in another place and size."""
        return MapPaths(
            {number: transform.map(path) for number, path in self.shapes.items()},
            {number: transform.map(point) for number, point in self.labels.items()},
            transform.map(self.outlines),
        )

    def at(self, point: QPointF) -> int | None:
        """BFS number of the municipality at a point."""
        return next((number for number, path in self.shapes.items() if path.contains(point)), None)


@lru_cache(maxsize=4)
def paths_of(drawn: MunicipalMap) -> MapPaths:
    """The paths of a map in its own units, made once."""
    outlines = QPainterPath()
    for line in drawn.outlines:
        outlines.addPolygon(QPolygonF([QPointF(*point) for point in line]))
    shapes: dict[int, QPainterPath] = {}
    for shape in drawn.shapes:
        path = QPainterPath()
        for ring in shape.rings:
            path.addPolygon(QPolygonF([QPointF(*point) for point in ring]))
        shapes[shape.bfs_number] = path
    labels = {shape.bfs_number: QPointF(*shape.label) for shape in drawn.shapes}
    return MapPaths(shapes, labels, outlines)


def paint_fill(painter: QPainter, path: QPainterPath, fill: Fill | None) -> None:
    """Fill a shape with a shade or a pattern; None leaves it blank."""
    if isinstance(fill, Texture):
        _paint_texture(painter, path, fill)
        return
    colours = theme.map_colours()
    painter.fillPath(path, QColor(colours.ground if fill is None else colours.ramp[fill]))


def _paint_texture(painter: QPainter, path: QPainterPath, texture: Texture) -> None:
    colours = theme.map_colours()
    painter.save()
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    painter.fillRect(path.boundingRect(), QColor(colours.ground))
    pen = QPen(QColor(colours.hatch), 1)
    if texture is Texture.DOTS:
        pen.setWidthF(2.2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawPoints(_dots(path.boundingRect()))
    else:
        painter.setPen(pen)
        painter.drawLines(_lines(path.boundingRect(), slanted=texture is Texture.DIAGONAL))
    painter.restore()


def _steps(start: float, end: float, step: float) -> list[float]:
    """Multiples of a step: patterns of neighbours meet without a seam."""
    first, last = int(start // step), int(end // step) + 1
    return [number * step for number in range(first, last + 1)]


def _dots(rect: QRectF) -> list[QPointF]:
    gap = theme.px(_GAP)
    across, down = _steps(rect.left(), rect.right(), gap), _steps(rect.top(), rect.bottom(), gap)
    return [QPointF(x, y) for x in across for y in down]


def _lines(rect: QRectF, *, slanted: bool) -> list[QLineF]:
    if not slanted:
        rows = _steps(rect.top(), rect.bottom(), theme.px(_GAP))
        return [QLineF(rect.left(), y + 0.5, rect.right(), y + 0.5) for y in rows]
    starts = _steps(rect.left() + rect.top(), rect.right() + rect.bottom(), theme.px(_GAP) * 2**0.5)
    return [QLineF(x - rect.top(), rect.top(), x - rect.bottom(), rect.bottom()) for x in starts]


def paint_minus(painter: QPainter, point: QPointF) -> None:
    """The sign of a fall: colour alone must not say it."""
    for tone, width, length in (("page", 5, 11), ("text", 2, 8)):
        half = theme.px(length) / 2
        painter.setPen(QPen(theme.color(tone), theme.px(width)))
        painter.drawLine(QPointF(point.x() - half, point.y()), QPointF(point.x() + half, point.y()))
