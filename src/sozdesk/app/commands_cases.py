"""Commands of the cases: ``sozdesk cases …``. The terminal is a plain output: it names no person."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from sozdesk.app.round_options import day_argument, offer_json, print_json
from sozdesk.archive.file_info import OfficeKind
from sozdesk.features.cases import queries
from sozdesk.features.cases.terms.case_list import CaseLine
from sozdesk.features.cases.texts import privacy as said
from sozdesk.kernel import german
from sozdesk.kernel.errors import ArchiveError

if TYPE_CHECKING:
    from datetime import date

    from sozdesk.archive.store import Archive

OPEN, CLOSED, ALL = "open", "closed", "all"
_NO_NAMES = (
    "Fälle mit Nummer, Dossier, Gemeinde, Daten und Anzahl Personen. Namen stehen nie auf der "
    "Kommandozeile: Sie ist eine unverschlüsselte Ausgabe."
)


def add_commands(commands: Any) -> None:
    """Declare the sub-commands of ``cases``."""
    from sozdesk.app import (
        commands_cases_due,
        commands_cases_export,
        commands_cases_import,
        commands_cases_policies,
    )

    parser = commands.add_parser("cases", help="Personen, Fälle, Fristen, Grundsatzentscheide")
    steps = parser.add_subparsers(dest="step", required=True, metavar="SCHRITT")
    _add_list(steps)
    commands_cases_due.add_command(steps)
    commands_cases_export.add_command(steps)
    commands_cases_import.add_command(steps)
    commands_cases_policies.add_command(steps)


def _add_list(steps: Any) -> None:
    listed = steps.add_parser(
        "list", help="Fälle, wie sie an einem Tag stehen, ohne Namen", description=_NO_NAMES
    )
    listed.set_defaults(function=list_cases)
    listed.add_argument(
        "--state",
        choices=[OPEN, CLOSED, ALL],
        default=OPEN,
        help="laufende (open, sonst), abgeschlossene (closed) oder alle (all)",
    )
    listed.add_argument("--as-of", type=day_argument, metavar="TAG", help="Stand per; sonst heute")
    offer_json(listed)


def list_cases(archive: Archive, options: argparse.Namespace) -> int:
    """Every case of the wanted state with its dates and how many persons are in it."""
    refuse_cantonal_file(archive)
    day = options.as_of or archive.context().today
    rows = [
        row
        for row in archive.query(queries.case_lines, day)
        if row.opened_on <= day and _is_wanted(row, options.state, day)
    ]
    if options.json:
        print_json([_as_json(row, day) for row in rows])
        return 0
    for row in rows:
        print(_said(row, day))
    print(f"Stand {german.day(day)}: {german.plural(len(rows), 'Fall', 'Fälle')}")
    return 0


def refuse_cantonal_file(archive: Archive) -> None:
    """ArchiveError in the file of the KSA, which holds no cases."""
    if archive.info.office_kind is not OfficeKind.SERVICE:
        raise ArchiveError(
            said.NO_CASES,
            "Öffnen Sie die Datei einer Gemeinde oder eines Sozialdienstes.",
        )


def _is_wanted(row: CaseLine, state: str, day: date) -> bool:
    return state == ALL or row.is_running(day) == (state == OPEN)


def _said(row: CaseLine, day: date) -> str:
    dossier = f"  Dossier {row.dossier_number}" if row.dossier_number else ""
    until = f" bis {german.day(row.closed_on)}" if row.closed_on else ""
    open_end = ", Ablösung offen" if row.lacks_end(day) else ""
    persons = german.plural(row.persons, "Person", "Personen")
    return (
        f"{row.number}{dossier}  {row.municipality}, seit {german.day(row.opened_on)}{until}: "
        f"{persons}, {row.supported} unterstützt{open_end}"
    )


def _as_json(row: CaseLine, day: date) -> dict[str, object]:
    def iso(value: date | None) -> str | None:
        return value.isoformat() if value else None

    return {
        "number": row.number,
        "dossier": row.dossier_number,
        "bfs_number": row.bfs_number,
        "opened_on": iso(row.opened_on),
        "closed_on": iso(row.closed_on),
        "support_ended_on": iso(row.support_ended_on),
        "moved_on": iso(row.moved_on),
        "running": row.is_running(day),
        "end_missing": row.lacks_end(day),
        "persons": row.persons,
        "supported": row.supported,
    }
