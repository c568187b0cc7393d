"""«Rückmeldungen einlesen»: read, check, decide, record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from PySide6.QtGui import QDragEnterEvent, QDropEvent

from sozdesk.archive import drafts
from sozdesk.features.rent_limits.terms import (
    TOPIC,
    PreviewResult,
    RecordingResult,
    ReturnFile,
)
from sozdesk.features.rent_limits.ui import import_amend, import_base, import_draft, import_words
from sozdesk.features.rent_limits.ui.import_base import Base, Checked
from sozdesk.features.rent_limits.ui.import_cases import (
    Case,
    Choices,
    totals,
    unchecked,
    with_reason,
)
from sozdesk.features.rent_limits.ui.import_detail import ReturnDetail
from sozdesk.features.rent_limits.ui.import_files import (
    FILTERS,
    OUTLOOK,
    is_virtual,
    paths_in,
    save_copy,
)
from sozdesk.features.rent_limits.ui.import_list import ImportList, SeveralDetail
from sozdesk.features.rent_limits.ui.import_reading import Reader
from sozdesk.features.rent_limits.ui.import_report import import_report, write
from sozdesk.features.rent_limits.usecases import RecordReturns, record_returns
from sozdesk.kernel import german
from sozdesk.kernel.errors import Cancelled, SozDeskError
from sozdesk.kernel.findings import hints
from sozdesk.kernel.usecase import Outcome
from sozdesk.runtime import worker
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, errors, file_prompts, messages
from sozdesk.widgets.announce import announce
from sozdesk.widgets.list_detail import ListDetail
from sozdesk.widgets.page import ActionBar, EmptyState, Page, Step

_STEPS = (
    Step("Einlesen", "Formulare, E-Mails, Ordner oder ein Zip"),
    Step("Prüfen", "Prüfhinweise begründen oder zurückfragen"),
    Step("Erfassen", "alles zusammen, mit einem Knopf"),
)
_SHARE = "rent_limits.import"


class ImportPage(Page):
    """Sub-page of the Mietzinsgrenzwerte; reads ``paths`` at once if there are any."""

    handbook_place = "mietzinsgrenzwerte#einlesen"

    def __init__(
        self, desk: Desk, navigator: Navigator, year: int, paths: Sequence[Path] = ()
    ) -> None:
        super().__init__("Rückmeldungen einlesen", f"Erhebung {year}", back=self.leave)
        self._desk, self._navigator, self.year = desk, navigator, year
        self.base: Base | None = None
        self.cases: tuple[Case, ...] = ()
        self._numbers = count(1)
        self._stored: Mapping[str, Any] = {}
        self._checks = 0
        self._shown: tuple[object, ...] = ()
        self.detail: ReturnDetail | SeveralDetail | None = None
        self.setAcceptDrops(True)
        self._build()
        self._show_empty()
        self.reader.add(tuple(paths))
        desk.changed.connect(self._on_changed)
        desk.call(
            lambda archive: (
                import_base.load_base(archive, year),
                import_draft.load(archive, year),
            ),
            done=self._take_base,
            failed=self._fail,
            owner=self,
        )

    # ------------------------------------------------------------------ building

    def _build(self) -> None:
        self.list = ImportList()
        self.split = ListDetail(self.list, share=self._navigator.share_of(_SHARE, 0.58))
        self.split.share_changed.connect(partial(self._navigator.remember_share, _SHARE))
        table = self.list.table
        table.selectionModel().selectionChanged.connect(lambda *_: self._show_detail())
        table.current_row_changed.connect(lambda _row: self._show_detail())
        table.ticked.connect(self.tick)
        table.opened.connect(lambda _case: self._focus_decision())
        self.list.export_requested.connect(lambda _text: self.write_report())
        self.record_button = buttons.button("&Erfassen", self.record, primary=True)
        self.record_button.setEnabled(False)
        self.bar = ActionBar(self.record_button, buttons.button("Abbrechen", self.leave))
        self.set_bar(self.bar)
        self.reader = Reader(self.bar, self.year, self)
        self.reader.started.connect(self._start_reading)
        self.reader.arrived.connect(self._take_files)
        self.reader.stopped.connect(self._stop_reading)
        self.report_button = buttons.button("&Prüfbericht …", self.write_report, icon="file-text")
        self.head.set_actions(
            buttons.button("Weitere &Dateien …", self.ask_files, icon="folder-open"),
            self.report_button,
            more=[buttons.action("Ordner einlesen …", self.ask_folder, key="Ctrl+Shift+O")],
        )
        self.add_tools(self.list.chips)
        self._content_shown = False

    def _show_empty(self) -> None:
        self.list.chips.setVisible(False)
        self.report_button.setEnabled(False)
        state = EmptyState(
            "download",
            "Ziehen Sie die Rückmeldungen hierher",
            "Formulare (.xlsx, .ods), E-Mails mit Anhang (.eml, .msg), Ordner und Zip-Dateien. "
            "Die Dateien bleiben unverändert, wo sie sind.",
            buttons.button("Dateien &wählen …", self.ask_files, icon="file-spreadsheet"),
            buttons.button("&Ordner wählen …", self.ask_folder, icon="folder-open"),
            steps_title="So geht es weiter",
            steps=_STEPS,
        )
        self.set_content(state)

    def _take_base(self, loaded: tuple[Base, Mapping[str, Any]]) -> None:
        self.base, self._stored = loaded
        self.reader.know(self.base.municipalities)

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
        self.record_button.setEnabled(False)

    def _stop_reading(self, error: SozDeskError) -> None:
        self._show_bar()
        if isinstance(error, Cancelled):
            self.show_notice("Das Lesen ist abgebrochen. Es wurde nichts eingelesen.")
        else:
            errors.show(self, error)

    def _take_files(self, read: Sequence[ReturnFile]) -> None:
        new = [unchecked(next(self._numbers), file) for file in read]
        if not new:
            self._show_bar()
            self.show_notice("Hier liegen keine Dateien. Wählen Sie einen anderen Ort.")
            return
        self.cases = (*self.cases, *(import_draft.restored(one, self._stored) for one in new))
        self._check(then=self._announce_read)

    def _announce_read(self) -> None:
        announce(self, f"{german.plural(len(self.cases), 'Datei', 'Dateien')} geprüft")
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

    # ------------------------------------------------------------------ checking

    def _check(self, *, then: Callable[[], None] | None = None) -> None:
        """Check all returns together again; only the newest answer counts."""
        if self.base is None:
            return
        self._checks += 1
        asked = self._checks
        handed = tuple(case.file for case in self.cases)
        today = self.base.today

        def take(rows: tuple[Checked, ...]) -> None:
            if asked == self._checks:
                self._take_rows(rows)
                if then is not None:
                    then()

        self._desk.call(
            lambda archive: import_base.check(archive, self.year, handed, today),
            done=take,
            failed=self._fail,
            owner=self,
        )

    def _take_rows(self, rows: tuple[Checked, ...]) -> None:
        self.cases = tuple(
            replace(case, row=found.row, replaces_from=found.replaces_from)
            for case, found in zip(self.cases, rows, strict=True)
        )
        self._shown = ()
        self._show_cases()

    def _show_cases(self) -> None:
        if self.cases and not self._content_shown:
            self._content_shown = True
            self.set_content(self.split)
        self.list.chips.setVisible(bool(self.cases))
        self.report_button.setEnabled(bool(self.cases))
        words = german.plural(len(self.cases), "Rückmeldung", "Rückmeldungen")
        self.head.set_facts(
            f"{words} für {self.year} geprüft. Noch ist nichts erfasst."
            if self.cases
            else f"Erhebung {self.year}"
        )
        self.list.show_cases(self.cases)
        self._show_bar()
        self._show_detail()

    def _show_bar(self) -> None:
        found = totals(self.cases)
        strong, rest = import_words.bar(found) if self.cases else ("", "")
        self.bar.set_message(strong, rest)
        self.record_button.setText(import_words.main_button(found))
        self.record_button.setEnabled(found.stored > 0 and not self.reader.is_busy)

    def _on_changed(self, topics: frozenset[str]) -> None:
        if TOPIC in topics and self.cases:
            self._check()

    # ------------------------------------------------------------------ one return

    def case(self, number: int) -> Case:
        """The case with this number as it is now."""
        return next(one for one in self.cases if one.number == number)

    def _put(self, case: Case, *, check: bool = False) -> None:
        self.cases = tuple(case if one.number == case.number else one for one in self.cases)
        if check:
            self._check(then=self._focus_decision)
        else:
            self.list.show_cases(self.cases)
            self._show_bar()

    def _show_detail(self) -> None:
        """The current return, or what several selected ones offer; built only if it changed."""
        selected = [case for case in self.list.table.selected_rows() if hints(case.findings)]
        current = self.list.table.current_row()
        several = len(self.list.table.selected_rows()) > 1
        wanted = tuple(case.number for case in selected) if several else ()
        key = (several, wanted or (current.number if current else None))
        if key == self._shown:
            return
        self._shown = key
        self.detail = None
        if several and selected:
            self.detail = self._several(selected)
        elif current is not None:
            self.detail = self._one(self.case(current.number))
        self.split.set_detail(self.detail)

    def _several(self, cases: Sequence[Case]) -> SeveralDetail:
        made = SeveralDetail(cases)
        made.noted.connect(partial(self.note_all, [case.number for case in cases]))
        return made

    def _one(self, case: Case) -> ReturnDetail:
        assert self.base is not None
        made = ReturnDetail(case, self.year, self.base.today, self.base.municipalities)
        number = case.number
        made.decided.connect(partial(self.decide, number))
        made.confirmed.connect(partial(self.confirm, number))
        made.filled.connect(lambda values: self._amend(number, values))
        made.unfilled.connect(lambda field: self._take_back(number, field))
        made.received.connect(partial(self.receive, number))
        made.manual_wanted.connect(partial(self.enter_by_hand, number))
        made.save_wanted.connect(partial(save_copy, self))
        return made

    def _focus_decision(self) -> None:
        self.split.show_detail()
        if isinstance(self.detail, ReturnDetail) and not self.detail.focus_first():
            self.list.table.setFocus()

    def tick(self, case: Case, wanted: bool) -> None:
        """The box in the list: hold back, or record again; hints want a reason first."""
        changed = replace(self.case(case.number), held_back=not wanted)
        self._put(changed)
        if wanted and not import_words.is_ticked(changed):
            self._focus_decision()
            words = f"{changed.name}: Begründen Sie zuerst jeden Prüfhinweis."
            announce(self, words, urgent=True)

    def decide(self, number: int, choices: Choices) -> None:
        """What was decided about the hints of one return."""
        self._put(replace(self.case(number), choices=choices, held_back=False))

    def note_all(self, numbers: Sequence[int], reason: str) -> None:
        """The same reason for the open hints of several returns."""
        self.cases = tuple(
            with_reason(case, reason, only_open=True) if case.number in numbers else case
            for case in self.cases
        )
        self._shown = ()
        self._show_cases()
        words = german.plural(len(numbers), "Rückmeldung", "Rückmeldungen")
        announce(self, f"Begründung bei {words} festgehalten")

    def confirm(self, number: int, bfs_number: int) -> None:
        """The return is from this municipality."""
        self._put(import_amend.confirmed(self.case(number), bfs_number), check=True)

    def receive(self, number: int, day: date) -> None:
        """The return came on another day."""
        case = self.case(number)
        self._put(replace(case, file=replace(case.file, received_on=day)), check=True)

    def _amend(self, number: int, values: dict[str, Any]) -> None:
        self._put(import_amend.filled_in(self.case(number), values), check=True)

    def _take_back(self, number: int, field: str) -> None:
        self._put(import_amend.taken_back(self.case(number), field), check=True)

    def enter_by_hand(self, number: int) -> None:
        """Open manual entry beside the picture; what was recorded there leaves the list."""
        from sozdesk.features.rent_limits.ui.manual_entry import ManualEntry  # noqa: PLC0415 - rarely used, heavy page

        case = self.case(number)
        page = ManualEntry(
            self._desk, self._navigator, self.year, bfs_number=case.row.bfs_number, file=case.file
        )
        page.saved.connect(lambda _bfs: self._drop({number}))
        self._navigator.open_subpage(page)

    def _drop(self, numbers: set[int]) -> None:
        self.cases = tuple(case for case in self.cases if case.number not in numbers)
        self._check()

    # ------------------------------------------------------------------ recording

    def record(self) -> None:
        """Everything that is decided, in one transaction; the rest stays here."""
        assert self.base is not None
        today = self.base.today
        stored = [case for case in self.cases if case.decision is not None]
        entries = tuple(case.entry(self.year, today) for case in stored)
        self.record_button.setEnabled(False)
        self._desk.run(
            record_returns,
            RecordReturns(year=self.year, entries=entries),
            done=partial(self._take_results, stored),
            failed=self._fail,
            owner=self,
        )

    def _take_results(self, stored: Sequence[Case], outcome: Outcome) -> None:
        results = [answer.result for answer in outcome.value]
        settled = {
            case.number
            for case, result in zip(stored, results, strict=True)
            if result is not RecordingResult.RECEIVED
        }
        settled |= {
            case.number for case in self.cases if case.row.result is PreviewResult.IDENTICAL
        }
        left = [case for case in self.cases if case.number not in settled]
        words = import_words.result_line(results, len(left))
        self._desk.run(drafts.discard_draft, import_draft.discard(self.year))
        self._stored = {}
        if not left:
            self.cases = ()
            self._navigator.say(words)
            self._navigator.back()
            return
        self._drop(settled)
        self.show_notice(words, buttons.link("Zur Liste", self.leave), state="ok")
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
        assert self.base is not None
        report = import_report(
            self.cases, self.year, now, today=self.base.today, sample=self.base.sample
        )
        worker.run(write, path, report, done=self._say_written, failed=self._fail, owner=self)

    def _say_written(self, path: Path) -> None:
        self.show_notice(f"Der Prüfbericht liegt hier: {path}", state="ok")

    def has_changes(self) -> bool:
        """Whether something was decided or typed that is not recorded."""
        return any(case.is_touched for case in self.cases)

    def store_draft(self) -> None:
        """Keep the decisions; the files are read again."""
        self._desk.run(drafts.save_draft, import_draft.save(self.year, self.cases))

    def leave(self) -> None:
        """Back to the list; asks if decisions would be lost."""
        text = "Die Dateien bleiben erhalten, Ihre Entscheide und Begründungen gehen verloren."
        if self.has_changes() and not messages.ask_loss(
            self, "Einlesen abbrechen?", text, action="Entscheide verwerfen"
        ):
            return
        self.reader.cancel()
        self._navigator.back()
