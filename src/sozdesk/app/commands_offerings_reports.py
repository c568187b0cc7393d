"""``sozdesk offerings reports|report-forms|import-reports|remind-reports|monitoring``, as in the window."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sozdesk.app.round_options import finding_json, offer_json, print_finding, print_json
from sozdesk.archive.file_info import OfficeKind
from sozdesk.documents.safe_write import make_folder, write_bytes
from sozdesk.features.offerings import files, queries, reports, texts, usecases
from sozdesk.features.offerings.terms import (
    MonitoringImprint,
    ReportFile,
    ReportingYear,
    ReportLine,
)
from sozdesk.features.offerings.texts import yearly_reports as said
from sozdesk.kernel import german
from sozdesk.kernel.errors import NotFound, SozDeskError

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive


def add_commands(steps: Any) -> None:
    """Declare the steps of the yearly reports and the monitoring report."""
    listed = _step(steps, "reports", "Jahresberichte der Anbieter/innen mit ihrem Stand", list_them)
    offer_json(listed)
    forms = _step(steps, "report-forms", "Formulare für den Jahresbericht schreiben", write_forms)
    _ask_folder(forms)
    read = _step(steps, "import-reports", "ausgefüllte Formulare einlesen und erfassen", read_them)
    read.add_argument("paths", type=Path, nargs="+", metavar="PFAD", help="Dateien oder Ordner")
    read.add_argument("--dry-run", action="store_true", help="nur zeigen, nichts erfassen")
    offer_json(read)
    remind = _step(steps, "remind-reports", "E-Mail-Entwürfe für Erinnerungen", remind_them)
    _ask_folder(remind)
    step = _step(steps, "monitoring", "Monitoringbericht schreiben", write_monitoring)
    step.add_argument(
        "--out",
        type=_document,
        required=True,
        metavar="DATEI",
        help="Bericht (.docx, .pdf oder .xlsx)",
    )
    step.add_argument(
        "--public", action="store_true", help="zur Veröffentlichung: ohne kleine Anzahlen"
    )


def _step(steps: Any, name: str, text: str, function: Any) -> argparse.ArgumentParser:
    added: argparse.ArgumentParser = steps.add_parser(name, help=text)
    added.add_argument("--year", type=_year, required=True, metavar="JAHR", help="Berichtsjahr")
    added.set_defaults(function=function)
    return added


def _ask_folder(step: argparse.ArgumentParser) -> None:
    step.add_argument("--out", type=Path, required=True, metavar="ORDNER", help="Ordner")


_FIRST_YEAR, _LAST_YEAR = 2010, 2100


def _year(text: str) -> int:
    if not text.isdecimal() or not _FIRST_YEAR <= int(text) <= _LAST_YEAR:
        raise argparse.ArgumentTypeError(
            f"«{text}» ist kein Jahr. Schreiben Sie zum Beispiel 2026."
        )
    return int(text)


def _document(text: str) -> Path:
    path = Path(text)
    if path.suffix.lower().removeprefix(".") not in reports.WRITERS:
        raise argparse.ArgumentTypeError(
            f"«{path.name}» muss auf .docx, .pdf oder .xlsx enden: "
            "Daran erkennt SozDesk, was zu schreiben ist."
        )
    return path


def _asked(archive: Archive, year: int) -> ReportingYear:
    if archive.info.office_kind is OfficeKind.SERVICE:
        raise NotFound(texts.CANTONAL_ONLY, "Öffnen Sie die Datei des Kantonalen Sozialamts.")
    asked: ReportingYear = archive.query(queries.reporting_year, year, archive.context())
    return asked


# ---------------------------------------------------------------- list, forms, reminders


def list_them(archive: Archive, options: argparse.Namespace) -> int:
    """Who owes a report, what came, and how many Prüfhinweise it has."""
    asked = _asked(archive, options.year)
    lines = archive.query(queries.report_lines, options.year, archive.context().today)
    if options.json:
        print_json([_line_json(line) for line in lines])
        return 0
    for line in lines:
        hints = german.plural(len(line.findings), "Hinweis", "Hinweise") if line.findings else ""
        state = ", ".join(filter(None, (said.REPORT_STATES[line.state], hints)))
        print(f"{line.provider.name}: {state}")
    due = f"Fällig am {german.day(asked.due_on)}." if asked.due_on else said.NO_DUE_DAY
    here = sum(line.row is not None for line in lines)
    print(f"{here} von {german.plural(len(lines), 'Bericht', 'Berichten')} erfasst. {due}")
    return 0


def _line_json(line: ReportLine) -> dict[str, object]:
    row = line.row
    return {
        "provider": line.provider.name,
        "state": line.state.value,
        "due_on": line.due_on.isoformat() if line.due_on else None,
        "received_on": row.received_on.isoformat() if row else None,
        "result": row.result.value if row and row.result else None,
        "reminded_on": [day.isoformat() for day in line.reminded_on],
        "findings": [finding_json(one) for one in line.findings],
    }


def write_forms(archive: Archive, options: argparse.Namespace) -> int:
    """A form for each provider that owes a report."""
    asked = _asked(archive, options.year)
    owing = [one for one in asked.providers if one.owes]
    count = files.write_forms(make_folder(options.out), asked, owing)
    print(f"{german.plural(count, 'Formular', 'Formulare')} geschrieben.")
    return 0


def remind_them(archive: Archive, options: argparse.Namespace) -> int:
    """A draft with the form for everyone who is late; noted when it lies in the folder."""
    asked = _asked(archive, options.year)
    if asked.due_on is None:
        raise SozDeskError(said.NO_DUE_DAY)
    found = archive.query(queries.report_reminders, options.year, archive.context().today)
    written = files.write_reminders(make_folder(options.out), asked, found)
    if written:
        ids = tuple(one.provider.id for one in written)
        command = usecases.LogReportReminders(year=options.year, provider_ids=ids)
        archive.run(usecases.log_report_reminders, command)
    without = [one.provider.name for one in found if one not in written]
    print(said.reminders_written(len(written), without))
    return 0


# ---------------------------------------------------------------- import


def read_them(archive: Archive, options: argparse.Namespace) -> int:
    """Read, show and record what can be; answers 1 if any file cannot."""
    asked = _asked(archive, options.year)
    found = files.read_reports(options.paths, asked, archive.context().today)
    usable = tuple(one for one in found if one.usable)
    recorded = bool(usable) and not options.dry_run
    if recorded:
        command = usecases.RecordProviderReports(year=options.year, files=usable)
        archive.run(usecases.record_provider_reports, command)
    if options.json:
        print_json({"recorded": len(usable) if recorded else 0, "files": [*map(_file_json, found)]})
    else:
        _print_files(found)
        print(_end(len(usable), options.year, recorded=recorded))
    unusable = [one for one in found if not one.usable and not one.recorded]
    if unusable:
        print(
            f"{german.plural(len(unusable), 'Datei', 'Dateien')} nicht verwertbar.", file=sys.stderr
        )
    return 1 if unusable or not found else 0


def _end(usable: int, year: int, *, recorded: bool) -> str:
    if recorded:
        return f"{said.recorded(usable, year)}."
    ready = german.plural(usable, "Bericht bereit", "Berichte bereit")
    return f"Nichts erfasst, {ready}." if usable else "Nichts erfasst."


def _print_files(found: Sequence[ReportFile]) -> None:
    for one in found:
        state = "bereit" if one.usable else "identisch" if one.recorded else "nicht verwertbar"
        print(f"{one.file} · {one.provider_name or 'ohne Anbieter/in'} · {state}")
        for finding in one.findings:
            print_finding(finding)


def _file_json(one: ReportFile) -> dict[str, object]:
    return {
        "file": one.file,
        "provider": one.provider_name,
        "usable": one.usable,
        "identical": one.recorded,
        "replaces": one.replaces,
        "findings": [
            {**finding_json(finding), "severity": finding.severity.value}
            for finding in one.findings
        ],
    }


# ---------------------------------------------------------------- monitoring


def write_monitoring(archive: Archive, options: argparse.Namespace) -> int:
    """One document, chosen by the ending of its name."""
    if archive.info.office_kind is OfficeKind.SERVICE:
        raise NotFound(texts.CANTONAL_ONLY, "Öffnen Sie die Datei des Kantonalen Sozialamts.")
    context = archive.context()
    imprint = MonitoringImprint(
        now=context.now,
        today=context.today,
        office=archive.info.office_name,
        sample=context.sample,
        public=options.public,
    )
    content = archive.query(queries.monitoring, options.year, archive.context().today)
    ending = options.out.suffix.lower().removeprefix(".")
    ((_name, made),) = reports.monitoring_files(content, imprint, [ending])
    write_bytes(options.out, made)
    print(f"«{options.out.name}» geschrieben.")
    return 0
