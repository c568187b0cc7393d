"""«Jahresberichte einlesen»: choose the forms, look at what they say, record them together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from sozdesk.features.offerings import files, queries, usecases
from sozdesk.features.offerings.terms import ReportFile, ReportingYear
from sozdesk.features.offerings.texts import yearly_reports as said
from sozdesk.features.offerings.ui import report_words as words
from sozdesk.kernel.context import Context
from sozdesk.kernel.usecase import Outcome, UseCase
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import files_import, labels
from sozdesk.widgets.files_import import FilesImportPage
from sozdesk.widgets.finding_block import FindingBlock
from sozdesk.widgets.list_detail import detail, detail_head
from sozdesk.widgets.table import Column

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive


class ReportsImportPage(FilesImportPage):
    """Sub-page of the yearly reports."""

    handbook_place = "jahresberichte#einlesen"
    files: tuple[ReportFile, ...]

    def __init__(self, desk: Desk, navigator: Navigator, year: int) -> None:
        super().__init__(desk, navigator, words.import_words(year), self._columns(), row=32)
        self._year = year

    def _columns(self) -> tuple[Column, ...]:
        return (
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

    def _name(self, at: int) -> str:
        return self.files[at].provider_name or "nicht erkannt"

    def read(self) -> None:
        """Read the forms as the year asks for them."""
        self.desk.call(self._load, done=self._read, failed=self.work.failed, owner=self)

    def _load(self, archive: Archive) -> tuple[ReportingYear, Context]:
        context = archive.context()
        return archive.query(queries.reporting_year, self._year, context), context

    def _read(self, found: tuple[ReportingYear, Context]) -> None:
        asked, context = found
        self.work.start(
            files.read_reports,
            self.paths,
            asked,
            context.today,
            what=files_import.READING,
            done=self.show_files,
            cancelled=files_import.CANCELLED,
        )

    def usable(self, at: int) -> bool:
        """Whether the form can be recorded."""
        return self.files[at].usable

    def standing(self) -> tuple[str, str]:
        """How many were read, and what is left to do."""
        return words.standing(self.files, len(self.chosen))

    def detail_of(self, at: int) -> QWidget:
        """Findings, the worst first."""
        one = self.files[at]
        blocks = [
            FindingBlock(finding, place=words.place(finding))
            for finding in words.worst_first(one.findings)
        ]
        nothing = [] if blocks else [labels.body("Keine Hinweise.")]
        return detail(detail_head(self._name(at), one.file), *blocks, *nothing)

    def act(self) -> tuple[UseCase, object]:
        """Record the chosen forms."""
        chosen = tuple(self.files[at] for at in sorted(self.chosen))
        command = usecases.RecordProviderReports(year=self._year, files=chosen)
        return usecases.record_provider_reports, command

    def said(self, outcome: Outcome) -> str:
        """How many of how many are there now."""
        return f"{said.recorded(outcome.value, self._year)}."
