"""The one form mechanism: a field list becomes a protected workbook, and comes back as answers.

A form is a sequence of lines. Each question stands on one row: its label, what was answered last
time, the answer, sometimes a second answer. A returned form is read by its labels, never by fixed
positions, so that inserted rows, moved sheets and new sheet names do no harm.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache

from sozdesk.kernel import german

MARK = "sozdesk-formular"
"""Cell A1 of the hidden sheet."""


class Kind(StrEnum):
    """What an answer is."""

    AMOUNT = "amount"
    """Money, Rappen."""
    DAY = "day"
    CHOICE = "choice"
    OPEN_CHOICE = "open_choice"
    """A list that also takes other words."""
    TEXT = "text"
    COUNT = "count"
    DECIMAL = "decimal"
    """Thousandths."""
    YES = "yes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing that is asked; ``label`` finds it again."""

    key: str
    label: str
    kind: Kind
    choices: Mapping[str, str] = field(default_factory=dict)
    """Value → words in the list of the form."""
    other_words: Mapping[str, str] = field(default_factory=dict)
    """Words that older forms or people use → value."""
    hint: str = ""
    message: str = ""
    """What the form says while typing: one sentence."""
    column: int = 0
    """Columns to the right of the answer column (a second answer on the same row)."""


Raw = str | int | float | bool | date | datetime | None
"""What is written into a cell."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Title of a group of questions."""

    text: str


@dataclass(frozen=True, slots=True)
class TableHead:
    """Names of the columns: label, last time, now, change or second answer, hint."""

    words: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the form states and nobody changes."""

    label: str
    value: Raw


@dataclass(frozen=True, slots=True)
class Pick:
    """The municipality of a blank form, from a list, and its number derived from the choice."""

    label: str
    number_label: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Running text over the whole width; ``lines`` of height."""

    text: str
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Question:
    """One row with its fields, what was answered last time, and what is filled in already."""

    fields: tuple[Field, ...]
    answers: tuple[Raw, ...] = ()
    before: Raw = None
    compare: bool = False
    """Show the change to last time in percent."""
    wide: bool = False
    """The answer reaches to the right edge."""
    lines: int = 1


Line = Heading | TableHead | Fact | Pick | Note | Question


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSheet:
    """One sheet of a form."""

    name: str
    title: str
    subtitle: str = ""
    lines: tuple[Line, ...]
    footer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A whole workbook: sheets, an explanation sheet, and facts for the reader."""

    title: str
    sheets: tuple[FormSheet, ...]
    facts: tuple[tuple[Raw, ...], ...]
    """Rows of the hidden sheet below the mark: first a word, then its values."""
    created: datetime
    sample: bool = False
    sample_words: str = "Beispieldaten – frei erfunden"


_NOISE = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=4096)
def label_key(text: str) -> str:
    """A label without case, marks, spaces and punctuation: ``Beschluss-Nr.:`` → ``beschlussnr``."""
    return _NOISE.sub("", german.search_key(text)) if len(text) <= 120 else ""
