"""Lists of what belongs to a person, each with its buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from sozdesk.features.cases import texts, usecases
from sozdesk.features.cases.terms import (
    PersonLanguageRow,
    PersonPart,
    RegimeOverrideRow,
    RepresentativeRow,
    ResidenceRow,
)
from sozdesk.features.cases.texts import casework as said
from sozdesk.features.cases.ui.area_data import PersonData
from sozdesk.features.cases.ui.person_dialogs import PersonPartDialog
from sozdesk.kernel import german
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import buttons, labels, layouts, parts
from sozdesk.widgets.table import Column

_BACK = "Bearbeiten › Rückgängig holt alles zurück."
_Rows = Callable[[PersonData], Sequence[Any]]


class PersonList(parts.Part):
    """One kind of part: a table, «erfassen», «ändern», «entfernen»."""

    def __init__(
        self, desk: Desk, kind: PersonPart, nothing: str, letters: str, rows: _Rows
    ) -> None:
        super().__init__(desk)
        self.kind, self._rows = kind, rows
        self.data: PersonData | None = None
        noun = texts.word(kind)
        self.table = parts.PartTable(noun, (self._column(noun),))
        self.table.view.opened.connect(lambda _row: self.change())
        self.table.view.menu_for = lambda _row: [
            self.entry(f"{noun} ändern …", self.change),
            self.entry(f"{noun} entfernen …", self.remove_current),
        ]
        self.empty = labels.text(nothing, "body", "text2")
        self.add_button = self.command(_lettered(f"{noun} erfassen …", letters[0]), self.add)
        self.change_button = self.command(_lettered(f"{noun} ändern …", letters[1]), self.change)
        self.table.needs_row(self.change_button)
        commands = layouts.Flow(self.add_button, self.change_button, spacing=8)
        self.setLayout(layouts.column(self.table.view, self.empty, commands, spacing=8))

    def _column(self, noun: str) -> Column:
        return Column(title=noun, text=self._title, second=self._detail, stretch=True)

    def _title(self, row: Any) -> str:
        if isinstance(row, ResidenceRow):
            return texts.permit_words(row.permit, refugee=row.refugee)
        if isinstance(row, RegimeOverrideRow):
            names = self.data.names if self.data else {}
            return names.get(row.regime_code, row.regime_code)
        if isinstance(row, PersonLanguageRow):
            return f"{row.language}, {row.level}" if row.level else row.language
        assert isinstance(row, RepresentativeRow)
        return f"{row.name} ({texts.word(row.kind)})"

    def _detail(self, row: Any) -> str:
        if isinstance(row, PersonLanguageRow):
            return f"geprüft am {german.day(row.tested_on)}" if row.tested_on else "nicht geprüft"
        days = said.days(row.valid_from, row.ended_on)
        if isinstance(row, RegimeOverrideRow):
            return f"{days}: {row.reason}"
        if isinstance(row, RepresentativeRow):
            return ", ".join(filter(None, (days, row.phone, *row.address.splitlines())))
        return days

    def show_person(self, data: PersonData) -> None:
        """Show the rows of another person, or other rows."""
        self.data = data
        rows = self._rows(data)
        self.table.set_rows(rows)
        self.empty.setVisible(not rows)

    def add(self) -> None:
        """Enter one."""
        self._open(None)

    def change(self) -> None:
        """Change the current one."""
        row = self.table.current()
        if row is not None and self.may_change():
            self._open(row)

    def _open(self, row: Any) -> None:
        assert self.data is not None
        PersonPartDialog(
            self, self.desk, self.kind, self.data.row.id, self.data.names, row
        ).present()

    def remove_current(self) -> None:
        """Remove the current one."""
        row = self.table.current()
        if row is not None:
            command = usecases.RemovePersonPart(kind=self.kind, id=row.id, base_version=row.version)
            question = f"{self._title(row)} entfernen?"
            self.remove(question, _BACK, usecases.remove_person_part, command)


class SetAside(QWidget):
    """What an entry that was merged held otherwise; hidden while there is nothing."""

    def __init__(self, settle: Callable[[], None]) -> None:
        super().__init__()
        self.lines = labels.body("")
        self.done_button = buttons.button("Erle&digt", settle)
        self.setLayout(
            layouts.column(
                labels.section(said.SET_ASIDE),
                self.lines,
                layouts.box(layouts.row(self.done_button, None)),
                spacing=8,
            )
        )

    def show_lines(self, lines: str, *, may_change: bool) -> None:
        """Show other lines, or nothing."""
        self.lines.setText(lines)
        self.done_button.setEnabled(may_change)
        self.setVisible(bool(lines))


def _lettered(words: str, letter: str) -> str:
    """The letter with Alt, where it first stands."""
    place = words.index(letter)
    return f"{words[:place]}&{words[place:]}"
