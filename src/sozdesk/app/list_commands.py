"""What ``sozdesk cases import`` and ``sozdesk offerings import`` do with a list once it is understood."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from sozdesk.app.round_options import finding_json, print_json
from sozdesk.kernel import german, listed
from sozdesk.kernel.findings import Finding
from sozdesk.kernel.listed import LeftOutRow, ListChange, ListTable

BETTER_LIST = (
    "Es wurde nichts erfasst. Berichtigen Sie die Liste und lesen Sie sie noch einmal ein."
)


class Plan(Protocol):
    """What recording a list would do."""

    @property
    def rows(self) -> Iterable[Any]:
        """Row by row."""

    @property
    def findings(self) -> Iterable[Finding]:
        """About the table as a whole."""

    @property
    def to_record(self) -> int:
        """Rows that recording would add or change."""

    def count(self, result: Any) -> int:
        """Rows of which this becomes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOutput:
    """How the rows of one kind of list are said."""

    results: Mapping[Any, str]
    name: Callable[[Any], str]
    as_json: Callable[[Any], dict[str, object]]
    """What tells the row, and what is only known of this kind of list."""
    more: Callable[[Any], Iterable[str]] = lambda _row: ()
    """Sentences between findings and changes."""
    texts: bool = True
    """Whether what stands in cells or in the file may be shown: not of persons."""


_UNSAID = "nicht verwertbar. Was dort steht, zeigt nur das Fenster."
"""In place of a sentence that quotes a cell."""


def day_needed(sentence: str, option: str) -> str:
    """Nothing was recorded because a day is missing; how to say it."""
    return f"Es wurde nichts erfasst. {sentence} Zum Beispiel: {option} 1.1.2027"


def import_list(
    plan: Plan,
    table: ListTable[Any],
    options: argparse.Namespace,
    refused: list[str],
    record: Callable[[], object],
    output: ListOutput,
) -> int:
    """Record the list unless something refuses it, and say what came of it; answers 1 if refused."""
    recorded = not refused and not options.dry_run
    if recorded:
        record()
    if options.json:
        print_json(_as_json(plan, table, refused, output, recorded=recorded))
    else:
        for line in _lines(plan, table, output):
            print(line)
        _print_end(plan, output, dry_run=options.dry_run, recorded=recorded)
    for sentence in refused:
        print(sentence, file=sys.stderr)
    return 1 if refused else 0


def _lines(plan: Plan, table: ListTable[Any], output: ListOutput) -> Iterator[str]:
    for finding in plan.findings:
        yield finding.message
    for row in plan.rows:
        name = output.name(row)
        yield " · ".join(filter(None, (f"Zeile {row.line.row}", name, output.results[row.result])))
        for finding in row.findings:
            yield f"    {_sentence(finding, output)}"
        for sentence in output.more(row):
            yield f"    {sentence}"
        for change in row.changes:
            yield f"    {listed.change(change) if output.texts else _changed(change)}"
    for left in table.left_out:
        said = f": {left.text}" if output.texts else ""
        yield f"Zeile {left.row} ausgelassen, {left.words}{said}"


def _sentence(finding: Finding, output: ListOutput) -> str:
    message = _message(finding, output)
    return f"Zelle {finding.cell}: {message}" if finding.cell else message


def _message(finding: Finding, output: ListOutput) -> str:
    return _UNSAID if "«" in finding.message and not output.texts else finding.message


def _changed(change: ListChange) -> str:
    return f"{change.label} ändert sich."


def _print_end(plan: Plan, output: ListOutput, *, dry_run: bool, recorded: bool) -> None:
    counts = [
        f"{german.count(plan.count(result))} {said}"
        for result, said in output.results.items()
        if plan.count(result)
    ]
    read = german.plural(len(tuple(plan.rows)), "Zeile", "Zeilen")
    print(f"{read} gelesen: {', '.join(counts)}." if counts else f"{read} gelesen.")
    if recorded:
        print("Erfasst." if plan.to_record else "Nichts zu erfassen.")
    elif dry_run:
        print("Nur gezeigt, nichts erfasst.")


def _as_json(
    plan: Plan,
    table: ListTable[Any],
    refused: list[str],
    output: ListOutput,
    *,
    recorded: bool,
) -> dict[str, object]:
    return {
        "recorded": recorded and plan.to_record > 0,
        "refused": refused,
        "columns": dict(table.columns),
        "findings": [_finding_json(one, output) for one in plan.findings],
        "rows": [_row_json(row, output) for row in plan.rows],
        "left_out": [_left_json(one, output) for one in table.left_out],
    }


def _row_json(row: Any, output: ListOutput) -> dict[str, object]:
    return {
        "row": row.line.row,
        **output.as_json(row),
        "result": row.result.value,
        "changes": [
            {
                "field": one.label,
                **({"before": one.before, "after": one.after} if output.texts else {}),
            }
            for one in row.changes
        ],
        "findings": [_finding_json(one, output) for one in row.findings],
    }


def _left_json(left: LeftOutRow, output: ListOutput) -> dict[str, object]:
    return {
        "row": left.row,
        "reason": left.words,
        **({"text": left.text} if output.texts else {}),
    }


def _finding_json(finding: Finding, output: ListOutput) -> dict[str, str]:
    said = {"severity": finding.severity.value, "message": _message(finding, output)}
    return {**finding_json(finding), **said}
