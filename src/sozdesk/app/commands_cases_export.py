"""``sozdesk cases export``: persons as a file behind a password, with recipient and purpose."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sozdesk.archive.file_info import OfficeKind
from sozdesk.archive.updates import refuse
from sozdesk.features.billing.usecases import ALL_PAPERS
from sozdesk.features.cases import queries, rules, usecases
from sozdesk.features.cases.reports import privacy as reports
from sozdesk.features.cases.texts import privacy as said
from sozdesk.kernel import german
from sozdesk.kernel.errors import ArchiveError, NotFound

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

PASSWORD = "SOZDESK_EXPORT_PASSWORD"  # noqa: S105 - the name of the variable, not a password


def add_command(steps: Any) -> None:
    """Declare ``export`` among the steps of ``cases``."""
    added = steps.add_parser(
        "export",
        help="Personen als verschlüsselte Datei ausgeben (öffnet sich mit age)",
        epilog=f"Das Passwort der Datei kommt aus {PASSWORD}, nie als Argument.",
    )
    added.add_argument("--purpose", required=True, metavar="ZWECK", help="wozu, für den Nachweis")
    added.add_argument(
        "--recipient", required=True, metavar="WER", help="wer die Angaben erhält, für den Nachweis"
    )
    added.add_argument(
        "--case", type=int, action="append", metavar="NR", help="nur dieser Fall; mehrfach möglich"
    )
    added.add_argument("--out", type=Path, required=True, metavar="DATEI", help="Ziel, z. B. a.age")
    added.set_defaults(function=export_persons)


def export_persons(archive: Archive, options: argparse.Namespace) -> int:
    """Write the file, then note the export; 1 if the password is too short."""
    from sozdesk.documents.safe_write import write_bytes
    from sozdesk.exchange.locked import SHORTEST, lock

    _refuse_cantonal_file(archive)
    password = os.environ.get(PASSWORD, "")
    if len(password) < SHORTEST:
        print(f"{said.TOO_SHORT} Setzen Sie {PASSWORD}.", file=sys.stderr)
        return 1
    people = _people(archive, options.case)
    command = usecases.RecordExport(
        person_ids=people, recipient=options.recipient, purpose=options.purpose
    )
    refuse(rules.export_findings(options.recipient, options.purpose))
    held = [(str(one), archive.query(queries.held_of, one, ALL_PAPERS)) for one in people]
    write_bytes(options.out, lock(reports.export_json(held, _stamp(archive)), password))
    archive.run(usecases.record_export, command)
    number = german.plural(len(people), "Person", "Personen")
    print(f"{number} verschlüsselt ausgegeben: {options.out.name}")
    return 0


def _refuse_cantonal_file(archive: Archive) -> None:
    """ArchiveError in the file of the KSA: it knows persons from bills only, and tells each of them."""
    if archive.info.office_kind is not OfficeKind.SERVICE:
        raise ArchiveError(said.NO_CASES, said.ASK_FOR_DISCLOSURE)


def _people(archive: Archive, numbers: list[int] | None) -> tuple[Any, ...]:
    """Persons of the cases, or all; NotFound if there is no case with a number."""
    if not numbers:
        return tuple(row.id for row in archive.query(queries.persons))
    cases = archive.query(queries.cases, archive.context().today)
    unknown = sorted(set(numbers) - {row.number for row in cases})
    if unknown:
        raise NotFound(said.no_case(unknown), said.SEE_NUMBERS)
    wanted = [row.id for row in cases if row.number in numbers]
    members = [one for case in wanted for one in archive.query(queries.members_of, case)]
    return tuple(dict.fromkeys(member.person.id for member in members))


def _stamp(archive: Archive) -> reports.Stamp:
    context = archive.context()
    return reports.Stamp(
        office=archive.info.office_name,
        staff=context.staff_name,
        now=context.now,
        today=context.today,
        sample=context.sample,
    )
