"""The way of the report from the page into files, and into the file as a frozen version."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from sozdesk.documents.safe_write import write_bytes
from sozdesk.features.strategy import queries, reports, rules, usecases
from sozdesk.features.strategy.terms import ReportFile, ReportVersionRow
from sozdesk.features.strategy.ui.report_data import ReportData
from sozdesk.features.strategy.ui.report_dialogs import WriteDialog
from sozdesk.features.strategy.usecases import FreezeReport
from sozdesk.kernel import german
from sozdesk.kernel.errors import Cancelled, RuleViolation
from sozdesk.kernel.usecase import Outcome
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import messages, save_path
from sozdesk.widgets.page import Page
from sozdesk.widgets.page_work import PageWork

_WHAT = "{done} von {total} Dateien geschrieben"
_NOTHING_KEPT = "Abgebrochen. Es ist keine Version festgehalten."
Made = Callable[..., tuple[ReportFile, ...]]
"""Makes files in the worker: takes ``progress`` and ``cancelled``."""


class ReportWriter:
    """Writes for one page."""

    def __init__(self, page: Page, desk: Desk) -> None:
        self._page, self._desk = page, desk
        self.work = PageWork(page)

    # -------------------------------------------------------------- into a folder

    def write(self, data: ReportData) -> None:
        """Ask what and where, then write the draft."""
        if self.work.is_busy() or self._is_to_come(data):
            return
        dialog = WriteDialog(self._page, data)
        chosen = dialog.run()
        endings, fine = dialog.endings(), dialog.fine()
        dialog.deleteLater()
        if chosen:
            make = partial(
                reports.report_files, data.draft.written, data.imprint, endings, fine=fine
            )
            self._into_folder(make, "Ordner für den Bericht wählen", "Bericht geschrieben")

    def write_figures(self, data: ReportData) -> None:
        """Every chart by itself, and their numbers."""
        if self._is_to_come(data):
            return
        make = partial(reports.figure_files, data.draft.written, data.imprint)
        self._into_folder(make, "Ordner für die Abbildungen wählen", "Abbildungen geschrieben")

    def _is_to_come(self, data: ReportData) -> bool:
        """Says so of a day in the future."""
        found = rules.day_findings(data.as_of, data.imprint.today)
        if found:
            self.work.failed(RuleViolation(found))
        return bool(found)

    def save_version(self, row: ReportVersionRow) -> None:
        """The files of a version once more, exactly as they were frozen."""
        folder = self._folder("Ordner für die Dateien wählen")
        if folder is None:
            return

        def save(files: tuple[ReportFile, ...]) -> None:
            said = f"Dateien der Version {row.number} gespeichert"
            self._start(lambda **_watched: files, folder, said)

        self._desk.query(
            queries.version_files, row.id, done=save, failed=self.work.failed, owner=self._page
        )

    def _into_folder(self, make: Made, title: str, said: str) -> None:
        folder = self._folder(title)
        if folder is not None:
            self._start(make, folder, said)

    def _folder(self, title: str) -> Path | None:
        if self.work.is_busy():
            return None
        return save_path.ask_folder(self._page, self._desk, title)

    def _start(self, make: Made, folder: Path, said: str) -> None:
        self.work.start(
            _written_to(folder, make),
            what=_WHAT,
            done=lambda count: self.work.written(
                f"{said}: {german.plural(count, 'Datei', 'Dateien')}.", folder
            ),
        )

    # -------------------------------------------------------------- a version

    def freeze(self, data: ReportData) -> None:
        """Check, ask, write all files, and keep them."""
        if self.work.is_busy():
            return
        found = rules.freeze_findings(data.draft, data.imprint.today)
        if found:
            self.work.failed(RuleViolation(found))
            return
        number, day = data.draft.number, german.day(data.as_of)
        question = f"Version {number} mit Stand per {day} festhalten?"
        text = (
            "Word, PDF und Excel werden geschrieben und bleiben mit Nummer, Datum und Prüfsumme in "
            "Ihrer Datei. Eine festgehaltene Version lässt sich nicht mehr ändern."
        )
        if messages.ask(self._page, question, text, action="&Festhalten"):
            imprint = replace(data.imprint, number=number)
            self.work.start(
                _kept(
                    partial(
                        reports.report_files, data.draft.content, imprint, list(reports.WRITERS)
                    )
                ),
                what=_WHAT,
                done=partial(self._keep, data),
                cancelled=_NOTHING_KEPT,
            )

    def _keep(self, data: ReportData, files: tuple[ReportFile, ...]) -> None:
        command = FreezeReport(
            period_id=data.period.id,
            as_of=data.as_of,
            number=data.draft.number,
            content_sha256=data.draft.content_sha256,
            files=files,
        )
        self._desk.run(
            usecases.freeze_report,
            command,
            done=self._say_kept,
            failed=self.work.failed,
            owner=self._page,
        )

    def _say_kept(self, outcome: Outcome) -> None:
        self.work.notice(f"{outcome.summary}.", "ok")


def _written_to(folder: Path, make: Made) -> Callable[..., int]:
    """Work for the worker: makes files, puts them into a folder, answers how many."""

    def work(progress: reports.Progress, cancelled: Callable[[], bool]) -> int:
        files = make(progress=progress, cancelled=cancelled)
        return _put_down(folder, files, cancelled)

    return work


def _put_down(folder: Path, files: Sequence[ReportFile], cancelled: Callable[[], bool]) -> int:
    for file in files:
        if cancelled():
            raise Cancelled
        write_bytes(folder / file.name, file.content)
    return len(files)


def _kept(make: Made) -> Callable[..., tuple[ReportFile, ...]]:
    """The same without a folder: the worker sees which parameters it may hand in."""

    def work(progress: reports.Progress, cancelled: Callable[[], bool]) -> tuple[ReportFile, ...]:
        return make(progress=progress, cancelled=cancelled)

    return work
