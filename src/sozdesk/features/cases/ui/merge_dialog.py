"""Two entries of one person become one: which one, and which values stay."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sozdesk.features.cases import queries, rules, usecases
from sozdesk.features.cases.terms import PersonRow
from sozdesk.features.cases.terms.case_list import PersonKey
from sozdesk.features.cases.texts import casework as said
from sozdesk.features.cases.ui.person_entry import about
from sozdesk.kernel import german
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import labels, layouts
from sozdesk.widgets.command_dialog import Act, CommandDialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import Choice, TextInput, Tick

_MOST = 20
_INTRO = (
    "Alles, was zur anderen Person gehört, gehört danach zu dieser. Was anders war, steht in einer "
    "Notiz des Falls, ohne Fall auf der Seite der Person. Bearbeiten › Rückgängig trennt beide wieder."
)
_SEARCH = "Name oder AHV-Nummer; ohne Eingabe stehen mögliche Doppel zur Wahl."


class MergeDialog(CommandDialog):
    """This person stays; the other one is chosen, and values that differ can be taken from it."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        row: PersonRow,
        keys: Sequence[PersonKey],
        other: PersonKey | None = None,
    ) -> None:
        super().__init__(
            parent, desk, f"{row.name}: zusammenführen", action="&Zusammenführen", intro=_INTRO
        )
        self._row, self._keys = row, [key for key in keys if key.id != row.id]
        self._other: PersonRow | None = None
        self._ticks: dict[str, Tick] = {}
        self.put("search", Field("&Suchen", TextInput(), width=300, optional=True, hint=_SEARCH))
        choice = Choice((), empty="Wählen Sie die andere Person")
        self.put("other", Field("Andere &Person", choice), needed=said.SAME_PERSON)
        self._differing = QVBoxLayout()
        layouts.nest(self.body, self._differing)
        self.form["search"].input.changed.connect(self._offer)
        self.form["other"].input.changed.connect(self._choose)
        self._offer()
        if other is not None:
            choice.set_choices([(None, "Wählen Sie die andere Person"), (other.id, about(other))])
            self.form["other"].set_value(other.id)
        self.form.mark_clean()

    def _offer(self) -> None:
        """Who matches what is typed; without a text who may be the same."""
        typed = german.search_key(self.form["search"].value())
        found = self._matching(typed) if typed else self._alike()
        choice = self.form["other"].input
        assert isinstance(choice, Choice)
        choice.set_choices(
            [(None, "Wählen Sie die andere Person"), *((key.id, about(key)) for key in found)]
        )
        if typed and len(found) == 1:
            choice.set_value(found[0].id)

    def _matching(self, typed: str) -> list[PersonKey]:
        digits = rules.compact_ahv(typed)
        found = [
            key
            for key in self._keys
            if all(word in german.search_key(key.name) for word in typed.split())
            or (digits and digits in (key.ahv_number or ""))
        ]
        return found[:_MOST]

    def _alike(self) -> Sequence[PersonKey]:
        row = self._row
        return rules.possible_duplicates(
            row.last_name, row.first_name, row.birth_date, row.ahv_number or "", self._keys
        )[:_MOST]

    def _choose(self) -> None:
        other = self.form["other"].value()
        if other is None:
            self._show_other(None)
            return
        self.desk.call(
            lambda archive: archive.query(queries.person, other),
            done=partial(self._show_other),
            owner=self,
        )

    def _show_other(self, other: PersonRow | None) -> None:
        """A tick per value that differs: take it from the other person."""
        self._other, self._ticks = other, {}
        layouts.empty(self._differing)
        if other is None:
            return
        differing = {
            column: label
            for column, label in said.PERSON_FIELDS.items()
            if getattr(other, column) not in (None, "", getattr(self._row, column))
            and getattr(self._row, column) not in (None, "")
        }
        if differing:
            self._differing.addWidget(labels.strong("Was soll von der anderen Person stehen?"))
        for column, label in differing.items():
            theirs = said.person_value(column, getattr(other, column))
            mine = said.person_value(column, getattr(self._row, column))
            tick = Tick(f"{label}: {theirs} statt {mine}".replace("&", "&&"))
            self._ticks[column] = tick
            self._differing.addWidget(tick)

    def act(self) -> Act | None:
        """Merge."""
        if self._other is None:
            return None
        command = usecases.MergePersons(
            keep_id=self._row.id,
            keep_version=self._row.version,
            drop_id=self._other.id,
            drop_version=self._other.version,
            take=frozenset(column for column, tick in self._ticks.items() if tick.value()),
        )
        return usecases.merge_persons, command
