"""A picture from SVG that follows the width of its place; sharp at every scaling."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from sozdesk.widgets import theme

_LEAST, _MOST = 0.8, 1.3
"""Of the designed width: smaller cannot be read, larger looks coarse."""


class SvgPicture(QWidget):
    """Decoration with a name that says what it shows; the figures stand in a table beside it.

    ``size`` in logical px is the size at which its text has the size of other text.
    """

    def __init__(self, size: QSize) -> None:
        super().__init__()
        self._size = size
        self._renderer: QSvgRenderer | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(theme.px(size.width() * _LEAST))
        self.setMaximumWidth(theme.px(size.width() * _MOST))

    def show_svg(self, svg: str, alt: str) -> None:
        """Show a picture."""
        self._renderer = QSvgRenderer(QByteArray(svg.encode()), self)
        self.setAccessibleName(alt)
        self.update()

    def is_empty(self) -> bool:
        """Whether there is no picture yet."""
        return self._renderer is None

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As designed."""
        return QSize(theme.px(self._size.width()), theme.px(self._size.height()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keeps its proportions."""
        super().resizeEvent(event)
        self.setFixedHeight(round(self.width() * self._size.height() / self._size.width()))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it over the whole width."""
        if self._renderer is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._renderer.render(painter, QRectF(self.rect()))
        painter.end()
