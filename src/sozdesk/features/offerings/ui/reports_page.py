"""«Jahresberichte»: who owes one, what came, what stands out, what becomes of the recognition."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from sozdesk.documents.safe_write import write_bytes
from sozdesk.features.offerings import files, queries, usecases
from sozdesk.features.offerings.terms import (
    TOPIC,
    ReportLine,
    ReportReminder,
    ReportState,
)
from sozdesk.features.offerings.texts import yearly_reports as said
from sozdesk.features.offerings.ui import report_words as words
from sozdesk.features.offerings.ui import reports_data
from sozdesk.features.offerings.ui.report_detail import report_detail
from sozdesk.features.offerings.ui.report_dialogs import DecideDialog
from sozdesk.features.offerings.ui.reports_data import ReportsData
from sozdesk.kernel import german
from sozdesk.kernel.errors import SozDeskError
from sozdesk.runtime import worker
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, errors, labels, layouts, save_path
from sozdesk.widgets.chips import Chip, ChipBar
from sozdesk.widgets.inputs import Choice
from sozdesk.widgets.list_detail import ListDetail
from sozdesk.widgets.list_pane import FilterInput, ListPane
from sozdesk.widgets.page import EmptyState, Page
from sozdesk.widgets.page_work import PageWork
from sozdesk.widgets.table import Column, RowsModel, TableView

_ALL = "all"
_SHARE = "offerings.reports"
_FORMS = "{done} von {total} Formularen geschrieben"
_DRAFTS = "{done} von {total} Entwürfen geschrieben"
_NOT_NOTED = "Abgebrochen. Es ist keine Erinnerung vermerkt."
_COLUMNS = (
    Column(
        title="Anbieter/in",
        text=lambda line: line.provider.name,
        tip=lambda line: line.provider.name,
        least=170,
        stretch=True,
    ),
    Column(
        title="Stand",
        text=words.state,
        symbol=lambda line: words.SYMBOLS[line.state],
        sort_key=lambda line: list(ReportState).index(line.state),
    ),
    Column(
        title="Eingang",
        text=words.received,
        sort_key=lambda line: words.received(line)[::-1],
        tone="text2",
    ),
    Column(
        title="Hinweise",
        text=lambda line: german.count(words.hints(line)) if words.hints(line) else "",
        sort_key=words.hints,
        align="right",
    ),
    Column(title="Ergebnis", text=words.result, tone="text2"),
)


def build(desk: Desk, navigator: Navigator, year: int | None = None) -> Page:
    """The sub-page on a year; without one on the last whole year."""
    return ReportsPage(desk, navigator, year)


class ReportsPage(Page):
    """Sub-page of the offerings, for the KSA."""

    handbook_place = "jahresberichte"

    def __init__(self, desk: Desk, navigator: Navigator, year: int | None = None) -> None:
        super().__init__("Jahresberichte", back=navigator.back)
        self._desk, self._navigator, self._year = desk, navigator, year
        self.data: ReportsData | None = None
        self._filling = False
        self.work = PageWork(self)
        self._build_tools()
        self._build_list()
        self._build_actions()
        desk.changed.connect(self._on_changed)
        self.reload()

    # ------------------------------------------------------------------ building

    def _build_tools(self) -> None:
        self.model = RowsModel(_COLUMNS, key=lambda line: line.provider.id)
        self.years = Choice(())
        self.years.changed.connect(self._on_year)
        self.years.setAccessibleName("Berichtsjahr")
        label = labels.secondary("Berichts&jahr", wrap=False)
        label.setBuddy(self.years)
        self.search = FilterInput(self.model)
        self.chips = ChipBar("Nach Stand filtern")
        self.chips.chosen.connect(self._filter)
        self.add_tools(layouts.box(layouts.row(label, self.years, None)), self.search)
        self.add_tools(self.chips)

    def _build_list(self) -> None:
        self.table = TableView(self.model, "Jahresberichte")
        self.pane = ListPane(
            self.table,
            ("Anbieter/in", "Anbieter/innen"),
            "Niemand passt zu diesen Filtern.",
            export=False,
        )
        self.pane.filter_cleared.connect(self._clear)
        self.table.current_row_changed.connect(self._show_line)
        self.split = ListDetail(self.pane, share=self._navigator.share_of(_SHARE, 0.56))
        self.split.share_changed.connect(partial(self._navigator.remember_share, _SHARE))
        self.set_content(self.split)
        self.setFocusProxy(self.table)
        self._empty = False

    def _build_actions(self) -> None:
        self.read_button = buttons.button(
            "Berichte &einlesen …", self.open_import, icon="download", primary=True
        )
        self.forms_button = buttons.button("&Formulare schreiben …", self.write_forms)
        self.remind_button = buttons.button("E&rinnern …", self.remind)
        self.head.set_actions(self.forms_button, self.remind_button, primary=self.read_button)

    # ------------------------------------------------------------------ data

    def _on_changed(self, topics: frozenset[str]) -> None:
        if TOPIC in topics:
            self.reload()

    def reload(self) -> None:
        """Read the reports on the year again."""
        year = self._year
        self._desk.call(
            lambda archive: reports_data.load(archive, year),
            done=self._show,
            failed=self._failed,
            owner=self,
        )

    def _failed(self, error: SozDeskError) -> None:
        errors.show(self, error)

    def _show(self, data: ReportsData) -> None:
        self._filling = True
        self.data, self._year = data, data.asked.year
        self.head.set_title(f"Jahresberichte {data.asked.year}")
        self.head.set_facts(words.facts(data) if data.lines else "")
        self.years.set_choices([(one, str(one)) for one in _offered(data)])
        self.years.set_value(data.asked.year)
        self._show_actions(data)
        self._show_list(data)
        self._filling = False

    def _show_actions(self, data: ReportsData) -> None:
        for button in (self.read_button, self.remind_button):
            button.setVisible(data.may_write and bool(data.lines))
        self.forms_button.setVisible(bool(data.lines))
        self.remind_button.setEnabled(bool(data.late))
        late = german.plural(len(data.late), "Bericht ist", "Berichte sind")
        self.remind_button.setToolTip(
            f"{late} überfällig" if data.late else "Nichts ist überfällig"
        )

    def _show_list(self, data: ReportsData) -> None:
        for widget in (self.chips, self.search):
            widget.setVisible(bool(data.lines))
        if not data.lines:
            self._empty = True
            year = data.asked.year
            help_ = partial(self._navigator.open_handbook, self.handbook_place)
            self.set_content(
                EmptyState(
                    "file-text",
                    words.EMPTY_TITLE.format(year=year),
                    words.EMPTY_TEXT,
                    help_link=buttons.link("&Im Handbuch lesen (F1)", help_),
                )
            )
            return
        if self._empty:
            self._build_list()
        self.chips.set_chips(_chips(data.lines))
        self.model.set_rows(data.lines)
        if self.table.current_row() is None:
            self.table.select_first()
        self._show_line(self.table.current_row())

    def _on_year(self) -> None:
        if not self._filling and self.years.value():
            self._year = self.years.value()
            self.reload()

    def _filter(self, key: str) -> None:
        self.model.set_keep(None if key == _ALL else lambda line: line.state.value == key)

    def _clear(self) -> None:
        self.search.clear()
        self.chips.choose(_ALL)
        self.model.set_keep(None)

    # ------------------------------------------------------------------ one report

    def _show_line(self, line: ReportLine | None) -> None:
        if line is None or self.data is None:
            self.split.set_detail(None)
            return
        names = {town.bfs_number: town.official_name for town in self.data.asked.municipalities}
        self.split.set_detail(report_detail(line, names, *self._commands(line, self.data)))

    def _commands(self, line: ReportLine, data: ReportsData) -> Sequence[QWidget]:
        if line.row is None:
            return ()
        decide = buttons.button("Be&urteilen …", partial(self.decide, line))
        decide.setEnabled(data.may_write)
        return decide, buttons.button("Datei s&peichern …", partial(self.save_file, line))

    def decide(self, line: ReportLine) -> None:
        """Ask what becomes of it."""
        assert self.data is not None
        DecideDialog(self, self._desk, line, self.data.today).present()

    def save_file(self, line: ReportLine) -> None:
        """The file as it was handed in."""
        assert line.row is not None
        name = Path(line.row.file_name.rpartition("› ")[2]).name
        path = save_path.ask(self, self._desk, "Bericht speichern", name)
        if path is not None:
            self._desk.query(
                queries.report_file,
                line.row,
                done=partial(self._save, path),
                failed=self._failed,
                owner=self,
            )

    def _save(self, path: Path, content: bytes) -> None:
        worker.run(
            write_bytes,
            path,
            content,
            done=lambda _none: self.work.written(f"«{path.name}» gespeichert.", path.parent),
            failed=self.work.failed,
            owner=self,
        )

    # ------------------------------------------------------------------ commands

    def open_import(self) -> None:
        """Read forms that came back."""
        from sozdesk.features.offerings.ui.reports_import_page import (  # noqa: PLC0415 - when it is opened
            ReportsImportPage,
        )

        if self.data is not None:
            page = ReportsImportPage(self._desk, self._navigator, self.data.asked.year)
            self._navigator.open_subpage(page)

    def write_forms(self) -> None:
        """A form for each provider whose report is not here yet."""
        if self.data is None or self.work.is_busy():
            return
        waiting = [one.provider for one in self.data.lines if one.row is None]
        owing = waiting or [line.provider for line in self.data.lines]
        folder = save_path.ask_folder(self, self._desk, "Ordner für die Formulare wählen")
        if folder is not None:
            self.work.start(
                files.write_forms,
                folder,
                self.data.asked,
                owing,
                what=_FORMS,
                done=partial(self._say_forms, folder),
            )

    def _say_forms(self, folder: Path, count: int) -> None:
        self.work.written(f"{german.plural(count, 'Formular', 'Formulare')} geschrieben.", folder)

    def remind(self) -> None:
        """E-mail drafts for everyone who is late; noted when they lie in the folder."""
        if self.data is None or self.work.is_busy():
            return
        self._desk.query(
            queries.report_reminders,
            self.data.asked.year,
            self.data.today,
            done=self._write_reminders,
            failed=self._failed,
            owner=self,
        )

    def _write_reminders(self, found: tuple[ReportReminder, ...]) -> None:
        assert self.data is not None
        folder = save_path.ask_folder(self, self._desk, "Ordner für die Erinnerungen wählen")
        if folder is not None and found:
            self.work.start(
                files.write_reminders,
                folder,
                self.data.asked,
                found,
                what=_DRAFTS,
                done=partial(self._log, folder, found),
                cancelled=_NOT_NOTED,
            )

    def _log(
        self,
        folder: Path,
        found: tuple[ReportReminder, ...],
        written: tuple[ReportReminder, ...],
    ) -> None:
        assert self.data is not None
        without = [one.provider.name for one in found if one not in written]
        sentence = said.reminders_written(len(written), without)
        if not written:
            self.work.notice(sentence, "hint")
            return
        command = usecases.LogReportReminders(
            year=self.data.asked.year,
            provider_ids=tuple(one.provider.id for one in written),
        )
        self._desk.run(
            usecases.log_report_reminders,
            command,
            done=lambda _outcome: self.work.written(sentence, folder),
            failed=self.work.failed,
            owner=self,
        )


def _offered(data: ReportsData) -> list[int]:
    return sorted({*reports_data.years(data.today), data.asked.year}, reverse=True)


def _chips(lines: Sequence[ReportLine]) -> list[Chip]:
    found = [Chip(_ALL, "Alle", len(lines))]
    for state in ReportState:
        count = sum(line.state is state for line in lines)
        if count:
            found.append(Chip(state.value, said.REPORT_STATES[state], count, words.SYMBOLS[state]))
    return found
