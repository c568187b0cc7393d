"""``sozdesk bill decide|statement|hear``: the decisions of the check, and what the municipality says to them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sozdesk.app import commands_bill_answer as common
from sozdesk.app.round_options import offer_json, print_json
from sozdesk.documents.safe_write import make_folder, write_bytes
from sozdesk.features.billing import files
from sozdesk.features.billing.queries import answering
from sozdesk.features.billing.rules import answering as answering_rules
from sozdesk.features.billing.terms import BillFile
from sozdesk.features.billing.terms.answer_files import WrittenFile
from sozdesk.features.billing.terms.answers import AnswerBill, AnswerDetail, AnswerStep
from sozdesk.features.billing.texts import answers as texts
from sozdesk.features.billing.usecases import answer_book, answers, decisions
from sozdesk.kernel.errors import NotFound

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive


def add_commands(steps: Any) -> None:
    """Declare ``decide``, ``statement`` and ``hear`` among the steps of ``bill``."""
    step = steps.add_parser("decide", help="Vorschläge der Prüfung annehmen (KSA)")
    step.description = (
        "Entscheidet die offenen Zeilen so, wie es die Prüfung vorschlägt. Sind danach alle "
        "entschieden, ist die Prüfung abgeschlossen, mit dem Namen der Person, die es tut "
        "(«--as KÜRZEL» vor dem Befehl). Über Zeilen ohne Vorschlag entscheidet eine Person im "
        "Fenster."
    )
    common.ask_bills(step)
    offer_json(step)
    step.set_defaults(function=decide)
    step = steps.add_parser(
        "statement", help="Stellungnahme zum Entwurf des KSA schreiben (Sozialdienst)"
    )
    common.ask_bill(step)
    step.add_argument(
        "--line",
        nargs=2,
        action="append",
        default=[],
        metavar=("ZEILE", "TEXT"),
        help="Nummer der Zeile und was die Gemeinde dazu sagt, ohne Namen von Personen; mehrmals",
    )
    step.add_argument("--out", type=Path, required=True, metavar="ORDNER", help="Ordner")
    offer_json(step)
    step.set_defaults(function=statement)
    step = steps.add_parser("hear", help="Stellungnahme einer Gemeinde einlesen (KSA)")
    step.add_argument(
        "path", type=Path, metavar="DATEI", help="Stellungnahme (stellungnahme-….szs)"
    )
    offer_json(step)
    step.set_defaults(function=hear)


# ---------------------------------------------------------------- decide


def decide(archive: Archive, options: argparse.Namespace) -> int:
    """Take what the check proposes, finish what is decided; answers 1 if a person has to look."""
    common.refuse_service(archive)
    waiting = False
    found = common.bills_asked_for(archive, options)
    for bill in found:
        if said := _decided(archive, bill, quiet=options.json):
            waiting = True
            print(f"{bill.name}: {said}", file=sys.stderr)
    if options.json:
        print_json({"bills": [common.bill_json(archive, one.id) for one in found]})
    return 1 if waiting else 0


def _decided(archive: Archive, bill: AnswerBill, *, quiet: bool) -> str:
    """What keeps the check of a bill from being finished; "" if it is."""
    detail = _detail(archive, bill.id)
    if said := detail.why_not[AnswerStep.DECIDE]:
        return said
    found = answering_rules.proposals(detail.lines)
    open_lines = sum(line.decision is None for line in detail.lines)
    if found:
        lines = tuple(
            decisions.DecidedLine(id=line.id, base_version=line.version, choice=choice)
            for line, choice in found
        )
        archive.run(decisions.decide_lines, decisions.DecideLines(bill_id=bill.id, lines=lines))
        detail = _detail(archive, bill.id)
    if not quiet:
        common.print_bill(detail)
        if open_lines:
            print(texts.proposals_taken([choice.decision for _line, choice in found], open_lines))
    said = detail.why_not[AnswerStep.CHECK]
    if not said and not detail.bill.checked_by:
        version = detail.bill.version
        command = decisions.FinishCheck(bill_id=bill.id, base_version=version)
        summary = archive.run(decisions.finish_check, command).summary
        if not quiet:
            print(f"{summary}.")
    return said


def _detail(archive: Archive, bill_id: UUID) -> AnswerDetail:
    found: AnswerDetail = archive.query(answering.answer_detail, bill_id, archive.context())
    return found


# ---------------------------------------------------------------- Stellungnahme


def statement(archive: Archive, options: argparse.Namespace) -> int:
    """Keep what is said to the lines, and write the file for the KSA."""
    common.refuse_ksa(archive)
    bill = common.named_bill(archive, answering.own_bills_sent, options.bill)
    said = {
        common.line_of(archive, bill, _number(position)).id: text for position, text in options.line
    }
    if said:
        kept = answer_book.KeepStatement(
            bill_id=bill.id, base_version=bill.version, statements=said
        )
        archive.run(answer_book.keep_statement, kept)
    write = answer_book.WriteStatement(bill_id=bill.id)
    file: WrittenFile = archive.run(answer_book.write_statement, write).value
    path = make_folder(options.out) / file.name
    write_bytes(path, file.content)
    if options.json:
        print_json(common.bill_json(archive, bill.id) | {"file": str(path)})
    else:
        print(f"«{path.name}» geschrieben.")
    return 0


def _number(text: str) -> int:
    if not text.isdecimal():
        raise NotFound(f"«{text}» ist keine Nummer einer Zeile.", "Schreiben Sie zum Beispiel 2.")
    return int(text)


def hear(archive: Archive, options: argparse.Namespace) -> int:
    """Read the Stellungnahme of a municipality in."""
    common.refuse_service(archive)
    data = files.read_file(options.path, BillFile.STATEMENT)
    outcome = archive.run(answers.read_statement, answers.ReadStatement(data=data))
    if options.json:
        print_json(common.bill_json(archive, outcome.value))
        return 0
    for line in _detail(archive, outcome.value).lines:
        if line.statement:
            print(f"Zeile {line.position}: {line.statement}")
    print(f"{outcome.summary}.")
    return 0
