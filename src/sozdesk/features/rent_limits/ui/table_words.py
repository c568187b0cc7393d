"""The words of the page that reads in an overview: facts, notices, action bar. Pure."""

from __future__ import annotations

from sozdesk.documents.report import SAMPLE_MARK
from sozdesk.documents.sheets import column_letters
from sozdesk.features.rent_limits import texts
from sozdesk.features.rent_limits.files import table_fields as fields
from sozdesk.features.rent_limits.terms import OverviewTable, TableOrigin
from sozdesk.features.rent_limits.texts import tables
from sozdesk.features.rent_limits.ui.table_entries import Entry, Totals
from sozdesk.kernel import german
from sozdesk.widgets.states import State

TITLE = "Übersicht eines früheren Jahres einlesen"
EMPTY_TITLE = "Ziehen Sie die Übersicht hierher"
EMPTY_TEXT = (
    "Eine Tabelle mit einer Gemeinde je Zeile (.xlsx, .ods, .csv), auch die Übersicht oder die "
    "Open-Data-Datei von SozDesk. Die Datei bleibt unverändert, wo sie ist."
)
STEPS = (
    ("Spalten", "sagen, was jede Spalte bedeutet; SozDesk merkt es sich"),
    ("Angaben", "netto oder brutto, Monat oder Jahr, wo die Tabelle es nicht sagt"),
    ("Erfassen", "alles zusammen, mit einem Knopf"),
)
FILTERS = "Tabellen (*.xlsx *.ods *.csv *.txt);;Alle Dateien (*)"


def facts(name: str, table: OverviewTable) -> str:
    """«uebersicht.xlsx, Blatt «2026». Spalten am Kopf der Tabelle erkannt»."""
    sheet = f", Blatt «{table.sheet}»" if len(table.sheets) > 1 else ""
    return f"{name}{sheet}. {texts.word(table.origin)}."


def notice(table: OverviewTable, year: int, *, sample: bool, running: bool) -> str:
    """What somebody should look at before recording; empty if nothing is odd."""
    found = [*_about_columns(table), *_about_table(table, year, sample=sample)]
    return " ".join([*found, *([tables.running(year)] if running else [])])


def _about_columns(table: OverviewTable) -> list[str]:
    if table.origin is TableOrigin.OWN:
        return []
    if not {fields.MUNICIPALITY, fields.BFS_NUMBER} & set(table.columns):
        return [tables.CHOOSE_PLACE_COLUMN]
    found = []
    for key, columns in table.unsure.items():
        letters = german.enumeration([column_letters(column) for column in columns])
        found.append(tables.choose_column(fields.LABELS[key], letters))
    missing = [fields.LABELS[key] for key in fields.SIZE_KEYS if key not in table.columns]
    missing = [label for label in missing if label not in map(fields.LABELS.get, table.unsure)]
    if len(missing) == len(fields.SIZE_KEYS):
        return [*found, tables.CHOOSE_COLUMNS]
    if missing:
        found.append(tables.without_columns(german.enumeration(missing)))
    if table.unread_columns:
        found.append(tables.unread_columns(fields.column_list(table, table.unread_columns)))
    return found


def _about_table(table: OverviewTable, year: int, *, sample: bool) -> list[str]:
    found = []
    if table.years and year not in table.years:
        found.append(tables.other_year_in_title(table.years, year))
    found += [tables.unread_sheet(name) for name in table.unread]
    if table.sample and not sample:
        found.append(tables.sample_table(SAMPLE_MARK))
    return found


def bar(counts: Totals, table: OverviewTable) -> tuple[str, str, str]:
    """What will happen, what stays open, and the symbol."""
    if table.asks_rent_kind or table.asks_interval:
        return tables.SAY_BASIS_FIRST, "", State.HINT
    if not counts.ready:
        return tables.NOTHING_READY, _rest(counts), State.NOTE
    strong = f"{german.plural(counts.ready, 'Gemeinde wird', 'Gemeinden werden')} erfasst"
    return strong, _rest(counts), State.HINT if counts.open else State.OK


def _rest(counts: Totals) -> str:
    """What is not recorded now, and why."""
    parts = (
        (counts.open, "nicht verwertbar oder zu bestätigen"),
        (counts.taken, "bereits erfasst"),
        (counts.held, "ohne Häkchen"),
    )
    return ", ".join(f"{german.count(number)} {words}" for number, words in parts if number)


def in_full(entry: Entry) -> str:
    """Everything about one line, below the list."""
    place = entry.name if entry.name.startswith("Zeile") else f"{entry.name}, Zeile {entry.row}"
    return f"{place}. {entry.hint}"


def main_button(counts: Totals) -> str:
    """«84 erfassen»."""
    return f"{german.count(counts.ready)} &erfassen" if counts.ready else "&Erfassen"


def recorded(count: int, year: int) -> str:
    """Said after recording."""
    return f"Übersicht {year}: {german.plural(count, 'Gemeinde', 'Gemeinden')} erfasst."
