"""The navigation on the left: office name, areas, numbers of things to do; icons when narrow."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QLabel, QVBoxLayout, QWidget

from sozdesk.kernel.german import plural
from sozdesk.shell.areas import Area
from sozdesk.widgets import icons, theme
from sozdesk.widgets.buttons import press_with_enter
from sozdesk.widgets.theme import px
from sozdesk.widgets.tokens import Tone

WIDE, NARROW = 216, 52
_DOT = 7


class NavigationItem(QAbstractButton):
    """One area: icon, title, number of things to do now."""

    def __init__(self, area: Area, key: str) -> None:
        super().__init__()
        self.area = area
        self._count = 0
        self._key = key
        self._narrow = False
        self.setCheckable(True)
        self.setText(area.title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_count(0, "")

    def set_count(self, count: int, tip: str) -> None:
        """Show how much is to do; ``tip`` says what («3 überfällig, 2 zu prüfen»)."""
        self._count = count
        todo = f", {plural(count, 'Punkt', 'Punkte')} zu erledigen" if count else ""
        self.setAccessibleName(f"{self.area.title}{todo}")
        self.setAccessibleDescription(tip)
        self.setToolTip(
            "\n".join(line for line in (f"{self.area.title} ({self._key})", tip) if line)
        )
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        """Only the icon."""
        self._narrow = narrow
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """34 px high."""
        return QSize(px(NARROW if self._narrow else WIDE) - px(16), px(34))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses it."""
        if not press_with_enter(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Fill, bar, icon, words, focus ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        self._paint_content(painter)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        if not self.isChecked() and not self.underMouse():
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("sel" if self.isChecked() else "hover"))
        painter.drawRoundedRect(self.rect(), 5, 5)
        if self.isChecked():
            painter.setBrush(theme.color("accent"))
            bar = QRectF(0, px(7), 3, self.height() - 2 * px(7))
            painter.drawRoundedRect(bar, 1.5, 1.5)

    def _paint_content(self, painter: QPainter) -> None:
        size = px(18)
        tone: Tone = "accent" if self.isChecked() else "text2"
        image = icons.pixmap(self.area.icon, 18, tone, self.devicePixelRatioF())
        left = (self.width() - size) // 2 if self._narrow else px(12)
        painter.drawPixmap(QRect(left, (self.height() - size) // 2, size, size), image)
        if self._narrow:
            self._paint_dot(painter, left + size)
            return
        painter.setFont(theme.font("label" if self.isChecked() else "body"))
        painter.setPen(theme.color("text"))
        words = self.rect().adjusted(px(40), 0, -px(12), 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(words, int(middle | Qt.AlignmentFlag.AlignLeft), self.text())
        if self._count:
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color("text2"))
            painter.drawText(words, int(middle | Qt.AlignmentFlag.AlignRight), str(self._count))

    def _paint_dot(self, painter: QPainter, right: int) -> None:
        """That there is something to do; how much says the tool tip."""
        if self._count:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent"))
            edge = px(_DOT)
            painter.drawEllipse(right - edge // 2, (self.height() - px(18)) // 2, edge, edge)


class NavigationBar(QWidget):
    """All areas of this office; one tab stop, arrow keys go up and down."""

    chosen = Signal(str)
    """Key of the area."""

    def __init__(self, areas: tuple[Area, ...], office_name: str) -> None:
        super().__init__()
        theme.surface(self, "nav")
        self._items: dict[str, NavigationItem] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._name = QLabel(office_name)
        self._office = self._build_office()
        self._build(areas)
        self.set_narrow(False)

    def show_office(self, name: str) -> None:
        """Show the name of the office, which may be changed in the settings."""
        self._name.setText(name)

    def office(self) -> str:
        """The name that is shown."""
        return self._name.text()

    def _build_office(self) -> QWidget:
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(px(12), px(4), px(4), px(8))
        column.setSpacing(0)
        title, place = self._name, QLabel("Basel-Landschaft")
        title.setWordWrap(True)
        theme.give(title, role="label")
        theme.give(place, role="status", tone="text2")
        column.addWidget(title)
        column.addWidget(place)
        return head

    def _build(self, areas: tuple[Area, ...]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(px(8), px(10), px(8), px(10))
        column.setSpacing(0)
        column.addWidget(self._office)
        for number, area in enumerate(areas, 1):
            if area.bottom and not self._has_bottom():
                column.addStretch()
            item = NavigationItem(area, f"Ctrl+{number}")
            item.clicked.connect(lambda _checked=False, key=area.key: self.chosen.emit(key))
            self._group.addButton(item)
            self._items[area.key] = item
            column.addWidget(item)

    def _has_bottom(self) -> bool:
        return any(item.area.bottom for item in self._items.values())

    def keys(self) -> tuple[str, ...]:
        """The areas in order, for Ctrl+1 … 9."""
        return tuple(self._items)

    def item(self, key: str) -> NavigationItem:
        """The button of an area."""
        return self._items[key]

    def select(self, key: str) -> None:
        """Mark an area as the one that is shown."""
        self._items[key].setChecked(True)

    def set_count(self, key: str, count: int, tip: str) -> None:
        """Show how much is to do in an area."""
        self._items[key].set_count(count, tip)

    def set_narrow(self, narrow: bool) -> None:
        """Icons only, 52 px wide."""
        self._office.setVisible(not narrow)
        self.setFixedWidth(px(NARROW if narrow else WIDE))
        for item in self._items.values():
            item.set_narrow(narrow)
