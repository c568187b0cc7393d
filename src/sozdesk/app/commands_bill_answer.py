"""``sozdesk bill answer|book|resume|totals|reconcile``: what follows the check. As in the window."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sozdesk.app import bill_options
from sozdesk.app.round_options import offer_json, print_json
from sozdesk.archive.file_info import OfficeKind
from sozdesk.documents.pdf import write_pdf
from sozdesk.documents.report import Report
from sozdesk.documents.safe_write import make_folder, write_bytes
from sozdesk.documents.xlsx import write_xlsx
from sozdesk.features.billing import files
from sozdesk.features.billing.queries import answer_files, answering, year_figures
from sozdesk.features.billing.reports import figures as reports
from sozdesk.features.billing.terms import BillFile, BillState, Period
from sozdesk.features.billing.terms.answers import (
    AnswerBill,
    AnswerDetail,
    AnswerLine,
    AnswerStep,
    CheckStage,
)
from sozdesk.features.billing.terms.figures import ReconcileRow, TotalsRow
from sozdesk.features.billing.texts import answers as texts
from sozdesk.features.billing.texts import figures as words
from sozdesk.features.billing.usecases import answer_book, answers
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import NotFound

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

_WRITERS = {".xlsx": write_xlsx, ".pdf": write_pdf}
_Bills = Callable[[Any, Context], Sequence[AnswerBill]]
_FIRST_YEAR, _LAST_YEAR = 2010, 2100


def add_commands(steps: Any) -> None:
    """Declare the steps of the answer among those of ``bill``."""
    step = _step(steps, "answer", "Antwort freigeben und als Datei schreiben (KSA)", answer)
    step.description = (
        "Gibt die Antwort frei, wenn alles entschieden, geprüft und angehört ist, und schreibt ihre "
        "Datei. Läuft die Stellungnahme, wird die Datei des Entwurfs geschrieben."
    )
    which = step.add_mutually_exclusive_group(required=True)
    which.add_argument("--bill", metavar="ABRECHNUNG", help="Kennung oder BFS/JAHR/NUMMER")
    bill_options.ask_period(which)
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
    _ask_bill(step)
    step.add_argument("--line", type=int, required=True, metavar="ZEILE", help="Nummer der Zeile")
    step.add_argument(
        "--reason", required=True, metavar="GRUND", help="Grund, ohne Namen von Personen"
    )
    offer_json(step)
    step = _step(steps, "totals", "Kantonsanteile nach Kategorie, Gemeinde, Regime (KSA)", totals)
    _ask_year(step)
    step = _step(
        steps, "reconcile", "Abrechnungen, Jahresberichte und Zahlungen abgleichen (KSA)", reconcile
    )
    _ask_year(step)


def _step(steps: Any, name: str, text: str, function: Any) -> argparse.ArgumentParser:
    added: argparse.ArgumentParser = steps.add_parser(name, help=text)
    added.set_defaults(function=function)
    return added


def _ask_bill(step: argparse.ArgumentParser) -> None:
    step.add_argument(
        "--bill", required=True, metavar="ABRECHNUNG", help="Kennung oder BFS/JAHR/NUMMER"
    )


def _ask_year(step: argparse.ArgumentParser) -> None:
    step.add_argument("--year", type=_year, required=True, metavar="JAHR", help="Jahr")
    step.add_argument("--out", type=_document, metavar="DATEI", help="auch als .xlsx oder .pdf")
    offer_json(step)


def _year(text: str) -> int:
    if not text.isdecimal() or not _FIRST_YEAR <= int(text) <= _LAST_YEAR:
        raise argparse.ArgumentTypeError(
            f"«{text}» ist kein Jahr. Schreiben Sie zum Beispiel 2026."
        )
    return int(text)


def _document(text: str) -> Path:
    path = Path(text)
    if path.suffix.lower() not in _WRITERS:
        raise argparse.ArgumentTypeError(
            f"«{path.name}» muss auf .xlsx oder .pdf enden: Daran erkennt SozDesk, was zu "
            "schreiben ist."
        )
    return path


def _refuse_service(archive: Archive) -> None:
    if archive.info.office_kind is OfficeKind.SERVICE:
        raise NotFound(texts.ONLY_KSA, "Öffnen Sie die Datei des Kantonalen Sozialamts.")


# ---------------------------------------------------------------- answer


def answer(archive: Archive, options: argparse.Namespace) -> int:
    """Release what can be released, write the files; answers 1 if a bill is not that far."""
    _refuse_service(archive)
    written: dict[UUID, Path] = {}
    waiting = False
    for bill in _asked_for(archive, options):
        detail = archive.query(answering.answer_detail, bill.id, archive.context())
        release = not detail.why_not[AnswerStep.RELEASE]
        if said := "" if release else _not_written(archive, detail):
            waiting = True
            print(f"{bill.name}: {said}", file=sys.stderr)
        else:
            written[bill.id] = _answered(archive, bill, options.out, release=release)
    if options.json:
        bills = [_bill_json(archive, key) | {"file": str(path)} for key, path in written.items()]
        print_json({"bills": bills})
    else:
        for key, path in written.items():
            _print_bill(archive.query(answering.answer_detail, key, archive.context()))
            print(f"«{path.name}» geschrieben.")
    return 1 if waiting else 0


def _not_written(archive: Archive, detail: AnswerDetail) -> str:
    """Why a bill that cannot be released has no file to write: none is out, or an old draft is."""
    bill = detail.bill
    if bill.state not in (BillState.RECEIVED, BillState.HEARING):
        return ""
    if bill.stage is not CheckStage.HEARING:
        return detail.why_not[AnswerStep.RELEASE]
    same = archive.query(answer_files.draft_says, bill.id, detail.lines)
    return "" if same else texts.DRAFT_DIFFERS


def _asked_for(archive: Archive, options: argparse.Namespace) -> Sequence[AnswerBill]:
    """The bill that is named, or those of the period whose persons are still there."""
    if options.bill:
        return [_named(archive, answering.received_bills, options.bill)]
    bills: Sequence[AnswerBill] = archive.query(answering.received_bills, archive.context())
    chosen = [
        one
        for one in bills
        if options.period.holds(one.first_day, one.last_day) and one.persons_deleted_on is None
    ]
    if not chosen:
        raise NotFound(texts.NONE_RECEIVED, texts.NONE_RECEIVED_NEXT)
    return chosen


def _answered(archive: Archive, bill: AnswerBill, folder: Path, *, release: bool) -> Path:
    """The file of the answer; released before if it can be."""
    if release:
        command = answers.ReleaseAnswer(bill_id=bill.id, base_version=bill.version)
        archive.run(answers.release_answer, command)
    file = archive.query(answer_files.answer_file, bill.id)
    path = make_folder(folder) / file.name
    write_bytes(path, file.content)
    return path


def _named(archive: Archive, query: _Bills, text: str) -> AnswerBill:
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
        print_json({"bills": [_bill_json(archive, one) for one in ids]})
        return 0 if all(final) else 1
    for bill_id, booked in zip(ids, final, strict=True):
        detail = archive.query(answering.answer_detail, bill_id, archive.context())
        _print_bill(detail)
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


def _print_bill(detail: AnswerDetail) -> None:
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


def _bill_json(archive: Archive, bill_id: UUID) -> dict[str, object]:
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
        "reasons": [bill_options.finding_json(one) for one in line.findings],
    }


# ---------------------------------------------------------------- resume


def resume(archive: Archive, options: argparse.Namespace) -> int:
    """Claim a refused line again with the next bill, or leave it refused."""
    if archive.info.office_kind is not OfficeKind.SERVICE:
        raise NotFound(texts.ONLY_SERVICE, "Öffnen Sie die Datei eines Sozialdiensts.")
    bill = _named(archive, answering.own_bills_sent, options.bill)
    line = _line(archive, bill, options.line)
    command = answer_book.ResumeLine(id=line.id, base_version=line.version, reason=options.reason)
    summary = archive.run(answer_book.resume_line, command).summary
    if options.json:
        now = _line(archive, bill, options.line)
        lines = bill_options.bill_of(archive, bill.id).lines
        sent = next(one for one in lines if one.position == now.position)
        print_json({"bill": str(bill.id)} | bill_options.line_json(sent) | _line_json(now))
    else:
        print(f"{summary}.")
    return 0


def _line(archive: Archive, bill: AnswerBill, position: int) -> AnswerLine:
    detail: AnswerDetail = archive.query(answering.answer_detail, bill.id, archive.context())
    for line in detail.lines:
        if line.position == position:
            return line
    raise NotFound(
        f"{bill.name} hat keine Zeile {position}.",
        f"Ihre Zeilen gehen von 1 bis {len(detail.lines)}.",
    )


# ---------------------------------------------------------------- figures


def totals(archive: Archive, options: argparse.Namespace) -> int:
    """What was claimed, accepted and paid."""
    _refuse_service(archive)
    found = archive.query(year_figures.totals, options.year)
    parts = (
        ("category", "Kategorie", found.categories),
        ("municipality", "Gemeinde", found.municipalities),
        ("regime", "Regime", found.regimes),
    )
    _write(archive, options, lambda imprint: reports.totals_report(found, imprint))
    if options.json:
        print_json({key: [_totals_json(row) for row in rows] for key, _title, rows in parts})
        return 0
    for _key, title, rows in parts if found.municipalities else ():
        print(f"Nach {title}:")
        for row in rows:
            print(
                f"  {row.name}: verlangt {german.amount(row.claimed)}, anerkannt "
                f"{german.amount(row.accepted)}, bezahlt {german.amount(row.paid)}"
            )
    if not found.municipalities:
        print(f"{words.NO_BILLS.format(year=options.year)}.")
    return 0


def _totals_json(row: TotalsRow) -> dict[str, object]:
    return {
        "name": row.name,
        "lines": row.lines,
        "claimed": row.claimed,
        "open": row.open,
        "accepted": row.accepted,
        "reduced": row.reduced,
        "paid": row.paid,
    }


def reconcile(archive: Archive, options: argparse.Namespace) -> int:
    """Differences first."""
    _refuse_service(archive)
    rows = archive.query(year_figures.reconciliation, options.year)
    _write(archive, options, lambda imprint: reports.reconcile_report(options.year, rows, imprint))
    if options.json:
        print_json([_reconcile_json(row) for row in rows])
        return 0
    for row in rows:
        reported = "–" if row.reported is None else german.amount(row.reported)
        print(
            f"{row.municipality}, {row.provider}: abgerechnet {german.amount(row.billed)}, gemeldet "
            f"{reported}, Kanton {german.amount(row.accepted)}: {words.AGREEMENTS[row.agreement]}"
        )
    if not rows:
        print(f"{words.NO_BILLS.format(year=options.year)}.")
    return 0


def _reconcile_json(row: ReconcileRow) -> dict[str, object]:
    return {
        "municipality": row.bfs_number,
        "provider": row.provider,
        "billed": row.billed,
        "reported": row.reported,
        "difference": row.difference,
        "claimed": row.claimed,
        "accepted": row.accepted,
        "paid": row.paid,
        "unpaid": row.unpaid,
        "agreement": row.agreement.value,
    }


def _write(archive: Archive, options: argparse.Namespace, make: Any) -> None:
    if options.out is None:
        return
    context = archive.context()
    imprint = reports.Imprint(
        now=context.now,
        today=context.today,
        office=archive.info.office_name,
        sample=context.sample,
    )
    report: Report = make(imprint)
    write_bytes(options.out, _WRITERS[options.out.suffix.lower()](report))
    if not options.json:
        print(f"«{options.out.name}» geschrieben.")
