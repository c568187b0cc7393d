"""The rows of a table of measures before they are recorded: what each one says and becomes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from sozdesk.features.strategy.terms import ImportPlan, ImportResult, ImportRow
from sozdesk.features.strategy.texts import importing as words
from sozdesk.features.strategy.texts import priority
from sozdesk.kernel.findings import Finding, stops
from sozdesk.widgets import labels, layouts, states, theme
from sozdesk.widgets.chips import Chip, ChipBar
from sozdesk.widgets.list_pane import ListPane
from sozdesk.widgets.rows import Column, RowsModel
from sozdesk.widgets.states import State
from sozdesk.widgets.table import TableView

_ALL = "all"
_SYMBOLS = {
    ImportResult.NEW: State.OK,
    ImportResult.CHANGED: State.HINT,
    ImportResult.UNCHANGED: State.IDENTICAL,
    ImportResult.UNUSABLE: State.UNUSABLE,
}
_WORDS_HEIGHT = 132
"""Of the sentences below the list; more of them scroll."""

_MOST_LABELS = 2
"""Columns that are named in the list; the room belongs to the title."""

Sentence = tuple[str, str]
"""Symbol and words."""


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


class ImportList(QWidget):
    """The table, and below it in full what is to be said about the current row."""

    def __init__(self) -> None:
        super().__init__()
        self.chips = ChipBar("Zeilen filtern")
        self.chips.chosen.connect(self._filter)
        self.model = RowsModel(COLUMNS, key=lambda row: row.line.row)
        self.table = TableView(self.model, "Massnahmen der Tabelle")
        self.pane = ListPane(self.table, ("Zeile", "Zeilen"))
        self.pane.filter_cleared.connect(lambda: self.chips.choose(_ALL))
        self._said = layouts.column(spacing=2, margins=(24, 8, 20, 8))
        self.below = layouts.scroll(layouts.box(self._said), "Hinweise zur gewählten Zeile")
        self.below.setMaximumHeight(theme.px(_WORDS_HEIGHT))
        whole = layouts.column(self.pane, layouts.line(), self.below, spacing=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.table.current_row_changed.connect(self._show_words)

    def show_plan(self, plan: ImportPlan) -> None:
        """Show the rows; the current one stays current."""
        self.chips.set_chips(_chips(plan))
        self.model.set_rows(plan.rows)
        if self.table.current_row() is None:
            self.table.select_first()
        self._show_words(self.table.current_row())

    def _filter(self, key: str) -> None:
        keep = None if key == _ALL else partial(_becomes, ImportResult(key))
        self.model.set_keep(keep)

    def _show_words(self, row: ImportRow | None) -> None:
        layouts.empty(self._said)
        said = list(sentences(row)) if row is not None else []
        self.below.setVisible(row is not None)
        if row is None:
            return
        place = f"Zeile {row.line.row}: {words.RESULTS[row.result]}"
        said_of = " ".join(filter(None, (row.line.number, row.line.title)))
        head = layouts.row(labels.strong(place, wrap=False), labels.secondary(said_of))
        head.setStretch(1, 1)
        self._said.addLayout(head)
        if row.field_label:
            self._said.addWidget(labels.secondary(f"Handlungsfeld: {row.field_label}"))
        for symbol, sentence in said or [(State.OK, "Keine Hinweise.")]:
            line = layouts.row(states.Symbol(symbol), labels.body(sentence))
            line.setStretch(1, 1)
            self._said.addLayout(line)
        self._said.addStretch(1)


def _becomes(result: ImportResult, row: ImportRow) -> bool:
    return row.result is result


def _chips(plan: ImportPlan) -> Sequence[Chip]:
    found = [Chip(_ALL, "Alle", len(plan.rows))]
    for result, symbol in _SYMBOLS.items():
        if not plan.count(result):
            continue
        found.append(Chip(result.value, words.RESULTS[result], plan.count(result), symbol))
    return found
