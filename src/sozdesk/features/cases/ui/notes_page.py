"""Reading the Aktennotizen of a case: one after the other, newest first, and printed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sozdesk.features.cases import queries
from sozdesk.features.cases.reports import work as reports
from sozdesk.features.cases.terms import TOPIC
from sozdesk.features.cases.terms.work import NoteRow
from sozdesk.features.cases.ui.handing_out_dialogs import HandOutNotesDialog
from sozdesk.features.cases.ui.work_files import WorkFiles, imprint_of
from sozdesk.kernel import german
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, labels, layouts
from sozdesk.widgets.command_dialog import Act
from sozdesk.widgets.page import EmptyState, Page

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

_AT_ONCE = 40
"""Notes that are laid out before somebody asks for older ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesShown:
    """The notes, and what a print of them needs."""

    notes: tuple[NoteRow, ...]
    imprint: reports.Imprint


def build(desk: Desk, navigator: Navigator, *, case_id: UUID, number: int) -> QWidget:
    """The sub-page."""
    return NotesPage(desk, navigator, case_id, number)


def load(archive: Archive, case_id: UUID) -> NotesShown:
    """All notes of a case."""
    return NotesShown(notes=archive.query(queries.notes_of, case_id), imprint=imprint_of(archive))


class NotesPage(Page):
    """Nothing can be changed here; a page of text to read."""

    handbook_place = "aufgaben#notizen"

    def __init__(self, desk: Desk, navigator: Navigator, case_id: UUID, number: int) -> None:
        super().__init__(f"Aktennotizen, Fall {number}", back=navigator.back)
        self._desk, self._case_id, self._number = desk, case_id, number
        self.data: NotesShown | None = None
        self.work = WorkFiles(self, desk)
        self.print_button = buttons.button("Als &PDF oder Word speichern …", self.print_notes)
        self.head.set_actions(self.print_button)
        desk.changed.connect(self._on_changed)
        self.reload()

    def _on_changed(self, topics: frozenset[str]) -> None:
        if TOPIC in topics:
            self.reload()

    def reload(self) -> None:
        """Read the notes again."""
        wanted = self._case_id
        self._desk.call(lambda archive: load(archive, wanted), done=self._show, owner=self)

    def _show(self, data: NotesShown) -> None:
        self.data = data
        number = len(data.notes)
        self.head.set_facts(german.plural(number, "Aktennotiz", "Aktennotizen"))
        self.print_button.setEnabled(bool(number))
        if not number:
            self.set_content(
                EmptyState("file-text", "Noch keine Aktennotiz", "Schreiben Sie die erste im Fall.")
            )
            return
        self._column = layouts.column(spacing=6, margins=(24, 12, 24, 24))
        self._lay_out(0)
        whole = layouts.box(self._column)
        self.set_content(whole, scroll=True)

    def _lay_out(self, first: int) -> None:
        assert self.data is not None
        for note in self.data.notes[first : first + _AT_ONCE]:
            _add_note(self._column, note)
        left = len(self.data.notes) - first - _AT_ONCE
        if left > 0:
            more = buttons.link(f"{left} ältere zeigen")
            more.clicked.connect(partial(self._show_older, more, first + _AT_ONCE))
            self._column.addWidget(more)
        self._column.addStretch(1)

    def _show_older(self, link: QWidget, first: int, _checked: bool = False) -> None:
        link.hide()
        self._lay_out(first)

    def print_notes(self) -> None:
        """Ask for whom and what for, then where, and write them all."""
        dialog = HandOutNotesDialog(self, self._desk, self._case_id)
        dialog.answered.connect(self._read_and_write)
        dialog.present()

    def _read_and_write(self, act: Act) -> None:
        self._desk.query(
            queries.notes_of, self._case_id, done=partial(self._write, act), owner=self
        )

    def _write(self, act: Act, notes: tuple[NoteRow, ...]) -> None:
        if self.data is not None:
            report = reports.notes_report(self._number, notes, self.data.imprint)
            self.work.save_document(report, f"Aktennotizen_Fall_{self._number}", act)


def _add_note(column: QVBoxLayout, note: NoteRow) -> None:
    column.addWidget(labels.section(f"{german.day(note.noted_on)}: {note.title}"))
    column.addWidget(labels.secondary(note.author))
    column.addWidget(labels.text(note.text, "body", selectable=True))
    column.addWidget(layouts.line())
