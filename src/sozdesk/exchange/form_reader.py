"""Returned forms: answers found by their labels, each with the cell it stood in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sozdesk.documents.sheets import Cell, Sheet, address, cell_text
from sozdesk.exchange.forms import MARK, Field, label_key

Place = tuple[int, int]
"""0-based row and column."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How one version of a form is laid out."""

    version: int
    anchors: tuple[str, ...]
    """Heads of the column of labels: a sheet with one of them is a sheet of this form."""
    answer_head: str | None
    """Head of the answers; None = the latest year in the row of the anchor."""
    answer_offset: int
    """Columns between labels and answers where the head is lost."""
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class FoundCell:
    """One answer as it came."""

    field: Field
    sheet: str
    place: Place
    value: Cell
    before: Cell
    """What stands left of it: last time's answer where the form shows it."""

    @property
    def address(self) -> str:
        """``C15``."""
        return address(*self.place)

    @property
    def raw(self) -> str:
        """The answer as people see it."""
        return cell_text(self.value)

    @property
    def where(self) -> str:
        """``Erhebung!C15``."""
        return f"{self.sheet}!{self.address}"


@dataclass(frozen=True, slots=True)
class FormPart:
    """A sheet that holds questions of a form."""

    sheet: Sheet
    layout: Layout
    labels: Mapping[str, Sequence[Place]]
    anchor: Place
    answers: int
    """Column of the answers."""
    year: int | None
    """The year above the answers."""
    cells: Mapping[str, FoundCell]
    """Field key → cell, only for questions that are on the sheet."""

    def right_of(self, label: str) -> Cell:
        """The first filled cell to the right of a label; empty if there is none."""
        place = self.place_right_of(label)
        return "" if place is None else self.sheet.at(*place)

    def place_right_of(self, label: str) -> Place | None:
        """Where the first filled cell to the right of a label stands."""
        for row, first in self.labels.get(label_key(label), ()):
            for column, cell in enumerate(self.sheet.rows[row]):
                if column > first and cell != "":
                    return row, column
        return None

    def where(self, place: Place) -> str:
        """``Erhebung!C15``."""
        return f"{self.sheet.name}!{address(*place)}"


def find_part(sheet: Sheet, layouts: Iterable[Layout]) -> FormPart | None:
    """The questions on a sheet; None if it is no sheet of any of these forms."""
    labels = _labels(sheet)
    for layout in layouts:
        for word in layout.anchors:
            for anchor in labels.get(label_key(word), ()):
                part = _part(sheet, layout, labels, anchor)
                if part.cells:
                    return part
    return None


def hidden_facts(sheets: Iterable[Sheet]) -> list[list[Cell]]:
    """Rows of the hidden sheet below the mark, without empty cells; empty if there is none."""
    for sheet in sheets:
        if label_key(cell_text(sheet.at(0, 0))) == label_key(MARK):
            return [[cell for cell in row if cell != ""] for row in sheet.rows[1:]]
    return []


def _labels(sheet: Sheet) -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = {}
    for number, row in enumerate(sheet.rows):
        for column, cell in enumerate(row):
            if isinstance(cell, str) and cell and (key := label_key(cell)):
                found.setdefault(key, []).append((number, column))
    return found


def _part(
    sheet: Sheet, layout: Layout, labels: Mapping[str, Sequence[Place]], anchor: Place
) -> FormPart:
    answers, year = _answer_column(sheet, layout, anchor)
    cells = {}
    for field in layout.fields:
        places = labels.get(label_key(field.label), ())
        rows = [row for row, column in places if column == anchor[1]]
        if rows:
            row, column = rows[0], answers + field.column
            value, before = sheet.at(row, column), sheet.at(row, column - 1)
            cells[field.key] = FoundCell(field, sheet.name, (row, column), value, before)
    return FormPart(sheet, layout, labels, anchor, answers, year, cells)


def _answer_column(sheet: Sheet, layout: Layout, anchor: Place) -> tuple[int, int | None]:
    """Where the answers stand, and the year above them."""
    row, first = anchor
    heads = [(column, cell) for column, cell in enumerate(sheet.rows[row]) if column > first]
    if layout.answer_head is not None:
        wanted = label_key(layout.answer_head)
        named = [column for column, cell in heads if label_key(cell_text(cell)) == wanted]
        return (named[0] if named else first + layout.answer_offset), None
    years = [(year, column) for column, cell in heads if (year := _year(cell)) is not None]
    if not years:
        return first + layout.answer_offset, None
    year, column = max(years)
    return column, year


def _year(cell: Cell) -> int | None:
    text = cell_text(cell)
    return int(text) if len(text) == 4 and text.isdecimal() and text.startswith("20") else None
