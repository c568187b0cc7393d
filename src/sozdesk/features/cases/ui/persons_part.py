"""Persons of the household of a case."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from sozdesk.features.cases import texts, usecases
from sozdesk.features.cases.terms import CaseRow, MemberRow
from sozdesk.features.cases.texts import casework as said
from sozdesk.features.cases.ui import area_data
from sozdesk.features.cases.ui.area_data import MembersData
from sozdesk.features.cases.ui.member_dialogs import (
    AddMemberDialog,
    ChangeMemberDialog,
    MemberStateDialog,
)
from sozdesk.kernel import german
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, labels, layouts, parts
from sozdesk.widgets.states import State
from sozdesk.widgets.table import Column

_REGIME_FOLLOWS = "Das Regime folgt aus dem Aufenthalt: «Person öffnen» führt dorthin."
_BACK = "Wer weggezogen ist, erhält besser einen letzten Tag. Bearbeiten › Rückgängig holt die Zeile zurück."


def build(desk: Desk, navigator: Navigator) -> PersonsPart:
    """The part."""
    return PersonsPart(desk, navigator)


class PersonsPart(parts.Part):
    """The tab «Personen»: who is in the household, from when to when, and the regime of today."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk)
        self.navigator = navigator
        self.data: MembersData | None = None
        self._case: CaseRow | None = None
        self.table = parts.PartTable("Haushalt", self._columns())
        self.table.view.opened.connect(lambda _row: self.open())
        self.table.view.menu_for = lambda _row: [
            buttons.action("Person öffnen", self.open),
            self.entry("Neuer Stand …", self.add_state),
            self.entry("Zeile ändern …", self.change),
            self.entry("Zeile entfernen …", self.remove_current),
        ]
        self.empty = labels.text("Noch niemand im Haushalt.", "body", "text2")
        self.add_button = self.command("&Person aufnehmen …", self.add, icon="plus")
        self.open_button = buttons.button("Person &öffnen", self.open)
        self.state_button = self.command("Neuer &Stand …", self.add_state)
        self.change_button = self.command("Zeile &ändern …", self.change)
        self.table.needs_row(self.open_button, self.state_button, self.change_button)
        commands = layouts.Flow(
            self.add_button, self.open_button, self.state_button, self.change_button, spacing=8
        )
        self.setLayout(parts.stacked(self.table.view, self.empty, commands))

    @property
    def widget(self) -> QWidget:
        """What the tab shows."""
        return self

    def show_case(self, case: CaseRow) -> None:
        """Show the household of a case."""
        self._case = case
        self.desk.call(partial(area_data.load_members, case=case), done=self._show, owner=self)

    def _show(self, data: MembersData) -> None:
        if self._case is None or data.case.id != self._case.id:
            return  # another case is current by now
        self.data = data
        self.table.set_rows(data.rows)
        self.empty.setVisible(not data.rows)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(
                title="Person",
                text=lambda row: row.person.name,
                second=_about,
                bold=lambda row: row.main,
                stretch=True,
                least=120,
            ),
            Column(
                title="Haushalt",
                text=lambda row: "unterstützt" if row.supported else "nicht unterstützt",
                second=lambda row: said.days(row.valid_from, row.ended_on),
                symbol=self._symbol,
            ),
            Column(
                title="Regime heute",
                text=lambda row: self._regime(row) or "nicht bestimmt",
                second=lambda row: "" if self._regime(row) else "Aufenthalt fehlt",
                tip=lambda row: "" if self._regime(row) else _REGIME_FOLLOWS,
            ),
        )

    def _symbol(self, row: MemberRow) -> str:
        today = self.data.today if self.data else row.valid_from
        if row.ended_on is not None and row.ended_on < today:
            return State.CLOSED
        return State.RECORDED if row.supported else State.OPEN

    def _regime(self, row: MemberRow) -> str:
        return self.data.regimes.get(row.person.id, "") if self.data else ""

    # ------------------------------------------------------------------ commands

    def add(self) -> None:
        """Somebody comes into the household."""
        if self._case is not None:
            rows = self.data.rows if self.data else ()
            family = next((row.person.last_name for row in rows if row.main), "")
            AddMemberDialog(self, self.desk, self._case, family).present()

    def open(self) -> None:
        """The page of the person; without a Regime at what it follows from."""
        row = self.table.current()
        if row is not None:
            regime = not self._regime(row)
            self.navigator.open_area("cases", person=row.person.id, regime=regime)

    def add_state(self) -> None:
        """Supported or not from a day on."""
        row = self.table.current()
        if row is not None:
            MemberStateDialog(self, self.desk, row).present()

    def change(self) -> None:
        """Correct the row, or enter its last day."""
        row = self.table.current()
        if row is not None:
            ChangeMemberDialog(self, self.desk, row).present()

    def remove_current(self) -> None:
        """Remove a row that was entered by mistake."""
        row = self.table.current()
        if row is not None:
            command = usecases.RemoveRow(id=row.id, base_version=row.version)
            question = f"Zeile von {row.person.name} entfernen?"
            self.remove(question, _BACK, usecases.remove_member, command)


def _about(row: MemberRow) -> str:
    person = row.person
    born = f"geboren {german.day(person.birth_date)}" if person.birth_date else ""
    number = texts.shown_ahv(person.ahv_number) if person.ahv_number else "ohne AHV-Nummer"
    return ", ".join(filter(None, (born, number)))
