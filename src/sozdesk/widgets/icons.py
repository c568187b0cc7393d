"""Icons from Lucide, in a colour of the theme and sharp at every scaling.

Only the files that are used lie in ``resources/icons``. Widgets that were dressed with
:func:`dress` change their icon by themselves when the theme changes.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication

from sozdesk.kernel import places
from sozdesk.widgets import theme
from sozdesk.widgets.tokens import Tone

_STROKE = "1.75"


@cache
def _source(name: str) -> str:
    return places.resource("icons", f"{name}.svg").read_text(encoding="utf-8")


def pixmap(
    name: str, size: int = 16, tone: Tone = "text", ratio: float = 1.0, *, gap: int = 0
) -> QPixmap:
    """One icon, ``size`` logical pixels before the size factor, at a device pixel ratio.

    ``gap`` = empty pixels on the right (Qt leaves only 4 between icon and words of a button).
    """
    return _pixmap(name, theme.px(size), theme.px(gap), theme.color(tone).name(), ratio)


@cache
def _pixmap(name: str, size: int, gap: int, colour: str, ratio: float) -> QPixmap:
    svg = _source(name).replace("currentColor", colour)
    svg = svg.replace('stroke-width="2"', f'stroke-width="{_STROKE}"')
    edge = round(size * ratio)
    image = QPixmap(QSize(round((size + gap) * ratio), edge))
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, edge, edge))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


def icon(name: str, size: int = 16, tone: Tone = "text", *, gap: int = 0) -> QIcon:
    """The icon for buttons and actions, with a pale twin for the disabled state."""
    made = QIcon()
    for ratio in _ratios():
        made.addPixmap(pixmap(name, size, tone, ratio, gap=gap))
        made.addPixmap(pixmap(name, size, "textd", ratio, gap=gap), QIcon.Mode.Disabled)
    return made


def _ratios() -> list[float]:
    screens = {screen.devicePixelRatio() for screen in QGuiApplication.screens()}
    return sorted(screens | {1.0, 2.0})


def dress(button: QAbstractButton, name: str, size: int = 16, tone: Tone = "text") -> None:
    """Give a button an icon that follows the theme."""
    button.setProperty("icon_name", name)
    button.setProperty("icon_size", size)
    button.setProperty("icon_tone", tone)
    _dress_again(button)


def _dress_again(button: QAbstractButton) -> None:
    size = int(button.property("icon_size"))
    gap = 4 if button.text() else 0
    name, tone = button.property("icon_name"), button.property("icon_tone")
    button.setIcon(icon(name, size, tone, gap=gap))
    button.setIconSize(QSize(theme.px(size) + theme.px(gap), theme.px(size)))


def _follow_theme() -> None:
    for widget in QApplication.allWidgets():
        if isinstance(widget, QAbstractButton) and widget.property("icon_name"):
            _dress_again(widget)


theme.events().changed.connect(_follow_theme)
