"""Check boxes and radio buttons: drawn by us, but Qt's own classes, so role and keys stay Qt's."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QWidget

from sozdesk.widgets import theme
from sozdesk.widgets.tokens import Tone

_EDGE = 16
_GAP = 9
_HEIGHT = 26


def paint_box(painter: QPainter, rect: QRect, *, ticked: bool, enabled: bool = True) -> None:
    """A check box of 16 px."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    filled = ticked and enabled
    outline = "accent" if filled else "control" if enabled else "line2"
    painter.setPen(QPen(theme.color(outline), 1))
    painter.setBrush(theme.color("accent" if filled else "field" if enabled else "chrome"))
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    if ticked:
        _paint_tick(painter, rect, enabled=enabled)
    painter.restore()


def _paint_tick(painter: QPainter, rect: QRect, *, enabled: bool) -> None:
    pen = QPen(theme.color("on_accent" if enabled else "textd"), rect.width() / 8)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    unit = rect.width() / 16
    points = [(4, 8.3), (7, 11.2), (12, 5.2)]
    painter.drawPolyline(
        [QPointF(rect.left() + x * unit, rect.top() + y * unit) for x, y in points]
    )


def paint_radio(painter: QPainter, rect: QRect, *, chosen: bool, enabled: bool) -> None:
    """A radio button of 16 px."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    tone: Tone = "line2" if not enabled else "accent" if chosen else "control"
    painter.setPen(QPen(theme.color(tone), 1.5))
    painter.setBrush(theme.color("field" if enabled else "chrome"))
    painter.drawEllipse(QRectF(rect).adjusted(0.75, 0.75, -0.75, -0.75))
    if chosen:
        inset = rect.width() * 0.27
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(tone))
        painter.drawEllipse(QRectF(rect).adjusted(inset, inset, -inset, -inset))
    painter.restore()


def paint_focus(painter: QPainter, widget: QWidget, radius: int = 4) -> None:
    """The ring of 2 px round a hand-drawn control that has the focus."""
    if not widget.hasFocus():
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("accent"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(1, 1, -1, -1), radius, radius)
    painter.restore()


def _control_size(button: QAbstractButton) -> QSize:
    metrics = QFontMetrics(theme.font("label" if button.property("strong") else "body"))
    words = metrics.size(int(Qt.TextFlag.TextShowMnemonic), button.text()).width()
    gap = theme.px(_GAP) if button.text() else 0
    return QSize(theme.px(_EDGE) + gap + words + 9, theme.px(_HEIGHT))


def _mark_rect(button: QAbstractButton) -> QRect:
    edge = theme.px(_EDGE)
    return QRect(3, (button.height() - edge) // 2, edge, edge)


def _paint_words(painter: QPainter, button: QAbstractButton) -> None:
    left = _mark_rect(button).right() + 1 + theme.px(_GAP)
    painter.setFont(theme.font("label" if button.property("strong") else "body"))
    painter.setPen(theme.color("text" if button.isEnabled() else "textd"))
    flags = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextShowMnemonic)
    painter.drawText(button.rect().adjusted(left, 0, 0, -1), flags, button.text())


class CheckBox(QCheckBox):
    """A check box with its words; ``&`` marks the mnemonic."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Box, gap, words."""
        return _control_size(self)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Words are never cut."""
        return _control_size(self)

    def hitButton(self, pos: object) -> bool:  # noqa: N802, ARG002 - Qt's name and signature
        """The words can be clicked, too."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it."""
        painter = QPainter(self)
        paint_box(painter, _mark_rect(self), ticked=self.isChecked(), enabled=self.isEnabled())
        _paint_words(painter, self)
        paint_focus(painter, self)
        painter.end()


class RadioButton(QRadioButton):
    """One choice of a few; ``strong`` writes the words in 600."""

    def __init__(self, text: str, parent: QWidget | None = None, *, strong: bool = False) -> None:
        super().__init__(text, parent)
        self.setProperty("strong", strong)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ring, gap, words."""
        return _control_size(self)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Words are never cut."""
        return _control_size(self)

    def hitButton(self, pos: object) -> bool:  # noqa: N802, ARG002 - Qt's name and signature
        """The words can be clicked, too."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it."""
        painter = QPainter(self)
        paint_radio(painter, _mark_rect(self), chosen=self.isChecked(), enabled=self.isEnabled())
        _paint_words(painter, self)
        paint_focus(painter, self)
        painter.end()
