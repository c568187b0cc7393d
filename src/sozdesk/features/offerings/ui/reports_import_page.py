"""«Jahresberichte einlesen»: choose the forms, look at what they say, record them together."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QDragEnterEvent, QDropEvent

from sozdesk.features.offerings import files, queries, usecases
from sozdesk.features.offerings.terms import ReportFile, ReportingYear
from sozdesk.features.offerings.texts import yearly_reports as said
from sozdesk.features.offerings.ui import report_words as words
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import SozDeskError
from sozdesk.kernel.usecase import Outcome
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, errors, file_prompts, labels
from sozdesk.widgets.dropped import OUTLOOK, is_virtual, paths_in
from sozdesk.widgets.finding_block import FindingBlock
from sozdesk.widgets.list_detail import ListDetail, detail, detail_head
from sozdesk.widgets.list_pane import ListPane
from sozdesk.widgets.page import ActionBar, EmptyState, Page, Step
from sozdesk.widgets.page_work import PageWork
from sozdesk.widgets.table import Column, RowsModel, TableView

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

_READING = "{done} von {total} Dateien gelesen"
_CANCELLED = "Das Lesen ist abgebrochen. Es wurde nichts eingelesen."


class ReportsImportPage(Page):
    """Sub-page of the yearly reports."""

    handbook_place = "jahresberichte#einlesen"

    def __init__(self, desk: Desk, navigator: Navigator, year: int) -> None:
        super().__init__(words.IMPORT_TITLE.format(year=year), back=navigator.back)
        self._desk, self._navigator, self._year = desk, navigator, year
        self._paths: tuple[Path, ...] = ()
        self.files: tuple[ReportFile, ...] = ()
        self.chosen: set[int] = set()
        """Places in ``files``."""
        self._listed = False
        self.setAcceptDrops(True)
        self._build_list()
        self._build_bar()
        self.work = PageWork(self, self.bar)
        self._show_empty()

    # ------------------------------------------------------------------ building

    def _build_list(self) -> None:
        columns = (
            Column(
                title="Erfassen",
                text=lambda at: "ja" if at in self.chosen else "nein",
                check=self._ticked,
            ),
            Column(title="Anbieter/in", text=self._name, tip=self._name, stretch=True),
            Column(
                title="Datei",
                text=lambda at: self.files[at].file,
                tip=lambda at: self.files[at].file,
                elide="middle",
                width=190,
                tone="text2",
            ),
            Column(
                title="Prüfung",
                text=lambda at: words.file_state(self.files[at])[1],
                symbol=lambda at: words.file_state(self.files[at])[0],
            ),
        )
        self.model = RowsModel(columns, key=lambda at: at)
        self.table = TableView(self.model, "Gelesene Dateien", row=32)
        self.table.ticked.connect(self._tick)
        self.table.current_row_changed.connect(self._show_file)
        pane = ListPane(self.table, ("Datei", "Dateien"), export=False)
        self.split = ListDetail(pane, hint="Wählen Sie links eine Datei.")

    def _build_bar(self) -> None:
        self.record_button = buttons.button("&Erfassen", self.record, primary=True)
        self.bar = ActionBar(self.record_button, buttons.button("Abbrechen", self._navigator.back))
        self.set_bar(self.bar)
        self.record_button.hide()
        self.more_button = buttons.button("Andere Da&teien …", self.ask_files, icon="folder-open")
        self.head.set_actions(self.more_button)
        self.more_button.hide()

    def _show_empty(self) -> None:
        choose = buttons.button(
            "Dateien &wählen …", self.ask_files, icon="folder-open", primary=True
        )
        folder = buttons.button("&Ordner wählen …", self.ask_folder)
        self.setFocusProxy(choose)
        help_ = partial(self._navigator.open_handbook, self.handbook_place)
        self.set_content(
            EmptyState(
                "file-spreadsheet",
                words.IMPORT_EMPTY,
                words.IMPORT_TEXT,
                choose,
                folder,
                steps_title="So geht es weiter",
                steps=tuple(Step(*step) for step in words.STEPS),
                help_link=buttons.link("&Im Handbuch lesen (F1)", help_),
            )
        )

    # ------------------------------------------------------------------ reading

    def ask_files(self) -> None:
        """Choose forms or messages."""
        paths = file_prompts.open_files(self, "Formulare wählen", words.FILTERS)
        if paths:
            self.open(paths)

    def ask_folder(self) -> None:
        """Choose a folder with all of them."""
        path = file_prompts.open_folder(self, "Ordner mit den Formularen wählen")
        if path is not None:
            self.open((path,))

    def open(self, paths: tuple[Path, ...]) -> None:
        """Read in the background, in place of what was read before."""
        if self.work.is_busy():
            return
        self._paths = paths
        self._desk.call(self._load, done=self._read, failed=self._failed, owner=self)

    def _load(self, archive: Archive) -> tuple[ReportingYear, Context]:
        context = archive.context()
        return archive.query(queries.reporting_year, self._year, context), context

    def _read(self, found: tuple[ReportingYear, Context]) -> None:
        asked, context = found
        self.work.start(
            files.read_reports,
            self._paths,
            asked,
            context.today,
            what=_READING,
            done=self._show_read,
            cancelled=_CANCELLED,
        )

    def _show_read(self, found: tuple[ReportFile, ...]) -> None:
        self.files = found
        self.chosen = {at for at, one in enumerate(found) if one.usable}
        self._put_list()
        self.more_button.show()
        self.record_button.show()
        self.setFocusProxy(self.table)
        self._show()
        self.table.select_first()
        self._show_file(self.table.current_row())
        self.table.setFocus()

    def _put_list(self) -> None:
        """Once: to set the content again would delete the list that stands there."""
        if not self._listed:
            self.set_content(self.split)
            self._listed = True

    def _show(self) -> None:
        self.model.set_rows(range(len(self.files)))
        self.bar.set_message(*words.standing(self.files, len(self.chosen)))
        self.record_button.setText(f"{german.count(len(self.chosen))} &erfassen")
        self.record_button.setEnabled(bool(self.chosen))

    def _name(self, at: int) -> str:
        return self.files[at].provider_name or "nicht erkannt"

    def _ticked(self, at: int) -> bool | None:
        return at in self.chosen if self.files[at].usable else None

    def _tick(self, at: int, wanted: bool) -> None:
        self.chosen = self.chosen | {at} if wanted else self.chosen - {at}
        self._show()

    def _show_file(self, at: int | None) -> None:
        if at is None or at >= len(self.files):
            self.split.set_detail(None)
            return
        one = self.files[at]
        blocks = [
            FindingBlock(finding, place=words.place(finding))
            for finding in words.worst_first(one.findings)
        ]
        nothing = [] if blocks else [labels.body("Keine Hinweise.")]
        self.split.set_detail(detail(detail_head(self._name(at), one.file), *blocks, *nothing))

    # ------------------------------------------------------------------ dropping files

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Files may be dropped anywhere on the page."""
        if paths_in(event.mimeData()) or is_virtual(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Read what was dropped."""
        event.acceptProposedAction()
        if is_virtual(event.mimeData()):
            self.show_notice(OUTLOOK)
        else:
            self.open(tuple(paths_in(event.mimeData())))

    # ------------------------------------------------------------------ recording

    def record(self) -> None:
        """All chosen files in one act."""
        chosen = tuple(self.files[at] for at in sorted(self.chosen))
        self.record_button.setEnabled(False)
        self._desk.run(
            usecases.record_provider_reports,
            usecases.RecordProviderReports(year=self._year, files=chosen),
            done=self._say_recorded,
            failed=self._failed,
            owner=self,
        )

    def _say_recorded(self, outcome: Outcome) -> None:
        self._navigator.say(f"{said.recorded(outcome.value, self._year)}.")
        self._navigator.close_subpage(self)

    def _failed(self, error: SozDeskError) -> None:
        self.record_button.setEnabled(bool(self.chosen))
        errors.show(self, error)
