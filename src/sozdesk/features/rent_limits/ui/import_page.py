"""«Rückmeldungen einlesen»: read, check, decide, record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtGui import QDragEnterEvent, QDropEvent

from sozdesk.features.rent_limits.terms import PreviewResult, ReturnFile
from sozdesk.features.rent_limits.ui import import_base, import_tabs, import_words
from sozdesk.features.rent_limits.ui.contacts_dialog import offer_contacts
from sozdesk.features.rent_limits.ui.import_cases import (
    Case,
    totals,
)
from sozdesk.features.rent_limits.ui.import_detail import ReturnDetail
from sozdesk.features.rent_limits.ui.import_files import (
    FILTERS,
    save_copy,
)
from sozdesk.features.rent_limits.ui.import_list import ImportList, SeveralDetail
from sozdesk.features.rent_limits.ui.import_reading import Reader
from sozdesk.features.rent_limits.ui.import_report import import_report, write
from sozdesk.features.rent_limits.ui.import_state import ImportState
from sozdesk.features.rent_limits.ui.letter_writer import LetterWriter
from sozdesk.features.rent_limits.ui.receipts import CONTACTS, Next, load_next, say_recorded
from sozdesk.features.rent_limits.ui.receipts import OFFER as RECEIPTS
from sozdesk.features.rent_limits.usecases import ReturnResult, recorded_ids
from sozdesk.kernel import german
from sozdesk.kernel.errors import Cancelled, SozDeskError
from sozdesk.runtime import worker
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, errors, file_prompts, messages
from sozdesk.widgets.announce import announce
from sozdesk.widgets.dropped import OUTLOOK, is_virtual, paths_in
from sozdesk.widgets.list_detail import ListDetail
from sozdesk.widgets.page import ActionBar, EmptyState, Page, Step
from sozdesk.widgets.page_work import PageWork

_STEPS = (
    Step("Einlesen", "Formulare, E-Mails, PDF-Scans, Ordner oder ein Zip"),
    Step("Prüfen", "Prüfhinweise begründen oder zurückfragen"),
    Step("Erfassen", "alles zusammen, mit einem Knopf"),
)
_SHARE = "rent_limits.import"


class ImportPage(Page):
    """Sub-page of the Mietzinsgrenzwerte; reads ``paths`` at once if there are any."""

    handbook_place = "einlesen"

    def __init__(
        self, desk: Desk, navigator: Navigator, year: int, paths: Sequence[Path] = ()
    ) -> None:
        super().__init__("Rückmeldungen einlesen", f"Erhebung {year}", back=self.leave)
        self._desk, self._navigator, self.year = desk, navigator, year
        self.state = ImportState(desk, year, self)
        self._shown: tuple[int, ...] | None = None
        self._list_shown = False
        self.detail: ReturnDetail | SeveralDetail | None = None
        self.setAcceptDrops(True)
        self._build_list()
        self._build_frame()
        self._connect()
        self._show_empty()
        self.reader.add(tuple(paths))
        self.state.load()

    # ------------------------------------------------------------------ building

    def _build_list(self) -> None:
        self.list = ImportList()
        self.split = ListDetail(self.list, share=self._navigator.share_of(_SHARE, 0.58))
        self.split.share_changed.connect(partial(self._navigator.remember_share, _SHARE))
        table = self.list.table
        table.selectionModel().selectionChanged.connect(lambda *_: self._show_detail())
        table.current_row_changed.connect(lambda _row: self._show_detail())
        table.ticked.connect(self.tick)
        table.opened.connect(self._open)
        self.list.export_requested.connect(lambda _text: self.write_report())

    def _build_frame(self) -> None:
        self.record_button = buttons.button("&Erfassen", self.record, primary=True)
        self.cancel_button = buttons.button("Abbrechen", self.leave)
        self.bar = ActionBar(self.record_button, self.cancel_button)
        self.set_bar(self.bar)
        self.letters = LetterWriter(self._desk, self._navigator, PageWork(self, self.bar))
        self.reader = Reader(self.bar, self.year, self)
        self.report_button = buttons.button("&Prüfbericht …", self.write_report, icon="file-text")
        self.more_button = buttons.button("&Weitere Dateien …", self.ask_files, icon="folder-open")
        self.head.set_actions(
            self.more_button,
            self.report_button,
            more=[buttons.action("Ordner einlesen …", self.ask_folder, key="Ctrl+Shift+O")],
        )
        self.add_tools(self.list.chips)

    def _connect(self) -> None:
        self.reader.started.connect(self._start_reading)
        self.reader.arrived.connect(self._take_files)
        self.reader.stopped.connect(self._stop_reading)
        self.state.ready.connect(self._start)
        self.state.checked.connect(self._show_checked)
        self.state.decided.connect(self._show_decided)
        self.state.recorded.connect(self._say_recorded)
        self.state.failed.connect(self._fail)

    def _start(self) -> None:
        assert self.state.base is not None
        self.reader.know(self.state.base.municipalities)

    def _show_empty(self) -> None:
        choose = buttons.button(
            "Dateien &wählen …", self.ask_files, icon="file-spreadsheet", primary=True
        )
        self.setFocusProxy(choose)
        self.set_content(
            EmptyState(
                "download",
                "Ziehen Sie die Rückmeldungen hierher",
                "Formulare (.xlsx, .ods), E-Mails mit Anhang (.eml, .msg), Scans von Briefen "
                "(.pdf, Bilder), Ordner und Zip-Dateien. Ein Scan wird von Hand erfasst. Die Dateien bleiben unverändert, wo sie sind.",
                choose,
                buttons.button("&Ordner wählen …", self.ask_folder, icon="folder-open"),
                steps_title="So geht es weiter",
                steps=_STEPS,
            )
        )
        self._show_bar()

    # ------------------------------------------------------------------ reading

    def ask_files(self) -> None:
        """Choose files to read."""
        self.read(file_prompts.open_files(self, "Rückmeldungen wählen", FILTERS))

    def ask_folder(self) -> None:
        """Choose a folder to read."""
        folder = file_prompts.open_folder(self, "Ordner mit Rückmeldungen wählen")
        if folder is not None:
            self.read((folder,))

    def read(self, paths: Sequence[Path]) -> None:
        """Read files and folders in the background and add what they hold."""
        self.reader.add(paths)

    def _start_reading(self) -> None:
        self.clear_notice()
        self._show_bar()

    def _stop_reading(self, error: SozDeskError) -> None:
        self._show_bar()
        if isinstance(error, Cancelled):
            self.show_notice("Das Lesen ist abgebrochen. Es wurde nichts eingelesen.")
        else:
            errors.show(self, error)

    def _take_files(self, read: Sequence[ReturnFile]) -> None:
        if read:
            self.state.add(read, self._announce_read)
        else:
            self._show_bar()
            self.show_notice("Hier liegen keine Dateien. Wählen Sie einen anderen Ort.")

    def _announce_read(self) -> None:
        words = german.plural(len(self.state.cases), "Rückmeldung", "Rückmeldungen")
        announce(self, f"{words} geprüft")
        if self.list.table.current_row() is None:
            self.list.table.select_first()
            self.list.table.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Files and folders may be dropped anywhere on the page."""
        if paths_in(event.mimeData()) or is_virtual(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Read what was dropped."""
        if is_virtual(event.mimeData()):
            self.show_notice(OUTLOOK)
        else:
            self.read(paths_in(event.mimeData()))
        event.acceptProposedAction()

    # ------------------------------------------------------------------ showing

    def _show_checked(self) -> None:
        cases = self.state.cases
        if cases and not self._list_shown:
            self._list_shown = True
            self.set_content(self.split)
            self.setFocusProxy(self.list.table)
        if not self._is_detail_true():
            self._shown = None
        self._show_decided()
        self._show_detail()

    def _is_detail_true(self) -> bool:
        """Whether the detail still says what holds: somebody may be typing in it."""
        if not isinstance(self.detail, ReturnDetail):
            return False
        before, choices = self.detail.case, self.detail.findings.choices
        now = [case for case in self.state.cases if case.number == before.number]
        return bool(now) and (now[0].row, now[0].choices) == (before.row, choices)

    def _show_decided(self) -> None:
        self.list.show_cases(self.state.cases)
        self._show_bar()

    def _show_bar(self) -> None:
        cases = self.state.cases
        found = totals(cases)
        self.head.set_facts(
            import_words.page_facts(
                len(cases),
                self.year,
                known=sum(case.row.result is PreviewResult.IDENTICAL for case in cases),
                fresh=not self.state.has_recorded,
            )
        )
        for widget in (self.list.chips, self.report_button, self.more_button, self.record_button):
            widget.setVisible(bool(cases))
        self.bar.set_message(*import_words.bar(found))
        self.record_button.setText(import_words.main_button(found))
        self.record_button.setEnabled(found.stored > 0 and not self.reader.is_busy)
        self.cancel_button.setVisible(not self.reader.is_busy)  # the progress has its own

    def _show_detail(self) -> None:
        """The current return, or what several selected ones offer; built only if it changed."""
        current, selected = self.list.table.current_row(), self.list.table.selected_rows()
        several = len(selected) > 1
        shown = list(selected) if several else [current] if current is not None else []
        key = tuple(case.number for case in shown)
        if key == self._shown:
            return
        self._shown = key
        self.detail = self._several(shown) if several else self._one(shown[0]) if shown else None
        self.split.set_detail(self.detail)
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Chips, list, detail, action bar: a new detail would come after everything else."""
        if self.detail is not None:
            import_tabs.lead_through(self.list.chips, self.list, self.detail, self.bar)

    def _several(self, cases: Sequence[Case]) -> SeveralDetail:
        assert self.state.base is not None
        made = SeveralDetail(cases, self.state.base.today)
        numbers = [case.number for case in cases]
        made.noted.connect(partial(self._note_all, numbers))
        made.received.connect(partial(self.state.receive, numbers))
        return made

    def _one(self, case: Case) -> ReturnDetail:
        assert self.state.base is not None
        state, number, base = self.state, case.number, self.state.base
        made = ReturnDetail(state.case(number), self.year, base.today, base.municipalities)
        then = self._focus_decision
        made.findings.built.connect(self._order_tabs)
        made.decided.connect(lambda choices: state.decide(number, choices))
        made.confirmed.connect(lambda bfs: self.confirm(number, bfs))
        made.filled.connect(lambda values: state.fill_in(number, values, then))
        made.unfilled.connect(lambda field: state.take_back(number, field, then))
        made.received.connect(lambda day: state.receive([number], day, then))
        made.meant.connect(lambda as_change: state.mean(number, as_change, then))
        made.manual_wanted.connect(lambda: self.enter_by_hand(number))
        made.save_wanted.connect(partial(save_copy, self))
        return made

    # ------------------------------------------------------------------ deciding

    def _focus_decision(self) -> None:
        self.split.show_detail()
        if isinstance(self.detail, ReturnDetail) and not self.detail.focus_first():
            self.list.table.setFocus()

    def confirm(self, number: int, bfs_number: int) -> None:
        """The return is from this municipality; the next line follows if nothing is open here."""
        below = self.list.below(self.state.case(number))
        self.state.confirm(number, bfs_number, partial(self._say_confirmed, number, below))

    def _say_confirmed(self, number: int, below: Case | None) -> None:
        case = self.state.case(number)
        words = f"{case.name} bestätigt."
        self.show_notice(words, state="ok")
        announce(self, words)
        if import_words.is_open(case) or below is None:
            self._focus_decision()
        elif self.list.table.select_key(below.number):
            self.list.table.setFocus()

    def _open(self, case: Case) -> None:
        """Enter on a line: to the decision, or to manual entry for a scan."""
        if case.row.result is PreviewResult.MANUAL:
            self.enter_by_hand(case.number)
        else:
            self._focus_decision()

    def tick(self, case: Case, wanted: bool) -> None:
        """The box in the list: hold back, or record again; hints want a reason first."""
        self.state.hold_back(case.number, held=not wanted)
        if wanted and not import_words.is_ticked(self.state.case(case.number)):
            self._focus_decision()
            words = f"{case.name}: Entscheiden Sie zuerst, was noch offen ist."
            announce(self, words, urgent=True)

    def _note_all(self, numbers: Sequence[int], reason: str) -> None:
        self.state.note_all(numbers, reason)
        words = german.plural(len(numbers), "Rückmeldung", "Rückmeldungen")
        announce(self, f"Begründung bei {words} festgehalten")

    def enter_by_hand(self, number: int) -> None:
        """Open manual entry beside the picture; what was stored there leaves the list."""
        from sozdesk.features.rent_limits.ui.manual_entry import (  # noqa: PLC0415 - rarely used
            ManualEntry,
        )

        row = self.state.case(number).row
        page = ManualEntry(self._desk, self._navigator, self.year, row.bfs_number, row.file)
        page.saved.connect(lambda _bfs: self.state.drop({number}))
        self._navigator.open_subpage(page)

    def record(self) -> None:
        """Everything that is decided, in one transaction; the rest stays here."""
        self.record_button.setEnabled(False)
        self.state.record()

    def _say_recorded(self, results: Sequence[ReturnResult]) -> None:
        left = len(self.state.cases)
        words = import_words.result_line(results, left)
        ids = recorded_ids(results)
        if left:
            self._desk.call(
                lambda archive: load_next(archive, ids),
                done=partial(self._show_recorded, words, ids),
                owner=self,
            )
        else:
            say_recorded(self._desk, self._navigator, words, self.year, ids)
            self._navigator.close_subpage(self)

    def _show_recorded(self, words: str, ids: Sequence[UUID], found: Next) -> None:
        """What was recorded, while other returns are still here."""
        write = partial(self.letters.write_receipts, ids)
        people = partial(offer_contacts, self, self._desk, self._navigator, self.year)
        links = [buttons.link(RECEIPTS, write)] if found.receipts else []
        links += [buttons.link(CONTACTS, people)] if found.contacts else []
        self.show_notice(words, *links, buttons.link("Zur Liste", self.leave), state="ok")
        announce(self, words)

    def _fail(self, error: SozDeskError) -> None:
        self._show_bar()
        errors.show(self, error)

    # ------------------------------------------------------------------ report, leaving

    def write_report(self) -> None:
        """The preview as a workbook, for the office."""
        suggested = Path(f"Prüfbericht Rückmeldungen {self.year}.xlsx")
        path = file_prompts.save_file(self, "Prüfbericht speichern", suggested, "Excel (*.xlsx)")
        if path is not None:
            self._desk.call(import_base.moment, done=partial(self._write_report, path), owner=self)

    def _write_report(self, path: Path, now: datetime) -> None:
        base = self.state.base
        assert base is not None
        report = import_report(
            self.state.cases, self.year, now, today=base.today, sample=base.sample
        )
        worker.run(write, path, report, done=self._say_written, failed=self._fail, owner=self)

    def _say_written(self, path: Path) -> None:
        self.show_notice(f"Der Prüfbericht liegt hier: {path}", state="ok")

    def has_changes(self) -> bool:
        """Whether something was decided or typed that is not recorded."""
        return self.state.has_changes()

    def store_draft(self) -> None:
        """Keep the decisions; the files are read again."""
        self.state.store_draft()

    def leave(self) -> None:
        """Back to the list; asks if returns wait here, and keeps what was decided about them."""
        unfinished = any(case.is_unfinished for case in self.state.cases)
        if (unfinished or self.has_changes()) and not self._ask_to_leave():
            return
        if self.has_changes():
            self.store_draft()
        self.reader.cancel()
        self._navigator.back()

    def _ask_to_leave(self) -> bool:
        question, text = import_words.leaving(self.state.cases)
        waiting = import_words.unconfirmed(self.state.cases)
        no = "Zurück zum Bestätigen" if waiting else "Abbrechen"
        if messages.ask(self, question, text, action="Seite verlassen", no=no):
            return True
        if waiting and self.list.table.select_key(waiting[0].number):
            self._focus_decision()
        return False
