"""The search field on top (Ctrl+K) with its list of results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from sozdesk.shell.search_line import SearchLine
from sozdesk.widgets import theme
from sozdesk.widgets.rows import Index
from sozdesk.widgets.theme import px

PLACEHOLDERS = (
    "Gemeinde, Stelle, Massnahme, Angebot …",
    "Gemeinde, Stelle, Massnahme …",
    "Suchen …",
    "Suchen",
)
"""The longest that is not cut stands in the field."""
WITH_CASES = ("Person, Fall, Gemeinde, Angebot …", "Person, Fall, Gemeinde …", *PLACEHOLDERS[2:])
"""The same where there are cases."""
_HINT_ROOM = 52
_FRAME = 8
NOTHING_FOUND = (
    "Nichts gefunden. Suchen Sie nach einem anderen Wort, nach einer Nummer oder nach dem Namen "
    "einer Seite."
)
_HIT = int(Qt.ItemDataRole.UserRole)
_LEAST_WIDTH = 560
"""Logical px of the list, where the window has them right of the field."""
_MOST_FOR_DETAIL = 0.6
_PLACED_ANEW = {QEvent.Type.Resize, QEvent.Type.Move}


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One line of the list, and where it leads."""

    title: str
    detail: str
    area: str
    target: tuple[tuple[str, object], ...]


class SearchBox(SearchLine):
    """Asks while you type; arrow keys choose, Enter opens, Esc closes the list."""

    asked = Signal(str)
    """The text changed; answer with :meth:`show_results`."""
    chosen = Signal(object)
    """The :class:`SearchResult` to open."""

    def __init__(self, placeholders: Sequence[str] = PLACEHOLDERS) -> None:
        self._placeholders = placeholders
        super().__init__(placeholders[0], "Suchen in der ganzen Datei", right=_HINT_ROOM)
        self.setMaximumWidth(px(380))
        self._hint = QLabel("Ctrl+K", self)
        theme.give(self._hint, role="status", tone="text2")
        self._list = _ResultList(self)
        self._list.itemClicked.connect(self._open)
        self.textEdited.connect(self._ask)

    def start(self) -> None:
        """Begin a search: what stands there from the last one is overtyped."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def show_results(self, text: str, results: tuple[SearchResult, ...]) -> None:
        """Show the answer, unless something else was typed meanwhile."""
        is_here = self.window().focusWidget() is self
        if is_here and text == self.text() and text.strip():
            self._list.fill(results)
            self._list.place_below(self)

    def results(self) -> tuple[str, ...]:
        """The titles that are listed."""
        if self._list.isHidden():
            return ()
        return tuple(self._list.item(line).text() for line in range(self._list.count()))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrow keys move in the list."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps and self._list.isVisible():
            self._list.move(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._list.isVisible():
            self._open(self._list.currentItem())
        elif event.key() == Qt.Key.Key_Escape:
            self._escape()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """Keep the hint at the right end, and say as much as there is room for."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        size = self._hint.sizeHint()
        self._hint.setGeometry(
            self.width() - size.width() - px(10),
            (self.height() - size.height()) // 2,
            size.width(),
            size.height(),
        )
        self._fit_placeholder()

    def _fit_placeholder(self) -> None:
        margins = self.textMargins()
        room = self.width() - margins.left() - margins.right() - px(_FRAME)
        wide = self.fontMetrics().horizontalAdvance
        fitting_words = (words for words in self._placeholders if wide(words) <= room)
        self.setPlaceholderText(next(fitting_words, self._placeholders[-1]))

    def _ask(self, text: str) -> None:
        if text.strip():
            self.asked.emit(text)
        else:
            self._list.hide()

    def _open(self, item: QListWidgetItem | None) -> None:
        result = item.data(_HIT) if item is not None else None
        if result is None:
            return
        self._list.hide()
        self.clear()
        self.chosen.emit(result)

    def _escape(self) -> None:
        if self._list.isVisible():
            self._list.hide()
        else:
            self.clear()


class _ResultList(QListWidget):
    """Lies over the window, never takes the focus."""

    def __init__(self, field: SearchBox) -> None:
        super().__init__()
        self._field = field
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setItemDelegate(_ResultDelegate(self))
        self.setMouseTracking(True)
        self.setAccessibleName("Suchergebnisse")
        theme.give(self, role="popup")
        self.hide()
        field.installEventFilter(self)

    def fill(self, results: tuple[SearchResult, ...]) -> None:
        """List the results, or say that there are none."""
        self.clear()
        for result in results:
            item = QListWidgetItem(result.title, self)
            item.setData(_HIT, result)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{result.title}, {result.detail}")
        if not results:
            item = QListWidgetItem(NOTHING_FOUND, self)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.setCurrentRow(0 if results else -1)

    def place_below(self, field: SearchBox) -> None:
        """Show the list under the field, over everything else in the window."""
        window = field.window()
        self.setParent(window)
        corner = field.mapTo(window, QPoint(0, field.height() + 2))
        rows = min(self.count(), 8)
        room = window.width() - corner.x() - px(12)
        width = max(field.width(), min(px(_LEAST_WIDTH), room))
        self.setGeometry(corner.x(), corner.y(), width, rows * _row_height() + 4)
        self.show()
        self.raise_()

    def move(self, step: int) -> None:  # type: ignore[override]
        """Choose the line above or below."""
        self.setCurrentRow(max(0, min(self.count() - 1, self.currentRow() + step)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Go away with the focus of the field, and follow where it goes."""
        if watched is self._field and event.type() == QEvent.Type.FocusOut:
            self.hide()
        elif event.type() in _PLACED_ANEW and self.isVisible():
            self.place_below(self._field)
        return False


class _ResultDelegate(QStyledItemDelegate):
    """Title left, detail right in grey."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        chosen = QStyle.StateFlag.State_Selected in option.state
        painter.save()
        if chosen:
            painter.fillRect(option.rect, theme.color("sel"))
        place = option.rect.adjusted(px(12), 0, -px(12), 0)
        result: SearchResult | None = index.data(_HIT)
        middle, left = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignLeft
        if result is None:
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color("text2"))
            wrap = Qt.TextFlag.TextWordWrap
            painter.drawText(place, int(middle | left | wrap), index.data())
        else:
            title, detail = fitting(result, place.width())
            painter.setFont(theme.font("body"))
            painter.setPen(theme.color("text"))
            painter.drawText(place, int(middle | left), title)
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color("text2"))
            painter.drawText(place, int(middle | Qt.AlignmentFlag.AlignRight), detail)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """One row; two for the sentence that nothing was found."""
        return QSize(px(300), _row_height() if index.data(_HIT) else _row_height() + px(14))


def fitting(result: SearchResult, width: int) -> tuple[str, str]:
    """Title and detail beside each other in ``width`` px: the title is cut before the detail."""
    titles, details = (QFontMetrics(theme.font(role)) for role in ("body", "small"))
    right = Qt.TextElideMode.ElideRight
    detail = details.elidedText(result.detail, right, round(width * _MOST_FOR_DETAIL))
    room = width - details.horizontalAdvance(detail) - px(12)
    return titles.elidedText(result.title, right, room), detail


def _row_height() -> int:
    return px(30)
