"""Commands of the yearly Erhebung: ``sozdesk round …``. The same use cases as the window."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sozdesk.app import commands_letters, commands_publish, commands_table
from sozdesk.app.round_options import (
    add_step,
    ask_folder,
    ask_reason,
    day_argument,
    finding_json,
    offer_json,
    print_finding,
    print_json,
    round_of,
)
from sozdesk.documents.safe_write import make_folder, write_bytes
from sozdesk.features.offices import queries as offices
from sozdesk.features.rent_limits import files, queries, reports, texts, usecases
from sozdesk.features.rent_limits.terms import (
    PreviewResult,
    PreviewRow,
    RoundRow,
    RoundTally,
    TrackingRow,
    reason_key,
)
from sozdesk.kernel import german
from sozdesk.kernel.errors import NotFound
from sozdesk.kernel.findings import Severity, hints

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

UNDECIDED = "preview"
"""What ``--json`` says about a return that still needs a person."""


def add_commands(commands: Any) -> None:
    """Declare the sub-commands of ``round``."""
    parser = commands.add_parser("round", help="die jährliche Erhebung der Mietzinsgrenzwerte")
    steps = parser.add_subparsers(dest="step", required=True, metavar="SCHRITT")
    add_step(steps, "open", "Erhebung eröffnen", open_round)
    forms = add_step(steps, "forms", "ein Formular je Gemeinde schreiben", write_forms)
    ask_folder(forms, "Ordner für die Formulare")
    commands_letters.add_commands(steps)
    _add_import(steps)
    status = add_step(steps, "status", "Stand je Gemeinde", show_status)
    offer_json(status)
    overview = add_step(
        steps, "overview", "Übersicht für das KSA selbst schreiben (xlsx, pdf, csv)", write_overview
    )
    ask_folder(overview, "Ordner für die Übersicht")
    ask_reason(overview, "--missing-reason", "warum Gemeinden ohne Rückmeldung fehlen dürfen")
    commands_publish.add_command(steps)
    commands_table.add_command(steps)


def _add_import(steps: Any) -> None:
    read = add_step(steps, "import", "Rückmeldungen einlesen und prüfen", import_returns)
    read.add_argument(
        "paths", nargs="+", type=Path, metavar="PFAD", help="Dateien, Ordner, E-Mails, Zip"
    )
    read.add_argument("--record", action="store_true", help="erfassen, nicht nur prüfen")
    noted = "Begründung, mit der Prüfhinweise zur Kenntnis genommen werden"
    ask_reason(read, "--note-reason", noted)
    read.add_argument(
        "--received-on",
        type=day_argument,
        metavar="TAG",
        help="Tag des Eingangs; sonst der Tag der E-Mail, für einzelne Dateien heute",
    )
    read.add_argument(
        "--receipts",
        type=Path,
        metavar="ORDNER",
        help="mit --record: Empfangsbestätigungen für das Erfasste",
    )
    offer_json(read)


# ---------------------------------------------------------------- open, forms


def open_round(archive: Archive, options: argparse.Namespace) -> int:
    """Open the Erhebung of a year with the usual dates."""
    outcome = archive.run(usecases.open_round, usecases.OpenRound(year=options.year))
    print(outcome.summary)
    return 0


def write_forms(archive: Archive, options: argparse.Namespace) -> int:
    """One form per municipality, one per service of several, and the blank one."""
    context = archive.context()
    round_of(archive, options.year)
    requests = archive.query(queries.form_requests, options.year, context.now, context.sample)
    folder = make_folder(options.out)
    for request in requests:
        write_bytes(folder / request.file_name, files.form_workbook(request))
    print(f"{german.plural(len(requests), 'Formular', 'Formulare')} in {options.out}")
    return 0


# ---------------------------------------------------------------- import


def import_returns(archive: Archive, options: argparse.Namespace) -> int:
    """Read, check and (with ``--record``) record; answers 1 if anything still needs a person."""
    if options.receipts and not options.record:
        print("«--receipts» geht nur mit «--record».", file=sys.stderr)
        return 2
    _refuse_missing_paths(options.paths)
    rows = preview(archive, options.year, options.paths, options.received_on)
    results = [_name_of(row) for row in rows]
    ids: Sequence[UUID] = ()
    if options.record:
        results, ids = record(archive, options.year, rows, options.note_reason)
    if options.json:
        print_json([_as_json(row, result) for row, result in zip(rows, results, strict=True)])
    else:
        _print_rows(rows, results)
    open_names = [
        row.name or row.file.file
        for row, result in zip(rows, results, strict=True)
        if _needs_a_person(row, result)
    ]
    if open_names:
        print(
            f"Noch zu entscheiden oder nicht verwertbar: {', '.join(open_names)}.", file=sys.stderr
        )
    confirmed = not options.receipts or commands_letters.write_receipts(
        archive, ids, options.receipts, quiet=options.json
    )
    return 0 if confirmed and not open_names else 1


def _needs_a_person(row: PreviewRow, result: str) -> bool:
    """Refused, or with hints, a suggestion or a scan that nobody decided yet."""
    return result == "refused" or (result == UNDECIDED and row.result is not PreviewResult.READY)


def _refuse_missing_paths(paths: Sequence[Path]) -> None:
    """A slip of the hand here is no unusable return."""
    missing = [str(path) for path in paths if not path.exists()]
    if missing:
        raise NotFound(
            f"Das gibt es nicht: {', '.join(missing)}. Es wurde nichts gelesen.",
            "Prüfen Sie Ordner und Schreibweise.",
        )


def preview(
    archive: Archive, year: int, paths: Sequence[Path], received_on: date | None = None
) -> tuple[PreviewRow, ...]:
    """Read the paths and check what they hold; nothing is written.

    ``received_on`` holds for all of them, also against the day of a mail.
    """
    round_of(archive, year)
    today = archive.context().today
    municipalities = archive.query(offices.municipalities, today)
    read = files.read_paths(paths, municipalities=municipalities, year=year)
    if received_on:
        read = tuple(replace(file, received_on=received_on) for file in read)
    rows: tuple[PreviewRow, ...] = archive.query(queries.preview, year, read, today)
    return rows


def record(
    archive: Archive, year: int, rows: Sequence[PreviewRow], reason: str
) -> tuple[list[str], Sequence[UUID]]:
    """Record what can be recorded: the result of each row in words of ``--json``, and the new ids."""
    today = archive.context().today
    recordable = [row for row in rows if row.result in {PreviewResult.READY, PreviewResult.HINTS}]
    entries = tuple(_entry(row, reason, today) for row in recordable)
    answers: Sequence[usecases.ReturnResult] = ()
    if entries:
        command = usecases.RecordReturns(year=year, entries=entries)
        answers = archive.run(usecases.record_returns, command).value
    done = {id(row): answer.result for row, answer in zip(recordable, answers, strict=True)}
    results = [str(done.get(id(row), _name_of(row))) for row in rows]
    results = [UNDECIDED if result == "received" else result for result in results]
    return results, usecases.recorded_ids(answers)


def _entry(row: PreviewRow, reason: str, today: date) -> usecases.ReturnEntry:
    assert row.file.declaration is not None
    found = hints(row.findings)
    decided = not found or bool(reason)
    return usecases.ReturnEntry(
        declaration=row.file.declaration,
        findings=row.findings,
        decision=usecases.EntryDecision.RECORD if decided else usecases.EntryDecision.KEEP,
        reasons={reason_key(hint): reason for hint in found} if reason else {},
        received_on=row.file.received_on or today,
        via=row.file.via,
        file_name=row.file.file,
        content=row.file.content,
        attachments=row.file.attachments,
        change_from=row.change_from,
    )


def _name_of(row: PreviewRow) -> str:
    """The result of a row that was not recorded."""
    known = {PreviewResult.REFUSED: "refused", PreviewResult.IDENTICAL: "identical"}
    return known.get(row.result, UNDECIDED)


def _as_json(row: PreviewRow, result: str) -> dict[str, object]:
    return {
        "file": row.file.file,
        "bfs": row.bfs_number,
        "name": row.name,
        "result": result,
        **({"change_from": row.change_from.isoformat()} if row.change_from else {}),
        "hints": [
            finding_json(finding)
            for finding in row.findings
            if finding.severity is not Severity.NOTE
        ],
        "notes": [
            finding_json(finding) for finding in row.findings if finding.severity is Severity.NOTE
        ],
    }


RESULT_WORDS = {
    "recorded": "erfasst",
    "superseded": "erfasst, ersetzt die frühere Rückmeldung",
    "identical": "gleich wie bereits erfasst, nichts zu tun",
    "refused": "nicht verwertbar",
    PreviewResult.READY: "bereit",
    PreviewResult.HINTS: "Prüfhinweise, noch nicht erfasst",
    PreviewResult.CONFIRM: "im Fenster die Gemeinde bestätigen",
    PreviewResult.MANUAL: "im Fenster von Hand erfassen",
}


def _print_rows(rows: Sequence[PreviewRow], results: Sequence[str]) -> None:
    """One line per return, with what needs a person below it; what was read as text stays out."""
    for row, result in zip(rows, results, strict=True):
        word = RESULT_WORDS[row.result if result == UNDECIDED else result]
        if row.change_from:
            word = f"Änderung ab {german.day(row.change_from)}, {word}"
        print(f"{row.name or 'unbekannt'} · {row.file.file} · {word}")
        for finding in row.findings:
            if finding.severity is not Severity.NOTE and result != "identical":
                print_finding(finding)
    left = sum(result in {"refused", UNDECIDED} for result in results)
    print(
        f"{german.plural(len(rows), 'Rückmeldung', 'Rückmeldungen')} gelesen, {left} nicht erfasst."
    )
    if UNDECIDED in results:
        print(
            "Erfassen: mit --record. Prüfhinweise brauchen eine Begründung: im Fenster, oder mit "
            "--note-reason für alle angegebenen Dateien."
        )


# ---------------------------------------------------------------- status, overview


def show_status(archive: Archive, options: argparse.Namespace) -> int:
    """Counts of the Erhebung and the state of each municipality."""
    found = round_of(archive, options.year)
    today = archive.context().today
    rows = archive.query(queries.return_tracking, options.year, today)
    tally = queries.tally(rows)
    if options.json:
        print_json(_status_json(found, tally, rows))
        return 0
    for row in rows:
        print(
            f"{row.name:<24}{texts.word(row.state):<28}{texts.deadline_words(row, today)}".rstrip()
        )
    print(
        f"{tally.received} von {tally.total} eingegangen, {tally.recorded} erfasst, "
        f"{tally.queried} in Rückfrage, {tally.missing} offen, davon {tally.overdue} überfällig "
        f"und {tally.reminded} erinnert, {tally.late} verspätet eingegangen."
    )
    return 0


def _status_json(
    found: RoundRow, tally: RoundTally, rows: Sequence[TrackingRow]
) -> dict[str, object]:
    return {
        "year": found.year,
        "due_on": found.due_on.isoformat(),
        "total": tally.total,
        "received": tally.received,
        "recorded": tally.recorded,
        "queried": tally.queried,
        "missing": tally.missing,
        "late": tally.late,
        "overdue": tally.overdue,
        "reminded": tally.reminded,
        "municipalities": [_tracking_json(row) for row in rows],
    }


def _tracking_json(row: TrackingRow) -> dict[str, object]:
    received = row.received_on.isoformat() if row.received_on else None
    return {
        "bfs": row.bfs_number,
        "name": row.official_name,
        "state": row.state.value,
        "received_on": received,
        "due_on": row.due_on.isoformat(),
        "reminded": row.reminders > 0,
        "reminders": row.reminders,
    }


def write_overview(archive: Archive, options: argparse.Namespace) -> int:
    """The office's own overview as xlsx, pdf and csv; a missing municipality needs a reason."""
    found = round_of(archive, options.year)
    context = archive.context()
    rows = archive.query(queries.overview, options.year, context.today)
    missing = [row.name for row in rows if row.current is None]
    if missing and not options.missing_reason:
        print(
            f"{german.plural(len(missing), 'Gemeinde fehlt', 'Gemeinden fehlen')}: {', '.join(missing)}. "
            "Geben Sie mit --missing-reason an, warum die Übersicht trotzdem erscheint.",
            file=sys.stderr,
        )
        return 1
    for path in reports.write_overview(
        make_folder(options.out),
        rows,
        found,
        context.now,
        today=context.today,
        sample=context.sample,
        missing_reason=options.missing_reason,
    ):
        print(path)
    return 0


# ---------------------------------------------------------------- shared
