"""«Liste einlesen»: choose a table, say what columns mean, look at what happens, record."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from sozdesk.features.offerings import files, queries
from sozdesk.features.offerings.files import ListFile
from sozdesk.features.offerings.terms import TOPIC
from sozdesk.features.offerings.terms.list_import import ListPlan, ListTable
from sozdesk.features.offerings.texts.list_import import LABELS, RESULTS
from sozdesk.features.offerings.ui import list_import_words as said
from sozdesk.features.offerings.ui.list_file import ListFile as ListExport
from sozdesk.features.offerings.usecases import ImportLists, import_lists
from sozdesk.kernel import german
from sozdesk.kernel.errors import SozDeskError
from sozdesk.kernel.findings import stops
from sozdesk.kernel.usecase import Outcome
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, errors, file_prompts, layouts, theme
from sozdesk.widgets.announce import announce
from sozdesk.widgets.fields import Field
from sozdesk.widgets.file_page import FilePage
from sozdesk.widgets.page import ActionBar, EmptyState, Step
from sozdesk.widgets.page_work import PageWork
from sozdesk.widgets.preview_list import PreviewList
from sozdesk.widgets.sheet_columns import SheetColumns
from sozdesk.widgets.states import State
from sozdesk.widgets.typed import DateInput

if TYPE_CHECKING:
    from datetime import date

    from sozdesk.archive.store import Archive

_HANDBOOK = "angebote-einlesen"
_LOW = 560
"""Below this height columns and list do not fit one above the other."""
_NOTHING_READ = "Abgebrochen. Es wurde nichts eingelesen."


def build(desk: Desk, navigator: Navigator) -> ListImportPage:
    """The page; open it with ``navigator.open_subpage``."""
    return ListImportPage(desk, navigator)


class ListImportPage(FilePage):
    """Sub-page of the Angebote, for the KSA."""

    handbook_place = "angebote-einlesen"

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(said.TITLE, back=navigator.back)
        self._desk, self._navigator = desk, navigator
        self._path: Path | None = None
        self._file: ListFile | None = None
        self._choice: dict[str, int | None] = {}
        self.table: ListTable | None = None
        self.plan: ListPlan | None = None
        self._asked = 0
        self._columns_wanted: bool | None = None
        self.setAcceptDrops(True)
        self._build_head()
        self._build_content()
        self._show_empty()
        self._desk.changed.connect(self._on_changed)

    # ------------------------------------------------------------------ building

    def _build_head(self) -> None:
        self.other_button = buttons.button("Andere Da&tei …", self.ask_file, icon="folder-open")
        self.again_button = buttons.button("Noch einmal &lesen", self.read_again, key="F5")
        self.columns_button = buttons.button("&Spalten zeigen", self._toggle_columns)
        self.head.set_actions(self.columns_button, self.other_button, self.again_button)
        self.day_input = DateInput()
        self.day = Field("&Preise gelten ab", self.day_input)
        self.day_input.editingFinished.connect(self._check)
        self.add_tools(self.day)
        self.record_button = buttons.button("&Erfassen", self.record, primary=True)
        cancel = buttons.button("Abbrechen", self._navigator.back)
        self.bar = ActionBar(self.record_button, cancel)
        self.set_bar(self.bar)
        self._work = PageWork(self, self.bar)
        for widget in self._later():
            widget.hide()

    def _later(self) -> tuple[QWidget, ...]:
        """What only makes sense once a list is read."""
        return (self.columns_button, self.other_button, self.again_button, self.record_button)

    def _build_content(self) -> None:
        self.grid = SheetColumns(LABELS)
        self.grid.chosen.connect(self.choose_column)
        self.list = PreviewList(
            said.COLUMNS,
            "Zeilen der Liste",
            key=lambda row: row.line.row,
            result=lambda row: row.result,
            said=said.said,
        )
        export = ListExport(self, self._desk, self._work)
        self.list.pane.export_requested.connect(partial(export.export, "Angebote Einlesen"))
        chips = layouts.box(layouts.row(self.list.chips, margins=(24, 6, 20, 0)))
        self.side = layouts.box(layouts.column(chips, self.list, spacing=6))
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.grid)
        self.split.addWidget(self.side)
        self.split.setSizes([450, 550])

    def _show_empty(self) -> None:
        choose = buttons.button(
            "Datei &wählen …", self.ask_file, icon="file-spreadsheet", primary=True
        )
        self.setFocusProxy(choose)
        self.day.hide()
        self.set_content(
            EmptyState(
                "file-spreadsheet",
                said.EMPTY_TITLE,
                said.EMPTY_TEXT,
                choose,
                steps_title="So geht es weiter",
                steps=tuple(Step(*step) for step in said.STEPS),
                help_link=buttons.link(
                    "&Im Handbuch lesen (F1)", partial(self._navigator.open_handbook, _HANDBOOK)
                ),
            )
        )

    # ------------------------------------------------------------------ reading

    def ask_file(self) -> None:
        """Choose a file to read."""
        path = file_prompts.open_file(self, "Liste wählen", said.FILTERS)
        if path is not None:
            self.open(path)

    def open(self, path: Path) -> None:
        """Read a file in the background, in place of the one before."""
        if self._work.is_busy():
            return
        if path != self._path:
            self._choice, self._columns_wanted = {}, None
        self._path = path
        self.record_button.setEnabled(False)
        self._work.start(
            files.read_list,
            path,
            what="Die Liste wird gelesen",
            done=self._take_file,
            cancelled=_NOTHING_READ,
        )

    def read_again(self) -> None:
        """The same file once more, after somebody repaired it."""
        if self._path is not None:
            self.open(self._path)

    def _take_file(self, file: ListFile) -> None:
        self._file = file
        self._check()

    def choose_column(self, column: int, key: object) -> None:
        """What a person says about a column; what it meant before is not read."""
        assert self.table is not None
        before = [one for one, place in self.table.columns.items() if place == column]
        self._choice.update(dict.fromkeys(before))
        if isinstance(key, str):
            self._choice[key] = column
        self._check()

    def _check(self) -> None:
        """Compare with the file; of several answers only the newest counts."""
        if self._file is None or self.day.input.problem():
            return
        self._asked += 1
        self._desk.call(
            partial(_look, self._file, dict(self._choice), self.day.value()),
            done=partial(self._take_plan, self._asked),
            failed=self._fail,
            owner=self,
        )

    def _take_plan(self, asked: int, found: tuple[ListTable, ListPlan]) -> None:
        if asked != self._asked:
            return
        first = self.table is None
        self.table, self.plan = found
        if first:
            self.set_content(self.split)
            self.setFocusProxy(self.list.table)
            self.list.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show(*found)
        announce(self, german.plural(len(self.plan.rows), "Zeile gelesen", "Zeilen gelesen"))

    # ------------------------------------------------------------------ showing

    def _show(self, table: ListTable, plan: ListPlan) -> None:
        self.head.set_facts(said.facts(table))
        self.grid.show_table(table, fixed=False)
        results = [(one, RESULTS[one], symbol) for one, symbol in said.SYMBOLS.items()]
        self.list.show_rows(plan.rows, results)
        for widget in self._later():
            widget.show()
        self.day.setVisible("amount" in table.columns)
        self._show_findings(plan)
        self._show_columns()
        self._show_button()

    def _show_findings(self, plan: ListPlan) -> None:
        """What is to be said about the table as a whole."""
        self.clear_notice()
        if plan.findings:
            told = " ".join(finding.message for finding in plan.findings)
            self.show_notice(told, state=State.UNUSABLE if stops(plan.findings) else State.NOTE)

    def _show_button(self) -> None:
        if self.plan is not None:
            self.bar.set_message(*said.bar(self.plan))
            self.record_button.setText(said.main_button(self.plan))
            self.record_button.setEnabled(said.may_record(self.plan))

    def _show_columns(self) -> None:
        """The columns are shown where something about them is open, or as the person wants it."""
        assert self.table is not None
        is_open = bool(self.table.findings) and not self.table.remembered
        shown = is_open if self._columns_wanted is None else self._columns_wanted
        low = self.height() < theme.px(_LOW)
        self.grid.setVisible(shown)
        self.side.setVisible(not (low and shown))
        hide = "Zeilen &zeigen" if low else "&Spalten verbergen"
        self.columns_button.setText(hide if shown else "&Spalten zeigen")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Where there is little room, columns and list are two steps."""
        super().resizeEvent(event)
        if self.table is not None:
            self._show_columns()

    def _toggle_columns(self) -> None:
        self._columns_wanted = not self.grid.isVisibleTo(self)
        self._show_columns()

    def _on_changed(self, topics: frozenset[str]) -> None:
        """Something was recorded elsewhere: what happens may be something else now."""
        if TOPIC in topics and self.table is not None:
            self._check()

    # ------------------------------------------------------------------ recording

    def record(self) -> None:
        """All rows in one act."""
        if self.table is None or self.plan is None or not said.may_record(self.plan):
            return
        self.record_button.setEnabled(False)
        command = ImportLists(table=self.table, prices_from=self.day.value())
        self._desk.run(
            import_lists, command, done=self._recorded, failed=self._not_recorded, owner=self
        )

    def _recorded(self, outcome: Outcome) -> None:
        self._navigator.say(said.recorded(outcome.value))
        self._navigator.close_subpage(self)

    def _not_recorded(self, error: SozDeskError) -> None:
        """Nothing was recorded: what would happen is asked once more."""
        errors.show(self, error)
        self._check()

    def _fail(self, error: SozDeskError) -> None:
        errors.show(self, error)
        self._show_button()


def _look(
    file: ListFile, choice: dict[str, int | None], day: date | None, archive: Archive
) -> tuple[ListTable, ListPlan]:
    """On the thread of the file: what the columns mean, and what would happen."""
    memory = archive.query(queries.remembered_list_columns)
    table = files.list_table(file, memory, choice)
    return table, archive.query(queries.list_plan, table, day, archive.context().today)
