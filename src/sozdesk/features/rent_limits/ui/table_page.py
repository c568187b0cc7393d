"""«Übersicht eines früheren Jahres einlesen»: choose the columns, answer what is asked once, record."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from sozdesk.documents.report import Column
from sozdesk.features.rent_limits.files.table_fields import LABELS
from sozdesk.features.rent_limits.terms import TableOrigin
from sozdesk.features.rent_limits.ui import import_tabs, table_entries, table_words
from sozdesk.features.rent_limits.ui.table_entries import Entry
from sozdesk.features.rent_limits.ui.table_list import PlaceDialog, TableList
from sozdesk.features.rent_limits.ui.table_questions import TableQuestions
from sozdesk.features.rent_limits.ui.table_state import TableState
from sozdesk.kernel import german
from sozdesk.kernel.errors import Cancelled, SozDeskError
from sozdesk.runtime import list_export, worker
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import (
    buttons,
    errors,
    file_prompts,
    labels,
    layouts,
    messages,
    save_path,
    theme,
)
from sozdesk.widgets.announce import announce
from sozdesk.widgets.file_page import FilePage
from sozdesk.widgets.page import ActionBar, EmptyState, Step
from sozdesk.widgets.progress import WorkProgress
from sozdesk.widgets.sheet_columns import SheetColumns
from sozdesk.widgets.table import TableText

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

_SHARES = (45, 55)
_LOW = 560
"""Below this height columns and list do not fit one above the other."""


def open_table_import(desk: Desk, navigator: Navigator, year: int | None = None) -> None:
    """Open the page in any kind of office; ``year`` None = the page proposes one."""
    navigator.open_subpage(TablePage(desk, navigator, year))


class TablePage(FilePage):
    """Sub-page of the Mietzinsgrenzwerte, for the KSA and for a Sozialdienst."""

    handbook_place = "vorjahr"

    def __init__(
        self, desk: Desk, navigator: Navigator, year: int | None = None, path: Path | None = None
    ) -> None:
        super().__init__(table_words.TITLE, back=self.leave)
        self._desk, self._navigator = desk, navigator
        self._first: Path | None = path
        self.state = TableState(desk, year, self)
        self.questions: TableQuestions | None = None
        self.progress: WorkProgress | None = None
        self._greeted = False
        self._columns_wanted: bool | None = None
        self.setAcceptDrops(True)
        self._build_frame()
        self._build_content()
        self._connect()
        self._show_empty()
        self.state.load()

    # ------------------------------------------------------------------ building

    def _build_frame(self) -> None:
        self.other_button = buttons.button("Andere Da&tei …", self.ask_file, icon="folder-open")
        self.columns_button = buttons.button("&Spalten zeigen", self._toggle_columns)
        self.head.set_actions(self.columns_button, self.other_button)
        self.record_button = buttons.button("&Erfassen", self.record, primary=True)
        self.cancel_button = buttons.button("Abbrechen", self.leave)
        self.bar = ActionBar(self.record_button, self.cancel_button)
        self.set_bar(self.bar)

    def _build_content(self) -> None:
        self.grid = SheetColumns(LABELS)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.grid)
        self.split.addWidget(self._lower_part())
        for place, share in enumerate(_SHARES):
            self.split.setStretchFactor(place, share)

    def _lower_part(self) -> QWidget:
        """The list, and below it in full what it says about the current line."""
        self.list = TableList()
        self.words = labels.body("")
        self.words.setAccessibleName("Hinweis zur gewählten Zeile")
        line = layouts.box(layouts.column(self.words, margins=(24, 6, 20, 8)))
        self.list_side = layouts.box(layouts.column(self.list, line, spacing=0))
        self.list.table.current_row_changed.connect(self._show_words)
        return self.list_side

    def _show_words(self, entry: Entry | None) -> None:
        self.words.setText("" if entry is None else table_words.in_full(entry))

    def _connect(self) -> None:
        state = self.state
        state.ready.connect(self._start)
        state.busy.connect(self._show_busy)
        state.changed.connect(self._show)
        state.recorded.connect(self._say_recorded)
        state.failed.connect(self._fail)
        self.grid.chosen.connect(state.set_column)
        self.list.table.ticked.connect(self.tick)
        self.list.place_wanted.connect(self.choose_place)
        self.list.export_requested.connect(self._export)

    def _start(self) -> None:
        assert self.state.base is not None
        self.questions = TableQuestions(self.state.base.today)
        self.add_tools(self.questions)
        self.questions.hide()
        self.questions.year_chosen.connect(self.state.set_year)
        self.questions.sheet_chosen.connect(self.state.set_sheet)
        self.questions.kind_chosen.connect(self.state.set_rent_kind)
        self.questions.interval_chosen.connect(self.state.set_interval)
        self.questions.day_chosen.connect(self.state.set_valid_from)
        if self._first is not None:
            self.open(self._first)

    def _show_empty(self) -> None:
        choose = buttons.button(
            "Datei &wählen …", self.ask_file, icon="file-spreadsheet", primary=True
        )
        self.setFocusProxy(choose)
        self.set_content(
            EmptyState(
                "file-spreadsheet",
                table_words.EMPTY_TITLE,
                table_words.EMPTY_TEXT,
                choose,
                steps_title="So geht es weiter",
                steps=tuple(Step(*step) for step in table_words.STEPS),
                help_link=buttons.link(
                    "&Im Handbuch lesen (F1)", partial(self._navigator.open_handbook, "vorjahr")
                ),
            )
        )
        for widget in (self.other_button, self.columns_button, self.record_button):
            widget.hide()

    # ------------------------------------------------------------------ reading

    def ask_file(self) -> None:
        """Choose a file to read."""
        path = file_prompts.open_file(self, "Übersicht wählen", table_words.FILTERS)
        if path is not None:
            self.open(path)

    def open(self, path: Path) -> None:
        """Read a file in the background, in place of the one before."""
        self.clear_notice()
        self._greeted, self._columns_wanted = False, None
        self.state.open(path)

    def _show_busy(self, busy: bool) -> None:
        """A bar while something is read; the button must not record what is out of date."""
        if busy and self.progress is None:
            self.progress = WorkProgress("Die Tabelle wird gelesen", self.state.cancel)
            self.progress.set_progress(0, 1)
            self.bar.show_progress(self.progress)
        elif not busy:
            self.progress = None
            self.bar.show_progress(None)
        self.cancel_button.setVisible(not busy)
        self.record_button.setEnabled(not busy and self._ready() > 0)

    def _ready(self) -> int:
        return table_entries.totals(self.entries()).ready if self.state.table else 0

    # ------------------------------------------------------------------ showing

    def entries(self) -> tuple[Entry, ...]:
        """The lines of the list as they stand now."""
        assert self.state.table is not None
        return table_entries.entries_of(self.state.table, self.state.rows, self.state.unticked)

    def _show(self) -> None:
        table, questions = self.state.table, self.questions
        assert table is not None
        assert questions is not None
        entries = self.entries()
        questions.show_table(table, self.state.choice, self.state.year)
        questions.show()
        self.grid.show_table(table, fixed=table.origin is TableOrigin.OWN)
        self.list.show_entries(entries)
        self._show_frame(entries)
        if not self._greeted:
            self._greet()
        self._order_tabs()

    def _show_frame(self, entries: tuple[Entry, ...]) -> None:
        table, base, file = self.state.table, self.state.base, self.state.file
        assert table is not None
        assert base is not None
        assert file is not None
        counts = table_entries.totals(entries)
        self.head.set_facts(table_words.facts(file.name, table))
        self.bar.set_message(*table_words.bar(counts, table))
        self.record_button.setText(table_words.main_button(counts))
        self.record_button.setEnabled(counts.ready > 0)
        for widget in (self.other_button, self.columns_button, self.record_button):
            widget.show()
        year = self.state.year
        words = table_words.notice(table, year, sample=base.sample, running=year in base.running)
        if words and words != self.notice():
            self.show_notice(words)
        elif not words:
            self.clear_notice()
        self._show_columns()

    def _show_columns(self) -> None:
        """The columns are shown until they are certain, or as the person wants it."""
        assert self.state.table is not None
        certain = self.state.table.origin is not TableOrigin.PROPOSED
        shown = not certain if self._columns_wanted is None else self._columns_wanted
        low = self.height() < theme.px(_LOW)
        self.grid.setVisible(shown)
        self.list_side.setVisible(not (low and shown))
        hide = "Gemeinden &zeigen" if low else "&Spalten verbergen"
        self.columns_button.setText(hide if shown else "&Spalten zeigen")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Where there is little room, columns and list are two steps."""
        super().resizeEvent(event)
        if self.state.table is not None:
            self._show_columns()

    def _toggle_columns(self) -> None:
        self._columns_wanted = not self.grid.isVisibleTo(self)
        self._show_columns()

    def _order_tabs(self) -> None:
        """Head, answers, columns, list, action bar: what is built later would come last."""
        assert self.questions is not None
        assert self.grid.table is not None
        boxes = self.grid.strip.boxes
        parts = (self.head, self.questions, *boxes, self.grid.table, self.list, self.bar)
        import_tabs.lead_through(*parts)

    def _greet(self) -> None:
        """The first time: say what was found, and go where an answer is needed."""
        assert self.state.table is not None
        assert self.questions is not None
        self._greeted = True
        self.set_content(self.split)
        self.setFocusProxy(self.columns_button)
        found = german.plural(len(self.state.rows), "Gemeinde", "Gemeinden")
        announce(self, f"{found} gelesen")
        self.list.table.select_first()
        target = self.questions.first_open(self.state.table) or self.list.table
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------ deciding

    def tick(self, entry: Entry, wanted: bool) -> None:
        """The box of a line: record it or not; on a suggestion it confirms the municipality."""
        if entry.suggestion is not None:
            self.state.set_place(entry.row, entry.suggestion)
            announce(self, f"{entry.name.rstrip('?')} bestätigt")
        else:
            self.state.tick(entry.row, wanted=wanted)

    def choose_place(self, entry: Entry) -> None:
        """Ask which municipality a row is about."""
        dialog = PlaceDialog(self, entry, self.state.municipalities)
        if dialog.run():
            self.state.set_place(entry.row, dialog.place.value())
        dialog.deleteLater()

    def record(self) -> None:
        """Everything that is ready and ticked."""
        self.record_button.setEnabled(False)
        self.state.record()

    def _say_recorded(self, count: int) -> None:
        words = table_words.recorded(count, self.state.year)
        if table_entries.totals(self.entries()).open:
            self.show_notice(words, buttons.link("Zur Liste", self.leave), state="ok")
            announce(self, words)
        else:
            self._navigator.say(words)
            self._navigator.close_subpage(self)

    def _fail(self, error: SozDeskError) -> None:
        if isinstance(error, Cancelled):
            self.show_notice("Das Lesen ist abgebrochen. Es wurde nichts eingelesen.")
        else:
            errors.show(self, error)

    # ------------------------------------------------------------------ export, leaving

    def _export(self, seen: TableText) -> None:
        """The list as it is seen, as a file."""
        name = f"Übersicht {self.state.year} Einlesen.xlsx"
        path = save_path.ask(self, self._desk, "Liste exportieren", name, list_export.FILTERS)
        if path is not None:
            self._desk.call(moment, done=partial(self._write, path, seen), owner=self)

    def _write(self, path: Path, seen: TableText, now: datetime) -> None:
        base = self.state.base
        assert base is not None
        report = list_export.list_report(
            f"Übersicht {self.state.year} einlesen",
            [Column(f"spalte_{n}", title, wide=n > 0) for n, title in enumerate(seen.titles)],
            seen.rows,
            now=now,
            today=base.today,
            sample=base.sample,
        )
        worker.run(
            list_export.write_list,
            path,
            report,
            done=self._say_written,
            failed=self._fail,
            owner=self,
        )

    def _say_written(self, path: Path) -> None:
        self.show_notice(f"«{path.name}» geschrieben.", state="ok")

    def has_changes(self) -> bool:
        """Whether a person said something that is not recorded."""
        return self.state.has_changes()

    def store_draft(self) -> None:
        """Keep what was said; the file is opened again."""
        self.state.store_draft()

    def leave(self) -> None:
        """Back; asks if something was said that is not recorded."""
        if self.has_changes():
            question = "Die Übersicht ist noch nicht erfasst"
            text = "Was Sie dazu angegeben haben, zeigt SozDesk wieder, wenn Sie die Datei öffnen."
            if not messages.ask(self, question, text, action="Seite verlassen"):
                return
            self.store_draft()
        self.state.cancel()
        self._navigator.back()


def moment(archive: Archive) -> datetime:
    """The instant for a document."""
    return archive.context().now
