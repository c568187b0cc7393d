"""``sozdesk cases import``: persons and cases from the list of a case system. The same as the window.

What is printed names rows, cells and numbers of cases only: it may end up in a log, so neither what
the list says of a person nor what the file holds of one stands in it.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sozdesk.app import list_commands
from sozdesk.app.round_options import day_argument, offer_json
from sozdesk.archive.file_info import OfficeKind
from sozdesk.exchange.listed import read_file
from sozdesk.features.cases import files, queries, usecases
from sozdesk.features.cases.terms.importing import (
    ImportPlan,
    ImportResult,
    ImportRow,
    RowDecision,
)
from sozdesk.features.cases.texts import MUNICIPAL_ONLY
from sozdesk.features.cases.texts import importing as words
from sozdesk.kernel.errors import NotFound
from sozdesk.kernel.findings import stops

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

_DAY, _SKIP = "--opened-on", "--skip"
_OPEN = (ImportResult.AMBIGUOUS, ImportResult.UNUSABLE)


def add_command(steps: Any) -> None:
    """Declare ``import`` among the steps of ``cases``."""
    step = steps.add_parser("import", help="Personen und Fälle aus einer Liste erfassen")
    step.description = (
        "Liest eine Person je Zeile; Zeilen mit derselben Dossiernummer sind ein Haushalt. Alle werden "
        "zusammen erfasst oder, wenn etwas nicht klar ist, keine."
    )
    step.add_argument("path", type=Path, metavar="DATEI", help="Liste (.xlsx, .ods, .csv)")
    step.add_argument(
        _DAY, type=day_argument, metavar="TAG", help="seit wann Fälle ohne «Eröffnet am» laufen"
    )
    step.add_argument(
        _SKIP, type=int, action="append", default=[], metavar="ZEILE", help="Zeile auslassen"
    )
    step.add_argument("--dry-run", action="store_true", help="nur zeigen, nichts erfassen")
    offer_json(step)
    step.set_defaults(function=read_list)


def read_list(archive: Archive, options: argparse.Namespace) -> int:
    """Read, show and record; answers 1 if anything stops or is not said."""
    if archive.info.office_kind is not OfficeKind.SERVICE:
        raise NotFound(MUNICIPAL_ONLY, "Öffnen Sie deren Datei.")
    memory, today = archive.query(queries.remembered_import_columns), archive.context().today
    table = files.list_table(read_file(options.path), memory, {}, today)
    decisions = dict.fromkeys(options.skip, RowDecision.SKIP)
    plan: ImportPlan = archive.query(
        queries.import_plan, table, options.opened_on, decisions, today
    )
    command = usecases.ImportPersons(table=table, opened_on=options.opened_on, decisions=decisions)
    return list_commands.import_list(
        plan,
        table,
        options,
        list(_refused(plan)),
        lambda: archive.run(usecases.import_persons, command),
        _OUTPUT,
    )


def _refused(plan: ImportPlan) -> Iterator[str]:
    if stops(plan.findings) or plan.unclear:
        yield list_commands.BETTER_LIST
        for row in plan.rows:
            if row.result in _OPEN:
                yield f"Zeile {row.line.row}, {_columns(row)}: {words.RESULTS[row.result]}"
    elif plan.asks_day:
        yield list_commands.day_needed(words.DAY_NEEDED, _DAY)


def _columns(row: ImportRow) -> str:
    """«Spalte AHV-Nummer»."""
    labels = dict.fromkeys(words.LABELS[one.field] for one in stops(row.findings))
    return f"Spalte {', '.join(labels)}"


def _row_json(row: ImportRow) -> dict[str, object]:
    return {
        "case": row.case.number if row.case else None,
        "candidates": [str(one.id) for one in row.candidates],
    }


_OUTPUT: Final = list_commands.ListOutput(
    results=words.RESULTS,
    name=lambda row: words.case(row.case.number) if row.case else "",
    as_json=_row_json,
    more=lambda row: [words.candidates(len(row.candidates))] if row.candidates else (),
    texts=False,
)
