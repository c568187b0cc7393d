"""How the cells of a free table look: empty, with a footnote mark, readable as what is wanted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence

from sozdesk.documents.sheets import Cell, cell_text
from sozdesk.exchange.answers import Answers
from sozdesk.exchange.form_reader import FoundCell
from sozdesk.exchange.forms import Field, Kind, label_key
from sozdesk.kernel import german

_NOTHING = frozenset(
    {
        *("ka", "keineangabe", "keineangaben", "nichtangegeben", "na", "nv", "nb"),
        *("unbekannt", "offen", "ausstehend"),
    }
)
"""What people write where a figure, a day or a choice is not known."""
_DASHES = re.compile(r"[-–—−_.?\s]*")
_MARK = re.compile(
    r"(?:(?<=\S)[*†‡¹²³⁰-⁹]+|\s(?:[*†‡¹²³⁰-⁹]+|\d{1,2}\)|[a-z]\)|\(\d{1,2}\)|\(\*+\)|\[\d{1,2}\]))+$"
)
"""Footnote marks behind a value: «1'050 1)», «Aesch*», «900¹»; a figure needs a space before it."""


def without_mark(cell: Cell) -> Cell:
    """The cell without footnote marks at its end."""
    return _MARK.sub("", cell.strip()) if isinstance(cell, str) else cell


def marks_of(cell: Cell) -> tuple[str, ...]:
    """The footnotes that a cell points to: «1'050 1)» → 1, «Aesch*» → *."""
    found = _MARK.search(cell.strip()) if isinstance(cell, str) else None
    return tuple(_SIGNS.findall(_plain(found[0]))) if found else ()


def footnote(text: str) -> tuple[str, str] | None:
    """Mark and words of a footnote: «1) ohne Garage» → 1, ohne Garage; None for another text."""
    found = _NOTE.match(_plain(text))
    return (found[1], found[2]) if found else None


def _plain(text: str) -> str:
    """«¹» and «(1)» like «1)»."""
    return unicodedata.normalize("NFKC", german.clean(text))


def is_empty(cell: Cell) -> bool:
    """Nothing but spaces and dashes."""
    return isinstance(cell, str) and bool(_DASHES.fullmatch(german.clean(cell)))


def says_nothing(cell: Cell, kind: Kind) -> bool:
    """Empty, or «k. A.» where something else than a text is wanted."""
    if is_empty(cell):
        return True
    return kind is not Kind.TEXT and isinstance(cell, str) and label_key(cell) in _NOTHING


def found_cell(field: Field, sheet: str, row: int, column: int, cell: Cell) -> FoundCell:
    """A cell as an answer; texts that people read keep their marks."""
    value = cell if field.kind in _TEXTS else without_mark(cell)
    return FoundCell(field, sheet, (row, column), value, "")


_SIGNS = re.compile(r"\d+|[a-z]|[*†‡]+")
_NOTE = re.compile(r"^[(\[]?(\d{1,2}|[a-z]|[*†‡]+)(?:[)\]]|(?<=[*†‡])|(?=\s))\s*(.+)$")
_TEXTS = frozenset({Kind.TEXT, Kind.OPEN_CHOICE})

_READERS: Mapping[Kind, Callable[[Answers, str], object]] = {
    Kind.AMOUNT: Answers.amount,
    Kind.DAY: Answers.day,
    Kind.CHOICE: Answers.choice,
    Kind.COUNT: Answers.count,
    Kind.DECIMAL: Answers.decimal,
    Kind.YES: Answers.yes,
}


def is_readable(cell: Cell, field: Field) -> bool:
    """Whether a cell that says something can be read as the field wants; texts always can."""
    read = _READERS.get(field.kind)
    if read is None:
        return True
    answers = Answers({field.key: found_cell(field, "", 0, 0, cell)})
    return read(answers, field.key) is not None and not answers.problems


def row_text(row: Sequence[Cell]) -> str:
    """What stands in a row, for people: its cells one behind the other."""
    return " · ".join(text for cell in row if (text := german.clean(cell_text(cell))))
