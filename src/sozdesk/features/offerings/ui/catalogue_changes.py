"""What changes: a list that can be filtered, and beside it one change in full, old and new."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sozdesk.features.offerings.terms.catalogue import CatalogueChange, ChangeKind, FieldChange
from sozdesk.features.offerings.texts import catalogue as texts
from sozdesk.widgets import labels, layouts
from sozdesk.widgets.chips import Chip, ChipBar
from sozdesk.widgets.facts import Facts
from sozdesk.widgets.list_detail import ListDetail, detail, detail_head
from sozdesk.widgets.list_pane import ListPane
from sozdesk.widgets.states import State
from sozdesk.widgets.table import Column, RowsModel, TableView

_ALL = "all"
_SYMBOLS = {
    ChangeKind.NEW: State.OK,
    ChangeKind.CHANGED: State.HINT,
    ChangeKind.GONE: State.UNUSABLE,
}
_MOST_LABELS = 2


def _happens(one: CatalogueChange) -> str:
    """«neu», «geändert: Plätze, Preis …»."""
    said = texts.KINDS[one.kind]
    if one.kind is not ChangeKind.CHANGED:
        return said
    names = [field.label for field in one.fields]
    more = " …" if len(names) > _MOST_LABELS else ""
    return f"{said}: {', '.join(names[:_MOST_LABELS])}{more}"


_COLUMNS = (
    Column(title="Was", text=lambda row: texts.SUBJECTS[row.subject], tone="text2"),
    Column(title="Name", text=lambda row: row.name, tip=lambda row: row.name, stretch=True),
    Column(title="Was geschieht", text=_happens, symbol=lambda row: _SYMBOLS[row.kind]),
)


class ChangeList(QWidget):
    """Chips, list and detail; ``export_requested`` carries what the list shows."""

    export_requested = Signal(object)
    share_changed = Signal(float)

    def __init__(self, share: float) -> None:
        super().__init__()
        self.chips = ChipBar("Änderungen filtern")
        self.chips.chosen.connect(self._filter)
        self._model = RowsModel(_COLUMNS, key=lambda row: (row.subject, row.key))
        self.table = TableView(self._model, "Änderungen")
        pane = ListPane(self.table, ("Änderung", "Änderungen"))
        pane.filter_cleared.connect(partial(self.chips.choose, _ALL))
        pane.export_requested.connect(self.export_requested)
        self.split = ListDetail(pane, share=share)
        self.split.share_changed.connect(self.share_changed)
        self.table.current_row_changed.connect(self._show)
        tools = layouts.box(layouts.row(self.chips, None, margins=(24, 0, 20, 11)))
        whole = layouts.column(tools, layouts.line(), self.split, spacing=0)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.table)

    def show_changes(self, changes: Sequence[CatalogueChange]) -> None:
        """Other changes; the current one stays current."""
        self.chips.set_chips(_chips(changes))
        self._model.set_rows(changes)
        if self.table.current_row() is None:
            self.table.select_first()
        if not changes:
            self.split.set_detail(detail(labels.body("Es ändert sich nichts.")))

    def _filter(self, key: str) -> None:
        self._model.set_keep(None if key == _ALL else partial(_is_kind, ChangeKind(key)))

    def _show(self, row: CatalogueChange | None) -> None:
        self.split.set_detail(None if row is None else _in_full(row))


def _is_kind(kind: ChangeKind, row: CatalogueChange) -> bool:
    return row.kind is kind


def _chips(changes: Sequence[CatalogueChange]) -> list[Chip]:
    found = [Chip(_ALL, "Alle", len(changes))]
    for kind, symbol in _SYMBOLS.items():
        number = sum(one.kind is kind for one in changes)
        if number:
            found.append(Chip(kind.value, texts.KINDS[kind], number, symbol))
    return found


def _in_full(row: CatalogueChange) -> QWidget:
    head = detail_head(row.name, f"{texts.SUBJECTS[row.subject]}, {texts.KINDS[row.kind]}")
    if row.kind is ChangeKind.CHANGED:
        return detail(head, Facts([(field.label, _both(field)) for field in row.fields]))
    return detail(head, Facts([(one.label, one.after or one.before) for one in row.fields]))


def _both(field: FieldChange) -> str:
    return f"{field.after or 'leer'}\nbisher: {field.before or 'leer'}"
