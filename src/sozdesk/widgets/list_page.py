"""A page that is one list with a detail, and what stands there while the list is empty."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets.buttons import Slot
from sozdesk.widgets.list_detail import ListDetail
from sozdesk.widgets.list_pane import FilterInput, ListPane
from sozdesk.widgets.page import Page
from sozdesk.widgets.table import RowsModel, TableView


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLook:
    """What a list is called and how it looks."""

    key: str
    """Under which the window remembers the share."""
    name: str
    """Of the table, read out."""
    noun: tuple[str, str]
    nothing: str
    """Said where the filters keep nothing."""
    share: float
    """Part of the width that the list gets at first."""
    multi: bool = False
    export: bool = False


class ListPage(Page):
    """Base of such pages, which give the model, fill the list and show the current row.

    Something is always current where there is something. While somebody types into the filter the
    detail waits until the keys rest, so that a key only paints the list.
    """

    def __init__(
        self,
        title: str,
        facts: str = "",
        *,
        desk: Desk,
        navigator: Navigator,
        model: RowsModel,
        look: ListLook,
        back: Slot | None = None,
    ) -> None:
        super().__init__(title, facts, back=back)
        self.desk, self.navigator, self.model = desk, navigator, model
        self._filling = False
        self.search = FilterInput(model)
        self.search.textChanged.connect(lambda _text: self.keep_current())
        self.search.rested.connect(self._follow)
        self.table = TableView(model, look.name, row=50, multi=look.multi)
        self.table.current_row_changed.connect(lambda _row: self._on_row())
        self.pane = ListPane(self.table, look.noun, look.nothing, export=look.export)
        self.pane.filter_cleared.connect(self.clear_filters)
        self.split = ListDetail(self.pane, share=navigator.share_of(look.key, look.share))
        self.split.share_changed.connect(partial(navigator.remember_share, look.key))
        self._views = QStackedWidget()
        self._views.addWidget(self.split)
        self.set_content(self._views)

    def set_empty(self, widget: QWidget) -> None:
        """What stands there while nothing was recorded."""
        self._views.addWidget(widget)

    def clear_filters(self) -> None:
        """Show all rows."""
        raise NotImplementedError

    def show_row(self, row: Any | None) -> None:
        """Show the detail of a row, or none."""
        raise NotImplementedError

    def show_list(self, *, some: bool) -> None:
        """The list, or what stands there while nothing was recorded."""
        self._views.setCurrentIndex(0 if some else 1)

    def fill(self, rows: Iterable[Any]) -> None:
        """Other rows; the detail does not follow yet, because the page may look for another row."""
        filling, self._filling = self._filling, True
        self.model.set_rows(rows)
        self._filling = filling

    def keep_current(self) -> None:
        """Something is always selected where there is something."""
        if self.table.current_row() is None:
            self.table.select_first()

    def _on_row(self) -> None:
        if not self._filling and not self.search.is_typing():
            self._follow()

    def _follow(self) -> None:
        self.show_row(self.table.current_row())
