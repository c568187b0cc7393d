"""The measures of a period: from the sheets of a file to what each row says. Nothing raises over grids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sozdesk.documents.csv_read import read_tables
from sozdesk.documents.formulas import Places, formula_cells
from sozdesk.documents.sheets import Cell, Sheet, address, column_letters
from sozdesk.documents.untrusted import MAX_FILE, Refusal, RefusedFile
from sozdesk.exchange import mapping
from sozdesk.exchange.form_reader import FoundCell, Place
from sozdesk.exchange.forms import label_key
from sozdesk.exchange.mapping import Columns, Head
from sozdesk.exchange.table_cells import found_cell, is_empty, row_text, says_nothing
from sozdesk.exchange.table_form import EXPLANATIONS
from sozdesk.exchange.table_rows import SKIP_WORDS, MappedRow, Skip, SkippedRow, read_rows
from sozdesk.features.strategy.files.measure_fields import FIELDS, SCHEME, is_number
from sozdesk.features.strategy.files.measure_lines import line_of
from sozdesk.features.strategy.terms import MeasureTable, UnreadRow
from sozdesk.features.strategy.texts import importing as words
from sozdesk.kernel import german
from sozdesk.kernel.errors import ReturnFileError
from sozdesk.kernel.findings import Finding, Severity, stops

_MUST = ("number", "title")


def read_measures(path: Path) -> MeasureTable:
    """The table of a file; raises ReturnFileError with what to do."""
    try:
        if path.stat().st_size > MAX_FILE:
            raise RefusedFile(Refusal.TOO_BIG)
        content = path.read_bytes()
        return measures_in(read_tables(content), formula_cells(content), path.name)
    except FileNotFoundError:
        reason: str = Refusal.NOT_FOUND
    except OSError:
        reason = Refusal.UNREADABLE
    except RefusedFile as refusal:
        reason = refusal.reason
    raise ReturnFileError(words.refused(reason, path.name))


def measures_in(sheets: Sequence[Sheet], formulas: Mapping[str, Places], name: str) -> MeasureTable:
    """What the sheets say; ``formulas`` maps the name of a sheet to its cells with a formula."""
    candidates = [(sheet, mapping.find_head(sheet, SCHEME)) for sheet in sheets]
    sheet, head = max(candidates, key=_rank, default=(Sheet("", True, ()), Head(0, 0, ())))
    columns, unsure = _columns(sheet, head)
    found = tuple(_about_columns(sheet, head, columns, unsure))
    others = tuple(_note(words.unread_sheet(one)) for one in _other_sheets(candidates, sheet))
    if not set(_MUST) <= set(columns) or stops(found):
        return MeasureTable(name=name, sheet=sheet.name, findings=(*found, *others))
    grid = _Grid(sheet, head, columns, formulas.get(sheet.name, frozenset()))
    return MeasureTable(
        name=name,
        sheet=sheet.name,
        lines=tuple(line_of(row, grid.places(row.number), grid.formulas) for row in grid.rows()),
        unread=tuple(grid.unread()),
        findings=(*found, *others),
    )


# ------------------------------------------------------------------ the sheet and its columns


def _rank(one: tuple[Sheet, Head]) -> tuple[bool, int, bool]:
    sheet, head = one
    return sheet.name != EXPLANATIONS, mapping.head_points(head, SCHEME), sheet.visible


def _other_sheets(candidates: Iterable[tuple[Sheet, Head]], chosen: Sheet) -> Iterator[str]:
    """Sheets that look like measures too."""
    for sheet, head in candidates:
        named = mapping.head_points(head, SCHEME) and sheet.name != EXPLANATIONS
        if sheet is not chosen and named and any(map(row_text, sheet.rows[head.end :])):
            yield sheet.name


def _columns(sheet: Sheet, head: Head) -> tuple[dict[str, int], Mapping[str, tuple[int, ...]]]:
    """Columns named as in the template are certain; the others are proposed by head and values."""
    labels = {label_key(field.label): key for key, field in FIELDS.items()}
    named: dict[str, list[int]] = {}
    for column, levels in enumerate(head.levels):
        if levels and (key := labels.get(label_key(levels[-1]))):
            named.setdefault(key, []).append(column)
    sure = {key: found[0] for key, found in named.items() if len(found) == 1}
    unsure = {key: tuple(found) for key, found in named.items() if len(found) > 1}
    taken = {column for found in named.values() for column in found}
    proposal = mapping.propose(sheet, head, SCHEME)
    for key, column in proposal.columns.items():
        if key not in named and column not in taken:
            sure[key] = column
    for key, several in proposal.unsure.items():
        left = tuple(column for column in several if column not in {*taken, *sure.values()})
        if key not in named and len(left) > 1:
            unsure[key] = left
    return sure, unsure


def _about_columns(
    sheet: Sheet, head: Head, columns: Columns, unsure: Mapping[str, tuple[int, ...]]
) -> Iterator[Finding]:
    """What is missing or called twice, and columns that nobody reads."""
    if not any(map(row_text, sheet.rows)):
        return
    for key, several in unsure.items():
        label = FIELDS[key].label
        yield _stop(words.several_columns(label, _column_list(head, several)))
    for key in _MUST:
        if key not in columns and key not in unsure:
            yield _stop(words.column_missing(FIELDS[key].label))
    known = {*columns.values(), *(column for several in unsure.values() for column in several)}
    filled = {
        column
        for row in sheet.rows[head.end :]
        for column, cell in enumerate(row)
        if not is_empty(cell)
    }
    if unread := sorted(filled - known):
        yield _note(words.unread_columns(_column_list(head, unread)))


def _column_list(head: Head, columns: Iterable[int]) -> str:
    """«C «Ziel» und H»."""
    named = [(column_letters(column), head.words(column)) for column in columns]
    return german.enumeration([f"{one} «{said}»" if said else one for one, said in named])


def _stop(message: str) -> Finding:
    return Finding("measure_table", Severity.STOP, message, field="table")


def _note(message: str) -> Finding:
    return Finding("measure_table", Severity.NOTE, message, field="table")


# ------------------------------------------------------------------ the rows


@dataclass(frozen=True)
class _Grid:
    """One sheet with its columns; every row below the head is read, or left out with a reason."""

    sheet: Sheet
    head: Head
    columns: Columns
    formulas: Places

    def rows(self) -> Iterator[MappedRow]:
        """The rows that are measures, from top to bottom."""
        left = {row.number for row in self._left}
        last = max((len(self.sheet.rows), *(row + 1 for row, _column in self.formulas)))
        for number in range(1, last + 1):
            cells = self._cells(number - 1)
            if number not in left and number > self.head.end and cells:
                yield MappedRow(number, cells)

    def places(self, number: int) -> dict[str, str]:
        """Field → «Massnahmen!C5», for the row that people call so."""
        return {
            key: f"{self.sheet.name}!{address(number - 1, column)}"
            for key, column in self.columns.items()
        }

    def unread(self) -> Iterator[UnreadRow]:
        """The rows that are none, without the empty ones and the head."""
        for row in self._left:
            if row.reason is not Skip.EMPTY and row.number > self.head.end:
                yield UnreadRow(row.number, SKIP_WORDS[row.reason], row.text)

    @cached_property
    def _left(self) -> Sequence[SkippedRow]:
        """What :func:`read_rows` leaves out, but for rows that a measure was meant by."""
        reading = read_rows(self.sheet, self.head, self.columns, SCHEME)
        return [row for row in reading.skipped if not self._is_meant(row)]

    def _is_meant(self, row: SkippedRow) -> bool:
        """A number, a title without one, values without either: somebody forgot something."""
        number, title = (self._cell(row.number - 1, key) for key in _MUST)
        if any(place[0] == row.number - 1 for place in self._mapped_formulas):
            return True
        if row.reason is Skip.EMPTY or self._repeats_head(title):
            return False
        untitled = is_empty(number) and not is_empty(title)
        return row.reason is Skip.NAMELESS or is_number(number) or untitled

    def _repeats_head(self, title: Cell) -> bool:
        levels = self.head.levels[self.columns["title"]] if self.head.levels else ()
        return isinstance(title, str) and label_key(title) in map(label_key, levels[-1:])

    @cached_property
    def _mapped_formulas(self) -> Sequence[Place]:
        columns = set(self.columns.values())
        return [place for place in self.formulas if place[1] in columns]

    def _cell(self, row: int, key: str) -> Cell:
        return self.sheet.at(row, self.columns[key])

    def _cells(self, row: int) -> dict[str, FoundCell]:
        """The cells that say something, or would if they did not calculate it."""
        return {
            key: found_cell(FIELDS[key], self.sheet.name, row, column, self.sheet.at(row, column))
            for key, column in self.columns.items()
            if (row, column) in self.formulas
            or not says_nothing(self.sheet.at(row, column), FIELDS[key].kind)
        }
