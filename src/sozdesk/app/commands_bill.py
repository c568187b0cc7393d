"""``sozdesk bill draft|release|issue``: a municipality's Abrechnung, as in the window."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sozdesk.app import (
    bill_options,
    commands_bill_answer,
    commands_bill_figures,
    commands_bill_files,
    commands_bill_hearing,
    handing_out,
)
from sozdesk.app.round_options import offer_json, print_json
from sozdesk.archive.file_info import OfficeKind
from sozdesk.documents.safe_write import write_bytes
from sozdesk.features.billing import queries, reports, texts, usecases
from sozdesk.features.billing.terms import BillRow, BillState
from sozdesk.features.billing.texts import bill_files
from sozdesk.kernel import german
from sozdesk.kernel.errors import NotFound

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

_WRITERS = {".pdf": reports.bill_pdf, ".xlsx": reports.bill_xlsx}


def add_commands(commands: Any) -> None:
    """Declare the sub-commands of ``bill``."""
    parser = commands.add_parser("bill", help="Abrechnungen der Gemeinden mit dem Kanton")
    steps = parser.add_subparsers(dest="step", required=True, metavar="SCHRITT")
    drafted = _step(steps, "draft", "einen Entwurf rechnen (Sozialdienst)", draft)
    drafted.add_argument(
        "--accrual", action="store_true", help="Abgrenzung eines Jahres: auch, was erwartet wird"
    )
    released = _step(
        steps, "release", "den Entwurf als zweite Person freigeben (Sozialdienst)", release
    )
    released.description = (
        "Gibt den Entwurf frei, wie er ist. Wer ihn erstellt hat, gibt ihn nicht selbst frei: Wer "
        "freigibt, sagt «--as KÜRZEL» vor dem Befehl."
    )
    _step(steps, "issue", "rechnen und stellen: Nummer, danach unveränderlich", issue)
    commands_bill_files.add_commands(steps)
    commands_bill_answer.add_commands(steps)
    commands_bill_hearing.add_commands(steps)
    commands_bill_figures.add_commands(steps)


def _step(steps: Any, name: str, text: str, function: Any) -> argparse.ArgumentParser:
    added: argparse.ArgumentParser = steps.add_parser(name, help=text)
    bill_options.ask_period(added, needed=True)
    added.add_argument(
        "--municipality",
        type=int,
        metavar="BFS",
        help="BFS-Nummer; nur nötig, wenn die Datei für mehrere Gemeinden abrechnet",
    )
    added.add_argument(
        "--out", type=_document, metavar="DATEI", help="auch schreiben (.pdf oder .xlsx)"
    )
    offer_json(added)
    handing_out.offer_ahv(added, bill_files.CLAIM)
    added.set_defaults(function=function, accrual=False)
    return added


def _document(text: str) -> Path:
    path = Path(text)
    if path.suffix.lower() not in _WRITERS:
        raise argparse.ArgumentTypeError(
            f"«{path.name}» muss auf .pdf oder .xlsx enden: "
            "Daran erkennt SozDesk, was zu schreiben ist."
        )
    return path


def draft(archive: Archive, options: argparse.Namespace) -> int:
    """Compute and store a draft."""
    if not handing_out.may_show_ahv(options):
        return 1
    return _show(archive, options, _drafted(archive, options))


def release(archive: Archive, options: argparse.Namespace) -> int:
    """Release the draft of a period as the second person."""
    if not handing_out.may_show_ahv(options):
        return 1
    row = _draft_of(archive, options)
    if row is None:
        raise NotFound(
            "Zu diesem Zeitraum gibt es keinen Entwurf.", "Rechnen Sie zuerst einen: bill draft."
        )
    command = usecases.PassBill(id=row.id, base_version=row.version)
    summary = archive.run(usecases.release_bill, command).summary
    shown = _show(archive, options, row.id)
    if not options.json:
        print(f"{summary}.")
    return shown


def issue(archive: Archive, options: argparse.Namespace) -> int:
    """Compute, give the next number, freeze; a draft that a second person decides on as it is."""
    if not handing_out.may_show_ahv(options):
        return 1
    made = _kept(archive, options) or _drafted(archive, options)
    version = bill_options.bill_of(archive, made).row.version
    command = usecases.PassBill(id=made, base_version=version)
    archive.run(usecases.issue_bill, command)
    return _show(archive, options, made)


def _kept(archive: Archive, options: argparse.Namespace) -> UUID | None:
    """The draft that was released, or waits for it: computing it anew would take the release back."""
    row = _draft_of(archive, options)
    if row is None:
        return None
    asked = row.released_by or archive.query(queries.needs_release, archive.context().today)
    return row.id if asked else None


def _draft_of(archive: Archive, options: argparse.Namespace) -> BillRow | None:
    """The draft of the municipality and the period, which is no accrual."""
    _refuse_ksa(archive)
    town = _municipality(archive, options.municipality)
    days = (options.period.first, options.period.last)
    for one in archive.query(queries.own_bills):
        same = (one.bfs_number, one.first_day, one.last_day) == (town, *days)
        if same and one.state is BillState.DRAFT and not one.accrual:
            return one
    return None


def _drafted(archive: Archive, options: argparse.Namespace) -> UUID:
    _refuse_ksa(archive)
    period = archive.query(queries.cut_off, options.period)
    command = usecases.MakeDraft(
        bfs_number=_municipality(archive, options.municipality),
        first_day=period.first,
        last_day=period.last,
        cut_off=None if options.accrual else period.cut_off,
        accrual=options.accrual,
    )
    made: UUID = archive.run(usecases.draft_bill, command).value
    return made


def _refuse_ksa(archive: Archive) -> None:
    if archive.info.office_kind is not OfficeKind.SERVICE:
        raise NotFound(
            "Diese Datei gehört dem KSA: Es stellt keine Abrechnungen.",
            "Öffnen Sie die Datei eines Sozialdiensts.",
        )


def _municipality(archive: Archive, asked: int | None) -> int:
    known = archive.query(queries.municipalities, archive.context().today)
    if asked is not None:
        return asked
    if len(known) != 1:
        names = ", ".join(f"{one.short_name} ({one.bfs_number})" for one in known)
        raise NotFound(
            "Für welche Gemeinde abgerechnet wird, ist nicht eindeutig.",
            f"Geben Sie --municipality an: {names}." if names else "Erfassen Sie zuerst Fälle.",
        )
    return known[0].bfs_number


def _show(archive: Archive, options: argparse.Namespace, made: UUID) -> int:
    paper = archive.query(queries.bill_paper, made, archive.context())
    if options.out is not None:
        write_bytes(options.out, _WRITERS[options.out.suffix.lower()](paper))
    if options.out is not None or (options.json and options.with_ahv):
        handing_out.note(archive, options, [made])
    if options.json:
        print_json(bill_options.bill_json(paper.detail, with_ahv=options.with_ahv))
        return 0
    row = paper.detail.row
    name = f"{reports.bill_title(paper)}: {row.municipality_name}"
    print(f"{name}, {texts.period_words(row.first_day, row.last_day)}")
    print(f"{german.plural(row.lines, 'Zeile', 'Zeilen')}, CHF {german.amount(row.cost)} Kosten.")
    print(f"Kantonsanteil: CHF {german.amount(row.canton)}.")
    open_ones = [one for one in paper.detail.left_out if not one.billed_in]
    if open_ones:
        print(f"Nicht abgerechnet: {german.plural(len(open_ones), 'Eintrag', 'Einträge')}.")
    for one in paper.detail.left_out:
        if one.billed_in:
            print(" ".join(one.reasons))
    return 0
