"""``sozdesk bill answer|book|resume``: what follows the check. As in the window."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sozdesk.app import bill_options
from sozdesk.app.round_options import day_argument, offer_json, print_json
from sozdesk.archive.file_info import OfficeKind
from sozdesk.documents.safe_write import make_folder, write_bytes
from sozdesk.features.billing import files
from sozdesk.features.billing.queries import answer_files, answering
from sozdesk.features.billing.terms import BillFile, BillState, Period
from sozdesk.features.billing.terms.answers import (
    AnswerBill,
    AnswerDetail,
    AnswerLine,
    AnswerStep,
    CheckStage,
)
from sozdesk.features.billing.texts import answers as texts
from sozdesk.features.billing.usecases import answer_book, answers
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import NotFound

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

Bills = Callable[[Any, Context], Sequence[AnswerBill]]
_BILL = "Kennung oder BFS/JAHR/NUMMER"
_BY_SETTING = True
"""``--draft`` without a day: the KSA's own figure says it."""


def add_commands(steps: Any) -> None:
    """Declare the steps of the answer among those of ``bill``."""
    step = _step(steps, "answer", "Antwort freigeben und als Datei schreiben (KSA)", answer)
    step.description = (
        "Gibt die Antwort frei, wenn alles entschieden, geprüft und angehört ist, und schreibt ihre "
        "Datei. Verlangt das KSA zwei Personen, gibt eine andere frei als die, die geprüft hat "
        "(«--as KÜRZEL» vor dem Befehl). Läuft die Stellungnahme, wird die Datei des Entwurfs "
        "geschrieben."
    )
    ask_bills(step)
    step.add_argument(
        "--draft",
        nargs="?",
        type=day_argument,
        const=_BY_SETTING,
        metavar="TAG",
        help="zuerst als Entwurf zur Stellungnahme bis zu diesem Tag (sonst nach der Frist des KSA)",
    )
    step.add_argument("--out", type=Path, required=True, metavar="ORDNER", help="Ordner")
    offer_json(step)
    step = _step(steps, "book", "Antwort einlesen und verbuchen (Sozialdienst)", book)
    step.description = (
        "Liest die Antwort des KSA ein. Ein Entscheid wird verbucht, ein Entwurf zur Stellungnahme "
        "nur gezeigt und aufbewahrt. Mit --period werden die Antworten des Zeitraums verbucht, die "
        "schon eingelesen sind."
    )
    which = step.add_mutually_exclusive_group(required=True)
    which.add_argument(
        "path", type=Path, nargs="?", metavar="DATEI", help="Antwort (antwort-….sza)"
    )
    bill_options.ask_period(which)
    offer_json(step)
    step = _step(steps, "resume", "abgelehnte Zeile wieder aufnehmen (Sozialdienst)", resume)
    step.description = (
        "Verlangt eine endgültig abgelehnte Zeile mit der nächsten Abrechnung noch einmal. Das KSA "
        "liest den Grund; ein leerer nimmt die Wiederaufnahme zurück."
    )
    ask_bill(step)
    step.add_argument("--line", type=int, required=True, metavar="ZEILE", help="Nummer der Zeile")
    step.add_argument(
        "--reason", required=True, metavar="GRUND", help="Grund, ohne Namen von Personen"
    )
    offer_json(step)


def _step(steps: Any, name: str, text: str, function: Any) -> argparse.ArgumentParser:
    added: argparse.ArgumentParser = steps.add_parser(name, help=text)
    added.set_defaults(function=function)
    return added


def ask_bill(step: argparse.ArgumentParser) -> None:
    """``--bill``: one bill by its name."""
    step.add_argument("--bill", required=True, metavar="ABRECHNUNG", help=_BILL)


def ask_bills(step: argparse.ArgumentParser) -> None:
    """``--bill`` or ``--period``."""
    which = step.add_mutually_exclusive_group(required=True)
    which.add_argument("--bill", metavar="ABRECHNUNG", help=_BILL)
    bill_options.ask_period(which)


def refuse_service(archive: Archive) -> None:
    """NotFound in the file of a Sozialdienst."""
    if archive.info.office_kind is OfficeKind.SERVICE:
        raise NotFound(texts.ONLY_KSA, "Öffnen Sie die Datei des Kantonalen Sozialamts.")


def refuse_ksa(archive: Archive) -> None:
    """NotFound in the file of the KSA."""
    if archive.info.office_kind is not OfficeKind.SERVICE:
        raise NotFound(texts.ONLY_SERVICE, "Öffnen Sie die Datei eines Sozialdiensts.")


# ---------------------------------------------------------------- answer


def answer(archive: Archive, options: argparse.Namespace) -> int:
    """Release what can be released, write the files; answers 1 if a bill is not that far."""
    refuse_service(archive)
    written: dict[UUID, Path] = {}
    waiting = False
    step = AnswerStep.RELEASE if options.draft is None else AnswerStep.HEAR
    for bill in bills_asked_for(archive, options):
        detail = archive.query(answering.answer_detail, bill.id, archive.context())
        said = detail.why_not[step]
        if said and not _is_out(bill, step):
            waiting = True
            print(f"{bill.name}: {said}", file=sys.stderr)
            continue
        if not said:
            until = None if options.draft is _BY_SETTING else options.draft
            _take(archive, bill, step, until)
        written[bill.id] = _write_answer(archive, bill, options.out)
    if options.json:
        bills = [bill_json(archive, key) | {"file": str(path)} for key, path in written.items()]
        print_json({"bills": bills})
    else:
        for key, path in written.items():
            print_bill(archive.query(answering.answer_detail, key, archive.context()))
            print(f"«{path.name}» geschrieben.")
    return 1 if waiting else 0


def _is_out(bill: AnswerBill, step: AnswerStep) -> bool:
    """Whether the answer, or the draft that waits for a Stellungnahme, can be written once more."""
    if bill.state is BillState.HEARING:
        heard = bill.statement_on is not None or bill.stage is CheckStage.READY
        return step is AnswerStep.HEAR or not heard
    return bill.state is not BillState.RECEIVED


def bills_asked_for(archive: Archive, options: argparse.Namespace) -> Sequence[AnswerBill]:
    """The bill that is named, or those of the period whose persons are still there."""
    if options.bill:
        return [named_bill(archive, answering.received_bills, options.bill)]
    bills: Sequence[AnswerBill] = archive.query(answering.received_bills, archive.context())
    chosen = [
        one
        for one in bills
        if options.period.holds(one.first_day, one.last_day) and one.persons_deleted_on is None
    ]
    if not chosen:
        raise NotFound(texts.NONE_RECEIVED, texts.NONE_RECEIVED_NEXT)
    return chosen


def _take(archive: Archive, bill: AnswerBill, step: AnswerStep, until: date | None) -> None:
    """Release the answer, or send the draft for the Stellungnahme."""
    if step is AnswerStep.HEAR:
        draft = answers.SendHearing(bill_id=bill.id, base_version=bill.version, until=until)
        archive.run(answers.send_hearing, draft)
    else:
        final = answers.ReleaseAnswer(bill_id=bill.id, base_version=bill.version)
        archive.run(answers.release_answer, final)


def _write_answer(archive: Archive, bill: AnswerBill, folder: Path) -> Path:
    file = archive.query(answer_files.answer_file, bill.id)
    path = make_folder(folder) / file.name
    write_bytes(path, file.content)
    return path


def named_bill(archive: Archive, query: Bills, text: str) -> AnswerBill:
    """By id, or by municipality, year and number: 2829/2026/3."""
    bills: Sequence[AnswerBill] = archive.query(query, archive.context())
    for bill in bills:
        if text in (str(bill.id), f"{bill.bfs_number}/{bill.year}/{bill.number}"):
            return bill
    raise NotFound(
        f"Die Abrechnung «{text}» gibt es nicht.",
        "Schreiben Sie BFS-Nummer, Jahr und Nummer, zum Beispiel 2829/2026/3.",
    )


# ---------------------------------------------------------------- book


def book(archive: Archive, options: argparse.Namespace) -> int:
    """Book what is final, read before if a file is named. Answers 1 for a draft: a person has to look."""
    if options.period is None:
        data = files.read_file(options.path, BillFile.ANSWER)
        command = answer_book.ReadAnswer(data=data)
        ids = [archive.run(answer_book.read_answer, command).value]
    else:
        ids = _to_book(archive, options.period)
    final = [_booked(archive, one) for one in ids]
    if options.json:
        print_json({"bills": [bill_json(archive, one) for one in ids]})
        return 0 if all(final) else 1
    for bill_id, booked in zip(ids, final, strict=True):
        detail = archive.query(answering.answer_detail, bill_id, archive.context())
        print_bill(detail)
        print("Verbucht." if booked else _until(detail))
    return 0 if all(final) else 1


def _to_book(archive: Archive, period: Period) -> list[UUID]:
    """Bills of a period with an answer that was read and is not booked, a draft too."""
    own: Sequence[AnswerBill] = archive.query(answering.own_bills_sent, archive.context())
    states = (BillState.HEARING, BillState.ANSWERED)
    found = [
        one.id for one in own if one.state in states and period.holds(one.first_day, one.last_day)
    ]
    if not found:
        raise NotFound(texts.NONE_TO_BOOK, texts.NONE_TO_BOOK_NEXT)
    return found


def _booked(archive: Archive, bill_id: UUID) -> bool:
    """Whether the answer was final; then it is booked now."""
    detail = archive.query(answering.answer_detail, bill_id, archive.context())
    if detail.bill.state is not BillState.ANSWERED:
        return False
    command = answer_book.BookAnswer(bill_id=bill_id, base_version=detail.bill.version)
    archive.run(answer_book.book_answer, command)
    return True


def _until(detail: AnswerDetail) -> str:
    day = detail.bill.hearing_until
    return f"Entwurf zur Stellungnahme bis {german.day(day)}, nicht verbucht." if day else ""


def print_bill(detail: AnswerDetail) -> None:
    """Lines by number, never by name: the terminal is a plain output."""
    bill = detail.bill
    for line in detail.lines:
        if line.difference or line.accepted is None:
            said = "offen" if line.accepted is None else german.amount(line.accepted)
            print(
                f"Zeile {line.position}: verlangt {german.amount(line.canton)}, anerkannt {said}. "
                f"{line.reason}"
            )
    accepted = german.amount(bill.accepted or 0)
    print(f"{bill.name}: verlangt {german.amount(bill.canton)}, anerkannt {accepted}.")


def bill_json(archive: Archive, bill_id: UUID) -> dict[str, object]:
    """The claim line by line, with what the answer says of it."""
    detail: AnswerDetail = archive.query(answering.answer_detail, bill_id, archive.context())
    claimed = bill_options.bill_of(archive, bill_id)
    bill = detail.bill
    return {
        "bill": str(bill.id),
        "municipality": bill.bfs_number,
        "year": bill.year,
        "number": bill.number,
        "state": bill.state.value,
        "hearing_until": bill.hearing_until.isoformat() if bill.hearing_until else None,
        "canton": bill.canton,
        "accepted": bill.accepted,
        "lines": [
            bill_options.line_json(sent) | _line_json(line)
            for sent, line in zip(claimed.lines, detail.lines, strict=True)
        ],
    }


def _line_json(line: AnswerLine) -> dict[str, object]:
    """What the KSA decided; ``own_share`` is what falls to the municipality then."""
    return {
        "accepted": line.accepted,
        "difference": line.difference,
        "own_share": line.own_share,
        "decision": line.decision.value if line.decision else None,
        "reason": line.reason,
        "resumed": line.resumed,
        "statement": line.statement,
        "reasons": [bill_options.finding_json(one) for one in line.findings],
    }


# ---------------------------------------------------------------- resume


def resume(archive: Archive, options: argparse.Namespace) -> int:
    """Claim a refused line again with the next bill, or leave it refused."""
    refuse_ksa(archive)
    bill = named_bill(archive, answering.own_bills_sent, options.bill)
    line = line_of(archive, bill, options.line)
    command = answer_book.ResumeLine(id=line.id, base_version=line.version, reason=options.reason)
    summary = archive.run(answer_book.resume_line, command).summary
    if options.json:
        now = line_of(archive, bill, options.line)
        lines = bill_options.bill_of(archive, bill.id).lines
        sent = next(one for one in lines if one.position == now.position)
        print_json({"bill": str(bill.id)} | bill_options.line_json(sent) | _line_json(now))
    else:
        print(f"{summary}.")
    return 0


def line_of(archive: Archive, bill: AnswerBill, position: int) -> AnswerLine:
    """A line of a bill by its number; NotFound if there is none."""
    detail: AnswerDetail = archive.query(answering.answer_detail, bill.id, archive.context())
    for line in detail.lines:
        if line.position == position:
            return line
    raise NotFound(
        f"{bill.name} hat keine Zeile {position}.",
        f"Ihre Zeilen gehen von 1 bis {len(detail.lines)}.",
    )
