"""Somebody's list in a table, as it was understood; and what is said about its file, columns and cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding

Line = TypeVar("Line")
"""What a feature reads of one row."""


@dataclass(frozen=True, slots=True)
class LeftOutRow:
    """A row that holds no record, and why."""

    row: int
    """As people count, from 1."""
    words: str
    text: str


@dataclass(frozen=True, kw_only=True)
class ListTable(Generic[Line]):
    """A table as it is understood with the columns that it proposes, remembers or was given."""

    name: str
    """Of the file."""
    sheet: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    """The sheet as people see it."""
    head: tuple[int, int] = (0, 0)
    """First line of the head and the line after it, from 0."""
    heads: tuple[str, ...] = ()
    """Per column the words of its head."""
    heads_key: str = ""
    """What the columns are remembered under."""
    columns: Mapping[str, int] = field(default_factory=dict)
    remembered: bool = False
    """Somebody said it of a table with the same heads."""
    lines: tuple[Line, ...] = ()
    left_out: tuple[LeftOutRow, ...] = ()
    findings: tuple[Finding, ...] = ()
    """About the table as a whole."""


@dataclass(frozen=True, slots=True)
class ListChange:
    """Something that the file says otherwise; both in words."""

    label: str
    before: str
    after: str


ONLY_NAME: Final = "nur ein Name, sonst nichts"
NO_VALUE: Final = "leer"

_REFUSED: Final[Mapping[str, str]] = {
    "not_found": "«{name}» gibt es nicht. Prüfen Sie Ordner und Schreibweise.",
    "not_a_form": "«{name}» ist keine Tabelle. Gelesen werden .xlsx, .ods und .csv.",
    "password_protected": "«{name}» ist mit einem Passwort geschützt. Speichern Sie die Liste ohne Passwort.",
    "old_excel": "«{name}» hat das alte Excel-Format (.xls). Speichern Sie die Liste als .xlsx.",
    "macros": "«{name}» kann Makros enthalten (.xlsm). Speichern Sie die Liste als .xlsx.",
    "too_big": "«{name}» ist zu gross. Gelesen werden höchstens 5 MB, 5'000 Zeilen und 256 Spalten.",
}
_UNREADABLE: Final = "«{name}» lässt sich nicht sicher lesen. Speichern Sie die Liste noch einmal als .xlsx oder .csv."


def refused(code: str, name: str) -> str:
    """Why a file is not read, and what to do."""
    return _REFUSED.get(code, _UNREADABLE).format(name=name)


def column_missing(label: str) -> str:
    """Nothing can be attributed without it."""
    return (
        f"Keine Spalte ist als «{label}» erkannt. Wählen Sie die Spalte über der Tabelle, "
        f"oder nennen Sie ihren Kopf «{label}»."
    )


def several_columns(label: str, columns: str) -> str:
    """Columns that fit equally well are not guessed at."""
    return (
        f"{label}: Mehrere Spalten passen ({columns}), gelesen wird keine. Wählen Sie die richtige."
    )


def unread_columns(columns: str) -> str:
    """Columns that mean nothing here."""
    return f"Nicht eingelesen: Spalte {columns}."


def unread_sheet(name: str) -> str:
    """Only one sheet is read."""
    return f"Das Blatt «{name}» wird nicht eingelesen. Stellen Sie alles auf ein Blatt, oder lesen Sie es für sich."


def formula(label: str) -> str:
    """What a formula last showed may be out of date."""
    return f"{label}: Hier steht eine Formel. Ersetzen Sie sie durch den Wert selbst."


def too_long(label: str, most: int) -> str:
    """A text is never cut off."""
    return f"{label}: Der Text ist länger als {german.count(most)} Zeichen. Kürzen Sie ihn."


def change(one: ListChange) -> str:
    """«Titel: bisher «alt», neu «neu».»."""
    before = NO_VALUE if one.before == NO_VALUE else f"«{one.before}»"
    return f"{one.label}: bisher {before}, neu «{one.after}»."
