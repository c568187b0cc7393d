"""A column of a list on the screen and in a file, and the list as it is seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sozdesk.documents import report
from sozdesk.documents.report import Kind, Value
from sozdesk.widgets.table import Column, TableView


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column on screen, and what it holds in an exported file (the text if ``value`` is None)."""

    column: Column
    kind: Kind = Kind.TEXT
    value: Callable[[Any], Value] | None = None
    file_title: str = ""
    """Head of the column in a file, where the one on the screen is short."""

    def cell(self, row: Any) -> Value:
        """The value for a file."""
        return self.value(row) if self.value else self.column.text(row)


def columns_of(columns: Sequence[ListColumn]) -> list[Column]:
    """The columns for the table on the screen."""
    return [entry.column for entry in columns]


def list_content(
    table: TableView, columns: Sequence[ListColumn], more: Sequence[ListColumn] = ()
) -> tuple[tuple[report.Column, ...], tuple[report.Row, ...]]:
    """Columns and rows that a list shows just now, in its order, with values fit for a file.

    ``more`` are columns for what the screen shows in another place, such as the head of a group.
    """
    by_title = {entry.column.title: entry for entry in columns}
    seen = [*(by_title[name] for name in table.shown_text().titles), *more]
    titles = tuple(
        report.Column(entry.column.name, entry.file_title or entry.column.title, entry.kind)
        for entry in seen
    )
    rows = tuple(tuple(entry.cell(row) for entry in seen) for row in table.rows_model.rows())
    return titles, rows
