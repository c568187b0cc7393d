"""Sentences about the overview of an earlier year in somebody's own table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sozdesk.features.rent_limits.terms import Code
from sozdesk.kernel import german

_REFUSED: Mapping[str, str] = {
    Code.NOT_FOUND: "«{name}» gibt es nicht. Prüfen Sie Ordner und Schreibweise.",
    Code.UNREADABLE: "«{name}» lässt sich nicht lesen. Speichern Sie die Tabelle noch einmal als .xlsx oder .csv.",
    Code.NOT_A_FORM: "«{name}» ist keine Tabelle. Gelesen werden .xlsx, .ods und .csv.",
    Code.PASSWORD_PROTECTED: "«{name}» ist mit einem Passwort geschützt. Speichern Sie die Tabelle ohne Passwort.",
    Code.OLD_EXCEL: "«{name}» hat das alte Excel-Format (.xls). Speichern Sie die Tabelle als .xlsx.",
    Code.MACROS: "«{name}» kann Makros enthalten (.xlsm). Speichern Sie die Tabelle als .xlsx.",
    Code.TOO_BIG: "«{name}» ist zu gross. Gelesen werden höchstens 5 MB, 5'000 Zeilen und 256 Spalten.",
    Code.ZIP_BOMB: "«{name}» wird beim Entpacken übermässig gross und wurde nicht geöffnet. Speichern Sie nur das Blatt mit der Tabelle.",
    Code.DOCTYPE: "«{name}» enthält fremde Anweisungen (DOCTYPE) und wurde nicht geöffnet. Speichern Sie die Tabelle noch einmal als .xlsx.",
    Code.UNSAFE_PATH: "«{name}» will beim Entpacken an einen anderen Ort schreiben und wurde nicht geöffnet. Speichern Sie die Tabelle noch einmal als .xlsx.",
}

OTHER_YEAR = "gilt für ein anderes Jahr"
WITHOUT_AMOUNTS = "Gemeinde ohne Beträge"


def table_refused(code: str, name: str) -> str:
    """Why a file is not read as a table, and what to do; ``name`` is its file name."""
    return _REFUSED.get(code, _REFUSED[Code.UNREADABLE]).format(name=name)


def same_as_row(row: int) -> str:
    """Why a row is left out."""
    return f"gleich wie Zeile {row}"


def no_reason(year: int) -> str:
    """Stands for the reason where a table only says that there are no limits."""
    return f"In der Übersicht {year} ohne Grund angegeben"


def foreign_number(number: int) -> str:
    """A number of no municipality."""
    return f"Die Gemeindenummer {number} gehört zu keiner Gemeinde der Liste. Prüfen Sie die Nummer in der Tabelle."


def unknown_name(seen: str) -> str:
    """A name of no municipality."""
    return f"«{seen}» ist keine Gemeinde der Liste. Prüfen Sie den Namen, oder geben Sie die BFS-Nummer an."


def nearly(seen: str, name: str) -> str:
    """A name that is nearly right."""
    return f"In der Tabelle steht «{seen}». Bestätigen Sie, dass {name} gemeint ist."


def two_places(number: int, by_number: str, seen: str) -> str:
    """Number and name say different things."""
    return f"Die Nummer {number} gehört zu {by_number}, daneben steht «{seen}». Bestätigen Sie, dass {by_number} gemeint ist."


def not_positive(label: str, value: str) -> str:
    """No limit can be zero or less."""
    return f"{label}: {value} ist kein Grenzwert. Berichtigen Sie den Betrag in der Tabelle."


def later_than(day: str, year: int) -> str:
    """The limits hold only after the year that is read."""
    return f"Gültig ab {day} ist nach dem Jahr {year}. Prüfen Sie das Datum in der Tabelle oder das Jahr."


def two_kinds(raw: str, other: str) -> str:
    """An amount says net or gross itself, and the row says the other."""
    return f"«{raw}» passt nicht zu {other} in derselben Zeile. Berichtigen Sie die Tabelle."


def amounts_and_none(raw: str) -> str:
    """A row that says both."""
    return f"Die Zeile nennt Beträge und zugleich «{raw}». Berichtigen Sie die Tabelle."


def left_empty(label: str, raw: str) -> str:
    """A fact beside the limits that cannot be read."""
    return f"{label}: «{raw}» lässt sich nicht als Angabe lesen und steht unter «Bemerkung»."


def amount_missing(label: str) -> str:
    """One of the sizes that the table has a column for."""
    return f"{label}: Der Betrag fehlt. Ergänzen Sie ihn in der Tabelle, oder erfassen Sie die Gemeinde von Hand."


def unknown_category(raw: str) -> str:
    """An open data row about something else."""
    return f"Die Kategorie «{raw}» gibt es nicht. Berichtigen Sie die Tabelle."


KIND_UNKNOWN = "Die Tabelle sagt nicht, ob die Beträge netto oder brutto sind."
INTERVAL_UNKNOWN = "Die Tabelle sagt nicht, ob die Beträge pro Monat oder pro Jahr gelten."


def rows_differ(one: str, other: str) -> str:
    """Two rows of one municipality that do not go together."""
    return f"Die Zeilen dieser Gemeinde widersprechen sich: «{one}» und «{other}». Berichtigen Sie die Tabelle."


def footnote(mark: str, words: str) -> str:
    """What a mark at the row stands for."""
    return f"Fussnote {mark}): {words}" if words else f"Fussnote {mark}) ohne Text in der Tabelle"


# ------------------------------------------------------------------ about the whole table

CONFIRM_IN_WINDOW = "Zu bestätigen: Schreiben Sie den Namen in der Tabelle richtig, oder bestätigen Sie ihn im Fenster."


def no_such_sheet(name: str, sheets: Sequence[str]) -> str:
    """A slip of the hand."""
    known = german.enumeration([f"«{sheet}»" for sheet in sheets])
    return f"Das Blatt «{name}» gibt es nicht oder es ist leer. Blätter der Datei: {known}."


def no_such_column(words: str, columns: str) -> str:
    """A letter or head that no column has, or several."""
    return f"«{words}» nennt nicht genau eine Spalte. Spalten der Tabelle: {columns}."


def several_columns(label: str, columns: str, example: str) -> str:
    """Several columns are called alike."""
    return f"{label}: Mehrere Spalten passen, {columns}. Sagen Sie, welche gilt, zum Beispiel mit --columns {example}."


def no_place_column(columns: str) -> str:
    """Nothing says whose the rows are."""
    return f"Keine Spalte nennt die Gemeinde. Sagen Sie, welche es ist, zum Beispiel mit --columns gemeinde=A. Spalten der Tabelle: {columns}."


def no_size_column(label: str, name: str) -> str:
    """One of the sizes is not found; the table may have none."""
    return f"{label}: Keine Spalte erkannt. Sagen Sie, welche es ist, mit --columns {name}=C, oder mit {name}=-, wenn die Tabelle keine hat."


def other_year_of_file(years: Sequence[int], year: int) -> str:
    """An overview of SozDesk about another year."""
    known = german.enumeration([str(one) for one in years])
    return f"Die Datei enthält {known}, nicht {year}. Geben Sie dieses Jahr mit --year an."


def other_year_in_title(years: Sequence[int], year: int) -> str:
    """Perhaps the wrong file, perhaps the day of the decision."""
    known = german.enumeration([str(one) for one in years])
    return f"Der Titel der Tabelle nennt {known}, eingelesen wird {year}. Prüfen Sie das Jahr."


def sample_table(mark: str) -> str:
    """Invented figures in a real file."""
    return (
        f"Die Tabelle trägt den Vermerk «{mark}». Prüfen Sie, ob Sie diese Zahlen erfassen wollen."
    )


def running(year: int) -> str:
    """The year is not an earlier one: its returns are still coming in."""
    return f"Die Erhebung {year} läuft. Was Sie aus dieser Tabelle erfassen, gilt als Rückmeldung und wird nicht geprüft."


def unread_columns(words: str) -> str:
    """«Nicht eingelesen: Spalte H «Nr.» und I «Kommentar».» What it means, somebody can choose."""
    return f"Nicht eingelesen: Spalte {words}."


def unread_sheet(name: str) -> str:
    """New Beschlüsse after the Erhebung are no returns."""
    return f"Das Blatt «{name}» wird nicht eingelesen. Erfassen Sie diese Änderungen von Hand."


def rows_left_out(told: int, empty: int) -> str:
    """«12 Zeilen ausgelassen, dazu 3 leere.»."""
    words = f"{german.plural(told, 'Zeile', 'Zeilen')} ausgelassen"
    return f"{words}, dazu {german.plural(empty, 'leere', 'leere')}" if empty else words


def already_there(standing: str, *, same: bool, same_amounts: bool) -> str:
    """Why a municipality of the table is left alone: «schon erfasst, andere Beträge»."""
    if same:
        return "identisch, nichts zu tun"
    amounts = "gleiche Beträge" if same_amounts else "andere Beträge"
    return f"Für dieses Jahr schon da ({standing}), {amounts}. Sie bleibt, wie sie ist."


# ------------------------------------------------------------------ in the window

CHOOSE_PLACE_COLUMN = "Wählen Sie über den Spalten, in welcher die Gemeinde steht."
CHOOSE_COLUMNS = (
    "Wählen Sie über den Spalten, was sie bedeuten: «1 Person», «2 Personen» und so weiter."
)
NOTHING_READY = "Noch keine Gemeinde zu erfassen"
SAY_BASIS_FIRST = "Sagen Sie zuerst, ob die Beträge netto oder brutto und pro Monat oder Jahr sind."


def choose_column(label: str, letters: str) -> str:
    """Several columns are called alike."""
    return f"{label}: Mehrere Spalten passen ({letters}). Wählen Sie die richtige."


def without_columns(labels: str) -> str:
    """Sizes that the table does not have, or that nobody found."""
    return f"Ohne Spalte: {labels}. Die Gemeinden werden ohne diese Beträge erfasst."
