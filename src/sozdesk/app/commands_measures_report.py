"""``sozdesk measures report|figures|compare``: the report on a period, as in the window."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sozdesk.app import commands_measures as measures
from sozdesk.app.round_options import day_argument
from sozdesk.archive.file_info import OfficeKind
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
    """Declare ``measures report``, ``measures figures`` and ``measures compare``."""
    report = measures.add_step(steps, "report", "Bericht schreiben (docx, pdf, xlsx)", write_report)
    measures.ask_day(report)
    measures.offer_fine(report)
    _ask_out(report, _document, "DATEI", "Bericht (.docx, .pdf oder .xlsx)")
    figures = measures.add_step(
        steps, "figures", "Abbildungen als SVG und PNG mit ihren Zahlen", write_figures
    )
    measures.ask_day(figures)
    _ask_out(figures, Path, "ORDNER", "Ordner für die Abbildungen")
    compared = measures.add_step(
        steps, "compare", "zwei Tage oder Versionen vergleichen (pdf, xlsx)", write_comparison
    )
    _ask_sides(compared)
    measures.offer_fine(compared)
    _ask_out(compared, _table, "DATEI", "Vergleich (.pdf oder .xlsx)")


def _ask_out(
    step: argparse.ArgumentParser, kind: Callable[[str], Path], what: str, text: str
) -> None:
    step.add_argument("--out", type=kind, required=True, metavar=what, help=text)


def _ask_sides(step: argparse.ArgumentParser) -> None:
    for option, text in (("--before", "vorher"), ("--after", "nachher")):
        step.add_argument(
            option,
            type=_version_or_day,
            required=True,
            metavar="WAS",
            help=f"{text}: ein Tag (31.12.2023) oder die Nummer einer festgehaltenen Version (1)",
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
    fine = measures.fine_of(archive, options)
    content = content_of(archive, options.period, options.as_of)
    (file,) = reports.report_files(content, imprint_of(archive), [_ending(options.out)], fine=fine)
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
    fine = measures.fine_of(archive, options)
    before, before_label = _snapshot(archive, period, options.before)
    after, after_label = _snapshot(archive, period, options.after)
    found = rules.compare(before, after, fine=fine)
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
        day, today = measures.day_of(archive, period, wanted), archive.context().today
        shown: ReportSnapshot = archive.query(queries.day_snapshot, period, day, today)
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
    day, today = measures.day_of(archive, period, as_of), archive.context().today
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
        extract=archive.info.office_kind is OfficeKind.SERVICE,
    )
