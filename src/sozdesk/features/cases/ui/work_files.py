"""Documents of the daily work leave through one question and one worker."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sozdesk.documents.report import Report
from sozdesk.documents.safe_write import write_bytes
from sozdesk.features.cases.reports import work as reports
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.handing_out import noting
from sozdesk.widgets import save_path
from sozdesk.widgets.command_dialog import Act
from sozdesk.widgets.page import Page
from sozdesk.widgets.page_work import PageWork

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

DOCUMENTS = "PDF (*.pdf);;Word (*.docx)"
TABLES = "Excel (*.xlsx);;PDF (*.pdf);;CSV für Excel (*.csv)"


def imprint_of(archive: Archive) -> reports.Imprint:
    """Who writes a document, and when."""
    context = archive.context()
    return reports.Imprint(
        office=archive.info.office_name,
        now=context.now,
        today=context.today,
        sample=context.sample,
    )


class WorkFiles:
    """Asks where to write and writes, for one page."""

    def __init__(self, page: Page, desk: Desk) -> None:
        self._page, self._desk = page, desk
        self.work = PageWork(page)

    def save_document(self, report: Report, name: str, act: Act | None = None) -> None:
        """As pdf or docx; ``act`` notes who got it, where it names persons."""
        self._save(report, f"{name}.pdf", DOCUMENTS, act)

    def save_table(self, report: Report, name: str) -> None:
        """As xlsx, pdf or csv."""
        self._save(report, f"{name}.xlsx", TABLES)

    def _save(self, report: Report, name: str, filters: str, act: Act | None = None) -> None:
        if self.work.is_busy():
            return
        path = save_path.ask(self._page, self._desk, "Speichern unter", name, filters)
        if path is not None:
            write = noting(self._desk, act, write_report) if act is not None else write_report
            self._start(write, path, report)

    def _start(self, write: Callable[..., Path], path: Path, report: Report) -> None:
        self.work.start(
            write,
            path,
            report,
            what="Das Dokument wird geschrieben",
            done=self._written,
        )

    def save_made(self, title: str, name: str, filters: str, make: Callable[[], bytes]) -> None:
        """Bytes that the worker makes, under a name that ends like ``name``."""
        if self.work.is_busy():
            return
        path = save_path.ask(self._page, self._desk, title, name, filters)
        if path is None:
            return
        ending = Path(name).suffix
        path = path if path.suffix.lower() == ending else Path(f"{path}{ending}")
        self.work.start(_write, path, make, what="Die Datei wird geschrieben", done=self._written)

    def _written(self, path: Path) -> None:
        self.work.written(f"«{path.name}» geschrieben.", path.parent)


def write_report(path: Path, report: Report) -> Path:
    """For the worker; the ending says what is written, pdf if it is none of ours."""
    ending = path.suffix.lower().removeprefix(".")
    if ending not in ("pdf", "docx", "xlsx", "csv"):
        ending, path = "pdf", Path(f"{path}.pdf")
    write_bytes(path, reports.write(report, ending))
    return path


def _write(path: Path, make: Callable[[], bytes]) -> Path:
    write_bytes(path, make())
    return path
