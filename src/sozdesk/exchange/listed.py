"""A list in a table: from a file to what each row says, for every feature that reads one.

A feature brings a :class:`Shape`; it says what is looked for and reads one row. Nothing raises over grids.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic

from sozdesk.documents.csv_read import read_tables
from sozdesk.documents.formulas import Places, formula_cells
from sozdesk.documents.sheets import Sheet, cell_text, column_letters
from sozdesk.documents.untrusted import MAX_FILE, Refusal, RefusedFile
from sozdesk.exchange import mapping
from sozdesk.exchange.form_reader import FoundCell, Place
from sozdesk.exchange.mapping import Columns, Head, Scheme
from sozdesk.exchange.table_cells import found_cell, is_empty, row_text, says_nothing
from sozdesk.exchange.table_rows import SKIP_WORDS, MappedRow, Skip, read_rows
from sozdesk.kernel import german
from sozdesk.kernel import listed as words
from sozdesk.kernel.errors import ReturnFileError
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.kernel.listed import LeftOutRow, Line, ListTable

Choice = Mapping[str, int | None]
"""Field → column that a person chose; None = the table has no such column."""


@dataclass(frozen=True, slots=True)
class Shape(Generic[Line]):
    """What a feature looks for in its list."""

    columns: Scheme
    """By which the columns are found."""
    rows: Scheme
    """By which rows are told apart: a name alone must not find a column without a head."""
    must: str
    """The field without which no row can be attributed."""
    line: Callable[[MappedRow, Mapping[str, str], Collection[Place]], Line]
    """One row, with where its fields stand and which cells are calculated."""


@dataclass(frozen=True)
class TableFile:
    """A file as it was read, before its columns mean something."""

    name: str
    sheets: tuple[Sheet, ...]
    formulas: Mapping[str, Places]
    """Name of a sheet → its cells with a formula."""
    _found: dict[int, tuple[tuple[Sheet, Head], ...]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def candidates(self, scheme: Scheme) -> tuple[tuple[Sheet, Head], ...]:
        """Each sheet with its head; found once, whatever a person chooses afterwards."""
        if id(scheme) not in self._found:
            found = tuple((sheet, mapping.find_head(sheet, scheme)) for sheet in self.sheets)
            self._found[id(scheme)] = found
        return self._found[id(scheme)]


def read_file(path: Path) -> TableFile:
    """The sheets of a file; raises ReturnFileError with what to do."""
    try:
        if path.stat().st_size > MAX_FILE:
            raise RefusedFile(Refusal.TOO_BIG)
        content = path.read_bytes()
        return TableFile(path.name, tuple(read_tables(content)), formula_cells(content))
    except FileNotFoundError:
        reason: str = Refusal.NOT_FOUND
    except OSError:
        reason = Refusal.UNREADABLE
    except RefusedFile as refusal:
        reason = refusal.reason
    raise ReturnFileError(words.refused(reason, path.name))


def table_of(
    file: TableFile, shape: Shape[Line], memory: Mapping[str, Columns], choice: Choice
) -> ListTable[Line]:
    """What the sheets say; ``memory`` maps heads to the columns that somebody chose before."""
    candidates = file.candidates(shape.columns)
    sheet, head = max(
        candidates, key=lambda one: _rank(one, shape), default=(Sheet("", True, ()), Head(0, 0, ()))
    )
    known = memory.get(head.key)
    proposal = mapping.propose(sheet, head, shape.columns)
    columns = _columns(sheet, shape, proposal.columns if known is None else known, choice)
    unsure = {} if known is not None else _unsure(proposal.unsure, columns, choice)
    grid = _Grid(sheet, head, columns, file.formulas.get(sheet.name, frozenset()), shape)
    rows, left_out = grid.read() if shape.must in columns else ((), ())
    texts = tuple(tuple(german.clean(cell_text(cell)) for cell in row) for row in sheet.rows)
    return ListTable(
        name=file.name,
        sheet=sheet.name,
        rows=texts,
        head=(head.first, head.end),
        heads=tuple(head.words(column) for column in range(len(texts[0]) if texts else 0)),
        heads_key=head.key,
        columns=columns,
        remembered=known is not None,
        lines=rows,
        left_out=left_out,
        findings=(
            *_about_columns(grid, unsure),
            *(_note(words.unread_sheet(name)) for name in _other_sheets(candidates, sheet, shape)),
        ),
    )


# ------------------------------------------------------------------ the sheet and its columns


def _rank(one: tuple[Sheet, Head], shape: Shape[Line]) -> tuple[int, bool]:
    sheet, head = one
    return mapping.head_points(head, shape.columns), sheet.visible


def _other_sheets(
    candidates: Iterable[tuple[Sheet, Head]], chosen: Sheet, shape: Shape[Line]
) -> Iterator[str]:
    """Sheets that look like a list, too."""
    for sheet, head in candidates:
        filled = any(map(row_text, sheet.rows[head.end :]))
        if sheet is not chosen and filled and mapping.head_points(head, shape.columns):
            yield sheet.name


def _columns(sheet: Sheet, shape: Shape[Line], start: Columns, choice: Choice) -> dict[str, int]:
    """What was remembered or proposed, with what somebody chose; no column means two things."""
    width = len(sheet.rows[0]) if sheet.rows else 0
    chosen = {key: column for key, column in choice.items() if column is not None}
    kept = {
        key: column
        for key, column in start.items()
        if key not in choice and column not in chosen.values() and column < width
    }
    known = {wanted.field.key for wanted in shape.columns.fields}
    return {key: column for key, column in {**kept, **chosen}.items() if key in known}


def _unsure(
    unsure: Mapping[str, tuple[int, ...]], columns: Columns, choice: Choice
) -> Mapping[str, tuple[int, ...]]:
    """Only fields about which nobody said anything, and columns that mean nothing else."""
    taken = set(columns.values())
    open_ = {key: tuple(c for c in found if c not in taken) for key, found in unsure.items()}
    return {k: found for k, found in open_.items() if found and k not in {*columns, *choice}}


def _about_columns(grid: _Grid[Line], unsure: Mapping[str, tuple[int, ...]]) -> Iterator[Finding]:
    """What is missing or called twice, and columns that nobody reads."""
    sheet, head, shape = grid.sheet, grid.head, grid.shape
    if not any(map(row_text, sheet.rows)):
        return
    if shape.must not in grid.columns:
        message = words.column_missing(shape.columns.of(shape.must).field.label)
        yield Finding("list_columns", Severity.STOP, message, field=shape.must)
    for key, several in unsure.items():
        label = shape.columns.of(key).field.label
        yield _note(words.several_columns(label, _column_list(head, several)))
    known = {*grid.columns.values(), *(column for found in unsure.values() for column in found)}
    below = sheet.rows[head.end :]
    filled = {c for row in below for c, cell in enumerate(row) if not is_empty(cell)}
    if unread := sorted(filled - known):
        yield _note(words.unread_columns(_column_list(head, unread)))


def _column_list(head: Head, columns: Iterable[int]) -> str:
    """«C «Ziel» und H»."""
    named = [(column_letters(column), head.words(column)) for column in columns]
    return german.enumeration([f"{one} «{said}»" if said else one for one, said in named])


def _note(message: str) -> Finding:
    return Finding("list_columns", Severity.NOTE, message)


# ------------------------------------------------------------------ the rows


@dataclass(frozen=True, slots=True)
class _Grid(Generic[Line]):
    """One sheet with its columns; every row below the head is read, or left out with a reason."""

    sheet: Sheet
    head: Head
    columns: Columns
    formulas: Places
    shape: Shape[Line]

    def read(self) -> tuple[tuple[Line, ...], tuple[LeftOutRow, ...]]:
        """The rows that hold something, and the others but for head and empty ones."""
        reading = read_rows(self.sheet, self.head, self.columns, self.shape.rows)
        left = {row.number: (SKIP_WORDS[row.reason], row) for row in reading.skipped}
        lines, out = [], []
        for number in range(self.head.end + 1, self._last + 1):
            cells = self._cells(number - 1)
            said, skipped = left.get(number, ("", None))
            calculated = any(cell.place in self.formulas for cell in cells.values())
            if calculated or (skipped is None and set(cells) - {self.shape.must}):
                row = MappedRow(number, cells)
                lines.append(self.shape.line(row, self._places(number), self.formulas))
            elif skipped is None and cells:
                text = row_text(self.sheet.rows[number - 1])
                out.append(LeftOutRow(number, words.ONLY_NAME, text))
            elif skipped is not None and skipped.reason is not Skip.EMPTY:
                out.append(LeftOutRow(number, said, skipped.text))
        return tuple(lines), tuple(out)

    @property
    def _last(self) -> int:
        """The last row, also one of which Excel kept nothing but the formula."""
        columns = set(self.columns.values())
        calculated = (row + 1 for row, column in self.formulas if column in columns)
        return max((len(self.sheet.rows), *calculated))

    def _places(self, number: int) -> dict[str, str]:
        """Field → «Angebote!C5», for the row that people call so."""
        return {
            key: f"{self.sheet.name}!{column_letters(column)}{number}"
            for key, column in self.columns.items()
        }

    def _cells(self, row: int) -> dict[str, FoundCell]:
        """The cells that say something, or would if they did not calculate it."""
        found = {}
        for key, column in self.columns.items():
            one, cell = self.shape.columns.of(key).field, self.sheet.at(row, column)
            if (row, column) in self.formulas or not says_nothing(cell, one.kind):
                found[key] = found_cell(one, self.sheet.name, row, column, cell)
        return found


def is_formula(cell: FoundCell, formulas: Collection[Place]) -> bool:
    """In a csv, and where somebody typed it as text, the sign tells."""
    return cell.place in formulas or (isinstance(cell.value, str) and cell.raw.startswith("="))
