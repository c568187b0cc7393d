"""The words of the page that reads in a list: empty state, facts, action bar, rows."""

from __future__ import annotations

from collections.abc import Iterator

from sozdesk.features.offerings.terms.list_import import (
    ListCounts,
    ListPlan,
    ListResult,
    ListRow,
)
from sozdesk.features.offerings.texts import list_import as words
from sozdesk.kernel import german, listed
from sozdesk.kernel.findings import Finding, stops
from sozdesk.widgets import states
from sozdesk.widgets.list_import import ListWords, facts
from sozdesk.widgets.preview_list import Said, Sentence
from sozdesk.widgets.rows import Column
from sozdesk.widgets.states import State

TITLE = "Liste der Anbieter/innen und Angebote einlesen"
EMPTY_TITLE = "Ziehen Sie Ihre Liste hierher"
EMPTY_TEXT = (
    "Eine Zeile je Angebot, mit den Angaben zur Anbieterin oder zum Anbieter. Eine Zeile ohne "
    "Titel gilt nur der Anbieterin oder dem Anbieter. Gelesen werden .xlsx, .ods und .csv; die "
    "Datei bleibt unverändert, wo sie ist."
)
STEPS = (
    ("Spalten", "SozDesk erkennt sie am Kopf; was fehlt, wählen Sie und müssen es nur einmal tun"),
    ("Vorschau", "zeigt je Zeile, was neu ist, was sich ändert und was nicht lesbar ist"),
    ("Erfassen", "alle Zeilen zusammen, mit einem Knopf, der sich zurücknehmen lässt"),
)
SYMBOLS = {
    ListResult.NEW: State.OK,
    ListResult.CHANGED: State.HINT,
    ListResult.UNCHANGED: State.IDENTICAL,
    ListResult.UNUSABLE: State.UNUSABLE,
}
_MOST_LABELS = 2
"""Columns that are named in the list."""


def bar(plan: ListPlan) -> tuple[str, str, str]:
    """What will happen, what stays as it is, and the symbol."""
    unusable, same = plan.count(ListResult.UNUSABLE), plan.count(ListResult.UNCHANGED)
    if unusable or stops(plan.findings):
        if not unusable:
            told = "Wählen Sie die Spalten, oder berichtigen Sie die Liste."
            return "Die Liste ist nicht verwertbar", told, State.UNUSABLE
        what = german.plural(unusable, "Zeile", "Zeilen")
        told = "Berichtigen Sie die Liste, dann «Noch einmal lesen»."
        return f"{what} nicht verwertbar", told, State.UNUSABLE
    rest = f"{german.count(same)} unverändert" if same else ""
    if not plan.to_record:
        return "Nichts zu erfassen", rest, State.NOTE
    number = german.plural(plan.to_record, "Zeile", "Zeilen")
    if plan.asks_day:
        return f"{number} bereit", words.DAY_NEEDED, State.HINT
    changed = plan.count(ListResult.CHANGED)
    parts = (f"{german.count(changed)} davon geändert" if changed else "", rest)
    verb = "wird erfasst" if plan.to_record == 1 else "werden erfasst"
    return f"{number} {verb}", ", ".join(filter(None, parts)), State.OK


def may_record(plan: ListPlan) -> bool:
    """Whether nothing stops, everything is said, and there is something to do."""
    stopping = stops(plan.findings) or plan.count(ListResult.UNUSABLE)
    return not stopping and not plan.asks_day and plan.to_record > 0


def main_button(plan: ListPlan) -> str:
    """«19 erfassen»; without a number while some row keeps all of them out."""
    blocked = plan.count(ListResult.UNUSABLE) or not plan.to_record
    return "&Erfassen" if blocked else f"{german.count(plan.to_record)} &erfassen"


def recorded(counts: ListCounts) -> str:
    """Said after recording; what is new still has to go to the platform."""
    drafts = " Neue Angebote stehen als Entwurf im Verzeichnis." if counts.new else ""
    return f"Liste eingelesen: {words.told(counts)}.{drafts}"


# ------------------------------------------------------------------ rows


def happens(row: ListRow) -> str:
    """«neu», «geändert: Preis», «nicht verwertbar: IBAN»; the reasons stand below."""
    said = words.RESULTS[row.result]
    if row.result is ListResult.UNUSABLE:
        where = [words.LABELS[finding.field] for finding in stops(row.findings)]
    else:
        where = [one.label for one in row.changes]
    labels = list(dict.fromkeys(where))
    more = " …" if len(labels) > _MOST_LABELS else ""
    return f"{said}: {', '.join(labels[:_MOST_LABELS])}{more}" if labels else said


def sentences(row: ListRow) -> Iterator[Sentence]:
    """Everything about one row, the worst first."""
    stopping = stops(row.findings)
    for finding in (*stopping, *(one for one in row.findings if one not in stopping)):
        yield states.of_severity(finding.severity), _with_cell(finding)
    for one in row.changes:
        yield State.HINT, listed.change(one)


def _with_cell(finding: Finding) -> str:
    cell = finding.cell.rpartition("!")[2]
    return f"Zelle {cell}: {finding.message}" if cell else finding.message


def said(row: ListRow) -> Said:
    """What stands below the list."""
    named = ", ".join(filter(None, (row.line.name, row.line.title)))
    category = f"Kategorie: {row.category_name}" if row.category_name else ""
    place = f"Zeile {row.line.row}: {words.RESULTS[row.result]}"
    return Said(place, named, category, tuple(sentences(row)))


def _in_full(row: ListRow) -> str:
    return "\n".join(sentence for _symbol, sentence in sentences(row)) or happens(row)


def _symbol(row: ListRow) -> str:
    looks = row.result is ListResult.NEW and (row.changes or row.findings)
    return State.HINT if looks else SYMBOLS[row.result]


COLUMNS = (
    Column(title="Zeile", text=lambda row: str(row.line.row), sort_key=lambda row: row.line.row),
    Column(
        title="Anbieter/in",
        text=lambda row: row.line.name or "fehlt",
        tip=lambda row: row.line.name,
        stretch=True,
    ),
    Column(
        title="Titel",
        text=lambda row: row.line.title or "–",
        tip=lambda row: row.line.title,
        stretch=True,
    ),
    Column(title="Kategorie", text=lambda row: row.category_name),
    Column(title="Was geschieht", text=happens, symbol=_symbol, tip=_in_full),
)

WORDS = ListWords(
    title=TITLE,
    empty_title=EMPTY_TITLE,
    empty_text=EMPTY_TEXT,
    steps=STEPS,
    labels=words.LABELS,
    columns=COLUMNS,
    results=[(one, words.RESULTS[one], symbol) for one, symbol in SYMBOLS.items()],
    said=said,
    facts=facts,
    bar=bar,
    may_record=may_record,
    main_button=main_button,
    handbook="angebote-einlesen",
)
