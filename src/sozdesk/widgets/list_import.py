"""A page that reads a list: choose a table, say what columns mean, look at what happens, record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from sozdesk.exchange.listed import TableFile, read_file
from sozdesk.kernel import german
from sozdesk.kernel.errors import SozDeskError
from sozdesk.kernel.findings import stops
from sozdesk.kernel.listed import ListTable
from sozdesk.kernel.usecase import Outcome
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, errors, file_prompts, layouts, theme
from sozdesk.widgets.announce import announce
from sozdesk.widgets.command_dialog import Act
from sozdesk.widgets.file_page import FilePage
from sozdesk.widgets.page import ActionBar, EmptyState, Step
from sozdesk.widgets.page_work import PageWork
from sozdesk.widgets.preview_list import PreviewList, Said
from sozdesk.widgets.rows import Column
from sozdesk.widgets.sheet_columns import SheetColumns
from sozdesk.widgets.states import State

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

FILTERS: Final = "Tabellen (*.xlsx *.ods *.csv *.txt);;Alle Dateien (*)"
_LOW = 560
"""Below this height columns and list do not fit one above the other."""
_NOTHING_READ = "Abgebrochen. Es wurde nichts eingelesen."

Look = Callable[["Archive"], tuple[Any, Any]]
"""On the thread of the file: the table with its columns, and the plan of what would happen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListWords:
    """What the page says, and how its list is built."""

    title: str
    empty_title: str
    empty_text: str
    steps: Sequence[tuple[str, str]]
    labels: Mapping[str, str]
    """Field → what a column may mean."""
    columns: Sequence[Column]
    """Of the preview."""
    results: Sequence[tuple[StrEnum, str, str]]
    """What may become of a row: member, word, symbol."""
    said: Callable[[Any], Said]
    facts: Callable[[Any], str]
    """Of a table, below the title."""
    bar: Callable[[Any], tuple[str, str, str]]
    """Of a plan: what will happen, what stays as it is, and the symbol."""
    may_record: Callable[[Any], bool]
    main_button: Callable[[Any], str]
    handbook: str


class ListImportPage(FilePage):
    """Subclass it: answer :meth:`look`, :meth:`act` and :meth:`told`, perhaps with inputs of its own."""

    def __init__(self, desk: Desk, navigator: Navigator, words: ListWords, topic: str) -> None:
        super().__init__(words.title, back=navigator.back)
        self._desk, self._navigator, self._words, self._topic = desk, navigator, words, topic
        self._path: Path | None = None
        self.file: TableFile | None = None
        self._choice: dict[str, int | None] = {}
        self.table: ListTable[Any] | None = None
        self.plan: Any = None
        self._asked = 0
        self._columns_wanted: bool | None = None
        self.setAcceptDrops(True)
        self._build_head()
        self._build_content()
        self._show_empty()
        self._desk.changed.connect(self._on_changed)

    # ------------------------------------------------------------------ what a feature says

    def look(self, file: TableFile, choice: Mapping[str, int | None]) -> Look:
        """What the columns mean and what would happen."""
        raise NotImplementedError

    def act(self) -> Act:
        """The use case that records all rows."""
        raise NotImplementedError

    def told(self, outcome: Outcome) -> str:
        """What is said after recording."""
        raise NotImplementedError

    def forget(self) -> None:
        """Another table is read: what was said about single rows does not count for it."""

    def export(self, list_: PreviewList) -> bool:
        """Connect «Liste exportieren …»; False where the list says nothing outside of the program."""
        del list_
        return False

    def is_ready(self) -> bool:
        """Whether the inputs of the page can be read."""
        return True

    # ------------------------------------------------------------------ building

    def _build_head(self) -> None:
        self.other_button = buttons.button("Andere Da&tei …", self.ask_file, icon="folder-open")
        self.again_button = buttons.button("Noch einmal &lesen", self.read_again, key="F5")
        self.columns_button = buttons.button("&Spalten zeigen", self._toggle_columns)
        self.head.set_actions(self.columns_button, self.other_button, self.again_button)
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
        self.grid = SheetColumns(self._words.labels)
        self.grid.chosen.connect(self.choose_column)
        self.list = PreviewList(
            self._words.columns,
            "Zeilen der Liste",
            key=lambda row: row.line.row,
            result=lambda row: row.result,
            said=self._words.said,
        )
        self.list.pane.offer_export(offered=self.export(self.list))
        self.chips_line = layouts.row(self.list.chips, margins=(24, 6, 20, 0))
        """A feature puts its commands about one row behind the chips."""
        self.chips_line.setStretch(0, 1)
        self.side = layouts.box(layouts.column(layouts.box(self.chips_line), self.list, spacing=6))
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.grid)
        self.split.addWidget(self.side)
        self.split.setSizes([300, 700])

    def _show_empty(self) -> None:
        choose = buttons.button(
            "Datei &wählen …", self.ask_file, icon="file-spreadsheet", primary=True
        )
        self.setFocusProxy(choose)
        lead = partial(self._navigator.open_handbook, self._words.handbook)
        self.set_content(
            EmptyState(
                "file-spreadsheet",
                self._words.empty_title,
                self._words.empty_text,
                choose,
                steps_title="So geht es weiter",
                steps=tuple(Step(*step) for step in self._words.steps),
                help_link=buttons.link("&Im Handbuch lesen (F1)", lead),
            )
        )

    # ------------------------------------------------------------------ reading

    def ask_file(self) -> None:
        """Choose a file to read."""
        path = file_prompts.open_file(self, "Liste wählen", FILTERS)
        if path is not None:
            self.open(path)

    def open(self, path: Path) -> None:
        """Read a file in the background, in place of the one before."""
        if self._work.is_busy():
            return
        if path != self._path:
            self._choice, self._columns_wanted = {}, None
        self.forget()
        self._path = path
        self.record_button.setEnabled(False)
        self._work.start(
            read_file,
            path,
            what="Die Liste wird gelesen",
            done=self._take_file,
            cancelled=_NOTHING_READ,
        )

    def read_again(self) -> None:
        """The same file once more, after somebody repaired it."""
        if self._path is not None:
            self.open(self._path)

    def _take_file(self, file: TableFile) -> None:
        self.file = file
        self.check()

    def choose_column(self, column: int, key: object) -> None:
        """What a person says about a column; what it meant before is not read."""
        assert self.table is not None
        before = [one for one, place in self.table.columns.items() if place == column]
        self._choice.update(dict.fromkeys(before))
        if isinstance(key, str):
            self._choice[key] = column
        self.check()

    def check(self) -> None:
        """Compare with the file; of several answers only the newest counts."""
        if self.file is None or not self.is_ready():
            return
        self._asked += 1
        self._desk.call(
            self.look(self.file, dict(self._choice)),
            done=partial(self._take_plan, self._asked),
            failed=self._fail,
            owner=self,
        )

    def _take_plan(self, asked: int, found: tuple[ListTable[Any], Any]) -> None:
        if asked != self._asked:
            return
        first = self.table is None
        self.table, self.plan = found
        if first:
            self.set_content(self.split)
            self.setFocusProxy(self.list.table)
            self.list.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_plan(*found)
        announce(self, german.plural(len(self.plan.rows), "Zeile gelesen", "Zeilen gelesen"))

    # ------------------------------------------------------------------ showing

    def show_plan(self, table: ListTable[Any], plan: Any) -> None:
        """Show the table and what would happen."""
        self.head.set_facts(self._words.facts(table))
        self.grid.show_table(table, fixed=False)
        self.list.show_rows(plan.rows, self._words.results)
        for widget in self._later():
            widget.show()
        self._show_findings(plan)
        self._show_columns()
        self._show_button()

    def _show_findings(self, plan: Any) -> None:
        """What is to be said about the table as a whole."""
        self.clear_notice()
        if plan.findings:
            told = " ".join(finding.message for finding in plan.findings)
            self.show_notice(told, state=State.UNUSABLE if stops(plan.findings) else State.NOTE)

    def _show_button(self) -> None:
        if self.plan is not None:
            self.bar.set_message(*self._words.bar(self.plan))
            self.record_button.setText(self._words.main_button(self.plan))
            self.record_button.setEnabled(self._words.may_record(self.plan))

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
        if self._topic in topics and self.table is not None:
            self.check()

    # ------------------------------------------------------------------ recording

    def record(self) -> None:
        """All rows in one act."""
        if self.table is None or self.plan is None or not self._words.may_record(self.plan):
            return
        self.record_button.setEnabled(False)
        self._desk.run(*self.act(), done=self._recorded, failed=self._not_recorded, owner=self)

    def _recorded(self, outcome: Outcome) -> None:
        self._navigator.say(self.told(outcome))
        self._navigator.close_subpage(self)

    def _not_recorded(self, error: SozDeskError) -> None:
        """Nothing was recorded: what would happen is asked once more."""
        errors.show(self, error)
        self.check()

    def _fail(self, error: SozDeskError) -> None:
        errors.show(self, error)
        self._show_button()


def facts(table: ListTable[Any]) -> str:
    """«angebote.xlsx, Blatt «Angebote». Noch ist nichts erfasst. Ausgelassene Zeilen: 7 und 9.»."""
    left = ""
    if table.left_out:
        rows = german.enumeration([str(one.row) for one in table.left_out[:5]])
        more = " …" if len(table.left_out) > 5 else ""
        one = len(table.left_out) == 1
        left = f" {'Ausgelassene Zeile' if one else 'Ausgelassene Zeilen'}: {rows}{more}."
    known = " Spalten wie beim letzten Mal." if table.remembered else ""
    return f"{table.name}, Blatt «{table.sheet}». Noch ist nichts erfasst.{known}{left}"
