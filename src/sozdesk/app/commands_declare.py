"""``sozdesk declare``: the own declaration of a municipality, as the window makes it."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sozdesk.app.round_options import day_argument
from sozdesk.archive import blobs
from sozdesk.archive.file_info import OfficeKind
from sozdesk.documents.safe_write import make_folder
from sozdesk.features.offices import queries as offices
from sozdesk.features.rent_limits import files, queries, rules, texts, usecases
from sozdesk.features.rent_limits.files.fields import EVERY, field_named
from sozdesk.features.rent_limits.terms import (
    Attachment,
    Declaration,
    DeclarationRow,
    Derivation,
    OwnRow,
    RecordingResult,
    Seen,
)
from sozdesk.features.rent_limits.usecases import own_wording, wording
from sozdesk.features.rent_limits.usecases.rounds import refuse_odd_year
from sozdesk.kernel.errors import DocumentWriteError, NotFound
from sozdesk.kernel.findings import Finding, hints, stops

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive


def add_commands(commands: Any) -> None:
    """Declare the command ``declare``."""
    parser = commands.add_parser(
        "declare",
        help="Grenzwerte einer Gemeinde melden: Formular (xlsx) und PDF zum Unterschreiben",
    )
    year = "Jahr, in dem die Grenzwerte gelten"
    parser.add_argument("--year", type=int, required=True, metavar="JAHR", help=year)
    parser.add_argument("--bfs", type=int, required=True, metavar="NUMMER", help="BFS-Nummer")
    out = "Ordner für Formular und PDF"
    parser.add_argument("--out", type=Path, required=True, metavar="ORDNER", help=out)
    same = "Grenzwerte, Beschluss und Basis wie im Vorjahr, unverändert bestätigt"
    parser.add_argument("--unchanged", action="store_true", help=same)
    reviewed = "zuletzt überprüft am; sonst heute (nur mit --unchanged)"
    parser.add_argument("--reviewed-on", type=day_argument, metavar="TAG", help=reviewed)
    answer = (
        "eine Angabe, mit dem Namen des Felds wie im Formular: «4 Personen=1'450»; mehrmals möglich"
    )
    parser.add_argument(
        "--set",
        dest="answers",
        type=_answer,
        action="append",
        default=[],
        metavar="FELD=WERT",
        help=answer,
    )
    parser.add_argument("--json", action="store_true", help="Ausgabe für Programme")
    parser.set_defaults(function=declare)


def _answer(text: str) -> tuple[str, str]:
    """Key of the field and what is typed into it."""
    name, equals, value = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"«{text}»: Schreiben Sie FELD=WERT.")
    field = field_named(name)
    if field is None:
        known = ", ".join(one.label for one in EVERY.values() if not one.column)
        raise argparse.ArgumentTypeError(f"Das Feld «{name}» gibt es nicht. Felder: {known}.")
    return field.key, value


def declare(archive: Archive, options: argparse.Namespace) -> int:
    """Fill in, check, record, and write form and pdf; 1 if an answer is unreadable or lacks.

    Begins with the saved draft, else with what is declared, else with last year's values. The same
    declaration again writes the same documents again.
    """
    if options.reviewed_on and not options.unchanged:
        print("«--reviewed-on» geht nur mit «--unchanged».", file=sys.stderr)
        return 2
    refuse_odd_year(options.year)
    row = _own_row(archive, options)
    declaration, derivation = _declaration(archive, row, options)
    findings = archive.query(queries.own_check, declaration, None, archive.context().today)
    wording.refuse([texts.for_municipality(one) for one in stops(findings)])
    make_folder(options.out)
    declared = row.declared
    if declared is not None and rules.same_content(declared.declaration, declaration):
        documents = _kept(archive, declared)
        answer = usecases.OwnResult(RecordingResult.IDENTICAL, declared.id, declared.revision)
    else:
        documents, answer = _finish(archive, row, declaration, derivation)
    paths = _put(options.out, documents, row, answer)
    _print(options, row, answer, paths, hints(findings))
    return 0


def _own_row(archive: Archive, options: argparse.Namespace) -> OwnRow:
    if archive.info.office_kind is OfficeKind.KSA:
        raise NotFound(own_wording.OWN_ONLY, "Öffnen Sie die Datei des Sozialdienstes.")
    row = archive.query(queries.own_row, archive.context().today, options.bfs, options.year)
    if row is None:
        found = archive.query(offices.municipality, options.bfs)
        name = found.short_name if found else f"Die Nummer {options.bfs}"
        raise NotFound(own_wording.not_own(name))
    return row


# ---------------------------------------------------------------- what is declared


def _declaration(
    archive: Archive, row: OwnRow, options: argparse.Namespace
) -> tuple[Declaration, Derivation | None]:
    begun = row.begun
    derivation = archive.query(queries.derivation, begun.id) if begun else None
    declaration = begun.declaration if begun else _prefilled(archive, row)
    if options.unchanged:
        declaration, derivation = _unchanged(archive, row, declaration, options), None
    typed: Mapping[str, str] = dict(options.answers)
    if typed:
        declaration, unread = files.with_typed(declaration, typed)
        wording.refuse(unread)
    return declaration, derivation


def _prefilled(archive: Archive, row: OwnRow) -> Declaration:
    number = row.municipality.bfs_number
    return rules.prefilled(
        row.previous,
        bfs_number=number,
        year=row.year,
        valid_from=archive.query(queries.round_or_usual, row.year).valid_from,
        contact=archive.query(queries.own_contact, number, archive.context().today),
    )


def _unchanged(
    archive: Archive, row: OwnRow, declaration: Declaration, options: argparse.Namespace
) -> Declaration:
    if row.previous is None:
        raise NotFound(
            f"{row.municipality.short_name}: Für {row.year - 1} liegt nichts in der Datei.",
            "Geben Sie die Beträge mit --set ein.",
        )
    return rules.unchanged(
        row.previous,
        year=row.year,
        valid_from=archive.query(queries.round_or_usual, row.year).valid_from,
        reviewed_on=options.reviewed_on or archive.context().today,
        contact=declaration.contact,
    )


# ---------------------------------------------------------------- documents


def _finish(
    archive: Archive, row: OwnRow, declaration: Declaration, derivation: Derivation | None
) -> tuple[tuple[Attachment, ...], usecases.OwnResult]:
    asked = archive.query(queries.own_documents, declaration, None, derivation, archive.context())
    documents = usecases.made_documents(asked)
    newest = row.revisions[0] if row.revisions else None
    command = usecases.FinishOwn(
        declaration=declaration,
        seen=Seen(id=newest.id, version=newest.version) if newest else None,
        derivation=derivation,
        revision=asked.revision,
        documents=documents,
    )
    answer: usecases.OwnResult = archive.run(usecases.finish_own, command).value
    return documents, answer


def _put(
    folder: Path, documents: tuple[Attachment, ...], row: OwnRow, answer: usecases.OwnResult
) -> tuple[Path, ...]:
    try:
        return usecases.put_into(folder, documents)
    except DocumentWriteError as error:
        declared = f"{row.municipality.short_name} {row.year} ist gemeldet, Version"
        raise DocumentWriteError(
            f"{error.sentence} {declared} {answer.revision}.",
            "Formular und PDF schreibt «declare» nochmals, mit --year, --bfs und einem anderen "
            "Ordner (--out), ohne weitere Angaben.",
        ) from error


def _kept(archive: Archive, row: DeclarationRow) -> tuple[Attachment, ...]:
    """The documents as they were written then."""
    return tuple(
        Attachment(one.name, archive.query(blobs.get, one.sha256)) for one in row.documents
    )


_RESULTS = {
    RecordingResult.RECORDED: "Formular und PDF erstellt",
    RecordingResult.SUPERSEDED: "Berichtigung erstellt",
    RecordingResult.IDENTICAL: "gleich wie gemeldet, Formular und PDF nochmals geschrieben",
}


def _print(
    options: argparse.Namespace,
    row: OwnRow,
    answer: usecases.OwnResult,
    paths: Sequence[Path],
    found: Sequence[Finding],
) -> None:
    said = [texts.for_municipality(one) for one in found]
    if options.json:
        answers = {
            "bfs": row.municipality.bfs_number,
            "name": row.municipality.official_name,
            "year": row.year,
            "result": answer.result.value,
            "revision": answer.revision,
            "files": [str(path) for path in paths],
            "hints": [{"code": str(one.code), "message": one.message} for one in said],
        }
        print(json.dumps(answers, ensure_ascii=False, indent=2))
        return
    name = row.municipality.short_name
    print(f"{name} {row.year}, Version {answer.revision}: {_RESULTS[answer.result]}")
    for one in said:
        print(f"    Prüfhinweis: {one.message}")
    for path in paths:
        print(path)
