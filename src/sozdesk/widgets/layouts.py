"""Small helpers to lay out a page in code: rows, columns, lines, and a row that wraps."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import shiboken6
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from sozdesk.widgets import theme

_AROUND = 24
"""What is seen around a widget that is scrolled to."""
_TWO_COLUMNS = 720
"""Below this width two columns become one."""

Item = QWidget | QLayout | int | None
"""What goes into a row or column: a widget, a layout, a gap in px, or None for a stretch."""

Margins = tuple[int, int, int, int]
"""Left, top, right, bottom in logical px."""


def fill(layout: QBoxLayout, items: tuple[Item, ...], spacing: int, margins: Margins) -> None:
    """Put items into a box layout; lengths in logical px."""
    layout.setSpacing(theme.px(spacing))
    layout.setContentsMargins(*(theme.px(margin) for margin in margins))
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, QWidget):
            put(layout, item)
        elif isinstance(item, QLayout):
            nest(layout, item)
        else:
            layout.addSpacing(theme.px(item))


def put(layout: QBoxLayout, widget: QWidget) -> None:
    """Add a widget; in a column, one of fixed width stands left and does not bound the others."""
    upright = layout.direction() == QBoxLayout.Direction.TopToBottom
    fixed = widget.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Fixed
    fixed = fixed or widget.minimumWidth() == widget.maximumWidth()
    side = Qt.AlignmentFlag.AlignLeft if upright and fixed else Qt.AlignmentFlag(0)
    layout.addWidget(widget, 0, side)


def row(*items: Item, spacing: int = 8, margins: Margins = (0, 0, 0, 0)) -> QHBoxLayout:
    """Items side by side."""
    layout = QHBoxLayout()
    fill(layout, items, spacing, margins)
    return layout


def column(*items: Item, spacing: int = 12, margins: Margins = (0, 0, 0, 0)) -> QVBoxLayout:
    """Items one below the other."""
    layout = QVBoxLayout()
    fill(layout, items, spacing, margins)
    return layout


def box(layout: QLayout) -> QWidget:
    """A plain widget around a layout."""
    widget = QWidget()
    widget.setLayout(layout)
    return widget


def line(tone: theme.Surface = "line") -> QFrame:
    """A horizontal line of 1 px."""
    frame = QFrame()
    frame.setFixedHeight(1)
    theme.surface(frame, tone)
    return frame


def scroll(content: QWidget, name: str = "") -> QScrollArea:
    """A pane that scrolls up and down by itself; ``name`` is read out when it gets the focus."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setAccessibleName(name)
    area.setWidget(content)
    return area


def reveal(widget: QWidget, part: QRect | None = None) -> None:
    """Scroll the panes around a widget, or a part of it, until it is seen, also where it is new."""
    outer = widget.parentWidget() if widget.isVisible() else None
    while outer is not None:
        if isinstance(outer, QScrollArea):
            if (content := outer.widget()) is not None:
                _activate(content)
            if part is None:
                outer.ensureWidgetVisible(widget, 0, theme.px(_AROUND))
            elif content is not None:
                at = widget.mapTo(content, part.center())
                outer.ensureVisible(at.x(), at.y(), 0, part.height())
        outer = outer.parentWidget()


def _activate(widget: QWidget) -> None:
    """Lay out what changed, now: from the inside out, as Qt would do it later."""
    for inner in [*reversed(widget.findChildren(QWidget)), widget]:
        layout = inner.layout()
        if layout is not None:
            layout.activate()


class Columns(QWidget):
    """Two columns side by side (3 : 2), one below the other where there is no room."""

    def __init__(self, left: QLayout, right: QLayout, *, shares: tuple[int, int] = (3, 2)) -> None:
        super().__init__()
        self._parts = (box(left), box(right))
        self._box = row(*self._parts, spacing=36)
        self._box.setStretch(0, shares[0])
        self._box.setStretch(1, shares[1])
        self.setLayout(self._box)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """One column must fit; two need not."""
        width = max(part.minimumSizeHint().width() for part in self._parts)
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Side by side or below each other."""
        super().resizeEvent(event)
        needed = sum(part.minimumSizeHint().width() for part in self._parts) + theme.px(36)
        narrow = self.width() < max(needed, theme.px(_TWO_COLUMNS))
        direction = QBoxLayout.Direction
        self._box.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        self._box.setSpacing(theme.px(20 if narrow else 36))


class FlowLayout(QLayout):
    """Items from left to right, wrapping into the next line; ``below`` is the gap between lines."""

    def __init__(self, spacing: int = 6, below: int | None = None) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = spacing
        self._below = spacing if below is None else below
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's name
        """Take an item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """The item at a place, None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """Hand an item back."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 - Qt's name
        """Grows nowhere by itself."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Height needed at a width."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 - Qt's name
        """Place the items."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Everything in one line."""
        hints = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(hint.width() for hint in hints) + self._space() * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        """The widest item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _space(self) -> int:
        return theme.px(self._gap)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        y = rect.y()
        for line in self._lines(rect.width()):
            high = max(hint.height() for _item, hint in line)
            x = rect.x()
            for item, hint in line:
                if move:
                    width = min(hint.width(), max(rect.width(), 0))
                    place = QPoint(x, y + high - hint.height())  # a finding moves no input
                    item.setGeometry(QRect(place, QSize(width, hint.height())))
                x += hint.width() + self._space()
            y += high + theme.px(self._below)
        return max(0, y - theme.px(self._below) - rect.y())

    def _lines(self, width: int) -> Iterator[list[tuple[QLayoutItem, QSize]]]:
        """What stands side by side."""
        line: list[tuple[QLayoutItem, QSize]] = []
        taken = 0
        for item in self._items:
            if item.isEmpty():
                continue
            hint = item.sizeHint()
            if line and taken + hint.width() > width:
                yield line
                line, taken = [], 0
            line.append((item, hint))
            taken += hint.width() + self._space()
        if line:
            yield line


class Flow(QWidget):
    """A widget whose children wrap."""

    def __init__(self, *widgets: QWidget, spacing: int = 6, below: int | None = None) -> None:
        super().__init__()
        self._flow = FlowLayout(spacing, below)
        self.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for widget in widgets:
            self.add(widget)

    def add(self, widget: QWidget) -> None:
        """Append a widget."""
        self._flow.addWidget(widget)

    def clear(self) -> None:
        """Remove and delete all widgets."""
        empty(self._flow)


def keys_in_order(*roots: QWidget) -> None:
    """Have Tab go through these widgets in their order, whatever in them was made late or anew."""
    stops = [
        child
        for root in roots
        for child in (root, *_inside(root))
        if child.focusPolicy() != Qt.FocusPolicy.NoFocus and child.window() is root.window()
    ]
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def _inside(root: QWidget) -> Iterator[QWidget]:
    """Everything in a widget: as its layout has it, then what is in no layout."""
    placed = _placed(root)
    known = set(map(id, placed))
    others = (one for one in root.children() if isinstance(one, QWidget) and id(one) not in known)
    for child in (*placed, *others):
        yield child
        yield from _inside(child)


def _placed(root: QWidget) -> list[QWidget]:
    """Children in the order of the layout; a splitter keeps them from left to right."""
    if isinstance(root, QSplitter):
        sides = map(root.widget, range(root.count()))
        return [side for side in sides if side is not None]
    layout = root.layout()
    return [*widgets_of(layout)] if layout is not None else []


def nest(outer: QBoxLayout, inner: QLayout, stretch: int = 0) -> None:
    """Put a layout into another one, in place of ``addLayout``.

    With that PySide6 makes an object for every item of the inner one, and keeps it. Qt deletes the
    items of widgets that go and tells nobody: the next widget or event at such an address would be
    taken for the item, which is an error wherever it comes up, or ends the program. So PySide6 is
    told to know the items no more. For the same reason nobody asks a layout for its items.
    """
    outer.addLayout(inner, stretch)
    _forget_items(inner)


def _forget_items(layout: QLayout) -> None:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if isinstance(item, QLayout):
            _forget_items(item)
        elif item is not None:
            shiboken6.invalidate(item)


def widgets_of(layout: QLayout) -> Iterator[QWidget]:
    """The widgets of a layout that stands in a window, and of the layouts inside it, in their order.

    Asked the other way round, never by ``itemAt``: see :func:`nest`.
    """
    parent = layout.parentWidget()
    around = [*parent.children(), *layout.children()] if parent else []
    inside = {layout.indexOf(one): one for one in around if isinstance(one, QWidget | QLayout)}
    for place in sorted(place for place in inside if place >= 0):
        one = inside[place]
        if isinstance(one, QLayout):
            yield from widgets_of(one)
        else:
            yield one


def empty(layout: QLayout) -> None:
    """Remove everything from a layout; the widgets are deleted."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            empty(inner)
