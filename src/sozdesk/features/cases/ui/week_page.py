"""«Fristen und Aufgaben»: what is due in the cases, week by week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from sozdesk.features.cases import queries, usecases
from sozdesk.features.cases.files import due_calendar
from sozdesk.features.cases.reports import work as reports
from sozdesk.features.cases.terms import TOPIC
from sozdesk.features.cases.terms.work import (
    CaseDueKind,
    CaseDueRow,
    ExpiredRemedy,
    SubstituteSheet,
)
from sozdesk.features.cases.texts import work as said
from sozdesk.features.cases.ui.handing_out_dialogs import SubstituteDialog
from sozdesk.features.cases.ui.task_dialog import TaskDialog
from sozdesk.features.cases.ui.work_files import WorkFiles, imprint_of
from sozdesk.kernel import german
from sozdesk.kernel.errors import SozDeskError
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, errors, messages
from sozdesk.widgets.chips import Chip, ChipBar
from sozdesk.widgets.command_dialog import Act
from sozdesk.widgets.inputs import Choice
from sozdesk.widgets.list_pane import FilterInput, ListPane
from sozdesk.widgets.page import EmptyState, Page, Step
from sozdesk.widgets.states import State
from sozdesk.widgets.table import Column, RowsModel, TableView

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

_AHEAD = timedelta(days=365)
_SPANS: Final = {"late": -1, "week": 7, "month": 28, "all": _AHEAD.days}
"""Chip → days ahead; late is everything before today."""
_WORDS: Final = {
    "late": "Überfällig",
    "week": "7 Tage",
    "month": "4 Wochen",
    "all": "1 Jahr",
}
_ICS = "Kalender (*.ics)"
_ENTER: Final = "Abgelaufene Fristen als rechtskräftig eintragen"
_EVERYBODY: Final = ((None, "alle Zuständigen"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekData:
    """What the page shows."""

    rows: tuple[CaseDueRow, ...]
    expired: tuple[ExpiredRemedy, ...]
    """Proposed as rechtskräftig; nothing of it is due."""
    unassigned: int
    """Open cases without a responsible person."""
    people: tuple[tuple[UUID, str], ...]
    me: UUID | None
    imprint: reports.Imprint
    may_write: bool


def load(archive: Archive, due: queries.DueQuery) -> WeekData:
    """Everything that is due within a year."""
    context = archive.context()
    return WeekData(
        rows=archive.query(due, context.today, context.today + _AHEAD),
        expired=archive.query(queries.expired_remedies, context.today),
        unassigned=archive.query(queries.unassigned_cases, context.today),
        people=archive.query(queries.office_people),
        me=context.staff_id,
        imprint=imprint_of(archive),
        may_write=not archive.read_only,
    )


def build(
    desk: Desk, navigator: Navigator, *, chip: str = "", due: queries.DueQuery = queries.case_due
) -> QWidget:
    """The sub-page; ``chip`` chooses how far it looks, ``due`` says what is due."""
    page = WeekPage(desk, navigator, due)
    if chip in _SPANS:
        page.chips.choose(chip)
    return page


class WeekPage(Page):
    """List of everything due; a task is finished here, everything else in its case."""

    handbook_place = "aufgaben"

    def __init__(self, desk: Desk, navigator: Navigator, due: queries.DueQuery) -> None:
        super().__init__("Fristen und Aufgaben", back=navigator.back)
        self._desk, self._navigator, self._due = desk, navigator, due
        self.data: WeekData | None = None
        self.files = WorkFiles(self, desk)
        self.model = RowsModel(self._columns(), key=lambda row: row.key)
        self.table: TableView | None = None
        self.chips = ChipBar()
        self.chips.set_chips([Chip(key, words) for key, words in _WORDS.items()])
        self.chips.choose("month")
        self.chips.chosen.connect(lambda _key: self._show_rows())
        self.person = Choice(_EVERYBODY)
        self.person.setAccessibleName("Zuständig")
        self.person.changed.connect(self._show_rows)
        self.filter = FilterInput(self.model)
        self.add_tools(self.chips, self.person, self.filter)
        self.done_button = buttons.button("Aufgabe &erledigt", self.finish)
        self.add_button = buttons.button("Neue Auf&gabe …", self.add, icon="plus", primary=True)
        self._set_commands()
        desk.changed.connect(self._on_changed)
        self.reload()

    def _set_commands(self) -> None:
        more = [
            buttons.action("&Wochenliste als PDF oder Word …", self.write_list),
            buttons.action("&Kalender ohne Personen (.ics) …", self.write_calendar),
            buttons.action("&Stellvertretungsblatt …", self.substitute),
        ]
        self.head.set_actions(self.done_button, primary=self.add_button, more=more)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(
                title="Tag",
                text=lambda row: german.day(row.day),
                sort_key=lambda row: row.day,
                symbol=self._symbol,
                second=self._left,
            ),
            Column(title="Woche", text=self._week, sort_key=lambda row: row.day, hidden=True),
            Column(title="Was", text=lambda row: said.DUE_WORDS[row.kind], second=_second),
            Column(title="Angaben", text=said.due_detail, stretch=True, least=180),
            Column(title="Zuständig", text=lambda row: row.responsible, tone="text2"),
        )

    def _today(self) -> date:
        return self.data.imprint.today if self.data else date.min

    def _symbol(self, row: CaseDueRow) -> str:
        return State.OVERDUE if row.day < self._today() else ""

    def _left(self, row: CaseDueRow) -> str:
        return german.days_left(row.day, self._today())

    def _week(self, row: CaseDueRow) -> str:
        return said.week_words(row.day, self._today())

    # ------------------------------------------------------------------ showing

    def _on_changed(self, topics: frozenset[str]) -> None:
        if TOPIC in topics:
            self.reload()

    def reload(self) -> None:
        """Read everything again."""
        self._desk.call(partial(load, due=self._due), done=self._show, owner=self)

    def _show(self, data: WeekData) -> None:
        first = self.data is None
        self.data = data
        if first:
            self.person.set_choices([*_EVERYBODY, *data.people])
        self.add_button.setEnabled(data.may_write)
        self._show_expired(data)
        self._show_rows()

    def _show_expired(self, data: WeekData) -> None:
        self.clear_notice()
        if data.expired:
            enter = buttons.link(_ENTER, self.enter_final)
            enter.setEnabled(data.may_write)
            self.show_notice(said.expired_words(data.expired), enter, state="note")

    def shown(self) -> tuple[CaseDueRow, ...]:
        """The lines of the chosen span and person."""
        if self.data is None:
            return ()
        who = self.person.value()
        return tuple(
            row
            for row in self._within(self.chips.current())
            if who is None or row.responsible_id == who
        )

    def _within(self, chip: str) -> list[CaseDueRow]:
        last = self._today() + timedelta(days=_SPANS[chip])
        return [row for row in self.data.rows if row.day <= last] if self.data else []

    def _show_rows(self) -> None:
        if self.data is None:
            return
        self.chips.set_chips(
            [
                Chip(key, words, len(self._within(key)), "overdue" if key == "late" else "")
                for key, words in _WORDS.items()
            ]
        )
        late = len(self._within("late"))
        self.head.set_facts(f"{german.long_day(self._today())}. {german.count(late)} überfällig.")
        if not self.data.rows:
            self._show_empty()
        else:
            self._show_table()
        self._follow()

    def _show_empty(self) -> None:
        self.table = None
        self.set_content(
            EmptyState(
                "calendar-clock",
                "Nichts ist fällig",
                "Aufgaben erfassen Sie hier oder im Fall unter «Notizen». Fristen kommen von selbst.",
                steps_title="Woher die Fristen kommen",
                steps=(
                    Step("Verfügung", "Eröffnung und Tage der Rechtsmittelbelehrung."),
                    Step("Wohnen", "Die Frist einer Auflage."),
                    Step("Angebote", "Der letzte Tag und die Nachfragen nach der Ablösung."),
                    Step("Abrechnung", "Die Frist für die Stellungnahme zur Antwort des KSA."),
                ),
            )
        )

    def _show_table(self) -> None:
        if self.table is None:
            self.table = TableView(self.model, "Fristen und Aufgaben", row=50)
            self.table.current_row_changed.connect(lambda _row: self._follow())
            self.table.opened.connect(self.open_case)
            self.table.menu_for = self._menu
            pane = ListPane(self.table, ("Zeile", "Zeilen"), export=False)
            pane.filter_cleared.connect(self._clear_filters)
            self.set_content(pane)
        self.model.set_rows(self.shown())
        if self.table.current_row() is None:
            self.table.select_first()

    def _clear_filters(self) -> None:
        self.filter.clear()
        self.person.set_value(None)
        self.chips.choose("all")

    def _menu(self, row: CaseDueRow) -> list[QAction]:
        return [
            buttons.action(
                "Zur Abrechnung" if row.kind is CaseDueKind.STATEMENT else "Zum Fall",
                lambda: self.open_case(row),
                enabled=row.case_id is not None or row.kind is CaseDueKind.STATEMENT,
            ),
            buttons.action("Aufgabe erledigt", self.finish, enabled=self._may_finish()),
        ]

    def _current(self) -> CaseDueRow | None:
        return self.table.current_row() if self.table is not None else None

    def _may_finish(self) -> bool:
        row = self._current()
        may = self.data is not None and self.data.may_write
        return may and row is not None and row.kind is CaseDueKind.TASK

    def _follow(self) -> None:
        self.done_button.setEnabled(self._may_finish())

    # ------------------------------------------------------------------ commands

    def open_case(self, row: CaseDueRow) -> None:
        """To the case or the bill; a task of neither is changed here by its command only."""
        if row.kind is CaseDueKind.STATEMENT:
            self._navigator.open_area("billing", page="answer_page", bill_id=row.key)
        if row.case_id is not None:
            self._navigator.open_area("cases", case=row.case_id)

    def add(self) -> None:
        """A task that belongs to no case; those of a case are entered there."""
        if self.data is not None:
            TaskDialog(self, self._desk, self.data.people, self._today()).present()

    def finish(self) -> None:
        """The current task is done today."""
        row = self._current()
        if row is None or not self._may_finish():
            return
        command = usecases.ChangeCaseTask(
            id=row.key, base_version=row.version, changes={"done_on": self._today()}
        )
        self._desk.run(usecases.change_case_task, command, failed=self._failed, owner=self)

    def enter_final(self) -> None:
        """All expired Fristen at once, after a look at which they are."""
        if self.data is None or not self.data.may_write:
            return
        question = said.final_question(len(self.data.expired))
        if messages.ask(self, question, said.final_basis(self.data.expired), action="&Eintragen"):
            command = usecases.MarkExpiredFinal(expired=self.data.expired)
            self._desk.run(usecases.mark_expired_final, command, failed=self._failed, owner=self)

    def write_list(self) -> None:
        """What is shown, as a document."""
        if self.data is not None:
            until = self._today() + timedelta(days=max(0, _SPANS[self.chips.current()]))
            who = dict(self.data.people).get(self.person.value(), "")
            report = reports.week_report(self.shown(), until, who, self.data.imprint)
            self.files.save_document(report, "Fristen_und_Aufgaben")

    def write_calendar(self) -> None:
        """What is shown, for the calendar of the office: number and kind only."""
        if self.data is not None:
            make = partial(due_calendar.due_calendar, self.shown(), self.data.imprint.now)
            self.files.save_made("Kalender speichern", "Fristen.ics", _ICS, make)

    def substitute(self) -> None:
        """Ask who stands in, write it down, and make the sheet."""
        if self.data is not None:
            data = self.data
            dialog = SubstituteDialog(
                self, self._desk, data.people, data.me, self._today(), data.unassigned
            )
            dialog.answered.connect(self._make_sheet)
            dialog.present()

    def _make_sheet(self, act: Act) -> None:
        _usecase, command = act
        assert isinstance(command, usecases.HandToSubstitute), "of the dialog"
        self._desk.query(
            usecases.sheet_for,
            command,
            self._due,
            done=partial(self._write_sheet, act),
            failed=self._failed,
            owner=self,
        )

    def _write_sheet(self, act: Act, sheet: SubstituteSheet) -> None:
        if self.data is not None:
            report = reports.substitute_report(sheet, self.data.imprint)
            self.files.save_document(report, "Stellvertretungsblatt", act)

    def _failed(self, error: SozDeskError) -> None:
        errors.show(self, error)


def _second(row: CaseDueRow) -> str:
    if row.kind is CaseDueKind.STATEMENT:
        return "Antwort des KSA"
    return "ohne Fall" if row.case_number is None else f"Fall {row.case_number}"
