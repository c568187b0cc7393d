"""``sozdesk bill export|import|check``: bills as files, and the check of the KSA."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sozdesk.app import bill_options, handing_out
from sozdesk.app.round_options import offer_json, print_json
from sozdesk.documents.safe_write import make_folder, write_bytes
from sozdesk.features.billing import files, queries, usecases
from sozdesk.features.billing.terms import Period
from sozdesk.features.billing.terms.bill_files import BillPreview, SentLine, WrittenBill
from sozdesk.features.billing.terms.checks import CheckedBill, CheckedLine
from sozdesk.features.billing.texts import bill_files as texts
from sozdesk.features.offerings.texts.office_keys import office_untrusted
from sozdesk.kernel import german
from sozdesk.kernel.errors import NotFound
from sozdesk.kernel.findings import Finding, Severity

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

_TRUST = "--trust"


def add_commands(steps: Any) -> None:
    """Declare ``export``, ``import`` and ``check``."""
    step = _step(steps, "export", "gestellte Abrechnungen für das KSA schreiben", export_bills)
    bill_options.ask_period(step, needed=True)
    step.add_argument("--out", type=Path, required=True, metavar="ORDNER", help="für die Dateien")
    offer_json(step)
    step = _step(steps, "import", "Abrechnungen der Sozialdienste einlesen (KSA)", import_bills)
    step.add_argument(
        "paths", type=Path, nargs="+", metavar="PFAD", help="Dateien (.szb) oder Ordner"
    )
    bill_options.ask_period(step)
    step.add_argument("--dry-run", action="store_true", help="nur zeigen, nichts einlesen")
    step.add_argument(
        _TRUST,
        action="append",
        default=[],
        metavar="FINGERABDRUCK",
        help="acht Zifferngruppen, am Telefon mit dem Sozialdienst verglichen",
    )
    offer_json(step)
    step = _step(steps, "check", "eingelesene Abrechnungen nachrechnen (KSA)", check_bills)
    bill_options.ask_period(step)
    offer_json(step)
    handing_out.offer_ahv(step)


def _step(steps: Any, name: str, text: str, function: Any) -> argparse.ArgumentParser:
    added: argparse.ArgumentParser = steps.add_parser(name, help=text)
    added.set_defaults(function=function)
    return added


# ------------------------------------------------------------------ export


def export_bills(archive: Archive, options: argparse.Namespace) -> int:
    """Every issued bill of the period, one file each."""
    period: Period = options.period
    chosen = [
        row
        for row in archive.query(queries.own_bills)
        if row.name and not row.accrual and period.holds(row.first_day, row.last_day)
    ]
    if not chosen:
        raise NotFound(*texts.NOTHING_ISSUED)
    make_folder(options.out)
    written = [_export(archive, row.id, options.out) for row in chosen]
    if options.json:
        details = [bill_options.bill_of(archive, row.id) for row in chosen]
        bills = [bill_options.bill_json(one) for one in details]
        print_json({"files": [str(path) for path in written], "bills": bills})
    else:
        for path in written:
            print(f"«{path.name}» geschrieben.")
        print(texts.SEND_IT)
    return 0


def _export(archive: Archive, bill_id: UUID, folder: Path) -> Path:
    file: WrittenBill = archive.query(usecases.bill_file, bill_id)
    path = folder / file.name
    write_bytes(path, file.data)
    archive.run(usecases.note_bill_file, usecases.note_of(bill_id, file))
    return path


# ------------------------------------------------------------------ import


def import_bills(archive: Archive, options: argparse.Namespace) -> int:
    """Read what can be read in, say why not of the rest; answers 1 if there is a rest."""
    identity = archive.query(queries.reading_key)
    read = files.read_bills(options.paths, identity)
    previews: tuple[BillPreview, ...] = archive.query(queries.bill_previews, read)
    refused = list(_refused(previews, options))
    usable = [one for one in previews if one not in {preview for preview, _said in refused}]
    recorded = bool(usable) and not options.dry_run
    if recorded:
        bills = tuple(one.read for one in usable)
        command = usecases.ReceiveBills(bills=bills, compared=tuple(options.trust))
        archive.run(usecases.receive_bills, command)
    if options.json:
        print_json(_import_json(previews, refused, recorded=recorded))
    else:
        _print_import(usable, recorded=recorded)
    for preview, said in refused:
        print(f"{preview.read.name}: {said}", file=sys.stderr)
    if not previews:
        print(texts.NO_FILES, file=sys.stderr)
    return 1 if refused or not previews else 0


def _refused(
    previews: Iterable[BillPreview], options: argparse.Namespace
) -> Iterator[tuple[BillPreview, str]]:
    known = {_digits(one) for one in options.trust}
    for one in previews:
        if one.refusal is not None:
            yield one, " ".join(one.refusal)
        elif not _asked_for(one, options.period):
            yield one, texts.OTHER_PERIOD
        elif one.asks_comparison and _digits(one.read.fingerprint) not in known:
            said = " ".join(office_untrusted(one.read.office, one.read.fingerprint, changed=False))
            yield one, f'{said} Danach: {_TRUST} "{one.read.fingerprint}"'


def _asked_for(one: BillPreview, period: Period | None) -> bool:
    content = one.read.content
    return not (period and content) or period.holds(content.first_day, content.last_day)


def _digits(fingerprint: str) -> str:
    return "".join(sign for sign in fingerprint if sign.isdigit())


def _print_import(usable: Sequence[BillPreview], *, recorded: bool) -> None:
    for one in usable:
        content = one.read.content
        assert content is not None
        name = texts.bill_name(one.municipality_name, content.year, content.number)
        lines = german.plural(len(content.lines), "Zeile", "Zeilen")
        print(f"{name}: {lines}, Kantonsanteil CHF {german.amount(content.canton)}")
        _print_findings("", one.findings)
    if recorded:
        print(f"{texts.received(len(usable))}.")
    elif usable:
        print("Nur gezeigt, nichts eingelesen.")


def _import_json(
    previews: Iterable[BillPreview],
    refused: Sequence[tuple[BillPreview, str]],
    *,
    recorded: bool,
) -> dict[str, object]:
    said = {id(preview): words for preview, words in refused}
    return {"recorded": recorded, "files": [_file_json(one, said.get(id(one))) for one in previews]}


def _file_json(one: BillPreview, refused: str | None) -> dict[str, object]:
    content = one.read.content
    return {
        "file": one.read.name,
        "refused": refused,
        "municipality": content.bfs_number if content else None,
        "year": content.year if content else None,
        "number": content.number if content else None,
        "canton": content.canton if content else None,
        "signer": one.trust.value if one.trust else None,
        "fingerprint": one.read.fingerprint or None,
        "findings": [bill_options.finding_json(finding) for finding in one.findings],
        "lines": [_sent_json(line) for line in content.lines] if content else None,
    }


def _sent_json(line: SentLine) -> dict[str, object]:
    return bill_options.line_json(line) | {"reasons": [step.text for step in line.steps]}


# ------------------------------------------------------------------ check


def check_bills(archive: Archive, options: argparse.Namespace) -> int:
    """Compute every line anew; answers 1 if something is not to be paid as it is claimed."""
    if not handing_out.may_show_ahv(options):
        return 1
    archive.query(queries.reading_key)  # in the file of a Sozialdienst it says so
    period: Period | None = options.period
    span = (period.first, period.last) if period else (None, None)
    ids = archive.query(queries.bills_of_period, *span)
    found: tuple[CheckedBill, ...] = archive.query(queries.check_bills, ids)
    if options.json:
        if options.with_ahv:
            handing_out.note(archive, options, ids)
        print_json({"bills": [_bill_json(one, with_ahv=options.with_ahv) for one in found]})
    else:
        for one in found:
            _print_bill(one)
        print(f"{german.plural(len(found), 'Abrechnung', 'Abrechnungen')} nachgerechnet.")
    stopped = any(one.severity is Severity.STOP for bill in found for one in _findings(bill))
    return 1 if stopped else 0


def _findings(bill: CheckedBill) -> list[Finding]:
    return [*bill.findings, *(one for line in bill.lines for one in line.findings)]


def _print_bill(bill: CheckedBill) -> None:
    count = len(_findings(bill))
    said = german.plural(count, "Prüfhinweis", "Prüfhinweise") if count else "in Ordnung"
    print(f"{bill.name}: {german.plural(len(bill.lines), 'Zeile', 'Zeilen')}, {said}")
    _print_findings("", bill.findings)
    for line in bill.lines:
        _print_findings(f"Zeile {line.position}: ", line.findings)


def _print_findings(place: str, findings: Iterable[Finding]) -> None:
    for one in findings:
        print(f"    {place}{one.message}")


def _bill_json(bill: CheckedBill, *, with_ahv: bool) -> dict[str, object]:
    lines = {line.position: line for line in bill.content.lines}
    claims = bill.content.claims if with_ahv else ()
    numbers = {claim.person.id: claim.person.ahv_number for claim in claims}
    return {
        "bill": str(bill.bill_id),
        "municipality": bill.content.bfs_number,
        "year": bill.content.year,
        "number": bill.content.number,
        "findings": [bill_options.finding_json(one) for one in bill.findings],
        "lines": [
            _checked_json(lines[one.position], one, numbers.get(lines[one.position].person_id))
            for one in bill.lines
        ],
    }


def _checked_json(
    line: SentLine, checked: CheckedLine, ahv_number: str | None
) -> dict[str, object]:
    """What is claimed, what the KSA computes, and what it finds."""
    return bill_options.line_json(line, ahv_number) | {
        "own_canton": checked.canton,
        "reasons": [bill_options.finding_json(one) for one in checked.findings],
    }
