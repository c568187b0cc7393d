"""One of the two lists of the page: table, filter, detail, export."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from sozdesk.documents import report
from sozdesk.features.offices.ui.details import Detail
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets.list_columns import ListColumn, list_content
from sozdesk.widgets.list_detail import ListDetail
from sozdesk.widgets.list_pane import FilterInput, ListPane
from sozdesk.widgets.table import RowsModel, TableView


class ListSide(QObject):
    """A list with its detail; ``make_detail`` builds the detail once, ``chosen`` fills it."""

    chosen = Signal(object, object)
    """The detail and the line that it has to show."""

    def __init__(
        self,
        name: str,
        noun: tuple[str, str],
        columns: Sequence[ListColumn],
        key: Callable[[Any], Hashable],
        make_detail: Callable[[], Detail],
        *,
        share: float,
    ) -> None:
        super().__init__()
        self._columns = columns
        self._make_detail = make_detail
        self.detail: Detail | None = None
        self._shown: Hashable | None = None
        self.model = RowsModel([entry.column for entry in columns], key=key)
        self.table = TableView(self.model, name)
        self.table.sort_by(columns[0].column.name)
        self.filter = FilterInput(self.model)
        self.pane = ListPane(self.table, noun, f"Keine {noun[0]} passt zu diesen Filtern.")
        self.split = ListDetail(self.pane, share=share)
        self.table.current_row_changed.connect(self._follow)

    def remember_share(self, navigator: Navigator, page: str) -> None:
        """Keep the part of the width that the list was given by hand."""
        self.split.share_changed.connect(lambda share: navigator.remember_share(page, share))

    def set_rows(self, lines: Sequence[object]) -> None:
        """Show other lines and read the open record again."""
        self.model.set_rows(lines)
        if self.table.current_row() is None:
            self.table.select_first()
        self._shown = None
        self._follow(self.table.current_row())

    def select(self, key: Hashable) -> bool:
        """Make a record current; False if the filters hide it."""
        found = self.table.select_key(key)
        if found:
            self.split.show_detail()
        return found

    def forget_detail(self) -> None:
        """Build the detail anew, for example on another day."""
        self.split.set_detail(None)
        self.detail, self._shown = None, None

    def _follow(self, line: object | None) -> None:
        if line is None:
            self.forget_detail()
            return
        key = self.model.key(line)
        if key == self._shown:
            return
        if self.detail is None:
            self.detail = self._make_detail()
            self.split.set_detail(self.detail)
        self._shown = key
        self.chosen.emit(self.detail, line)

    def content(self) -> tuple[tuple[report.Column, ...], tuple[report.Row, ...]]:
        """The visible columns and lines, in the order shown, for a file."""
        return list_content(self.table, self._columns)
