"""The tables beside the map: the same content as text, on screen and in files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from sozdesk.documents.report import Kind
from sozdesk.features.rent_limits.reports.map_content import MapLine, change_words
from sozdesk.features.rent_limits.terms import MAIN_CATEGORIES, MapSubject, OverviewRow
from sozdesk.features.rent_limits.texts import household
from sozdesk.features.rent_limits.ui.map_data import Shown
from sozdesk.kernel import german
from sozdesk.widgets.list_columns import ListColumn
from sozdesk.widgets.table import Column


def _amount(rappen: int | None) -> str:
    return "" if rappen is None else german.amount(rappen)


LINES = (
    ListColumn(Column(title="Gemeinde", text=lambda line: line.row.name)),
    ListColumn(
        Column(
            title="CHF",
            text=lambda line: _amount(line.per_month),
            spoken=lambda line: f"CHF pro Monat: {_amount(line.per_month) or 'leer'}",
            sort_key=lambda line: line.per_month,
            align="right",
        ),
        Kind.AMOUNT,
        lambda line: line.per_month,
        "CHF pro Monat",
    ),
    ListColumn(
        Column(
            title="Änderung",
            text=lambda line: change_words(line.change.value),
            sort_key=lambda line: line.change.value,
            align="right",
            tone="text2",
        ),
        Kind.CHANGE,
        lambda line: line.change.value,
    ),
    ListColumn(Column(title="Angabe", text=lambda line: line.basis, tone="text2", stretch=True)),
    ListColumn(Column(title="Bezirk", text=lambda line: line.row.district, hidden=True)),
    ListColumn(
        Column(
            title="BFS-Nr.",
            text=lambda line: str(line.bfs_number),
            sort_key=lambda line: line.bfs_number,
            align="right",
            hidden=True,
        ),
        Kind.INTEGER,
        lambda line: line.bfs_number,
    ),
)
"""One household size."""


@dataclass(frozen=True, slots=True)
class SizesLine:
    """One municipality with all household sizes."""

    row: OverviewRow
    lines: tuple[MapLine, ...]
    """In the order of the sizes."""

    @property
    def bfs_number(self) -> int:
        """What identifies the line."""
        return self.row.bfs_number


def sizes_lines(shown: Sequence[Shown]) -> tuple[SizesLine, ...]:
    """The lines of several maps side by side."""
    return tuple(
        SizesLine(same[0].row, same) for same in zip(*(one.lines for one in shown), strict=True)
    )


def sizes_columns(subject: MapSubject) -> tuple[ListColumn, ...]:
    """Name, then a column per household size."""
    return (
        LINES[0],
        *(_size_column(number, subject) for number in range(len(MAIN_CATEGORIES))),
    )


def _size_column(number: int, subject: MapSubject) -> ListColumn:
    value = partial(_value, number)
    change = subject is MapSubject.CHANGE
    write = change_words if change else _amount
    words = household(MAIN_CATEGORIES[number])
    return ListColumn(
        Column(
            title=words if number == 0 else str(number + 1),
            text=lambda line: write(value(line)),
            spoken=lambda line: f"{words}: {write(value(line)) or line.lines[number].basis}",
            sort_key=value,
            align="right",
            tip=lambda line: "" if value(line) is not None else line.lines[number].basis,
        ),
        Kind.CHANGE if change else Kind.AMOUNT,
        value,
        words,
    )


def _value(number: int, line: SizesLine) -> int | None:
    return line.lines[number].shown.value
