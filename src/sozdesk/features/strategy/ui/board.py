"""The board: the measures side by side by state, each column a list of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QWidget

from sozdesk.features.strategy import texts
from sozdesk.features.strategy.terms import MeasureRow, MeasureState
from sozdesk.features.strategy.ui import words
from sozdesk.features.strategy.ui.area_data import AreaData
from sozdesk.features.strategy.ui.lists import hidden_columns
from sozdesk.widgets import labels, layouts, states, theme
from sozdesk.widgets.list_columns import columns_of
from sozdesk.widgets.rows import Column, RowsModel
from sozdesk.widgets.table import TableView

_LEAST = 190


class BoardColumn(QWidget):
    """The measures of one state; the board places ``head`` (symbol, word, count) above them."""

    def __init__(self, state: MeasureState) -> None:
        super().__init__()
        self.state = state
        word = words.capital(texts.word(state))
        column = Column(
            title=word,
            text=lambda row: texts.measure_label(row.number, row.title),
            second=_below,
            spoken=lambda row: f"{texts.measure_label(row.number, row.title)}, {_below(row)}",
            stretch=True,
        )
        searched = columns_of(hidden_columns())
        self.model = RowsModel([column, *searched], key=lambda row: row.id)
        self.table = TableView(self.model, word, lead=10, row=50, multi=True, sortable=False)
        self.table.horizontalHeader().hide()
        self._count = labels.secondary("", wrap=False)
        state_label = states.StateLabel(words.symbol(state), word, bold=True, wrap=True)
        head = layouts.row(state_label, self._count, margins=(10, 8, 10, 8))
        head.setStretch(0, 1)
        self.head = layouts.box(head)
        self.nothing = labels.text("Keine Massnahme", "body", "text2")
        body = layouts.column(spacing=0)
        body.addWidget(self.table, 1)
        body.addWidget(layouts.box(layouts.row(self.nothing, margins=(10, 10, 10, 0))))
        body.addStretch(0)
        self.setLayout(body)
        self.setMinimumWidth(theme.px(_LEAST))
        self.model.lines_changed.connect(self._count_again)

    def _count_again(self) -> None:
        shown = len(self.model.rows())
        self._count.setText(str(shown))
        self.table.setVisible(shown > 0)
        self.nothing.setVisible(shown == 0)


def _below(row: MeasureRow) -> str:
    parts = [f"Priorität {row.priority}"] if row.priority else []
    parts += ["Aufgabe überfällig"] if row.overdue_tasks else []
    return ", ".join(parts)


class Board(QWidget):
    """Four columns in the order of the work."""

    opened = Signal(object)
    """Enter or double click on a measure."""

    def __init__(self, menu_for: Callable[[Any], Sequence[QAction]]) -> None:
        super().__init__()
        self.columns = tuple(BoardColumn(state) for state in MeasureState)
        self._last = self.columns[0]
        grid = QGridLayout()
        grid.setContentsMargins(theme.px(14), 0, theme.px(10), 0)
        grid.setSpacing(0)
        grid.setRowStretch(2, 1)
        for number, column in enumerate(self.columns):
            grid.addWidget(column.head, 0, number, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(layouts.line("line2"), 1, number)
            grid.addWidget(column, 2, number)
            grid.setColumnStretch(number, 1)
            self._connect(column, menu_for)
        self.setLayout(layouts.column(layouts.scroll(layouts.box(grid), "Tafel"), spacing=0))

    def _connect(self, column: BoardColumn, menu_for: Callable[[Any], Sequence[QAction]]) -> None:
        column.table.menu_for = menu_for
        column.table.opened.connect(self.opened)
        column.table.current_row_changed.connect(
            lambda current, of=column: self._remember(of, current)
        )

    def _remember(self, column: BoardColumn, current: MeasureRow | None) -> None:
        """Commands are about the column that was used last."""
        if current is not None:
            self._last = column

    def show_data(self, data: AreaData) -> None:
        """Show the measures of the day."""
        rows = data.shown.measures if data.shown else ()
        for column in self.columns:
            column.model.set_rows(row for row in rows if row.state is column.state)

    def set_keep(self, keep: Callable[[MeasureRow], bool] | None) -> None:
        """Keep only these measures."""
        for column in self.columns:
            column.model.set_keep(keep)

    def set_search(self, text: str) -> None:
        """Keep only measures with these words."""
        for column in self.columns:
            column.model.set_search(text)

    def selected_rows(self) -> tuple[MeasureRow, ...]:
        """What is selected in the column that was used last."""
        return self._last.table.selected_rows()
