"""Sentences about measures in a table: what cannot be read, what does not fit, what would happen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from sozdesk.features.strategy.terms import (
    CarryOverKind,
    ImportCounts,
    ImportPlan,
    ImportResult,
    ValueChange,
)
from sozdesk.features.strategy.texts.words import word
from sozdesk.kernel import german

RESULTS: Final[Mapping[ImportResult, str]] = {
    ImportResult.NEW: "neu",
    ImportResult.CHANGED: "geändert",
    ImportResult.UNCHANGED: "unverändert",
    ImportResult.UNUSABLE: "nicht verwertbar",
}
LABELS: Final[Mapping[str, str]] = {
    "number": "Nummer",
    "title": "Titel",
    "action_field": "Handlungsfeld",
    "aim": "Ziel",
    "priority": "Priorität",
    "horizon": "Horizont",
    "poverty_strategy": "Armutsstrategie",
    "responsible_body": "Zuständige Stelle",
    "responsible_people": "Zuständige Personen",
    "continues": "Führt fort",
    "state": "Stand",
    "reason": "Grund",
    "as_of": "Stand per",
}
"""Columns of the template, in its order."""

_REFUSED: Final[Mapping[str, str]] = {
    "not_found": "«{name}» gibt es nicht. Prüfen Sie Ordner und Schreibweise.",
    "not_a_form": "«{name}» ist keine Tabelle. Gelesen werden .xlsx, .ods und .csv.",
    "password_protected": "«{name}» ist mit einem Passwort geschützt. Speichern Sie die Tabelle ohne Passwort.",
    "old_excel": "«{name}» hat das alte Excel-Format (.xls). Speichern Sie die Tabelle als .xlsx.",
    "macros": "«{name}» kann Makros enthalten (.xlsm). Speichern Sie die Tabelle als .xlsx.",
    "too_big": "«{name}» ist zu gross. Gelesen werden höchstens 5 MB, 5'000 Zeilen und 256 Spalten.",
    "zip_bomb": "«{name}» wird beim Entpacken übermässig gross und wurde nicht geöffnet. Speichern Sie nur das Blatt mit der Tabelle.",
    "doctype": "«{name}» enthält fremde Anweisungen (DOCTYPE) und wurde nicht geöffnet. Speichern Sie die Tabelle noch einmal als .xlsx.",
    "unsafe_path": "«{name}» will beim Entpacken an einen anderen Ort schreiben und wurde nicht geöffnet. Speichern Sie die Tabelle noch einmal als .xlsx.",
}
_UNREADABLE: Final = (
    "«{name}» lässt sich nicht lesen. Speichern Sie die Tabelle noch einmal als .xlsx oder .csv."
)


def refused(code: str, name: str) -> str:
    """Why a file is not read, and what to do."""
    return _REFUSED.get(code, _UNREADABLE).format(name=name)


# ------------------------------------------------------------------ the table

EMPTY: Final = (
    "Die Tabelle enthält keine Massnahmen. Füllen Sie die Vorlage aus, eine Massnahme je Zeile."
)


def column_missing(label: str) -> str:
    """Nothing can be attributed without it."""
    return f"Keine Spalte heisst «{label}». Nennen Sie die Spalte so wie in der Vorlage."


def several_columns(label: str, columns: str) -> str:
    """Two columns are called alike."""
    return f"{label}: Mehrere Spalten passen, {columns}. Nennen Sie nur eine davon «{label}»."


def unread_columns(columns: str) -> str:
    """Columns that mean nothing here."""
    return f"Nicht eingelesen: Spalte {columns}."


def unread_sheet(name: str) -> str:
    """Only one sheet is read."""
    return f"Das Blatt «{name}» wird nicht eingelesen. Stellen Sie alle Massnahmen auf ein Blatt."


# ------------------------------------------------------------------ a cell


def formula(label: str) -> str:
    """What a formula last showed may be out of date."""
    return (
        f"{label}: Hier steht eine Formel. Ihr Ergebnis kann veraltet sein: "
        "Ersetzen Sie sie durch den Wert selbst."
    )


def number_is_a_day(day: date) -> str:
    """Excel took «1.3» for the first of March."""
    return (
        f"Excel hat aus der Nummer ein Datum gemacht ({german.day(day)}). Formatieren Sie die "
        "Spalte als Text und schreiben Sie die Nummer noch einmal."
    )


def too_long(label: str, most: int) -> str:
    """A text is never cut off."""
    return f"{label}: Der Text ist länger als {german.count(most)} Zeichen. Kürzen Sie ihn."


def no_numbers(raw: str) -> str:
    """Numbers of measures were expected."""
    return f"«{raw}» nennt keine Nummern. Schreiben Sie sie so: 1.6, 1.7"


# ------------------------------------------------------------------ a row

NUMBER_MISSING: Final = "Die Nummer fehlt. Schreiben Sie sie so: 1.3"
STATE_MISSING: Final = (
    "Der Stand fehlt. Tragen Sie ihn ein, oder leeren Sie «Stand per» und «Grund»."
)
POVERTY_MISSING: Final = "Sagen Sie, ob die Massnahme aus der Armutsstrategie kommt: ja oder nein."
DAY_MISSING: Final = "Sagen Sie, per wann der Stand gilt, zum Beispiel 31.12.2025."


def unknown_field(raw: str, period: str, fields: Sequence[str]) -> str:
    """A Handlungsfeld that the period does not have."""
    known = german.enumeration([f"«{one}»" for one in fields])
    return f"«{raw}» ist kein Handlungsfeld der Periode {period}. Es gibt {known}."


def field_of_number_unknown(number: str, period: str) -> str:
    """The number begins with a Handlungsfeld that the period does not have."""
    return f"Die Periode {period} hat kein Handlungsfeld {number.partition('.')[0]}. Prüfen Sie die Nummer {number}."


def field_disagrees(number: str, raw: str) -> str:
    """Number and Handlungsfeld say different things."""
    return (
        f"Die Nummer {number} gehört zum Handlungsfeld {number.partition('.')[0]}, "
        f"in der Zeile steht «{raw}». Berichtigen Sie das eine oder das andere."
    )


def twice(number: str, rows: Sequence[int]) -> str:
    """One number for two measures."""
    named = german.enumeration([str(row) for row in rows])
    return f"Die Nummer {number} steht in den Zeilen {named}. Jede Massnahme hat ihre eigene."


def not_before(number: str, former: str) -> str:
    """A measure of the period before that is not there."""
    if not former:
        return "Vor dieser Periode ist keine erfasst. Leeren Sie «Führt fort»."
    return f"Die Massnahme {number} gibt es in der Periode {former} nicht. Prüfen Sie die Nummer."


def one_too_many(place: int, expected: int) -> str:
    """More measures than the Regierungsrat adopted."""
    return (
        f"Mit dieser Zeile sind es {german.plural(place, 'Massnahme', 'Massnahmen')}, erwartet sind "
        f"{german.count(expected)}. Prüfen Sie die Tabelle, oder bestätigen Sie die Anzahl."
    )


# ------------------------------------------------------------------ what would happen

EMPTY_VALUE: Final = "leer"
CONTINUES: Final = LABELS["continues"]


def change(one: ValueChange) -> str:
    """«Titel: «alt» wird «neu»»."""
    before = EMPTY_VALUE if one.before == EMPTY_VALUE else f"«{one.before}»"
    return f"{one.label}: bisher {before}, neu «{one.after}»."


def state_on(day: date) -> str:
    """The label of an entry of a day."""
    return f"Stand per {german.day(day)}"


def carried(lines: Sequence[tuple[str, CarryOverKind]]) -> str:
    """«1.6 (zusammengelegt), 1.7 (zusammengelegt)»."""
    return ", ".join(f"{number} ({word(kind)})" for number, kind in lines)


def line_of(source: str, target: str) -> str:
    """The label of a line into this period."""
    return f"Weiterführung {source} → {target}" if target else f"Weiterführung von {source}"


def summary(period: str, counts: ImportCounts) -> str:
    """The line of the Verlauf."""
    return f"Massnahmen {period} eingelesen: {told(counts)}"


def told(counts: ImportCounts) -> str:
    """«19 neu, 2 geändert, 3 unverändert»."""
    parts = (
        (counts.new, RESULTS[ImportResult.NEW]),
        (counts.changed, RESULTS[ImportResult.CHANGED]),
        (counts.unchanged, RESULTS[ImportResult.UNCHANGED]),
    )
    said = [f"{german.count(number)} {what}" for number, what in parts if number]
    return ", ".join(said) or "nichts"


def standing(plan: ImportPlan) -> str:
    """«17 von 19 Massnahmen», as it is after recording."""
    expected = plan.period.expected
    if expected is None:
        return german.plural(plan.after, "Massnahme", "Massnahmen")
    return f"{german.count(plan.after)} von {german.plural(expected, 'Massnahme', 'Massnahmen')}"


def confirm_count(plan: ImportPlan) -> str:
    """The question beside the box, and on the command line."""
    return (
        f"Danach sind {german.count(plan.after)} Massnahmen erfasst, erwartet sind "
        f"{german.count(plan.period.expected or 0)}. Die Anzahl stimmt trotzdem"
    )


def confirm_changes(count: int) -> str:
    """The same about what is recorded already."""
    return f"{german.plural(count, 'Zeile ändert', 'Zeilen ändern')} bereits Erfasstes. So erfassen"


NOT_CONFIRMED: Final = "Bestätigen Sie das zuerst. Es wurde nichts erfasst."
