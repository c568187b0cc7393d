"""``sozdesk measures report|figures|compare``: the report on a period, as in the window."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sozdesk.app import commands_measures as measures
from sozdesk.app.round_options import day_argument
from sozdesk.documents.safe_write import make_folder, write_bytes
from sozdesk.features.strategy import queries, reports, rules
from sozdesk.features.strategy.terms import (
    PeriodRow,
    ReportContent,
    ReportImprint,
    ReportSnapshot,
)
from sozdesk.features.strategy.texts import report as words
from sozdesk.kernel import german
from sozdesk.kernel.errors import NotFound

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

    compared = measures.add_step(
        steps, "compare", "zwei Tage oder Versionen vergleichen (pdf, xlsx)", write_comparison
    )
    for option, text in (("--before", "vorher"), ("--after", "nachher")):
        compared.add_argument(
            option,
            type=_version_or_day,
            required=True,
            metavar="WAS",
            help=f"{text}: ein Tag (31.12.2023) oder die Nummer einer festgehaltenen Version (1)",
        )
    compared.add_argument(
        "--out", type=_table, required=True, metavar="DATEI", help="Vergleich (.pdf oder .xlsx)"
    )


def _document(text: str) -> Path:
    return _path_ending_with(text, *reports.WRITERS)


def _table(text: str) -> Path:
    return _path_ending_with(text, "pdf", "xlsx")


def _path_ending_with(text: str, *endings: str) -> Path:
    """A path with an ending that says what to write."""
    path = Path(text)
    if _ending(path) not in endings:
        *most, last = [f".{one}" for one in endings]
        raise argparse.ArgumentTypeError(
            f"«{path.name}» muss auf {', '.join(most)} oder {last} enden: "
            "Daran erkennt SozDesk, was zu schreiben ist."
        )
    return path


def _ending(path: Path) -> str:
    return path.suffix.lower().removeprefix(".")


def _version_or_day(text: str) -> int | date:
    return int(text) if text.isdecimal() and len(text) < _SIGNS_OF_A_DAY else day_argument(text)


_SIGNS_OF_A_DAY = 6


def write_report(archive: Archive, options: argparse.Namespace) -> int:
    """One document, chosen by the ending of its name."""
    content = content_of(archive, options.period, options.as_of)
    (file,) = reports.report_files(
        content, imprint_of(archive), [_ending(options.out)], fine=options.fine
    )
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


def write_comparison(archive: Archive, options: argparse.Namespace) -> int:
    """What changed between two days or versions, in short here and word by word in the file."""
    period = measures.period_of(archive, options.period)
    before, before_label = _snapshot(archive, period, options.before)
    after, after_label = _snapshot(archive, period, options.after)
    found = rules.compare(before, after)
    report = reports.comparison_report(
        found, period, before_label, after_label, imprint_of(archive)
    )
    write_bytes(options.out, reports.WRITERS[_ending(options.out)](report))
    print(words.counted_changes(found))
    print(f"«{options.out.name}» geschrieben.")
    return 0


def _snapshot(
    archive: Archive, period: PeriodRow, wanted: int | date
) -> tuple[ReportSnapshot, str]:
    """What was asked for, and how it is named; NotFound says which versions there are."""
    if isinstance(wanted, date):
        today = archive.context().today
        shown: ReportSnapshot = archive.query(queries.day_snapshot, period, wanted, today)
        return shown, words.day_label(wanted)
    versions = archive.query(queries.report_versions, period.id)
    row = next((one for one in versions if one.number == wanted), None)
    kept = archive.query(queries.version_snapshot, row.id) if row else None
    if row is None or kept is None:
        known = german.enumeration([str(one.number) for one in reversed(versions)])
        there = f"Festgehalten sind: {known}." if known else "Es ist noch keine festgehalten."
        raise NotFound(f"Die Version {wanted} gibt es nicht.", there)
    return kept, words.version_label(row)


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
