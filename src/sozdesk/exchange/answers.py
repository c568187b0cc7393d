"""Cells of a form as values: typed answers, what was converted, what could not be read."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from sozdesk.documents.sheets import Cell, cell_text
from sozdesk.exchange.form_reader import FoundCell
from sozdesk.exchange.forms import Field, label_key
from sozdesk.kernel import entry, german

_Value = TypeVar("_Value")

MAX_TEXT = 2_000
"""Longer remarks are cut: they are text for people, not a document."""
_MAX_RAPPEN = 100_000_000_00
_NOTHING = {"", "keine", "kein", "nein", "entfaellt", "entfallt", "na", "trifftnichtzu"}
_YES = {"ja", "j", "x", "yes", "oui", "wahr", "true", "1"}
_NO = {"nein", "n", "no", "non", "falsch", "false", "0"}
_DASHES = re.compile(r"[-–—−_.\s]*")


@dataclass(frozen=True, slots=True)
class Conversion:
    """Text that was understood as a number or a day."""

    cell: FoundCell
    words: str
    """The value as it was understood, written out."""
    value: int | None = None
    """Rappen or another number; None for a day."""


@dataclass(frozen=True, slots=True)
class Problem:
    """An answer that cannot be read, with the sentence that says what to do."""

    cell: FoundCell
    sentence: str


@dataclass(slots=True)
class Answers:
    """Reads cells on demand and remembers what was converted and what failed."""

    cells: Mapping[str, FoundCell]
    conversions: list[Conversion] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def amount(self, key: str) -> int | None:
        """Rappen; None if left empty or unreadable."""
        return self._number(key, entry.amount, entry.amount_from_number, german.amount)

    def count(self, key: str) -> int | None:
        """A whole number."""
        return self._number(key, entry.whole_number, _whole, german.count)

    def decimal(self, key: str) -> int | None:
        """Thousandths."""
        return self._number(key, _thousandths, lambda number: round(number * 1000), _decimal_words)

    def percent(self, key: str) -> int | None:
        """Hundredths of a percent; «87,5», «87,5 %» and 87.5 are the same."""
        return self._number(key, _hundredths, lambda number: round(number * 100), german.percent)

    def day(self, key: str) -> date | None:
        """A day, from a date cell or from text."""
        cell = self._filled(key)
        if cell is None:
            return None
        value = self._try(cell, _day)
        if value is not None and isinstance(cell.value, str):
            self.conversions.append(Conversion(cell, german.day(value)))
        return value

    def text(self, key: str) -> str:
        """Text as typed, trimmed; numbers and days in a text cell as people see them."""
        cell = self.cells.get(key)
        text = "" if cell is None else german.clean(cell.raw)
        return "" if _DASHES.fullmatch(text) else text[:MAX_TEXT]

    def reason(self, key: str) -> str:
        """Text, but empty for «nein», «entfällt» and the like."""
        text = self.text(key)
        return "" if label_key(text) in _NOTHING and len(text) < 40 else text

    def yes(self, key: str) -> bool | None:
        """True for «ja» or a cross, False for «nein», None if left empty."""
        cell = self._filled(key)
        return None if cell is None else self._try(cell, _yes)

    def choice(self, key: str) -> str | None:
        """The value of the chosen words."""
        cell = self._filled(key)
        return None if cell is None else self._try(cell, lambda _: _choice(cell.field, cell.raw))

    def open_choice(self, key: str) -> tuple[str | None, str]:
        """The value of the chosen words, or None and the text that somebody wrote instead."""
        text = self.text(key)
        chosen = _known_choice(self.cells[key].field, text) if text else None
        return (chosen, "") if chosen is not None else (None, text)

    def is_as_before(self, key: str) -> bool:
        """Whether the answer is empty or equal to last time's."""
        cell = self.cells.get(key)
        return cell is None or cell.value in ("", cell.before)

    def object_to(self, key: str, sentence: str) -> None:
        """Remember that an answer contradicts another one."""
        self.problems.append(Problem(self.cells[key], sentence))

    def _filled(self, key: str) -> FoundCell | None:
        cell = self.cells.get(key)
        if cell is None or (isinstance(cell.value, str) and _DASHES.fullmatch(cell.value)):
            return None
        return cell

    def _number(
        self,
        key: str,
        from_text: Callable[[str], int],
        from_number: Callable[[float], int],
        words: Callable[[int], str],
    ) -> int | None:
        cell = self._filled(key)
        if cell is None:
            return None
        value = self._try(cell, lambda raw: _in_range(_read_number(raw, from_text, from_number)))
        if value is not None and isinstance(cell.value, str):
            self.conversions.append(Conversion(cell, words(value), value))
        return value

    def _try(self, cell: FoundCell, read: Callable[[Cell], _Value]) -> _Value | None:
        try:
            return read(cell.value)
        except entry.EntryError as error:
            self.problems.append(Problem(cell, f"{cell.field.label}: {error}"))
            return None


def _read_number(
    cell: Cell, from_text: Callable[[str], int], from_number: Callable[[float], int]
) -> int:
    if isinstance(cell, str):
        return from_text(cell)
    if isinstance(cell, bool) or not isinstance(cell, int | float) or not math.isfinite(cell):
        raise entry.EntryError(
            f"«{cell_text(cell)}» ist keine Zahl. Schreiben Sie zum Beispiel 1050."
        )
    return from_number(cell)


def _in_range(number: int) -> int:
    if abs(number) > _MAX_RAPPEN:
        raise entry.EntryError("Die Zahl ist zu gross. Prüfen Sie die Angabe.")
    return number


def _whole(number: float) -> int:
    return entry.whole_number(f"{number:f}".rstrip("0").rstrip("."))


def _thousandths(text: str) -> int:
    plain = re.sub(r"['’\s]", "", german.clean(text)).replace(",", ".")
    if not re.fullmatch(r"\d{1,6}(\.\d{1,3})?", plain):
        raise entry.EntryError(f"«{text}» ist keine Zahl. Schreiben Sie zum Beispiel 104.0.")
    return round(float(plain) * 1000)


def _hundredths(text: str) -> int:
    return (_thousandths(german.clean(text).removesuffix("%")) + 5) // 10


def _decimal_words(thousandths: int) -> str:
    return f"{thousandths / 1000:g}".replace(".", ",")


def _day(cell: Cell) -> date:
    if isinstance(cell, bool) or not isinstance(cell, str | int | float | date | datetime):
        raise entry.EntryError(
            f"«{cell_text(cell)}» ist kein Datum. Schreiben Sie das Datum so: 24.11.2026"
        )
    return entry.day_from_cell(cell)


def _yes(cell: Cell) -> bool:
    key = label_key(cell_text(cell))
    if key in _NO or key.startswith("nein"):
        return False
    if key in _YES or key.startswith("ja") or cell_text(cell) in {"✓", "✔", "☒", "☑"}:
        return True
    raise entry.EntryError(
        f"«{cell_text(cell)}» ist weder ja noch nein. Schreiben Sie ja oder nein."
    )


def _choice(field: Field, text: str) -> str:
    known = _known_choice(field, text)
    if known is None:
        words = german.enumeration([f"«{word}»" for word in field.choices.values()])
        raise entry.EntryError(f"«{text}» steht nicht in der Liste. Möglich sind {words}.")
    return known


def _known_choice(field: Field, text: str) -> str | None:
    key = label_key(text)
    for value, words in field.choices.items():
        if key == label_key(words) or key == label_key(value):
            return value
    return next(
        (value for words, value in field.other_words.items() if key == label_key(words)), None
    )
