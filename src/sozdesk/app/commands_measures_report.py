"""``sozdesk measures report|figures``: the report on a period and its figures, as in the window."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sozdesk.app import commands_measures as measures
from sozdesk.documents.safe_write import make_folder, write_bytes
from sozdesk.features.strategy import queries, reports
from sozdesk.features.strategy.terms import ReportContent, ReportImprint
from sozdesk.kernel import german

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive


def add_commands(steps: Any) -> None:
    """Declare ``measures report`` and ``measures figures``."""
    report = measures.add_step(steps, "report", "Bericht schreiben (docx, pdf, xlsx)", write_report)
    measures.ask_day(report)
    report.add_argument(
        "--out",
        type=_document,
        required=True,
        metavar="DATEI",
        help="Bericht (.docx, .pdf oder .xlsx)",
    )
    report.add_argument(
        "--fine",
        action="store_true",
        help="umgesetzt und abgeschlossen ohne Umsetzung getrennt, mit Grund",
    )
    figures = measures.add_step(
        steps, "figures", "Abbildungen als SVG und PNG mit ihren Zahlen", write_figures
    )
    measures.ask_day(figures)
    figures.add_argument(
        "--out", type=Path, required=True, metavar="ORDNER", help="Ordner für die Abbildungen"
    )


def _document(text: str) -> Path:
    """A path with an ending that says what to write."""
    path = Path(text)
    if path.suffix.lower().removeprefix(".") not in reports.WRITERS:
        raise argparse.ArgumentTypeError(
            f"«{path.name}» muss auf .docx, .pdf oder .xlsx enden: Daran erkennt SozDesk, was zu "
            "schreiben ist."
        )
    return path


def write_report(archive: Archive, options: argparse.Namespace) -> int:
    """One document, chosen by the ending of its name."""
    content = content_of(archive, options.period, options.as_of)
    ending = options.out.suffix.lower().removeprefix(".")
    (file,) = reports.report_files(content, imprint_of(archive), [ending], fine=options.fine)
    write_bytes(options.out, file.content)
    print(f"«{options.out.name}» geschrieben, Stand {german.day(content.view.as_of)}.")
    return 0


def write_figures(archive: Archive, options: argparse.Namespace) -> int:
    """Every chart twice, and the workbook with their numbers."""
    content = content_of(archive, options.period, options.as_of)
    folder = make_folder(options.out)
    for file in reports.figure_files(content, imprint_of(archive)):
        write_bytes(folder / file.name, file.content)
        print(folder / file.name)
    return 0


def content_of(archive: Archive, code: str, as_of: date | None) -> ReportContent:
    """What the report says; today, or after the period as of its last day."""
    period = measures.period_of(archive, code)
    today = archive.context().today
    day = as_of or queries.default_day(period, today)
    content: ReportContent = archive.query(queries.report_content, period, day, today)
    return content


def imprint_of(archive: Archive) -> ReportImprint:
    """Who writes it, and when."""
    context = archive.context()
    return ReportImprint(
        now=context.now,
        today=context.today,
        office=archive.info.office_name,
        sample=context.sample,
    )
