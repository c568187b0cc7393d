"""How wide the columns of a table are."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QTableView

from sozdesk.widgets import theme
from sozdesk.widgets.cells import CellDelegate
from sozdesk.widgets.header import Header
from sozdesk.widgets.rows import Cell, RowsModel

_MEASURED_ROWS = 300
_FIGURES = str.maketrans("123456789", "000000000")
_LEAST_ELASTIC = 90


class ColumnWidths(QObject):
    """Every column gets what its content needs; one takes what is left.

    If all is too wide, columns with a generous ``width`` give way first, then the elastic one (the
    stretching column, else the last) elides; only then the table scrolls sideways. A width chosen
    by hand stays.
    """

    def __init__(
        self, view: QTableView, model: RowsModel, cells: CellDelegate, head: Header
    ) -> None:
        super().__init__(view)
        self._view, self._model, self._cells, self._head = view, model, cells, head
        self._widths: dict[int, int] = {}
        self._least: dict[int, int] = {}
        self._by_hand: set[int] = set()
        self._arranging = False
        head.sectionResized.connect(self._on_resized)

    def measure(self) -> None:
        """Look at titles and cells again."""
        for number, column in enumerate(self._model.columns):
            if number in self._by_hand or self._view.isColumnHidden(number):
                continue  # a hidden one is measured when it is shown
            self._least[number] = self._needed(number)
            self._widths[number] = max(self._least[number], theme.px(column.width))
        self.arrange()

    def _needed(self, number: int) -> int:
        cells = max(
            (self._cells.width_of(cell, number) for cell in self._unlike(number)), default=0
        )
        title = self._head.wanted_width(number)
        column = self._model.columns[number]
        least = theme.px(column.least)
        cells = min(cells, theme.px(column.most)) if column.most else cells
        return max(cells, title, least, self._head.minimumSectionSize())  # Qt makes none narrower

    def _unlike(self, number: int) -> Iterable[Cell]:
        """One cell for each width that can come out: all figures are equally wide.

        Measuring a text takes 25 µs, and 86 dates need only one of it.
        """
        cells = {}
        for cell in self._model.cells_of(number, _MEASURED_ROWS):
            texts = (cell.text + "\n" + cell.second).translate(_FIGURES)
            cells[texts, cell.bold, bool(cell.symbol)] = cell
        return cells.values()

    def arrange(self) -> None:
        """Spread the columns over the room there is."""
        shown = [n for n in self._widths if not self._view.isColumnHidden(n)]
        if not shown:
            return
        missing = sum(self._widths[n] for n in shown) - self._view.viewport().width()
        self._arranging = True
        for number in shown:
            yields = min(max(0, missing), self._widths[number] - self._least[number])
            missing -= yields
            self._view.setColumnWidth(number, self._widths[number] - yields)
        self._stretch(self._elastic(shown), missing)
        self._arranging = False

    def _elastic(self, shown: list[int]) -> int:
        return next((n for n in shown if self._model.columns[n].stretch), shown[-1])

    def _stretch(self, number: int, missing: int) -> None:
        column = self._model.columns[number]
        least = max(_LEAST_ELASTIC, column.least) if column.title else column.least
        head = max(self._head.wanted_width(number), self._head.minimumSectionSize())
        least = max(theme.px(least), head)
        self._view.setColumnWidth(number, max(least, self._view.columnWidth(number) - missing))

    def _on_resized(self, number: int, _old: int, width: int) -> None:
        if not self._arranging and width > 0:
            self._widths[number] = self._least[number] = width
            self._by_hand.add(number)
