"""``sozdesk cases due``: what is due in the cases, as a list, a document or a calendar.

With ``--final`` the Fristen that have run out without objection are written down as rechtskräftig.
"""

from __future__ import annotations

import argparse
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sozdesk.app.round_options import offer_json, print_json
from sozdesk.archive.file_info import OfficeKind
from sozdesk.documents.safe_write import write_bytes
from sozdesk.features.billing.queries import all_due
from sozdesk.features.cases import queries, texts, usecases
from sozdesk.features.cases.files.due_calendar import due_calendar
from sozdesk.features.cases.reports import work as reports
from sozdesk.features.cases.terms.work import CaseDueRow, ExpiredRemedy
from sozdesk.features.cases.texts import work as said
from sozdesk.features.cases.texts.rulings import marked_final
from sozdesk.kernel import german
from sozdesk.kernel.errors import ArchiveError, NotFound

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

_DAYS = 28
ENDINGS = ("ics", "pdf", "docx", "xlsx")


def add_command(steps: Any) -> None:
    """Declare ``due`` among the steps of ``cases``."""
    added = steps.add_parser("due", help="Fristen und Aufgaben der Fälle")
    added.add_argument(
        "--days", type=_days, default=_DAYS, metavar="TAGE", help="so weit voraus (28)"
    )
    added.add_argument(
        "--out",
        type=_path,
        metavar="DATEI",
        help="Kalender ohne Personen (.ics) oder Wochenliste (.pdf, .docx, .xlsx)",
    )
    added.add_argument(
        "--final",
        action="store_true",
        help="statt der Liste: Verfügungen, deren Rechtsmittelfrist ohne Anfechtung abgelaufen ist "
        "(berechnet, bitte prüfen), als rechtskräftig eintragen",
    )
    added.add_argument(
        "--dry-run", action="store_true", help="mit --final: nur zeigen, welche es sind"
    )
    offer_json(added)
    added.set_defaults(function=run_due)


def _days(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= 3660:
        raise argparse.ArgumentTypeError(f"«{text}» ist keine Anzahl Tage (1 bis 3660).")
    return int(text)


def _path(text: str) -> Path:
    path = Path(text)
    if path.suffix.lower().removeprefix(".") not in ENDINGS:
        raise argparse.ArgumentTypeError(
            f"«{path.name}» muss auf .ics, .pdf, .docx oder .xlsx enden."
        )
    return path


def run_due(archive: Archive, options: argparse.Namespace) -> int:
    """The list, or with ``--final`` the act."""
    if archive.info.office_kind is OfficeKind.KSA:
        raise NotFound(texts.MUNICIPAL_ONLY, "Öffnen Sie die Datei des Sozialdienstes.")
    return enter_final(archive, options) if options.final else list_due(archive, options)


def enter_final(archive: Archive, options: argparse.Namespace) -> int:
    """Everything that has run out, in one act that the window can take back."""
    if options.out is not None:
        raise ArchiveError("Mit --final entsteht keine Datei.", "Lassen Sie --out weg.")
    expired = archive.query(queries.expired_remedies, archive.context().today)
    done = bool(expired) and not options.dry_run
    if done:
        archive.run(usecases.mark_expired_final, usecases.MarkExpiredFinal(expired=expired))
    if options.json:
        print_json({"recorded": done, "rulings": [_expired_json(one) for one in expired]})
        return 0
    for one in expired:
        print(said.expired_line(one))
    if not expired:
        print("Keine Rechtsmittelfrist ist ohne Anfechtung abgelaufen.")
    elif done:
        print(f"{marked_final(len(expired))}.")
    else:
        print("Nur gezeigt, nichts eingetragen.")
    return 0


def _expired_json(row: ExpiredRemedy) -> dict[str, object]:
    return {
        "number": row.number,
        "case": row.case_number,
        "deadline": row.last.isoformat(),
        "final_on": row.final_on.isoformat(),
    }


def list_due(archive: Archive, options: argparse.Namespace) -> int:
    """Every line with its day; what is late comes first."""
    context = archive.context()
    until = context.today + timedelta(days=options.days)
    rows = archive.query(all_due, context.today, until)
    if options.out is not None:
        _write(archive, options.out, rows, until)
    if options.json:
        print_json([_as_json(row) for row in rows])
        return 0
    for row in rows:
        who = f" ({row.responsible})" if row.responsible else ""
        print(f"{german.day(row.day)}  {said.due_title(row)}: {said.due_detail(row)}{who}")
    if not rows:
        print(f"Bis {german.day(until)} ist nichts fällig.")
    if options.out is not None:
        print(f"«{options.out.name}» geschrieben.")
    return 0


def _write(archive: Archive, path: Path, rows: tuple[CaseDueRow, ...], until: Any) -> None:
    ending = path.suffix.lower().removeprefix(".")
    if ending == "ics":
        write_bytes(path, due_calendar(rows, archive.context().now))
        return
    report = reports.week_report(rows, until, "", imprint_of(archive))
    write_bytes(path, reports.write(report, ending))


def imprint_of(archive: Archive) -> reports.Imprint:
    """Who writes a document, and when."""
    context = archive.context()
    return reports.Imprint(
        office=archive.info.office_name,
        now=context.now,
        today=context.today,
        sample=context.sample,
    )


def _as_json(row: CaseDueRow) -> dict[str, object]:
    return {
        "kind": row.kind.value,
        "day": row.day.isoformat(),
        "case": row.case_number,
        "what": row.what,
        "responsible": row.responsible,
    }
