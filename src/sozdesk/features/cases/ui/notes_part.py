"""The tab «Notizen»: tasks, Aktennotizen and files of a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QWidget

from sozdesk.features.cases import queries, usecases
from sozdesk.features.cases.terms import CasePart, CaseRow
from sozdesk.features.cases.terms.work import CaseTaskRow, NoteRow
from sozdesk.features.cases.ui.attachments_part import AttachmentsPart
from sozdesk.features.cases.ui.subpages import open_subpage
from sozdesk.features.cases.ui.task_dialog import TaskDialog
from sozdesk.kernel import german
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, labels, layouts
from sozdesk.widgets.parts import Part as DetailPart
from sozdesk.widgets.parts import PartTable, stacked
from sozdesk.widgets.states import State
from sozdesk.widgets.table import Column

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

_TASK_BACK = "Bearbeiten › Rückgängig holt die Aufgabe zurück."
_NOTE_BACK = "Bearbeiten › Rückgängig holt die Aktennotiz zurück."


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseWork:
    """What the tab shows."""

    notes: tuple[NoteRow, ...]
    tasks: tuple[CaseTaskRow, ...]
    people: tuple[tuple[UUID, str], ...]
    today: date


def load(archive: Archive, case_id: UUID) -> CaseWork:
    """Everything of one case."""
    return CaseWork(
        notes=archive.query(queries.notes_of, case_id),
        tasks=archive.query(queries.tasks_of, case_id),
        people=archive.query(queries.office_people),
        today=archive.context().today,
    )


class TaskPart(DetailPart):
    """Tasks by their day; a tick says that one is done."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.case_id: UUID | None = None
        self.data: CaseWork | None = None
        self.empty = labels.text("Keine Aufgabe offen.", "body", "text2")
        column = Column(
            title="Aufgabe",
            text=lambda row: row.title,
            second=self._below,
            check=self._ticked,
            symbol=self._symbol,
            spoken=lambda row: f"Aufgabe: {row.title}, {self._below(row)}",
            stretch=True,
        )
        self.table = PartTable("Aufgaben", (column,))
        self.table.view.ticked.connect(self.tick)
        self.table.view.opened.connect(lambda _row: self.change())
        self.table.view.menu_for = lambda _row: [
            self.entry("Aufgabe ändern …", self.change),
            self.entry("Entfernen", self.remove_current),
        ]
        self.add_button = self.command("Neue Auf&gabe …", self.add, icon="plus")
        self.change_button = self.command("Ändern …", self.change)
        self.remove_button = self.command("Entfernen", self.remove_current)
        self.table.needs_row(self.change_button, self.remove_button)
        line = layouts.Flow(self.add_button, self.change_button, self.remove_button, spacing=8)
        self.setLayout(stacked(self.table.view, self.empty, line))

    def show_work(self, case_id: UUID, data: CaseWork) -> None:
        """Show the tasks of a case."""
        self.case_id, self.data = case_id, data
        self.table.set_rows(data.tasks)
        self.empty.setVisible(not data.tasks)

    def _ticked(self, row: CaseTaskRow) -> bool | None:
        return row.done_on is not None if self.may_change() else None

    def _below(self, row: CaseTaskRow) -> str:
        """«Frist 30.06.2027, noch 176 Tage, Anna Muster»."""
        who = [row.responsible] if row.responsible else []
        note = [row.note.replace("\n", " ")] if row.note else []
        if row.done_on is not None:
            return ", ".join([f"erledigt am {german.day(row.done_on)}", *who, *note])
        left = german.days_left(row.due_on, self.data.today) if self.data else ""
        return ", ".join([f"Frist {german.day(row.due_on)}", left, *who, *note])

    def _symbol(self, row: CaseTaskRow) -> str:
        late = self.data is not None and row.done_on is None and row.due_on < self.data.today
        return State.OVERDUE if late else ""

    def add(self) -> None:
        """Enter a task."""
        if self.data is not None:
            TaskDialog(
                self, self.desk, self.data.people, self.data.today, case_id=self.case_id
            ).present()

    def change(self) -> None:
        """Change the current one."""
        row = self.table.current()
        if row is not None and self.data is not None and self.may_change():
            TaskDialog(self, self.desk, self.data.people, self.data.today, row=row).present()

    def tick(self, row: CaseTaskRow, done: bool) -> None:
        """Done today, or not done after all."""
        if self.data is not None:
            changes = {"done_on": self.data.today if done else None}
            command = usecases.ChangeCaseTask(id=row.id, base_version=row.version, changes=changes)
            self.run(usecases.change_case_task, command)

    def remove_current(self) -> None:
        """Remove the current one."""
        row = self.table.current()
        if row is not None:
            command = usecases.RemoveRow(id=row.id, base_version=row.version)
            question = f"Aufgabe «{row.title}» entfernen?"
            self.remove(question, _TASK_BACK, usecases.remove_case_task, command)


class NoteListPart(DetailPart):
    """Aktennotizen, newest first; they are written and read on pages of their own."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk)
        self._navigator = navigator
        self.case: CaseRow | None = None
        self.empty = labels.text("Noch keine Aktennotiz.", "body", "text2")
        column = Column(title="Notiz", text=lambda row: row.title, second=_note_below, stretch=True)
        self.table = PartTable("Aktennotizen", (column,))
        self.table.view.opened.connect(lambda _row: self.change())
        self.table.view.menu_for = lambda _row: [
            self.entry("Ändern …", self.change),
            self.entry("Entfernen", self.remove_current),
        ]
        self.add_button = self.command("Neue No&tiz …", self.add, icon="plus")
        self.read_button = buttons.button("&Lesen und drucken …", self.read)
        self.change_button = self.command("Ändern …", self.change)
        self.remove_button = self.command("Entfernen", self.remove_current)
        self.table.needs_row(self.read_button, self.change_button, self.remove_button)
        line = layouts.Flow(
            self.add_button, self.read_button, self.change_button, self.remove_button, spacing=8
        )
        self.setLayout(stacked(self.table.view, self.empty, line))

    def show_work(self, case: CaseRow, data: CaseWork) -> None:
        """Show the notes of a case."""
        self.case = case
        self.table.set_rows(data.notes)
        self.empty.setVisible(not data.notes)

    def _open(self, module: str, **target: object) -> None:
        if self.case is not None:
            target = {"case_id": self.case.id, "number": self.case.number, **target}
            open_subpage(self.desk, self._navigator, module, **target)

    def add(self) -> None:
        """Write an Aktennotiz."""
        self._open("note_page")

    def change(self) -> None:
        """Change the current one."""
        row = self.table.current()
        if row is not None and self.may_change():
            self._open("note_page", note_id=row.id)

    def read(self) -> None:
        """All notes one after the other."""
        self._open("notes_page")

    def remove_current(self) -> None:
        """Remove the current one."""
        row = self.table.current()
        if row is not None:
            command = usecases.RemoveRow(id=row.id, base_version=row.version)
            question = f"Aktennotiz vom {german.day(row.noted_on)} entfernen?"
            self.remove(question, _NOTE_BACK, usecases.remove_note, command)


_LONGEST = 140


def _note_below(row: NoteRow) -> str:
    """«05.01.2027, Anna Muster: Vermieter meldet sich …»."""
    words = " ".join(row.text.split())
    short = words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]} …"
    return f"{german.day(row.noted_on)}, {row.author}: {short}"


class Part:
    """The three sections, one below the other."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        self._desk = desk
        self.tasks, self.notes = TaskPart(desk), NoteListPart(desk, navigator)
        self.files = AttachmentsPart(desk)
        self._whole = layouts.box(
            layouts.column(
                labels.section("Aufgaben"),
                self.tasks,
                labels.section("Aktennotizen"),
                self.notes,
                labels.section("Anhänge"),
                self.files,
                None,
                spacing=10,
            )
        )

    @property
    def widget(self) -> QWidget:
        """What the tab shows."""
        return self._whole

    def show_case(self, case: CaseRow) -> None:
        """Show this case."""
        wanted = case.id
        self._desk.call(
            lambda archive: load(archive, wanted), done=partial(self._show, case), owner=self._whole
        )
        self.files.show_owner(CasePart.CASE, case.id)

    def _show(self, case: CaseRow, data: CaseWork) -> None:
        self.tasks.show_work(case.id, data)
        self.notes.show_work(case, data)


def build(desk: Desk, navigator: Navigator) -> Part:
    """The part."""
    return Part(desk, navigator)
