"""The columns of a list of persons: what is looked for, and how the case systems call it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from sozdesk.documents.sheets import Cell
from sozdesk.exchange.forms import Field, Kind
from sozdesk.exchange.head_words import tokens
from sozdesk.exchange.mapping import Scheme, Wanted
from sozdesk.features.cases.terms import Sex
from sozdesk.features.cases.texts import word
from sozdesk.features.cases.texts.importing import LABELS

MUST: Final = "last_name"
"""The field without which no row can be attributed."""
_SEX: Final = {
    **dict.fromkeys(("m", "Mann", "Herr", "male"), Sex.MALE),
    **dict.fromkeys(("w", "f", "Frau", "female"), Sex.FEMALE),
    **dict.fromkeys(("u", "x", "divers", "unbekannt"), Sex.UNDETERMINED),
}
_HEADS: Final[Mapping[str, tuple[Kind, Sequence[str], Sequence[str]]]] = {
    "dossier": (
        Kind.TEXT,
        (
            *("Dossier", "Dossier-Nr.", "Dossier Nr.", "Fallnummer", "Fall-Nr.", "Fall Nr."),
            *("Fall", "Klientennummer", "Klienten-Nr."),
        ),
        ("eröffnet", "geschlossen", "abgeschlossen"),
    ),
    "last_name": (
        Kind.TEXT,
        ("Nachname", "Familienname", "Name und Vorname", "Name, Vorname", "Name Vorname", "Person"),
        ("Gemeinde", "Zuständig", "Sozialarbeit", "Haupt"),
    ),
    "first_name": (Kind.TEXT, ("Vornamen", "Rufname"), ("Name", "Zuständig")),
    "birth_date": (
        Kind.TEXT,
        ("Geb.-Datum", "Geb.datum", "geboren", "geboren am", "Geburtstag", "Geb."),
        (),
    ),
    "sex": (Kind.CHOICE, ("Sex", "m/w", "Anrede"), ()),
    "ahv_number": (
        Kind.TEXT,
        (
            *("AHV", "AHV-Nr.", "AHV Nr.", "AHVN13", "AHVN", "Sozialversicherungsnummer"),
            *("Versichertennummer", "SV-Nummer", "NAVS13"),
        ),
        (),
    ),
    "nationality": (Kind.TEXT, ("Nationalität", "Staatsbürgerschaft", "Heimatstaat", "Nat."), ()),
    "address": (
        Kind.TEXT,
        ("Anschrift", "Wohnadresse", "Zustelladresse", "Postadresse"),
        ("Mail", "Arbeit", "Vertret", "Beistand"),
    ),
    "street": (
        Kind.TEXT,
        ("Strasse und Nummer", "Strasse Nr.", "Strasse/Nr.", "Strasse, Nr.", "Str."),
        (),
    ),
    "house_number": (Kind.TEXT, ("Haus-Nr.", "Haus Nr.", "Hausnr."), ()),
    "postcode": (Kind.TEXT, ("Postleitzahl",), ("Ort",)),
    "town": (Kind.TEXT, ("Wohnort", "PLZ Ort", "PLZ/Ort", "PLZ und Ort"), ("Geburt", "Heimat")),
    "permit": (
        Kind.TEXT,
        (
            *("Aufenthaltsstatus", "Bewilligung", "Aufenthaltsbewilligung", "Ausländerausweis"),
            *("Ausweisart", "Aufenthalt", "Status"),
        ),
        ("seit", "ab", "gültig", "Fall", "Dossier"),
    ),
    "refugee": (Kind.YES, ("anerkannter Flüchtling", "Flüchtlingseigenschaft"), ()),
    "permit_since": (
        Kind.DAY,
        ("Ausweis ab", "Ausweis gültig ab", "Bewilligung seit", "Bewilligung ab", "Status seit"),
        (),
    ),
    "municipality": (
        Kind.TEXT,
        ("Wohngemeinde", "Gemeindename", "BFS-Nummer", "BFS-Nr.", "BFS Nr.", "Gemeindenummer"),
        (),
    ),
    "opened_on": (
        Kind.DAY,
        (
            *("eröffnet", "Eröffnung", "Eröffnungsdatum", "Fallbeginn", "Dossier eröffnet"),
            *("Unterstützt seit", "Unterstützung seit", "Beginn", "Aufnahme", "Eintritt"),
        ),
        (),
    ),
    "closed_on": (
        Kind.DAY,
        (
            *("abgeschlossen", "geschlossen", "geschlossen am", "Abschluss", "Abschlussdatum"),
            *("Fallende", "Dossier geschlossen", "Austritt"),
        ),
        (),
    ),
    "support_ended_on": (
        Kind.DAY,
        ("Ablösung am", "Ablösedatum", "abgelöst", "abgelöst per", "Ende der Unterstützung"),
        ("Grund",),
    ),
    "responsible": (
        Kind.TEXT,
        (
            *("zuständige Person", "Sozialarbeiter", "Sozialarbeiterin", "Sozialarbeiter/in"),
            *("Fallführung", "fallführend", "Sachbearbeitung", "Kürzel"),
        ),
        (),
    ),
    "supported": (Kind.YES, ("wird unterstützt", "unterstützte Person"), ("seit", "ab")),
    "main": (
        Kind.YES,
        ("Antragsteller", "Antragstellerin", "Dossierträger", "Dossierträgerin", "Fallträger"),
        (),
    ),
}


def _field(key: str) -> Field:
    choices = {one.value: word(one) for one in Sex} if key == "sex" else {}
    others = _SEX if key == "sex" else {}
    return Field(
        key=key, label=LABELS[key], kind=_HEADS[key][0], choices=choices, other_words=others
    )


SCHEME: Final = Scheme(
    tuple(
        Wanted(
            field=_field(key),
            heads=tuple(_HEADS[key][1]),
            never=tuple(_HEADS[key][2]),
            names_row=key in ("last_name", "first_name"),
        )
        for key in LABELS
    )
)
"""By which the columns are found."""

_TOTALS: Final = frozenset({"total", "summe", "zwischentotal", "insgesamt", "anzahl"})


def is_name(cell: Cell) -> bool:
    """Whether a cell may name a person: any text that is not a line of totals."""
    said = tokens(cell) if isinstance(cell, str) else ()
    return bool(said) and said[0] not in _TOTALS


ROWS: Final = Scheme(
    tuple(
        replace(wanted, known=is_name) if wanted.names_row else wanted for wanted in SCHEME.fields
    )
)
"""By which rows are told apart: a name alone must not find a column without a head."""
