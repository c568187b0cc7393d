"""``sozdesk bill totals|reconcile``: figures of a year at the KSA. As in the window."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sozdesk.app.commands_bill_answer import refuse_service
from sozdesk.app.round_options import offer_json, print_json
from sozdesk.documents.pdf import write_pdf
from sozdesk.documents.report import Report
from sozdesk.documents.safe_write import write_bytes
from sozdesk.documents.xlsx import write_xlsx
from sozdesk.features.billing.queries import year_figures
from sozdesk.features.billing.reports import figures as reports
from sozdesk.features.billing.terms.figures import ReconcileRow, TotalsRow
from sozdesk.features.billing.texts import figures as words
from sozdesk.kernel import german

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

_WRITERS = {".xlsx": write_xlsx, ".pdf": write_pdf}
_FIRST_YEAR, _LAST_YEAR = 2010, 2100


def add_commands(steps: Any) -> None:
    """Declare the figures of a year among the steps of ``bill``."""
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


def totals(archive: Archive, options: argparse.Namespace) -> int:
    """What was claimed, accepted and paid."""
    refuse_service(archive)
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
    refuse_service(archive)
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
