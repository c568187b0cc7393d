"""Free tables of others: which of their columns is which field, for every feature that reads some.

A feature says what it looks for (:class:`Scheme`). The words of the heads and the look of the values
propose a column per field; a person decides where that is not certain. Pure and total over grids:
whatever a sheet holds, there is an answer and nothing raises.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from sozdesk.documents.sheets import Cell, Sheet, cell_text
from sozdesk.exchange import head_words
from sozdesk.exchange.form_reader import Place
from sozdesk.exchange.forms import Field, Kind, label_key
from sozdesk.exchange.head_words import tokens
from sozdesk.exchange.table_cells import is_empty, is_readable, says_nothing
from sozdesk.kernel import german

Columns = Mapping[str, int]
"""Field key → column, counted from 0."""

_HIGHEST = 3
"""Lines that a head may have."""
_PER_LINE = 15
"""Each further line of a head must bring more than this."""
_AS_GOOD = 0.75
"""The first head counts that is nearly as good as the best: heads repeat on every page."""
_FIRST_ROWS = 300
"""A table that does not begin within these has no head that could be found."""
_SAMPLE = 300
"""Values of a column that are looked at."""
_SHARE = 0.5
"""Part of the values that a field must know where no head names the column."""
_SHARE_NAMED = 0.2
"""The same below a head that names it; of names one is enough, among sub-headings and notes."""
_MOST_WORDS = 300
"""Letters of a line above the table that may say something about all of it."""
_LEVEL = " · "
_YEARS = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One field that is looked for in the columns of a table."""

    field: Field
    heads: tuple[str, ...] = ()
    """How a column may be called besides the label; «Personen / 1» = «1» below «Personen»."""
    never: tuple[str, ...] = ()
    """Words of heads that mean something else."""
    names_row: bool = False
    """Says what a row is about, for example the municipality."""
    known: Callable[[Cell], bool] | None = None
    """Whether a value is one that the feature knows; finds the column where no head names it."""

    @property
    def words(self) -> tuple[str, ...]:
        """Every way to call the column."""
        return (self.field.label, *self.heads)


@dataclass(frozen=True, slots=True)
class Scheme:
    """Everything that is looked for in one kind of table."""

    fields: tuple[Wanted, ...]
    groups: tuple[str, ...] = ()
    """Words that begin a sub-heading: «Bezirk»."""

    def of(self, key: str) -> Wanted:
        """The wanted field with this key."""
        return next(wanted for wanted in self.fields if wanted.field.key == key)


@dataclass(frozen=True, slots=True)
class Head:
    """The lines of a sheet that name its columns: rows ``first`` to before ``end``, from 0."""

    first: int
    end: int
    levels: tuple[tuple[str, ...], ...]
    """Per column what stands above it, from top to bottom; merged cells count for all they span."""

    def words(self, column: int) -> str:
        """«Grenzwerte · 1 Person»; empty for a column without a head."""
        return _LEVEL.join(self.levels[column]) if column < len(self.levels) else ""

    @property
    def key(self) -> str:
        """The heads as one text that finds the same table again next year: without years."""
        heads = (" ".join(levels) for levels in self.levels)
        return " | ".join(_YEARS.sub("####", german.clean(head)) for head in heads).rstrip(" |")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the table itself says about its columns."""

    columns: Columns = field(default_factory=dict)
    unsure: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Field key → columns that fit equally well: somebody must choose."""


# ------------------------------------------------------------------ the head


def find_head(sheet: Sheet, scheme: Scheme) -> Head:
    """The lines that name the columns; without any, an empty head above the first filled row."""
    found = [
        (points, head) for head in _windows(sheet, scheme) if (points := _points(head, scheme))
    ]
    if not found:
        return _by_look(sheet)
    enough = _AS_GOOD * max(points for points, _head in found)
    end = min(head.end for points, head in found if points >= enough)
    return max((one for one in found if one[1].end == end), key=lambda one: one[0])[1]


def head_points(head: Head, scheme: Scheme) -> int:
    """How well a head fits the scheme; 0 if it names nothing that is looked for."""
    return _points(head, scheme)


def _windows(sheet: Sheet, scheme: Scheme) -> Iterator[Head]:
    """Every way to take one to three lines as head whose last line speaks like one."""
    speaks = head_words.speaker(word for wanted in scheme.fields for word in wanted.words)
    for last, row in enumerate(sheet.rows[:_FIRST_ROWS]):
        texts = [text for cell in row if (text := _head_text(cell))]
        if len(texts) > 1 and any(map(speaks, texts)):
            for height in range(1, min(_HIGHEST, last + 1) + 1):
                yield _head(sheet, last + 1 - height, last + 1)


def _head_text(cell: Cell) -> str:
    """Texts, and figures as they stand in heads: sizes of households, years."""
    if isinstance(cell, str):
        return german.clean(cell)
    is_head = isinstance(cell, int | float) and (0 < cell < 100 or 1900 <= cell <= 2100)
    return cell_text(cell) if is_head and not isinstance(cell, bool) else ""


def _head(sheet: Sheet, first: int, end: int) -> Head:
    lines = [[_head_text(cell) for cell in row] for row in sheet.rows[first:end]]
    for number in range(len(lines) - 2, -1, -1):
        lines[number] = _spread(lines[number], lines[number + 1])
    columns = zip(*lines, strict=True)
    return Head(first, end, tuple(tuple(filter(None, column)) for column in columns))


def _spread(line: list[str], below: list[str]) -> list[str]:
    """A merged cell holds its text on the left only; it spans the columns that have heads below."""
    spread, group = [], ""
    for text, lower in zip(line, below, strict=True):
        if text:
            group = text if lower else ""
        spread.append(text or (group if lower else ""))
    return spread


def _points(head: Head, scheme: Scheme) -> int:
    fits = [max(_fits(head, wanted), default=0) for wanted in scheme.fields]
    named = any(fits[n] for n, wanted in enumerate(scheme.fields) if wanted.names_row)
    if sum(map(bool, fits)) < (2 if named else 3):
        return 0
    return max(0, sum(fits) - _PER_LINE * (head.end - head.first - 1))


def _fits(head: Head, wanted: Wanted) -> list[int]:
    return [head_words.fit(levels, wanted.words, wanted.never) for levels in head.levels]


def _by_look(sheet: Sheet) -> Head:
    """No words help: the line of texts above the first line with several figures, else nothing."""
    filled = [n for n, row in enumerate(sheet.rows) if not all(map(is_empty, row))]
    first = filled[0] if filled else 0
    figures = (n for n in filled if sum(_is_figure(cell) for cell in sheet.rows[n]) > 1)
    table = next(figures, first)
    above = [n for n in filled if n < table]
    if above and sum(not is_empty(cell) for cell in sheet.rows[above[-1]]) > 1:
        return _head(sheet, above[-1], above[-1] + 1)
    return Head(table, table, ())


def _is_figure(cell: Cell) -> bool:
    if isinstance(cell, str):
        return bool(re.fullmatch(r"[\d'’., ]+", cell.strip()))
    return isinstance(cell, int | float) and not isinstance(cell, bool)


# ------------------------------------------------------------------ columns


def propose(sheet: Sheet, head: Head, scheme: Scheme, prefer: str = "") -> Proposal:
    """The column of each field, from the words of its head and the look of its values.

    ``prefer`` is a word, for example a year, that decides between columns that fit equally well;
    after that the label of the field outdoes its other names.
    """
    fitting = {
        (wanted.field.key, column): 4 * points
        + 2 * (prefer in tokens(head.words(column)))
        + (head_words.fit(head.levels[column], (wanted.field.label,)) == points)
        for wanted in scheme.fields
        for column, points in enumerate(_fits(head, wanted))
        if points and _looks_right(sheet, head, wanted, column)
    }
    columns: dict[str, int] = {}
    unsure: dict[str, tuple[int, ...]] = {}
    while fitting:
        key, column = max(fitting, key=lambda pair: fitting[pair])
        most = fitting[key, column]
        equal = tuple(c for (k, c), points in fitting.items() if k == key and points == most)
        if len(equal) == 1:
            columns[key] = column
        else:
            unsure[key] = equal
        fitting = {
            (k, c): points
            for (k, c), points in fitting.items()
            if k != key and c not in columns.values()
        }
    open_ = [one for one in scheme.fields if one.field.key not in {*columns, *unsure}]
    return Proposal({**columns, **_by_value(sheet, head, open_, columns)}, unsure)


def _looks_right(sheet: Sheet, head: Head, wanted: Wanted, column: int) -> bool:
    """Enough of what stands below the head can be read; an empty column may be right."""
    share = _share(sheet, head, wanted, column)
    if share is None:
        return True
    return share > 0 if wanted.field.kind is Kind.TEXT else share >= _SHARE_NAMED


def _share(sheet: Sheet, head: Head, wanted: Wanted, column: int) -> float | None:
    """The part of the values that look right; None if there are none."""
    below = (row[column] for row in sheet.rows[head.end :])
    telling = (cell for cell in below if not says_nothing(cell, wanted.field.kind))
    values = list(islice(telling, _SAMPLE))
    known = wanted.known or (lambda cell: is_readable(cell, wanted.field))
    return sum(map(known, values)) / len(values) if values else None


def _by_value(sheet: Sheet, head: Head, fields: Iterable[Wanted], found: Columns) -> Columns:
    """Columns without a telling head whose values the feature knows, if there is just one."""
    free = set(range(_width(sheet))) - set(found.values())
    proposed = {}
    for wanted in fields:
        if wanted.known is None:
            continue
        right = [c for c in free if (_share(sheet, head, wanted, c) or 0.0) >= _SHARE]
        if len(right) == 1:
            proposed[wanted.field.key] = right[0]
            free.discard(right[0])
    return proposed


def _width(sheet: Sheet) -> int:
    return len(sheet.rows[0]) if sheet.rows else 0


# ------------------------------------------------------------------ what holds for the whole table


@dataclass(frozen=True, slots=True)
class Statement:
    """What a line above the table says about all of it."""

    value: str
    place: Place
    words: str
    """The whole text of the cell."""


def stated(sheet: Sheet, head: Head, words: Mapping[str, str]) -> Statement | None:
    """The one value that title and heads name; None if they name none or contradict each other.

    ``words`` maps what people write («exkl. NK») to the value that it stands for.
    """
    found: dict[str, Statement] = {}
    for row in range(min(head.end, len(sheet.rows))):
        for column, cell in enumerate(sheet.rows[row]):
            text = german.clean(cell) if isinstance(cell, str) else ""
            if text and len(text) <= _MOST_WORDS:
                for value in values_in(text, words):
                    found.setdefault(value, Statement(value, (row, column), text))
    return next(iter(found.values())) if len(found) == 1 else None


def values_in(text: str, words: Mapping[str, str]) -> set[str]:
    """The values whose words stand in a text."""
    return {value for word, value in words.items() if head_words.holds(tokens(text), tokens(word))}


def columns_named(heads: Sequence[str], words: str) -> tuple[int, ...]:
    """The columns that somebody means by a letter («C») or by the words of a head.

    ``heads`` are the words of :class:`Head`, one text per column.
    """
    by_letter = _column_of_letters(words.strip().upper())
    if by_letter is not None and by_letter < len(heads):
        return (by_letter,)
    wanted = label_key(words)
    return tuple(
        column
        for column, head in enumerate(heads)
        if wanted and wanted in {label_key(head), *map(label_key, head.split(_LEVEL))}
    )


def _column_of_letters(letters: str) -> int | None:
    if not re.fullmatch(r"[A-Z]{1,2}", letters):
        return None
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
