"""What is looked for in the overview of an earlier year, and how its columns may be called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sozdesk.documents.sheets import Cell, cell_text, column_letters
from sozdesk.exchange.forms import Field, Kind, label_key
from sozdesk.exchange.mapping import Scheme, Wanted
from sozdesk.exchange.table_cells import without_mark
from sozdesk.features.rent_limits.files import fields
from sozdesk.features.rent_limits.files.recognition import Register
from sozdesk.features.rent_limits.terms import (
    OPTIONAL_CATEGORIES,
    SIZES,
    Category,
    Interval,
    OverviewTable,
    RentKind,
    amount_field,
)
from sozdesk.features.rent_limits.texts import word
from sozdesk.kernel import entry, german

MUNICIPALITY, BFS_NUMBER, YEAR = "municipality", "bfs_number", "year"
RENT_KIND, INTERVAL, VALID_FROM = "rent_kind", "interval", "valid_from"
NO_LIMITS, REMARK, METHOD = "no_limits_reason", "remark", "method"
SIZE_KEYS = tuple(amount_field(size) for size in SIZES)
FURTHER_KEY = amount_field(Category.FURTHER)

SHORT_NAMES: Mapping[str, str] = {
    "gemeinde": MUNICIPALITY,
    "nummer": BFS_NUMBER,
    "jahr": YEAR,
    **{f"p{number}": key for number, key in enumerate(SIZE_KEYS, 1)},
    "weitere": FURTHER_KEY,
    "netto": RENT_KIND,
    "monat": INTERVAL,
    "gueltig": VALID_FROM,
    "beschluss": "decided_on",
    "beschlussnr": "decision_number",
    "durch": "decision_body",
    "basis": METHOD,
    "bemerkung": REMARK,
    "keine": NO_LIMITS,
}
"""What the fields are called on the command line."""

_MUNICIPALITY = Field(key=MUNICIPALITY, label="Gemeinde", kind=Kind.TEXT)
_BFS_NUMBER = Field(key=BFS_NUMBER, label="BFS-Nummer", kind=Kind.COUNT)
_YEAR = Field(key=YEAR, label="Jahr", kind=Kind.COUNT)
_MOVES = ("Veränderung", "Differenz", "Abweichung", "Vorjahr", "Prozent")
_WORDS_OF_SIZE = ("Ein", "Zwei", "Drei", "Vier", "Fünf")

RENT_KIND_WORDS: Mapping[str, str] = {
    **dict.fromkeys(("netto", "ohne Nebenkosten", "ohne NK", "exkl. NK"), RentKind.NET),
    **dict.fromkeys(("exkl. Nebenkosten", "exklusive Nebenkosten", "kalt"), RentKind.NET),
    **dict.fromkeys(("brutto", "mit Nebenkosten", "mit NK", "inkl. NK"), RentKind.GROSS),
    **dict.fromkeys(("inkl. Nebenkosten", "inklusive Nebenkosten", "warm"), RentKind.GROSS),
}
INTERVAL_WORDS: Mapping[str, str] = {
    **dict.fromkeys(("pro Monat", "monatlich", "Monatsmiete", "im Monat"), Interval.MONTH),
    **dict.fromkeys(("Monatsmietzins", "pro Mt", "mtl", "CHF Monat"), Interval.MONTH),
    **dict.fromkeys(("Fr Monat", "Franken Monat", "CHF Mt", "Fr Mt"), Interval.MONTH),
    **dict.fromkeys(("pro Jahr", "jährlich", "Jahresmiete", "p.a."), Interval.YEAR),
    **dict.fromkeys(("Jahresmietzins", "Jahresnettomiete", "CHF Jahr"), Interval.YEAR),
    **dict.fromkeys(("Fr Jahr", "Franken Jahr", "Jahresbruttomiete"), Interval.YEAR),
}
WORDS_FOR_ALL: Mapping[str, Mapping[str, str]] = {
    RENT_KIND: RENT_KIND_WORDS,
    # «pro Monat/Jahr» names both, so that it says nothing.
    INTERVAL: {
        **INTERVAL_WORDS,
        **dict.fromkeys(("Monat/Jahr", "Monat oder Jahr", "Monat und Jahr"), Interval.YEAR),
        **dict.fromkeys(("Jahr/Monat", "Jahr oder Monat", "Jahr und Monat"), Interval.MONTH),
    },
}
"""Words of titles, heads and footnotes that say it for the whole table or a whole row."""


def _choice(field: Field, words: Mapping[str, str], *more: tuple[str, str]) -> Field:
    """A choice of the form that a table may also write in other words."""
    return replace(field, other_words={**field.other_words, **words, **dict(more)})


_RENT_KIND = _choice(
    fields.RENT_KIND,
    RENT_KIND_WORDS,
    ("N", RentKind.NET),
    ("B", RentKind.GROSS),
)
_INTERVAL = _choice(
    fields.INTERVAL,
    INTERVAL_WORDS,
    *((f"{unit} {word(one)}", one) for one in Interval for unit in ("CHF", "Fr.", "Franken")),
)


def _amount(category: Category, *heads: str) -> Wanted:
    field = Field(key=amount_field(category), label=word(category), kind=Kind.AMOUNT)
    return Wanted(field=field, heads=heads, never=_MOVES)


def _size(number: int) -> Wanted:
    name = _WORDS_OF_SIZE[number - 1]
    return _amount(
        SIZES[number - 1],
        *(f"{number} Person", f"{number} Pers", f"{number} P", f"P{number}", f"{number} PHH"),
        *(f"{number} PH", f"{number}er Haushalt", f"HH {number}", f"Haushalt {number}"),
        *(f"{name}personenhaushalt", f"{name}-Personen-Haushalt", f"{name} Personen"),
        str(number),
        *(f"{upper} / {number}" for upper in ("Person", "Pers", "Haushaltsgrösse", "Haushalt")),
    )


_AMOUNTS = (
    *(_size(number) for number in range(1, 6)),
    _amount(
        Category.FURTHER,
        *("weitere Person", "jede weitere", "je weitere", "pro weitere", "weitere"),
        *("zusätzliche Person", "pro zusätzliche Person", "Zuschlag pro Person"),
    ),
    *(_amount(category) for category in OPTIONAL_CATEGORIES),
)

_FACTS = (
    Wanted(
        field=_RENT_KIND,
        heads=("netto/brutto", "brutto/netto", "Mietzinsart", "Mietart", "Miete", "Basis"),
    ),
    Wanted(
        field=_INTERVAL,
        heads=(
            *("pro Monat/Jahr", "Monat/Jahr", "pro Jahr/Monat", "Jahr/Monat", "Betrag pro"),
            *("Einheit", "Zeitraum", "Periode"),
        ),
    ),
    Wanted(
        field=fields.VALID_FROM,
        heads=("in Kraft", "gültig seit", "gilt ab", "Inkrafttreten", "Gültigkeit", "ab"),
    ),
    Wanted(
        field=fields.DECIDED_ON,
        heads=(
            *("Beschlussdatum", "Datum Beschluss", "Beschluss", "beschlossen am"),
            *("Entscheid vom", "Beschluss / vom", "Beschluss / Datum"),
        ),
    ),
    Wanted(
        field=fields.DECISION_BODY,
        heads=("Beschluss durch", "Organ", "Behörde", "Beschluss / durch"),
    ),
    Wanted(
        field=fields.DECISION_NUMBER,
        heads=("Beschlussnummer", "Nr. des Beschlusses", "Beschluss / Nr", "Beschluss / Nummer"),
    ),
    Wanted(
        field=fields.METHOD,
        heads=("Basis", "Methode", "Grundlage", "Berechnungsgrundlage", "Berechnung"),
    ),
    Wanted(
        field=replace(fields.REMARK, label="Bemerkung"),
        heads=("Bemerkungen", "Anmerkung", "Hinweis", "Kommentar", "Besonderes"),
    ),
    Wanted(
        field=replace(fields.NO_LIMITS_REASON, label="keine Grenzwerte"),
        heads=("ohne Grenzwerte", "keine Limite", "keine Grenzwerte festgelegt"),
    ),
)


def scheme(register: Register) -> Scheme:
    """The fields of an overview with one municipality per row."""
    return Scheme((*_names(register), *_AMOUNTS, *_FACTS), groups=("Bezirk", "Kanton", "Region"))


def _names(register: Register) -> tuple[Wanted, ...]:
    return (
        Wanted(
            field=_MUNICIPALITY,
            heads=("Gemeindename", "Name der Gemeinde", "Ort", "Ortschaft", "Name"),
            names_row=True,
            known=lambda cell: register.exact(cell_text(without_mark(cell))) is not None,
        ),
        Wanted(
            field=_BFS_NUMBER,
            heads=(
                *("BFS-Nr.", "BFS", "Gemeindenummer", "Gemeinde-Nr.", "Gde-Nr.", "Nr.", "Nummer"),
                *("BFS-Gemeindenummer", "Gem.-Nr."),
            ),
            names_row=True,
            known=lambda cell: register.by_number(whole(cell)) is not None,
        ),
        Wanted(
            field=_YEAR,
            heads=("Gültigkeitsjahr", "Kalenderjahr"),
            never=("Monat", "pro"),
            known=lambda cell: 2000 <= (whole(cell) or 0) <= 2100,
        ),
    )


def whole(cell: Cell) -> int | None:
    """The whole number in a cell; None for anything else."""
    try:
        return entry.whole_number(cell_text(without_mark(cell)))
    except entry.EntryError:
        return None


LABELS: Mapping[str, str] = {
    field.key: field.label
    for field in (
        *(_MUNICIPALITY, _BFS_NUMBER, _YEAR),
        *(wanted.field for wanted in (*_AMOUNTS, *_FACTS)),
    )
}
"""Field key → what the field is called."""


def column_list(table: OverviewTable, columns: Iterable[int]) -> str:
    """«A «Gemeinde» und C «1 Person»»: by its head, else by its first value."""
    below = table.rows[table.head[1] :]
    named = {
        column: table.heads[column] or next((row[column] for row in below if row[column]), "")
        for column in columns
    }
    return german.enumeration(
        [f"{column_letters(column)} «{words}»" for column, words in named.items() if words]
    )


def field_named(words: str) -> str | None:
    """The key of the field that somebody names on the command line, by short name or label."""
    names = {label_key(label): key for key, label in LABELS.items()}
    names |= {label_key(name): key for name, key in SHORT_NAMES.items()}
    return names.get(label_key(words))


# ------------------------------------------------------------------ the table as open data

LONG_HEADS = ("jahr", "bfs_gemeindenummer", "gemeinde", "kategorie", "wert", "einheit", "basis")
LONG_FROM = "gueltig_ab"
"""One column more in a file of changes."""
CATEGORY, VALUE = "category", "value"
LONG_KEYS = (YEAR, BFS_NUMBER, MUNICIPALITY, CATEGORY, VALUE, INTERVAL, RENT_KIND)
"""Which field stands in which of the columns of the open data file."""
CATEGORIES = {label_key(word(category)): amount_field(category) for category in Category}


def long_scheme(register: Register) -> Scheme:
    """The fields of the open data file: one amount per row."""
    return Scheme(
        (
            *_names(register),
            Wanted(field=Field(key=CATEGORY, label="Kategorie", kind=Kind.TEXT)),
            Wanted(field=Field(key=VALUE, label="Wert", kind=Kind.AMOUNT)),
            *_FACTS[:3],
        )
    )
