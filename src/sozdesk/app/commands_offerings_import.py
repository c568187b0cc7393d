"""``sozdesk offerings import``: providers and offerings from somebody's list. The same as the window."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sozdesk.app.round_options import day_argument, finding_json, offer_json, print_json
from sozdesk.archive.file_info import OfficeKind
from sozdesk.features.offerings import files, queries, texts, usecases
from sozdesk.features.offerings.terms.list_import import ListPlan, ListResult, ListRow, ListTable
from sozdesk.features.offerings.texts import list_import as words
from sozdesk.kernel import german
from sozdesk.kernel.errors import NotFound
from sozdesk.kernel.findings import Finding, stops

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sozdesk.archive.store import Archive

_DAY = "--prices-from"


def add_command(steps: Any) -> None:
    """Declare ``import`` among the steps of ``offerings``."""
    step = steps.add_parser("import", help="Anbieter/innen und Angebote aus einer Liste erfassen")
    step.description = (
        "Liest ein Angebot je Zeile, mit den Angaben zur Anbieterin oder zum Anbieter, und erfasst "
        "alle zusammen oder, wenn etwas nicht stimmt, keines."
    )
    step.add_argument("path", type=Path, metavar="DATEI", help="Liste (.xlsx, .ods, .csv)")
    step.add_argument(
        _DAY, type=day_argument, metavar="TAG", help="ab wann die Preise der Liste gelten"
    )
    step.add_argument("--dry-run", action="store_true", help="nur zeigen, nichts erfassen")
    offer_json(step)
    step.set_defaults(function=read_list)


def read_list(archive: Archive, options: argparse.Namespace) -> int:
    """Read, show and record; answers 1 if anything stops or is not said."""
    if archive.info.office_kind is OfficeKind.SERVICE:
        raise NotFound(texts.CANTONAL_ONLY, "Öffnen Sie die Datei des Kantonalen Sozialamts.")
    memory = archive.query(queries.remembered_list_columns)
    table = files.list_table(files.read_list(options.path), memory, {})
    today = archive.context().today
    plan: ListPlan = archive.query(queries.list_plan, table, options.prices_from, today)
    refused = list(_refused(plan))
    recorded = not refused and not options.dry_run
    if recorded:
        command = usecases.ImportLists(table=table, prices_from=options.prices_from)
        archive.run(usecases.import_lists, command)
    if options.json:
        print_json(_as_json(plan, table, refused, recorded=recorded))
    else:
        _print(plan, table)
        _print_end(plan, dry_run=options.dry_run, recorded=recorded)
    for sentence in refused:
        print(sentence, file=sys.stderr)
    return 1 if refused else 0


def _refused(plan: ListPlan) -> Iterator[str]:
    if stops(plan.findings) or plan.count(ListResult.UNUSABLE):
        yield "Es wurde nichts erfasst. Berichtigen Sie die Liste und lesen Sie sie noch einmal ein."
    elif plan.asks_day:
        yield f"Es wurde nichts erfasst. {words.DAY_NEEDED} Zum Beispiel: {_DAY} 1.1.2027"


# ---------------------------------------------------------------- output


def _print(plan: ListPlan, table: ListTable) -> None:
    for finding in plan.findings:
        print(finding.message)
    for row in plan.rows:
        print(f"Zeile {row.line.row} · {name_of(row)} · {words.RESULTS[row.result]}")
        for finding in row.findings:
            print(f"    {_sentence(finding)}")
        for change in row.changes:
            print(f"    {words.change(change)}")
    for left in table.left_out:
        print(f"Zeile {left.row} ausgelassen, {left.words}: {left.text}")


def name_of(row: ListRow) -> str:
    """«Kurszentrum Muster: Deutsch im Alltag»; without a title the provider."""
    named = row.line.name or "ohne Namen"
    return f"{named}: {row.line.title}" if row.line.title else named


def _sentence(finding: Finding) -> str:
    return f"Zelle {finding.cell}: {finding.message}" if finding.cell else finding.message


def _print_end(plan: ListPlan, *, dry_run: bool, recorded: bool) -> None:
    counts = [
        f"{german.count(plan.count(result))} {said}"
        for result, said in words.RESULTS.items()
        if plan.count(result)
    ]
    read = german.plural(len(plan.rows), "Zeile", "Zeilen")
    print(f"{read} gelesen: {', '.join(counts)}." if counts else f"{read} gelesen.")
    if recorded:
        print("Erfasst." if plan.to_record else "Nichts zu erfassen.")
    elif dry_run:
        print("Nur gezeigt, nichts erfasst.")


def _as_json(
    plan: ListPlan, table: ListTable, refused: list[str], *, recorded: bool
) -> dict[str, object]:
    return {
        "recorded": recorded and plan.to_record > 0,
        "refused": refused,
        "columns": dict(table.columns),
        "findings": [_finding_json(one) for one in plan.findings],
        "rows": [_row_json(row) for row in plan.rows],
        "left_out": [
            {"row": one.row, "reason": one.words, "text": one.text} for one in table.left_out
        ],
    }


def _row_json(row: ListRow) -> dict[str, object]:
    return {
        "row": row.line.row,
        "provider": row.line.name,
        "title": row.line.title,
        "result": row.result.value,
        "changes": [
            {"field": one.label, "before": one.before, "after": one.after} for one in row.changes
        ],
        "findings": [_finding_json(one) for one in row.findings],
    }


def _finding_json(finding: Finding) -> dict[str, str]:
    return {**finding_json(finding), "severity": finding.severity.value}
