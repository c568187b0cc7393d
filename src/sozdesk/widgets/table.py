"""Tables and lists: row lines only, one focus ring, everything with the keyboard.

Enter opens, space ticks, the context-menu key shows ``…``, the head sorts and chooses columns.
``list_pane.ListPane`` adds the count and «Liste exportieren …» below.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QSizePolicy,
    QTableView,
    QToolTip,
)

from sozdesk.widgets import buttons, theme
from sozdesk.widgets.cells import CellDelegate
from sozdesk.widgets.column_widths import ColumnWidths
from sozdesk.widgets.header import Header
from sozdesk.widgets.rows import Cell, Column, Group, RowsModel

__all__ = ["Cell", "Column", "Group", "RowsModel", "TableText", "TableView"]


@dataclass(frozen=True, slots=True)
class TableText:
    """What a list shows just now, for exports: titles and texts of the visible columns and rows."""

    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class TableView(QTableView):
    """The view over a :class:`RowsModel`.

    ``lead`` = left margin of the first column (24 at the edge of a page, 0 in a detail);
    ``row`` = height of a row before factor and density.
    """

    current_row_changed = Signal(object)
    """The frozen row that is current now, or None."""
    opened = Signal(object)
    """Enter or double click on a row."""
    ticked = Signal(object, bool)
    """A check box was ticked: row and wanted value. The page decides and sets new rows."""

    def __init__(
        self,
        model: RowsModel,
        name: str,
        *,
        lead: int = 24,
        row: int = 30,
        multi: bool = False,
        sortable: bool = True,
    ) -> None:
        super().__init__()
        self.rows_model = model
        self.menu_for: Callable[[Any], Sequence[QAction]] | None = None
        """Set this to offer commands for a row (context menu)."""
        self._row = row
        self._current_key: Hashable | None = None
        self._resetting = False
        self._fits_height = False
        self._group_lines: list[int] = []
        lead = max(lead, _RING)
        self._cells = CellDelegate(model, lead)
        self._head = Header(lead)
        self.setHorizontalHeader(self._head)
        self.setModel(model)
        self._widths = ColumnWidths(self, model, self._cells, self._head)
        self.setItemDelegate(self._cells)
        self.setAccessibleName(name)
        self._set_behaviour(multi=multi)
        self._connect(sortable=sortable)
        for number, column in enumerate(model.columns):
            self.setColumnHidden(number, column.hidden)
        self._apply_theme()
        self._after_reset()

    def _set_behaviour(self, *, multi: bool) -> None:
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if multi else mode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _connect(self, *, sortable: bool) -> None:
        self.rows_model.modelAboutToBeReset.connect(self._before_reset)
        self.rows_model.modelReset.connect(self._after_reset)
        self.rows_model.rows_set.connect(self.fit_columns)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self._head.customContextMenuRequested.connect(self._show_column_menu)
        theme.events().changed.connect(self._apply_theme)
        if sortable:
            self._head.sectionClicked.connect(self._sort_by)

    # ------------------------------------------------------------ for pages

    def current_row(self) -> Any | None:
        """The frozen row that is current, or None."""
        return self.rows_model.row(self.currentIndex().row())

    def selected_rows(self) -> tuple[Any, ...]:
        """All selected rows, from top to bottom."""
        lines = sorted(index.row() for index in self.selectionModel().selectedRows())
        rows = (self.rows_model.row(line) for line in lines)
        return tuple(row for row in rows if row is not None)

    def select_key(self, key: Hashable) -> bool:
        """Make the row with this key current; False if it is not shown."""
        line = self.rows_model.line_of(key)
        if line < 0:
            return False
        # Not the view's own setCurrentIndex: it asks the keyboard, and Ctrl held down would add.
        here = self.rows_model.index(line, self._first_visible())
        self.selectionModel().setCurrentIndex(here, _THIS_ROW_ONLY)
        self.scrollTo(here)
        return True

    def select_first(self) -> None:
        """Make the first row current."""
        for line in range(self.rows_model.rowCount()):
            row = self.rows_model.row(line)
            if row is not None:
                self.select_key(self.rows_model.key(row))
                return

    def sort_by(self, name: str, *, descending: bool = False) -> None:
        """Sort by the column with this name."""
        number = [column.name for column in self.rows_model.columns].index(name)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.rows_model.sort(number, order)

    def shown_text(self) -> TableText:
        """Titles and texts of the visible columns and rows, in the order shown."""
        columns = [
            number
            for number in map(self._head.logicalIndex, range(self._head.count()))
            if not self.isColumnHidden(number)
        ]
        titles = tuple(self.rows_model.columns[number].title for number in columns)
        lines = [n for n in range(self.rows_model.rowCount()) if self.rows_model.row(n) is not None]
        cells = self.rows_model.cell
        rows = tuple(tuple(_cell_text(cells(line, n)) for n in columns) for line in lines)
        return TableText(titles, rows)

    def fit_height(self) -> None:
        """Be exactly as high as the rows: for tables inside a detail that scrolls as a whole."""
        height = self._head.sizeHint().height() if self._head.isVisibleTo(self) else 0
        height += sum(self.rowHeight(line) for line in range(self.rows_model.rowCount()))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fits_height = True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        height += self.horizontalScrollBar().sizeHint().height() if self._overflows() else 0
        self.setFixedHeight(height + 2)

    def _overflows(self) -> bool:
        return self._head.length() > self.viewport().width()

    # ------------------------------------------------------------ columns

    def fit_columns(self) -> None:
        """Give every column what its content needs; the stretching one takes the rest."""
        self._widths.measure()
        if self._fits_height:
            self.fit_height()

    def _show_column_menu(self, point: QPoint) -> None:
        menu = self.column_menu()
        menu.exec(self._head.mapToGlobal(point))
        menu.deleteLater()

    def column_menu(self) -> QMenu:
        """The menu that shows and hides columns; the last visible one stays."""
        menu = QMenu(self)
        shown = sum(not self.isColumnHidden(n) for n in range(len(self.rows_model.columns)))
        for number, column in enumerate(self.rows_model.columns):
            entry = menu.addAction(column.title)
            entry.setCheckable(True)
            entry.setChecked(not self.isColumnHidden(number))
            entry.setEnabled(shown > 1 or self.isColumnHidden(number))
            entry.toggled.connect(lambda on, n=number: self._show_column(n, on))
        return menu

    def _show_column(self, number: int, shown: bool) -> None:
        self.setColumnHidden(number, not shown)
        self.fit_columns()

    def _first_visible(self) -> int:
        columns = range(len(self.rows_model.columns))
        return next((n for n in columns if not self.isColumnHidden(n)), 0)

    def _sort_by(self, number: int) -> None:
        again = self.rows_model.sorted_by == number and not self.rows_model.descending
        order = Qt.SortOrder.DescendingOrder if again else Qt.SortOrder.AscendingOrder
        self.rows_model.sort(number, order)
        self._head.viewport().update()

    # ------------------------------------------------------------ reload

    def _before_reset(self) -> None:
        row = self.current_row()
        if row is not None:
            self._current_key = self.rows_model.key(row)
        self._resetting = True

    def _after_reset(self) -> None:
        self.clearSpans()
        self._group_lines.clear()
        grouped = self.rows_model.has_groups()  # else every row has the height of all
        for line in range(self.rows_model.rowCount() if grouped else 0):
            is_group = self.rows_model.group(line) is not None
            if is_group:
                self.setSpan(line, 0, 1, max(2, len(self.rows_model.columns)))
                self._group_lines.append(line)
            else:
                self._set_height(line, theme.row_height(self._row))
        self._wrap_groups()
        self._resetting = False
        if self._current_key is None or not self.select_key(self._current_key):
            self._lose_current()

    def _wrap_groups(self) -> None:
        """Where rows have two lines a group has one, or as many as its words need."""
        least = theme.row_height(min(_GROUP_ROW, self._row))
        for line in self._group_lines:
            group = self.rows_model.group(line)
            if group is not None:
                words = self._cells.group_height(group, self.viewport().width())
                self._set_height(line, max(least, words))

    def _set_height(self, line: int, height: int) -> None:
        """A line keeps the height of what stood there, until it gets another one."""
        if self.rowHeight(line) != height:
            self.setRowHeight(line, height)

    def _lose_current(self) -> None:
        if self._current_key is not None:
            self._current_key = None
            self.current_row_changed.emit(None)

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.viewport().update()
        if self._resetting:
            return
        row = self.rows_model.row(current.row())
        key = None if row is None else self.rows_model.key(row)
        self._current_key = key
        self.current_row_changed.emit(row)

    # ------------------------------------------------------------ hand and keys

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens, space ticks, left and right fold groups."""
        key = event.key()
        line = self.currentIndex().row()
        group = self.rows_model.group(line)
        if group is not None and key in _FOLD_KEYS:
            self._toggle_group(group, key)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_row() is not None:
            self.opened.emit(self.current_row())
        elif key == Qt.Key.Key_Space and self._tick_line(line):
            return
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt's name
        """Letters lead to the row whose first column begins with them, whatever was clicked."""
        line, first = self.currentIndex().row(), self._first_visible()
        here = self.rows_model.index(max(line, 0), first)
        self.selectionModel().setCurrentIndex(here, _MOVE_ONLY)
        super().keyboardSearch(search)

    def _toggle_group(self, group: Group, key: int) -> None:
        folded = self.rows_model.is_folded(group.key)
        wanted = {Qt.Key.Key_Left: True, Qt.Key.Key_Right: False}.get(Qt.Key(key), not folded)
        self._fold(group, folded=wanted)

    def _fold(self, group: Group, *, folded: bool) -> None:
        self.rows_model.fold(group.key, folded=folded)
        for line in range(self.rows_model.rowCount()):
            if self.rows_model.group(line) == group:
                self.setCurrentIndex(self.rows_model.index(line, 0))

    def _tick_line(self, line: int) -> bool:
        row = self.rows_model.row(line)
        for number in range(len(self.rows_model.columns)):
            cell = self.rows_model.cell(line, number)
            if cell and cell.has_box and cell.ticked is not None:
                self.ticked.emit(row, not cell.ticked)
                return True
        return False

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click on a box ticks, a click on a group row folds."""
        super().mouseReleaseEvent(event)
        point = event.position().toPoint()
        index = self.indexAt(point)
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        group = self.rows_model.group(index.row())
        cell = self._box_at(index, point)
        if group is not None:
            self._fold(group, folded=not self.rows_model.is_folded(group.key))
        elif cell is not None and cell.ticked is not None:
            self.ticked.emit(self.rows_model.row(index.row()), not cell.ticked)

    def _box_at(self, index: QModelIndex, point: QPoint) -> Cell | None:
        """The cell whose box lies at a point; None where there is no box."""
        cell = self.rows_model.cell(index.row(), index.column())
        if cell is None or not cell.has_box:
            return None
        on_box = self._cells.is_on_box(self.visualRect(index), index.column(), point.x())
        return cell if on_box else None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Opens like Enter, but not on a box."""
        point = event.position().toPoint()
        index = self.indexAt(point)
        row = self.rows_model.row(index.row()) if index.isValid() else None
        if row is not None and self._box_at(index, point) is None:
            self.opened.emit(row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """The row under the pointer is shaded."""
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Nothing is under the pointer."""
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, line: int) -> None:
        if line != self._cells.hovered:
            self._cells.hovered = line
            self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """The commands of the current row, at the pointer or, by key, below the row."""
        menu = self.row_menu()
        if menu is None:
            return
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        place = self.visualRect(self.currentIndex()).bottomLeft()
        menu.exec(self.viewport().mapToGlobal(place) if by_key else event.globalPos())
        menu.deleteLater()

    def row_menu(self) -> QMenu | None:
        """The menu with the commands of the current row; None without a row or commands."""
        row = self.current_row()
        if self.menu_for is None or row is None:
            return None
        menu = QMenu(self)
        buttons.fill_menu(menu, list(self.menu_for(row)))
        return menu

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Tool tips with the full text of what is cut."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._tip_at(event.pos()), self)
            return True
        return super().viewportEvent(event)

    def _tip_at(self, point: QPoint) -> str:
        index = self.indexAt(point)
        cell = self.rows_model.cell(index.row(), index.column()) if index.isValid() else None
        if cell is None:
            return ""
        cut = self._cells.is_cut(index.row(), index.column(), self.columnWidth(index.column()))
        return cell.tip or ("\n".join(filter(None, (cell.text, cell.second))) if cut else "")

    # ------------------------------------------------------------ drawing

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The rows, then one ring round the whole current row."""
        super().paintEvent(event)
        line = self.currentIndex().row()
        if not self.hasFocus() or line < 0:
            return
        top, high = self.rowViewportPosition(line), self.rowHeight(line)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ring = QRectF(1, top + 0.5, self.viewport().width() - 2, high - 1.5)
        painter.drawRoundedRect(ring, 3, 3)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The stretching column follows."""
        super().resizeEvent(event)
        self._widths.arrange()
        self._wrap_groups()
        if self._fits_height:
            self.fit_height()

    def _apply_theme(self) -> None:
        self.verticalHeader().setMinimumSectionSize(theme.px(20))
        self.verticalHeader().setDefaultSectionSize(theme.row_height(self._row))
        self._head.setMinimumSectionSize(theme.px(36))
        self.fit_columns()


_GROUP_ROW = 30
_RING = 6
"""Least left margin: the focus ring must not touch the first letter."""
_MOVE_ONLY = QItemSelectionModel.SelectionFlag.NoUpdate
_THIS_ROW_ONLY = (
    QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
)
_FOLD_KEYS = {
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Space,
}


def _cell_text(cell: Cell | None) -> str:
    return cell.text if cell else ""
