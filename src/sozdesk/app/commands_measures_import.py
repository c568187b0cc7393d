"""``sozdesk measures import|template``: the measures of a period from a table. The same as the window."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sozdesk.app import commands_measures as measures
from sozdesk.app.round_options import finding_json, offer_json, print_json
from sozdesk.archive.file_info import OfficeKind
from sozdesk.documents.safe_write import write_bytes
from sozdesk.features.strategy import files, queries, texts, usecases
from sozdesk.features.strategy.terms import (
    ImportPlan,
    ImportResult,
    ImportRow,
    MeasureTable,
    PeriodRow,
)
from sozdesk.features.strategy.texts import importing as words
from sozdesk.kernel import german
from sozdesk.kernel.errors import NotFound
from sozdesk.kernel.findings import Finding, stops

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

_COUNT, _CHANGES = "--accept-count", "--accept-changes"


def add_commands(steps: Any) -> None:
    """Declare ``measures import`` and ``measures template``."""
    step = measures.add_step(steps, "import", "Massnahmen aus einer Tabelle erfassen", read_table)
    step.description = (
        "Liest eine Massnahme je Zeile und erfasst alle zusammen oder, wenn etwas nicht stimmt, "
        "keine."
    )
    step.add_argument("path", type=Path, metavar="DATEI", help="Tabelle (.xlsx, .ods, .csv)")
    step.add_argument("--dry-run", action="store_true", help="nur zeigen, nichts erfassen")
    step.add_argument(_COUNT, action="store_true", help="mehr Massnahmen als erwartet bestätigen")
    step.add_argument(_CHANGES, action="store_true", help="Änderungen an Erfasstem bestätigen")
    offer_json(step)
    step = measures.add_step(steps, "template", "leere Tabelle zum Ausfüllen", write_template)
    step.add_argument(
        "--out", type=Path, required=True, metavar="DATEI", help="Vorlage (.xlsx oder .csv)"
    )


def write_template(archive: Archive, options: argparse.Namespace) -> int:
    """The empty table of a period."""
    period = measures.period_of(archive, options.period)
    context = archive.context()
    base = archive.query(queries.import_base, period, context.today)
    as_csv = options.out.suffix.lower() == ".csv"
    write_bytes(options.out, files.write_template(base, context, as_csv=as_csv))
    print(f"«{options.out.name}» geschrieben.")
    return 0


def read_table(archive: Archive, options: argparse.Namespace) -> int:
    """Read, show and record; answers 1 if anything stops or still needs to be confirmed."""
    if archive.info.office_kind is OfficeKind.SERVICE:
        raise NotFound(texts.CANTONAL_ONLY, "Öffnen Sie die Datei des Kantonalen Sozialamts.")
    period = measures.period_of(archive, options.period)
    table = files.read_measures(options.path)
    plan: ImportPlan = archive.query(queries.import_plan, period, table, archive.context().today)
    refused = [*_stopped(plan), *_unconfirmed(plan, options)]
    if not refused and not options.dry_run:
        _record(archive, options, period, table)
    recorded = not refused and not options.dry_run
    if options.json:
        print_json(_as_json(plan, table, refused, recorded=recorded))
    else:
        _print(plan, table)
        _print_end(plan, dry_run=options.dry_run, recorded=recorded)
    for sentence in refused:
        print(sentence, file=sys.stderr)
    return 1 if refused else 0


def _record(
    archive: Archive, options: argparse.Namespace, period: PeriodRow, table: MeasureTable
) -> None:
    command = usecases.ImportMeasures(
        period_id=period.id,
        table=table,
        accept_count=options.accept_count,
        accept_changes=options.accept_changes,
    )
    archive.run(usecases.import_measures, command)


def _stopped(plan: ImportPlan) -> Iterator[str]:
    stopping = len(stops(plan.findings)) + plan.count(ImportResult.UNUSABLE)
    if stopping:
        yield "Es wurde nichts erfasst. Berichtigen Sie die Tabelle und lesen Sie sie noch einmal ein."


def _unconfirmed(plan: ImportPlan, options: argparse.Namespace) -> Iterator[str]:
    if plan.too_many and not options.accept_count:
        yield f"{words.confirm_count(plan)}: bestätigen mit {_COUNT}."
    if plan.changes and not options.accept_changes:
        yield f"{words.confirm_changes(plan.changes)}: bestätigen mit {_CHANGES}."


# ---------------------------------------------------------------- output


def _print(plan: ImportPlan, table: MeasureTable) -> None:
    for finding in plan.findings:
        print(finding.message)
    for row in plan.rows:
        line = row.line
        name = f"{line.number or 'ohne Nummer'} {line.title or 'ohne Titel'}"
        print(f"Zeile {line.row} · {name} · {words.RESULTS[row.result]}")
        for sentence in _sentences(row):
            print(f"    {sentence}")
    for left in table.unread:
        print(f"Zeile {left.row} ausgelassen, {left.words}: {left.text}")


def _sentences(row: ImportRow) -> Iterator[str]:
    """What is wrong with the cell, what would change, what goes on."""
    yield from map(_sentence, row.findings)
    yield from map(words.change, row.changes)
    if row.drawn:
        lines = [(one.source, one.kind) for one in row.carried]
        yield f"{words.CONTINUES}: {words.carried(lines)}"


def _sentence(finding: Finding) -> str:
    return f"Zelle {finding.cell}: {finding.message}" if finding.cell else finding.message


def _print_end(plan: ImportPlan, *, dry_run: bool, recorded: bool) -> None:
    counts = [
        f"{german.count(plan.count(result))} {said}"
        for result, said in words.RESULTS.items()
        if plan.count(result)
    ]
    read = german.plural(len(plan.rows), "Massnahme", "Massnahmen")
    print(f"{read} gelesen: {', '.join(counts)}." if counts else f"{read} gelesen.")
    if recorded:
        print(f"Erfasst: {words.standing(plan)}.")
    elif dry_run:
        print("Nur gezeigt, nichts erfasst.")


def _as_json(
    plan: ImportPlan, table: MeasureTable, refused: list[str], *, recorded: bool
) -> dict[str, object]:
    return {
        "period": plan.period.code,
        "expected": plan.period.expected,
        "recorded": recorded,
        "refused": refused,
        "findings": [_finding_json(one) for one in plan.findings],
        "rows": [_row_json(row) for row in plan.rows],
        "left_out": [
            {"row": one.row, "reason": one.words, "text": one.text} for one in table.unread
        ],
    }


def _row_json(row: ImportRow) -> dict[str, object]:
    return {
        "row": row.line.row,
        "number": row.line.number,
        "title": row.line.title,
        "result": row.result.value,
        "changes": [
            {"field": one.label, "before": one.before, "after": one.after} for one in row.changes
        ],
        "continues": [{"number": one.source, "kind": one.kind.value} for one in row.carried],
        "findings": [_finding_json(one) for one in row.findings],
    }


def _finding_json(finding: Finding) -> dict[str, str]:
    return {**finding_json(finding), "severity": finding.severity.value}
