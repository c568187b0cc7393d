"""The drawn symbols of the states: the same everywhere, legible in black and white.

Shape carries the meaning: circle = on its way, triangle = look here, square = stop,
diamond = somebody asked. A symbol never stands without its word.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from sozdesk.kernel.findings import Severity
from sozdesk.widgets import theme
from sozdesk.widgets.tokens import Tone


class State(StrEnum):
    """Names of the symbols."""

    OPEN = "open"
    REMINDED = "reminded"
    OVERDUE = "overdue"
    RECEIVED = "received"
    QUERIED = "queried"
    RECORDED = "recorded"
    UNCHANGED = "unchanged"
    UNUSABLE = "unusable"
    HINT = "hint"
    NOTE = "note"
    OK = "ok"
    IDENTICAL = "identical"
    REFUSED = "refused"
    CLOSED = "closed"


SIZE = 13
"""Edge of a symbol in logical pixels before the size factor."""

_TONES: dict[State, Tone] = {
    State.OPEN: "neutral",
    State.REMINDED: "warn",
    State.OVERDUE: "err",
    State.RECEIVED: "info",
    State.QUERIED: "query",
    State.RECORDED: "ok",
    State.UNCHANGED: "ok",
    State.UNUSABLE: "err",
    State.HINT: "warn",
    State.NOTE: "info",
    State.OK: "ok",
    State.IDENTICAL: "neutral",
    State.REFUSED: "neutral",
    State.CLOSED: "ok",
}
_OUTLINED = {State.OPEN, State.REMINDED, State.UNCHANGED}

_OF_SEVERITY = {
    Severity.STOP: State.UNUSABLE,
    Severity.HINT: State.HINT,
    Severity.NOTE: State.NOTE,
}


def of_severity(severity: Severity) -> State:
    """The symbol of a finding."""
    return _OF_SEVERITY[severity]


def tone_of(state: State | str) -> Tone:
    """The colour a state is drawn in."""
    return _TONES[State(state)]


def is_outlined(state: State | str) -> bool:
    """Whether a segment of this state is drawn as an outline: nothing new has arrived."""
    return State(state) in _OUTLINED


def paint(painter: QPainter, state: State | str, x: float, y: float, edge: float = 0) -> None:
    """Draw a symbol with its top left corner at (x, y); ``edge`` 0 = the usual size."""
    symbol = State(state)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(x, y)
    scale = (edge or theme.px(SIZE)) / SIZE
    painter.scale(scale, scale)
    _DRAW[symbol](painter, theme.color(_TONES[symbol]))
    painter.restore()


def pixmap(state: State | str, ratio: float = 1.0) -> QPixmap:
    """The symbol as a picture."""
    return _pixmap(State(state), theme.px(SIZE), ratio, theme.current().dark)


@cache
def _pixmap(state: State, edge: int, ratio: float, dark: bool) -> QPixmap:  # noqa: ARG001 - key
    image = QPixmap(QSize(round(edge * ratio), round(edge * ratio)))
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint(painter, state, 0, 0, edge)
    painter.end()
    return image


def icon(state: State | str) -> QIcon:
    """The symbol for a menu."""
    made = QIcon(pixmap(state))
    made.addPixmap(pixmap(state, 2.0))
    return made


class Symbol(QWidget):
    """One drawn symbol; decoration, the word beside it speaks."""

    def __init__(self, state: State | str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = State(state)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_state(self, state: State | str) -> None:
        """Draw another one."""
        self._state = State(state)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as a line of text, so that it stands beside its first line."""
        return QSize(theme.px(SIZE) + 2, theme.px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it."""
        painter = QPainter(self)
        paint(painter, self._state, 1, (self.height() - theme.px(SIZE)) / 2)
        painter.end()


class StateLabel(QWidget):
    """Symbol and word; the word in the colour of text unless ``coloured``. ``wrap`` for sentences."""

    def __init__(
        self,
        state: State | str,
        word: str,
        *,
        bold: bool = False,
        coloured: bool = False,
        wrap: bool = False,
    ) -> None:
        super().__init__()
        self._symbol = Symbol(state)
        self._word = QLabel()
        self._bold, self._coloured = bold, coloured
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(6))
        self._word.setWordWrap(wrap)
        top = Qt.AlignmentFlag.AlignTop if wrap else Qt.AlignmentFlag(0)
        layout.addWidget(self._symbol, 0, top)
        layout.addWidget(self._word, 1 if wrap else 0)
        layout.addStretch(0 if wrap else 1)
        self.set_state(state, word)

    def set_state(self, state: State | str, word: str) -> None:
        """Show another state."""
        self._symbol.set_state(state)
        self._word.setText(word)
        tone = tone_of(state) if self._coloured else "text"
        theme.give(self._word, role="label" if self._bold else "body", tone=tone)


def _pen(colour: QColor, width: float) -> QPen:
    cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    return QPen(colour, width, Qt.PenStyle.SolidLine, cap, join)


def _ring(painter: QPainter, colour: QColor) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(colour, 1.5))
    painter.drawEllipse(QRectF(1, 1, 11, 11))


def _tick(painter: QPainter, colour: QColor, width: float = 1.7) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(colour, width))
    painter.drawPolyline([QPointF(3.7, 6.8), QPointF(5.7, 8.8), QPointF(9.4, 4.7)])


def _triangle() -> QPainterPath:
    path = QPainterPath(QPointF(6.5, 1.4))
    path.lineTo(12.1, 11.4)
    path.lineTo(0.9, 11.4)
    path.closeSubpath()
    return path


def _draw_ring(painter: QPainter, colour: QColor) -> None:
    _ring(painter, colour)


def _draw_triangle(painter: QPainter, colour: QColor) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(colour, 1.5))
    painter.drawPath(_triangle())


def _draw_warning(painter: QPainter, colour: QColor) -> None:
    painter.setPen(_pen(colour, 1.5))
    painter.setBrush(colour)
    painter.drawPath(_triangle())
    inside = theme.color("page")
    painter.setPen(_pen(inside, 1.4))
    painter.drawLine(QPointF(6.5, 5.0), QPointF(6.5, 7.6))
    painter.drawPoint(QPointF(6.5, 9.8))


def _draw_half(painter: QPainter, colour: QColor) -> None:
    _ring(painter, colour)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPie(QRectF(1, 1, 11, 11), 90 * 16, 180 * 16)


def _draw_diamond(painter: QPainter, colour: QColor) -> None:
    painter.setPen(_pen(colour, 1))
    painter.setBrush(colour)
    painter.drawPolygon(
        [QPointF(6.5, 0.5), QPointF(12.5, 6.5), QPointF(6.5, 12.5), QPointF(0.5, 6.5)]
    )


def _draw_disc(painter: QPainter, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(QRectF(0.25, 0.25, 12.5, 12.5))
    _tick(painter, theme.color("page"))


def _draw_equal(painter: QPainter, colour: QColor) -> None:
    _ring(painter, colour)
    painter.setPen(_pen(colour, 1.4))
    painter.drawLine(QPointF(4.4, 5.3), QPointF(8.6, 5.3))
    painter.drawLine(QPointF(4.4, 7.8), QPointF(8.6, 7.8))


def _draw_stop(painter: QPainter, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(QRectF(0.5, 0.5, 12, 12), 1.5, 1.5)
    painter.setPen(_pen(theme.color("page"), 1.7))
    painter.drawLine(QPointF(4.2, 4.2), QPointF(8.8, 8.8))
    painter.drawLine(QPointF(8.8, 4.2), QPointF(4.2, 8.8))


def _draw_note(painter: QPainter, colour: QColor) -> None:
    _ring(painter, colour)
    painter.setPen(_pen(colour, 1.5))
    painter.drawLine(QPointF(6.5, 6.2), QPointF(6.5, 9.2))
    painter.drawPoint(QPointF(6.5, 4.0))


def _draw_tick(painter: QPainter, colour: QColor) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(colour, 1.9))
    painter.drawPolyline([QPointF(2, 7), QPointF(5, 10), QPointF(11, 3.4)])


def _draw_slash(painter: QPainter, colour: QColor) -> None:
    _ring(painter, colour)
    painter.setPen(_pen(colour, 1.4))
    painter.drawLine(QPointF(2.9, 2.9), QPointF(10.1, 10.1))


def _draw_closed(painter: QPainter, colour: QColor) -> None:
    _ring(painter, colour)
    _tick(painter, colour, 1.5)


_DRAW: dict[State, Callable[[QPainter, QColor], None]] = {
    State.OPEN: _draw_ring,
    State.REMINDED: _draw_triangle,
    State.OVERDUE: _draw_warning,
    State.RECEIVED: _draw_half,
    State.QUERIED: _draw_diamond,
    State.RECORDED: _draw_disc,
    State.UNCHANGED: _draw_equal,
    State.UNUSABLE: _draw_stop,
    State.HINT: _draw_warning,
    State.NOTE: _draw_note,
    State.OK: _draw_tick,
    State.IDENTICAL: _draw_equal,
    State.REFUSED: _draw_slash,
    State.CLOSED: _draw_closed,
}
