"""The rows of a free table: what each of them is. No row is lost: it is read, or left out with a reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from sozdesk.documents.sheets import Cell, Sheet, cell_text
from sozdesk.exchange import head_words
from sozdesk.exchange.form_reader import FoundCell
from sozdesk.exchange.forms import Kind
from sozdesk.exchange.head_words import Tokens, tokens
from sozdesk.exchange.mapping import Columns, Head, Scheme, Wanted
from sozdesk.exchange.table_cells import (
    footnote,
    found_cell,
    is_empty,
    is_readable,
    marks_of,
    row_text,
    says_nothing,
    without_mark,
)
from sozdesk.kernel import german


class Skip(StrEnum):
    """Why a row holds no record."""

    TITLE = "title"
    HEAD = "head"
    HEADING = "heading"
    TOTAL = "total"
    NOTE = "note"
    EMPTY = "empty"
    NAMELESS = "nameless"
    """Figures, and nothing that says whose."""


SKIP_WORDS: Mapping[Skip, str] = {
    Skip.TITLE: "Titel",
    Skip.HEAD: "Kopfzeile",
    Skip.HEADING: "Zwischentitel",
    Skip.TOTAL: "Total oder Kennzahl",
    Skip.NOTE: "Fussnote oder Anmerkung",
    Skip.EMPTY: "leer",
    Skip.NAMELESS: "Zahlen ohne Namen",
}

_TOTALS = (
    *("Total", "Totale", "Summe", "Zwischentotal", "Gesamt", "Insgesamt", "Mittelwert", "Mittel"),
    *("Median", "Durchschnitt", "Minimum", "Maximum", "Min", "Max", "Anzahl", "Quartil"),
    *("Perzentil", "Spannweite", "Standardabweichung", "arithmetisches Mittel", "alle", "Ø"),
)
_NOTES = (
    *("Anmerkung", "Hinweis", "Quelle", "Legende", "Fussnote", "Stand", "Lesebeispiel"),
    *("Erläuterung", "Bemerkungen", "Abkürzungen", "Seite"),
)
_NOTE_MARK = re.compile(r"^(?:\d{1,2}\)|[a-z]\)|\(\d{1,2}\)|\[\d{1,2}\]|[*†‡¹²³⁰-⁹]+|[-–]\s)")
_LONG = 60
"""Letters from which on a text alone in its row is an explanation."""


@dataclass(frozen=True, slots=True)
class MappedRow:
    """One row that is read; ``number`` as people count, from 1."""

    number: int
    cells: Mapping[str, FoundCell]
    """Field key → cell; without the fields about which the row says nothing."""
    text: str = ""
    """The whole row, for people."""
    footnotes: Mapping[str, str] = field(default_factory=dict)
    """Mark («1») → the footnote that a cell of the row points to; empty if the sheet has none."""


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """One row that is not read, and why."""

    number: int
    reason: Skip
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All rows of a sheet, each in one of the two lists."""

    rows: tuple[MappedRow, ...] = ()
    skipped: tuple[SkippedRow, ...] = ()


def read_rows(sheet: Sheet, head: Head, columns: Columns, scheme: Scheme) -> Reading:
    """Every row of the sheet, read with the given columns or left out with a reason."""
    reader = _Rows(sheet, head, columns, scheme)
    rows: list[MappedRow] = []
    skipped: list[SkippedRow] = []
    for number, row in enumerate(sheet.rows):
        reason = reader.reason(number)
        if reason is None:
            rows.append(reader.mapped(number))
        else:
            skipped.append(SkippedRow(number + 1, reason, row_text(row)))
    return Reading(tuple(rows), tuple(skipped))


@dataclass(frozen=True)
class _Rows:
    """The rows of one sheet, with what tells them apart."""

    sheet: Sheet
    head: Head
    columns: Columns
    scheme: Scheme

    @cached_property
    def _with_figures(self) -> frozenset[str]:
        """Names that stand beside figures somewhere."""
        numbers = range(len(self.sheet.rows))
        return frozenset(self._name(number) for number in numbers if self._has_figures(number))

    def reason(self, number: int) -> Skip | None:
        """Why a row is left out; None for one that is read."""
        row = self.sheet.rows[number]
        if all(map(is_empty, row)):
            return Skip.EMPTY
        if number < self.head.first:
            is_read = self._is_named(number) and self._has_figures(number)
            return None if is_read else Skip.TITLE
        if number < self.head.end or self._repeats_head(number):
            return Skip.HEAD
        if self._is_named(number):
            return self._reason_named(number)
        return self._reason_unnamed(number, row)

    def mapped(self, number: int) -> MappedRow:
        """A row that is read."""
        row = self.sheet.rows[number]
        marks = (mark for _key, _wanted, cell in self._mapped(number) for mark in marks_of(cell))
        notes = {mark: self._footnotes.get(mark, "") for mark in marks}
        return MappedRow(number + 1, self._cells(number), row_text(row), notes)

    @cached_property
    def _footnotes(self) -> Mapping[str, str]:
        """Mark → words of the notes below (or above) the table."""
        texts = (
            row_text(row)
            for number, row in enumerate(self.sheet.rows)
            if self.reason(number) is Skip.NOTE
        )
        return dict(found for text in texts if (found := footnote(text)))

    def _cells(self, number: int) -> dict[str, FoundCell]:
        """The cells of a row that say something."""
        return {
            key: found_cell(wanted.field, self.sheet.name, number, self.columns[key], cell)
            for key, wanted, cell in self._mapped(number)
            if not says_nothing(without_mark(cell), wanted.field.kind)
        }

    # ------------------------------------------------------------------ whose row

    def _mapped(self, number: int) -> Iterable[tuple[str, Wanted, Cell]]:
        for key, column in self.columns.items():
            yield key, self.scheme.of(key), self.sheet.at(number, column)

    def _names(self, number: int) -> list[tuple[Wanted, Cell]]:
        return [
            (wanted, without_mark(cell))
            for _key, wanted, cell in self._mapped(number)
            if wanted.names_row and not is_empty(cell)
        ]

    def _name(self, number: int) -> str:
        return " ".join(german.search_key(cell_text(cell)) for _, cell in self._names(number))

    def _is_named(self, number: int) -> bool:
        """Whether something in the row is a name that the feature knows."""
        return any(wanted.known and wanted.known(cell) for wanted, cell in self._names(number))

    def _has_figures(self, number: int) -> bool:
        """Whether the row has a figure, a day or a choice that can be read."""
        return any(
            is_readable(without_mark(cell), wanted.field)
            for _key, wanted, cell in self._mapped(number)
            if _is_value(wanted) and not says_nothing(without_mark(cell), wanted.field.kind)
        )

    def _reason_named(self, number: int) -> Skip | None:
        """A district may be called like a municipality: then the row with figures is meant."""
        if self._says_anything(number) or self._name(number) not in self._with_figures:
            return None
        return Skip.HEADING

    def _says_anything(self, number: int) -> bool:
        """Whether beside the name something stands in the mapped columns, dashes included."""
        return any(
            cell != "" for _key, wanted, cell in self._mapped(number) if not wanted.names_row
        )

    # ------------------------------------------------------------------ everything else

    @cached_property
    def _head_words(self) -> tuple[Mapping[int, Tokens], ...]:
        """Per line of the head what stands in which column."""
        lines = self.sheet.rows[self.head.first : self.head.end]
        return tuple(
            {c: found for c, cell in enumerate(row) if (found := _words(cell))} for row in lines
        )

    def _repeats_head(self, number: int) -> bool:
        """Whether the row says again what stands in one of the lines of the head."""
        row = self.sheet.rows[number]
        filled = [column for column, cell in enumerate(row) if not is_empty(cell)]
        naming = {c for key, c in self.columns.items() if self.scheme.of(key).names_row}
        for line in self._head_words:
            if not any(
                _words(row[column]) == line[column] for column in filled[:2] if column in line
            ):
                continue  # the beginning tells: most rows need no closer look
            same = [column for column in filled if _words(row[column]) == line.get(column)]
            names_too = naming.isdisjoint(set(filled) - set(same))
            if len(same) > 1 and 4 * len(same) >= 3 * len(filled) and names_too:
                return True
        return False

    def _reason_unnamed(self, number: int, row: Sequence[Cell]) -> Skip | None:
        first = next(german.clean(cell_text(cell)) for cell in row if not is_empty(cell))
        figures = self._has_figures(number)
        if _begins(first, _TOTALS):
            return Skip.TOTAL
        if _begins(first, self.scheme.groups):
            return Skip.TOTAL if figures else Skip.HEADING
        if not figures and (_NOTE_MARK.match(first) or _begins(first, _NOTES)):
            return Skip.NOTE
        if self._names(number):
            return None if figures or self._says_anything(number) else _alone(first)
        if figures:
            return Skip.NAMELESS
        texts = sum(not is_empty(cell) for cell in row)
        return Skip.HEAD if texts > 1 else _alone(first)


def _words(cell: Cell) -> Tokens:
    return tokens(german.clean(cell_text(cell)))


def _is_value(wanted: Wanted) -> bool:
    """Whether the field holds something else than a name or a text."""
    return not wanted.names_row and wanted.field.kind not in (Kind.TEXT, Kind.OPEN_CHOICE)


def _begins(text: str, words: Iterable[str]) -> bool:
    """Whether a text begins with one of the words: «Mittelwerte», «Ø», «Total 86 Gemeinden»."""
    found = tokens(text)
    return any(head_words.holds(found[: len(tokens(word))], tokens(word)) for word in words)


def _alone(text: str) -> Skip:
    return Skip.NOTE if len(text) > _LONG else Skip.HEADING
