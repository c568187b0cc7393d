"""The words of the page that reads in persons: empty state, action bar, rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sozdesk.features.cases.terms.importing import (
    ImportCounts,
    ImportPlan,
    ImportResult,
    ImportRow,
)
from sozdesk.features.cases.texts import importing as words
from sozdesk.kernel import german, listed
from sozdesk.kernel.findings import Finding, Severity, stops
from sozdesk.widgets import states
from sozdesk.widgets.list_import import ListWords, facts
from sozdesk.widgets.preview_list import Said, Sentence
from sozdesk.widgets.rows import Column
from sozdesk.widgets.states import State

_SYMBOLS: Final = {
    ImportResult.NEW: State.OK,
    ImportResult.CHANGED: State.HINT,
    ImportResult.UNCHANGED: State.IDENTICAL,
    ImportResult.AMBIGUOUS: State.QUERIED,
    ImportResult.UNUSABLE: State.UNUSABLE,
    ImportResult.SKIPPED: State.UNCHANGED,
}
_MOST_LABELS: Final = 2
"""Columns that are named in the list."""


def bar(plan: ImportPlan) -> tuple[str, str, str]:
    """What will happen, what stays as it is, and the symbol."""
    if stops(plan.findings):
        told = "Wählen Sie die Spalten, oder berichtigen Sie die Liste."
        return "Die Liste ist nicht verwertbar", told, State.UNUSABLE
    if plan.unclear:
        what = german.plural(plan.unclear, "Zeile ist nicht klar", "Zeilen sind nicht klar")
        told = "Ordnen Sie sie zu, lassen Sie sie aus, oder berichtigen Sie die Liste."
        return what, told, State.QUERIED
    same = plan.count(ImportResult.UNCHANGED)
    rest = f"{german.count(same)} unverändert" if same else ""
    if not plan.to_record:
        return "Nichts zu erfassen", rest, State.NOTE
    number = german.plural(plan.to_record, "Zeile", "Zeilen")
    if plan.asks_day:
        return f"{number} bereit", words.DAY_NEEDED, State.HINT
    changed = plan.count(ImportResult.CHANGED)
    parts = (f"{german.count(changed)} davon geändert" if changed else "", rest)
    verb = "wird erfasst" if plan.to_record == 1 else "werden erfasst"
    return f"{number} {verb}", ", ".join(filter(None, parts)), State.OK


def may_record(plan: ImportPlan) -> bool:
    """Whether nothing stops, everything is said, and there is something to do."""
    open_ = stops(plan.findings) or plan.unclear or plan.asks_day
    return not open_ and plan.to_record > 0


def main_button(plan: ImportPlan) -> str:
    """«19 erfassen»; without a number while some row keeps all of them out."""
    blocked = plan.unclear or not plan.to_record
    return "&Erfassen" if blocked else f"{german.count(plan.to_record)} &erfassen"


def recorded(counts: ImportCounts) -> str:
    """Said after recording."""
    opened = german.plural(counts.cases, "Fall ist eröffnet", "Fälle sind eröffnet")
    return f"Liste eingelesen: {words.told(counts)}. {opened}."


# ------------------------------------------------------------------ rows


def happens(row: ImportRow) -> str:
    """«neu», «geändert: Name, Ausweis …», «nicht verwertbar: AHV-Nummer»; reasons stand below."""
    said = words.RESULTS[row.result]
    if row.result is ImportResult.UNUSABLE:
        where = [words.LABELS[finding.field] for finding in stops(row.findings)]
    else:
        where = [one.label for one in row.changes]
    labels = list(dict.fromkeys(where))
    more = " …" if len(labels) > _MOST_LABELS else ""
    return f"{said}: {', '.join(labels[:_MOST_LABELS])}{more}" if labels else said


def sentences(row: ImportRow) -> Iterator[Sentence]:
    """Everything about one row, the worst first."""
    stopping = stops(row.findings)
    for finding in (*stopping, *(one for one in row.findings if one not in stopping)):
        asked = finding.code == "ambiguous"
        symbol = State.QUERIED if asked else states.of_severity(finding.severity)
        yield symbol, _with_cell(finding)
    if row.candidates:
        yield State.QUERIED, words.ASSIGN
    for one in row.changes:
        yield State.HINT, listed.change(one)


def _with_cell(finding: Finding) -> str:
    """An ambiguous row is about the whole row, not about a cell."""
    cell = finding.cell.rpartition("!")[2]
    whole = not cell or finding.code == "ambiguous" or finding.severity is Severity.NOTE
    return finding.message if whole else f"Zelle {cell}: {finding.message}"


def _said(row: ImportRow) -> Said:
    """What stands below the list."""
    place = f"Zeile {row.line.row}: {words.RESULTS[row.result]}"
    number = words.opens(row.opens) if row.opens else ""
    number = words.case(row.case.number) if row.case else number
    known = row.result not in (ImportResult.SKIPPED, ImportResult.AMBIGUOUS)
    more = number if known else ""
    return Said(place, row.line.name, more, tuple(sentences(row)))


def _in_full(row: ImportRow) -> str:
    return "\n".join(sentence for _symbol, sentence in sentences(row)) or happens(row)


def _symbol(row: ImportRow) -> str:
    looks = any(one.severity is Severity.HINT for one in row.findings)
    return State.HINT if row.result is ImportResult.NEW and looks else _SYMBOLS[row.result]


COLUMNS: Final = (
    Column(title="Zeile", text=lambda row: str(row.line.row), sort_key=lambda row: row.line.row),
    Column(
        title="Person",
        text=lambda row: row.line.name or "fehlt",
        tip=lambda row: row.line.name,
        stretch=True,
    ),
    Column(title="Dossier", text=lambda row: row.line.dossier or "–"),
    Column(
        title="Was geschieht", text=happens, symbol=_symbol, tip=_in_full, stretch=True, least=220
    ),
)

WORDS: Final = ListWords(
    title="Personen und Fälle einlesen",
    empty_title="Ziehen Sie die Liste aus Ihrem Fallsystem hierher",
    empty_text=(
        "Eine Zeile je Person; Zeilen mit derselben Dossiernummer sind ein Haushalt. Gelesen werden "
        ".xlsx, .ods und .csv. Löschen Sie die Liste danach: Sie ist nicht verschlüsselt."
    ),
    steps=(
        ("Spalten", "SozDesk erkennt sie am Kopf und merkt sich, was Sie dazu sagen"),
        ("Vorschau", "zeigt je Zeile, was neu ist, was sich ändert und wer nicht eindeutig ist"),
        ("Erfassen", "alle Zeilen zusammen, mit einem Knopf, der sich zurücknehmen lässt"),
    ),
    labels=words.LABELS,
    columns=COLUMNS,
    results=[(one, words.RESULTS[one], symbol) for one, symbol in _SYMBOLS.items()],
    said=_said,
    facts=facts,
    bar=bar,
    may_record=may_record,
    main_button=main_button,
    handbook="personen-einlesen",
)
