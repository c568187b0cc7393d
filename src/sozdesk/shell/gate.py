"""The frame of everything before a file is open: panel on the left, content, bar at the bottom."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sozdesk.widgets import labels, layouts, theme
from sozdesk.widgets.theme import px

PRIVACY = "Alles bleibt auf diesem Gerät. SozDesk braucht kein Netz und kein Konto."
_PANEL_BELOW = 820
"""Logical px of the window below which the panel on the left gives its room to the content."""
_CONTENT_WIDTH = 640


class Gate(QWidget):
    """Left: what this is about; right: one content at a time; bottom: buttons."""

    def __init__(self, subtitle: str) -> None:
        super().__init__()
        theme.surface(self, "page")
        self._in_panel = layouts.column(spacing=2)
        self._panel = _panel(subtitle, self._in_panel)
        self.contents = QStackedWidget()
        self.bar = QHBoxLayout()
        self.bar.setContentsMargins(px(24), px(8), px(20), px(8))
        self.bar.setSpacing(px(8))
        self._lay_out()

    def _lay_out(self) -> None:
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(self._panel)
        upper.addWidget(self.contents, 1)
        bar = QWidget()
        bar.setLayout(self.bar)
        bar.setMinimumHeight(px(52))
        theme.surface(bar, "chrome")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        layouts.nest(column, upper, 1)
        column.addWidget(layouts.line())
        column.addWidget(bar)

    def show_in_panel(self, items: Sequence[QWidget]) -> None:
        """Put widgets into the panel on the left."""
        for item in items:
            self._in_panel.addWidget(item)

    def add_content(self, *items: layouts.Item) -> QWidget:
        """A content of 640 px that scrolls; shown with ``contents.setCurrentWidget``."""
        inner = layouts.box(layouts.column(*items, None, spacing=12))
        inner.setMaximumWidth(px(_CONTENT_WIDTH))
        holder = layouts.box(layouts.row(inner, None, spacing=0, margins=(64, 44, 40, 24)))
        line = holder.layout()
        assert isinstance(line, QHBoxLayout)
        line.setStretch(0, 1000)
        area = layouts.scroll(holder)
        self.contents.addWidget(area)
        return area

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """No panel in a narrow window."""
        super().resizeEvent(event)
        self._panel.setVisible(self.width() >= px(_PANEL_BELOW))


def _panel(subtitle: str, inside: QVBoxLayout) -> QWidget:
    panel = QWidget()
    theme.surface(panel, "nav")
    panel.setFixedWidth(px(288))
    column = layouts.column(
        labels.page_title("SozDesk"),
        labels.text(subtitle, "body", "text2"),
        24,
        inside,
        None,
        labels.secondary(PRIVACY),
        spacing=2,
        margins=(36, 44, 28, 36),
    )
    panel.setLayout(column)
    return panel


class Steps(QWidget):
    """The steps of the wizard, drawn; the title of the content says the same in words."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._names = tuple(names)
        self.set_current(0)

    def set_current(self, current: int) -> None:
        """The step that is shown."""
        self._current = current
        name = self._names[current]
        self.setAccessibleName(f"Schritt {current + 1} von {len(self._names)}: {name}")
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """44 px per step."""
        return QSize(px(220), px(44) * len(self._names))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Circles with numbers, a line between them, names."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, name in enumerate(self._names):
            self._paint_step(painter, number, name)
        painter.end()

    def _paint_step(self, painter: QPainter, number: int, name: str) -> None:
        now = number == self._current
        size, top = px(24), number * px(44) + px(4)
        circle = QRect(1, top, size, size)
        if number:
            painter.setPen(QPen(theme.color("line2"), 1))
            painter.drawLine(1 + size // 2, top - px(44) + size, 1 + size // 2, top - 1)
        painter.setPen(QPen(theme.color("accent" if now else "control"), 1))
        painter.setBrush(theme.color("accent" if now else "nav"))
        painter.drawEllipse(circle)
        painter.setFont(theme.font("small", bold=now))
        painter.setPen(theme.color("on_accent" if now else "text2"))
        painter.drawText(circle, int(Qt.AlignmentFlag.AlignCenter), str(number + 1))
        painter.setFont(theme.font("label" if now else "body"))
        painter.setPen(theme.color("text" if now else "text2"))
        words = QRect(1 + size + px(12), top, self.width(), size)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), name)
