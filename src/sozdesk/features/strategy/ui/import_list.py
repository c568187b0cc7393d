"""The rows of a table of measures before they are recorded: what each one says and becomes."""

from __future__ import annotations

from collections.abc import Iterator

from sozdesk.features.strategy.terms import ImportPlan, ImportResult, ImportRow
from sozdesk.features.strategy.texts import importing as words
from sozdesk.features.strategy.texts import priority
from sozdesk.kernel.findings import Finding, stops
from sozdesk.widgets import states
from sozdesk.widgets.preview_list import PreviewList, Said, Sentence
from sozdesk.widgets.rows import Column
from sozdesk.widgets.states import State

_SYMBOLS = {
    ImportResult.NEW: State.OK,
    ImportResult.CHANGED: State.HINT,
    ImportResult.UNCHANGED: State.IDENTICAL,
    ImportResult.UNUSABLE: State.UNUSABLE,
}
_MOST_LABELS = 2
"""Columns that are named in the list; the room belongs to the title."""


def sentences(row: ImportRow) -> Iterator[Sentence]:
    """Everything about one row, the worst first."""
    for finding in (*stops(row.findings), *(one for one in row.findings if not _stops(one))):
        yield states.of_severity(finding.severity), _with_cell(finding)
    for one in row.changes:
        yield State.HINT, words.change(one)
    if row.carried:
        yield State.NOTE, f"{words.CONTINUES}: {continued(row)}."


def _stops(finding: Finding) -> bool:
    return bool(stops((finding,)))


def _with_cell(finding: Finding) -> str:
    cell = finding.cell.rpartition("!")[2]
    return f"Zelle {cell}: {finding.message}" if cell else finding.message


def continued(row: ImportRow) -> str:
    """«1.6 (zusammengelegt), 1.7 (zusammengelegt)»."""
    return words.carried([(one.source, one.kind) for one in row.carried])


def happens(row: ImportRow) -> str:
    """«neu», «geändert: Titel», «nicht verwertbar: Nummer, Priorität»; the reasons stand below."""
    said = words.RESULTS[row.result]
    if row.result is ImportResult.UNUSABLE:
        where = [words.LABELS[finding.field] for finding in stops(row.findings)]
    else:
        where = [one.label for one in row.changes]
    first, more = list(dict.fromkeys(where))[:_MOST_LABELS], len(set(where)) > _MOST_LABELS
    return f"{said}: {', '.join(first)}{' …' if more else ''}" if where else said


def _in_full(row: ImportRow) -> str:
    return "\n".join(sentence for _symbol, sentence in sentences(row)) or happens(row)


def _symbol(row: ImportRow) -> str:
    needs_look = row.changes or row.findings
    return State.HINT if row.result is ImportResult.NEW and needs_look else _SYMBOLS[row.result]


def _field(row: ImportRow) -> str:
    """The number is enough beside a title; the name stands below, and where it has no number."""
    number, _space, name = row.field_label.partition(" ")
    return number if number.isdecimal() and name else row.field_label


COLUMNS = (
    Column(title="Zeile", text=lambda row: str(row.line.row), sort_key=lambda row: row.line.row),
    Column(title="Nummer", text=lambda row: row.line.number or "fehlt"),
    Column(
        title="Titel",
        text=lambda row: row.line.title or "fehlt",
        tip=lambda row: row.line.title,
        stretch=True,
    ),
    Column(
        title="Handlungsfeld",
        text=_field,
        tip=lambda row: row.field_label,
    ),
    Column(title="Priorität", text=lambda row: priority(row.line.priority)),
    Column(
        title="Führt fort",
        text=lambda row: ", ".join(one.source for one in row.carried),
        tip=continued,
    ),
    Column(
        title="Was geschieht",
        text=happens,
        symbol=_symbol,
        tip=_in_full,
    ),
)


class ImportList(PreviewList):
    """The measures of a table, and what is to be said about the current one."""

    def __init__(self) -> None:
        super().__init__(
            COLUMNS,
            "Massnahmen der Tabelle",
            key=lambda row: row.line.row,
            result=lambda row: row.result,
            said=_said,
        )

    def show_plan(self, plan: ImportPlan) -> None:
        """Show the rows; the current one stays current."""
        results = [(one, words.RESULTS[one], symbol) for one, symbol in _SYMBOLS.items()]
        self.show_rows(plan.rows, results)


def _said(row: ImportRow) -> Said:
    return Said(
        f"Zeile {row.line.row}: {words.RESULTS[row.result]}",
        " ".join(filter(None, (row.line.number, row.line.title))),
        f"Handlungsfeld: {row.field_label}" if row.field_label else "",
        tuple(sentences(row)),
    )
