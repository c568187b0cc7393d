"""The rows of a table before they are recorded, and below them in full what is said about the current one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtWidgets import QWidget

from sozdesk.widgets import labels, layouts, states, theme
from sozdesk.widgets.chips import Chip, ChipBar
from sozdesk.widgets.list_pane import ListPane
from sozdesk.widgets.rows import Column, RowsModel
from sozdesk.widgets.states import State
from sozdesk.widgets.table import TableView

ALL = "all"
_LEAST_WORDS = 92
"""Of the sentences: the head and two of them."""
_WORDS_HEIGHT = 132
"""Of the sentences below the list; more of them scroll."""

Sentence = tuple[str, str]
"""Symbol and words."""


@dataclass(frozen=True, slots=True)
class Said:
    """What stands below the list about one row."""

    place: str
    """«Zeile 5: neu»."""
    name: str
    more: str
    """A quiet line below; empty for none."""
    sentences: tuple[Sentence, ...]


class PreviewList(QWidget):
    """The list with its chips; ``result`` of a row is what the chips filter by."""

    def __init__(
        self,
        columns: Sequence[Column],
        name: str,
        *,
        key: Callable[[Any], Any],
        result: Callable[[Any], StrEnum],
        said: Callable[[Any], Said],
    ) -> None:
        super().__init__()
        self._result, self._said_of = result, said
        self.chips = ChipBar("Zeilen filtern")
        self.chips.chosen.connect(self._filter)
        self.model = RowsModel(columns, key=key)
        self.table = TableView(self.model, name)
        self.pane = ListPane(self.table, ("Zeile", "Zeilen"))
        self.pane.filter_cleared.connect(lambda: self.chips.choose(ALL))
        self._said = layouts.column(spacing=2, margins=(24, 8, 20, 8))
        self.below = layouts.scroll(layouts.box(self._said), "Hinweise zur gewählten Zeile")
        self.below.setMinimumHeight(theme.px(_LEAST_WORDS))
        self.below.setMaximumHeight(theme.px(_WORDS_HEIGHT))
        whole = layouts.column(self.pane, layouts.line(), self.below, spacing=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.table.current_row_changed.connect(self._show_words)

    def show_rows(self, rows: Sequence[Any], results: Iterable[tuple[StrEnum, str, str]]) -> None:
        """Show the rows; the current one stays current. ``results`` with words and symbol."""
        found = [self._result(row) for row in rows]
        chips = [
            Chip(result.value, words, found.count(result), symbol)
            for result, words, symbol in results
            if result in found
        ]
        self.chips.set_chips([Chip(ALL, "Alle", len(rows)), *chips])
        self.model.set_rows(rows)
        if self.table.current_row() is None:
            self.table.select_first()
        self._show_words(self.table.current_row())

    def _filter(self, key: str) -> None:
        self.model.set_keep(None if key == ALL else lambda row: self._result(row).value == key)

    def _show_words(self, row: Any) -> None:
        layouts.empty(self._said)
        self.below.setVisible(row is not None)
        if row is None:
            return
        said = self._said_of(row)
        head = layouts.row(labels.strong(said.place, wrap=False), labels.secondary(said.name))
        head.setStretch(1, 1)
        layouts.nest(self._said, head)
        if said.more:
            self._said.addWidget(labels.secondary(said.more))
        for symbol, sentence in said.sentences or ((State.OK, "Keine Hinweise."),):
            line = layouts.row(states.Symbol(symbol), labels.body(sentence))
            line.setStretch(1, 1)
            layouts.nest(self._said, line)
        self._said.addStretch(1)
