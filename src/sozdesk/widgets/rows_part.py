"""A table of rows of one sort, with the commands that add, change and remove one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLayout

from sozdesk.kernel.usecase import UseCase
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import buttons, labels, layouts, theme
from sozdesk.widgets.command_dialog import CommandDialog
from sozdesk.widgets.parts import Part, PartTable, stacked
from sozdesk.widgets.table import Column

_BACK = "Bearbeiten › Rückgängig holt es zurück."
MakeDialog = Callable[[Any | None], CommandDialog | None]
"""The dialog for a row, or for a new one (None); None if there can be none now."""


@dataclass(frozen=True, slots=True)
class Removal:
    """How a row goes: the use case, its command (of ``id`` and ``base_version``), the question."""

    usecase: UseCase
    command: Callable[..., object]
    question: Callable[[Any], str] | None = None
    """Without one: «Fenster entfernen?»."""


class RowsPart(Part):
    """``words`` = («Unterbrüche», «Unterbruch») for the table and for a question."""

    _size: theme.TextRole = "body"

    def __init__(
        self,
        desk: Desk,
        words: tuple[str, str],
        column: Column,
        dialog: MakeDialog,
        removal: Removal | None,
        *,
        hint: str = "",
        nothing: str = "Noch nichts erfasst.",
    ) -> None:
        super().__init__(desk)
        self.words, self._dialog, self._removal = words, dialog, removal
        self.hint = labels.text(hint, self._size, "text2")
        self.hint.setVisible(bool(hint))
        self.empty = labels.text(nothing, self._size, "text2")
        self.table = PartTable(words[0], (column,))
        self.table.view.opened.connect(lambda _row: self.change())
        self.table.view.menu_for = self._menu
        self.setLayout(self._arranged())

    def _arranged(self) -> QLayout:
        self.add_button = self.command("Hinzu&fügen …", self.add, icon="plus")
        self.change_button = self.command("Ände&rn …", self.change)
        self.remove_button = self.command("&Entfernen", self.remove_current)
        self.table.needs_row(self.change_button, self.remove_button)
        line = layouts.Flow(self.add_button, self.change_button, self.remove_button, spacing=8)
        return stacked(self.hint, line, self.table.view, self.empty)

    def _menu(self, _row: Any) -> list[QAction]:
        entries = [self.entry(f"{self.words[1]} ändern …", self.change)]
        if self._removal is not None:
            entries.append(self.entry("Entfernen", self.remove_current))
        return entries

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show other rows."""
        self.table.set_rows(rows)
        self.empty.setVisible(not rows and bool(self.empty.text()))

    def add(self) -> None:
        """A new one."""
        self._present(None)

    def change(self) -> None:
        """Change the current one."""
        row = self.table.current()
        if row is not None and self.may_change():
            self._present(row)

    def _present(self, row: Any | None) -> None:
        dialog = self._dialog(row)
        if dialog is not None:
            dialog.present()

    def remove_current(self) -> None:
        """Ask, then remove the current one."""
        row, how = self.table.current(), self._removal
        if row is None or how is None:
            return
        question = how.question(row) if how.question else f"{self.words[1]} entfernen?"
        command = how.command(id=row.id, base_version=row.version)
        self.remove(question, _BACK, how.usecase, command)


class LinesPart(RowsPart):
    """The same below something else: a title with a link; change and remove are in the menu.

    ``removal`` None: rows are only changed, and not added by hand.
    """

    _size = "small"

    def _arranged(self) -> QLayout:
        self.title = labels.strong(self.words[0], wrap=False)
        self.add_button = buttons.link(f"{self.words[1]} erfassen …", self.add)
        self.add_button.setVisible(self._removal is not None and self.may_change())
        head = layouts.row(self.title, None, self.add_button)
        return layouts.column(head, self.hint, self.table.view, self.empty, spacing=4)
