"""What the tabs of a detail share: their table, their commands, what may be changed."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from operator import attrgetter
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from sozdesk.kernel.errors import SozDeskError
from sozdesk.kernel.usecase import UseCase
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import buttons, errors, layouts, messages
from sozdesk.widgets.table import Column, RowsModel, TableView


class Part(QWidget):
    """One tab: a table (perhaps), a line of buttons, and the use cases they start."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def may_change(self) -> bool:
        """Whether the file may be written."""
        return self.desk.file is not None and not self.desk.file.read_only

    def command(self, text: str, clicked: Callable[[], object], icon: str = "") -> QPushButton:
        """A button that changes something; grey in a read-only file."""
        made = buttons.button(text, clicked, icon=icon)
        made.setEnabled(self.may_change())
        return made

    def entry(self, text: str, triggered: Callable[[], object]) -> QAction:
        """The same for a context menu."""
        return buttons.action(text, triggered, enabled=self.may_change())

    def run(self, usecase: UseCase, command: object) -> None:
        """Run a use case without a dialog."""
        self.desk.run(usecase, command, failed=self._failed, owner=self)

    def _failed(self, error: SozDeskError) -> None:
        errors.show(self, error)

    def remove(self, question: str, text: str, usecase: UseCase, command: object) -> None:
        """Ask, then delete; Ctrl+Z brings it back."""
        if messages.ask(self, question, text, action="Löschen"):
            self.run(usecase, command)


class PartTable:
    """A table inside a tab, with buttons that need a current row."""

    def __init__(
        self,
        name: str,
        columns: Sequence[Column],
        *,
        row: int = 50,
        key: Callable[[Any], Hashable] = attrgetter("id"),
    ) -> None:
        self.model = RowsModel(columns, key=key)
        self.view = TableView(self.model, name, lead=0, row=row, sortable=False)
        self._for_a_row: list[tuple[QWidget, bool]] = []
        self.view.current_row_changed.connect(lambda _row: self._follow())

    def needs_row(self, *widgets: QWidget) -> None:
        """These are grey while no row is current."""
        self._for_a_row += [(widget, widget.isEnabled()) for widget in widgets]
        self._follow()

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show other rows; a table without rows is hidden."""
        before = self.view.current_row()
        self.model.set_rows(rows)
        self.view.fit_height()
        self.view.setVisible(bool(rows))
        if before is None or self.view.current_row() is None:
            self.view.select_first()
        self._follow()

    def current(self) -> Any | None:
        """The row that commands are about."""
        return self.view.current_row()

    def _follow(self) -> None:
        for widget, allowed in self._for_a_row:
            widget.setEnabled(allowed and self.current() is not None)


def stacked(*items: layouts.Item) -> QVBoxLayout:
    """The content of a tab from top to bottom."""
    return layouts.column(*items, None, spacing=12)
