"""A table of settings with «hinzufügen», «ändern», «entfernen»."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sozdesk.features.offerings import usecases
from sozdesk.kernel.usecase import UseCase
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import labels, layouts
from sozdesk.widgets.command_dialog import CommandDialog
from sozdesk.widgets.parts import Part, PartTable, stacked
from sozdesk.widgets.table import Column

_BACK = "Bearbeiten › Rückgängig holt es zurück."
MakeDialog = Callable[[Part, Any | None], CommandDialog]
"""The dialog for a row, or for a new one."""


class SettingPart(Part):
    """Rows of one sort; ``words`` = («Fenster», «das Fenster»): for the table, for a question."""

    def __init__(
        self,
        desk: Desk,
        words: tuple[str, str],
        column: Column,
        dialog: MakeDialog,
        remove: UseCase,
        *,
        hint: str = "",
    ) -> None:
        super().__init__(desk)
        self._words, self._dialog, self._remove = words, dialog, remove
        self.hint = labels.text(hint, "body", "text2")
        self.hint.setVisible(bool(hint))
        self.empty = labels.text("Noch nichts erfasst.", "body", "text2")
        self.table = PartTable(words[0], (column,))
        self.table.view.opened.connect(lambda _row: self.change())
        self.add_button = self.command("Hinzu&fügen …", self.add, icon="plus")
        self.change_button = self.command("Ände&rn …", self.change)
        self.remove_button = self.command("&Entfernen", self.remove_current)
        self.table.needs_row(self.change_button, self.remove_button)
        line = layouts.Flow(self.add_button, self.change_button, self.remove_button, spacing=8)
        self.setLayout(stacked(self.hint, self.table.view, self.empty, line))

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show other rows."""
        self.table.set_rows(rows)
        self.empty.setVisible(not rows)

    def add(self) -> None:
        """A new one."""
        self._dialog(self, None).present()

    def change(self) -> None:
        """Change the current one."""
        row = self.table.current()
        if row is not None and self.may_change():
            self._dialog(self, row).present()

    def remove_current(self) -> None:
        """Remove the current one."""
        row = self.table.current()
        if row is not None:
            command = usecases.RemoveRow(id=row.id, base_version=row.version)
            self.remove(f"{self._words[1]} entfernen?", _BACK, self._remove, command)
