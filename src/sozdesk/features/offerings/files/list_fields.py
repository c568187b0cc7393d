"""The columns of a list of providers and offerings: what is looked for, and how others call it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

from sozdesk.documents.sheets import Cell
from sozdesk.exchange.forms import Field, Kind
from sozdesk.exchange.head_words import tokens
from sozdesk.exchange.mapping import Scheme, Wanted
from sozdesk.features.offerings.terms import (
    CefrLevel,
    Childcare,
    OrganisationType,
    PriceUnit,
    Vat,
)
from sozdesk.features.offerings.texts import word
from sozdesk.features.offerings.texts.list_import import LABELS

MUST = "name"
"""The field without which no row can be attributed."""
_TYPES = {
    "gemeinnütziger Verein": OrganisationType.ASSOCIATION,
    "Firma": OrganisationType.COMPANY,
    "AG": OrganisationType.COMPANY,
    "GmbH": OrganisationType.COMPANY,
    "öffentlich": OrganisationType.PUBLIC_BODY,
    "Behörde": OrganisationType.PUBLIC_BODY,
    "Kirche": OrganisationType.CHURCH,
    "Hilfswerk": OrganisationType.CHURCH,
    "Kindertagesstätte": OrganisationType.DAY_CARE,
}
_UNITS = {
    **{f"{before}{word(unit)}": unit for unit in PriceUnit for before in ("pro ", "je ", "per ")},
    "h": PriceUnit.HOUR,
    "Std.": PriceUnit.HOUR,
    "pro Std.": PriceUnit.HOUR,
    "Pauschale": PriceUnit.FLAT,
    "monatlich": PriceUnit.MONTH,
}
_VAT = {
    "inkl.": Vat.INCLUDED,
    "inklusive": Vat.INCLUDED,
    "inbegriffen": Vat.INCLUDED,
    "exkl.": Vat.EXCLUDED,
    "exklusive": Vat.EXCLUDED,
    "zuzüglich": Vat.EXCLUDED,
    "ausgenommen": Vat.EXEMPT,
    "befreit": Vat.EXEMPT,
    "keine": Vat.EXEMPT,
}
_CHILDCARE = {
    **dict.fromkeys(("ja", "j", "x"), Childcare.YES),
    **dict.fromkeys(("nein", "n"), Childcare.NO),
    **dict.fromkeys(("auf Anfrage", "nach Absprache", "auf Wunsch"), Childcare.ON_REQUEST),
}

_HEADS: Mapping[str, tuple[Kind, Sequence[str], Sequence[str]]] = {
    "name": (
        Kind.TEXT,
        (
            *("Anbieter", "Anbieterin", "Anbietende", "Organisation", "Institution", "Träger"),
            *("Trägerschaft", "Name der Organisation", "Name des Anbieters", "Kursanbieter"),
        ),
        ("Art", "Typ", "Rechtsform", "Kontakt", "Adresse"),
    ),
    "legal_form": (Kind.TEXT, ("Rechtliche Form",), ()),
    "organisation_type": (
        Kind.CHOICE,
        ("Art der Organisation", "Organisationsart", "Organisationstyp", "Typ"),
        ("Angebot", "Angebots", "Kurs"),
    ),
    "address": (Kind.TEXT, ("Anschrift", "Strasse"), ("Mail", "Web", "Internet")),
    "email": (Kind.TEXT, ("Email", "Mail", "E-Mail-Adresse", "Mailadresse"), ()),
    "phone": (Kind.TEXT, ("Tel.", "Telefonnummer", "Tel. Nr."), ()),
    "website": (Kind.TEXT, ("Webseite", "Homepage", "Internet", "Web"), ("Angebot",)),
    "iban": (Kind.TEXT, ("Konto", "Kontonummer", "Bankverbindung"), ()),
    "title": (
        Kind.TEXT,
        (
            *("Angebot", "Angebotstitel", "Kurs", "Kurstitel", "Kursname", "Bezeichnung"),
            *("Programm", "Name des Angebots", "Titel des Angebots"),
        ),
        ("Art", "Link", "Ort", "Anbieter", "Plätze", "Preis"),
    ),
    "category": (
        Kind.TEXT,
        ("Art des Angebots", "Angebotsart", "Angebotskategorie", "Angebotstyp"),
        (),
    ),
    "town": (
        Kind.TEXT,
        ("Orte", "Standort", "Kursort", "Durchführungsort", "Angebotsort"),
        ("PLZ",),
    ),
    "goals": (Kind.TEXT, ("Ziel", "Zielsetzung"), ("Zielgruppe", "Zielpublikum", "Zielniveau")),
    "content": (Kind.TEXT, ("Inhalte", "Beschreibung", "Kursinhalt", "Kurzbeschrieb"), ()),
    "audience": (Kind.TEXT, ("Zielgruppen", "Zielpublikum", "Personenkreis"), ()),
    "workload": (Kind.TEXT, ("Pensum in %", "Arbeitspensum", "Stellenprozent"), ()),
    "weeks": (Kind.TEXT, ("Dauer in Wochen", "Kursdauer", "Wochen", "Laufzeit"), ()),
    "capacity": (
        Kind.COUNT,
        ("Anzahl Plätze", "Platzzahl", "Kapazität", "Teilnehmerzahl"),
        ("frei", "freie", "verfügbare"),
    ),
    "free_places": (Kind.COUNT, ("verfügbare Plätze", "frei", "freie Kursplätze"), ()),
    "amount": (
        Kind.AMOUNT,
        ("Kosten", "Betrag", "Tarif", "Preis in CHF", "Preis CHF"),
        ("Einheit", "MWST", "Mehrwertsteuer"),
    ),
    "unit": (Kind.CHOICE, ("Preiseinheit", "Verrechnungseinheit", "Preis pro", "pro"), ()),
    "vat": (Kind.CHOICE, ("Mehrwertsteuer", "MWST-Pflicht"), ("Satz", "Nummer")),
    "language": (Kind.TEXT, ("Kurssprache", "Sprachen"), ("Niveau", "Sprachniveau")),
    "needed": (
        Kind.CHOICE,
        (
            *("verlangtes Niveau", "Eingangsniveau", "Eintrittsniveau", "Niveau von"),
            *("Sprachniveau verlangt", "Niveau / verlangt", "Sprache / verlangt"),
        ),
        (),
    ),
    "reached": (
        Kind.CHOICE,
        (
            *("erreichtes Niveau", "Zielniveau", "Abschlussniveau", "Niveau bis"),
            *("Sprachniveau erreicht", "Niveau / erreicht", "Sprache / erreicht"),
        ),
        (),
    ),
    "childcare": (Kind.CHOICE, ("Kinderhütedienst", "Hütedienst", "Kinderhort"), ()),
    "wheelchair": (Kind.YES, ("Rollstuhl", "barrierefrei", "hindernisfrei"), ()),
    "link": (Kind.TEXT, ("Link zum Angebot", "URL", "Weblink", "Kursseite"), ()),
    "recognised_from": (
        Kind.DAY,
        (
            *("anerkannt ab", "anerkannt von", "Anerkennung seit", "Anerkennung ab"),
            *("Anerkennungsdatum", "Datum der Anerkennung"),
        ),
        (),
    ),
    "recognised_to": (Kind.DAY, ("Anerkennung bis", "befristet bis", "gültig bis"), ()),
}


def _choices(members: type[StrEnum]) -> Mapping[str, str]:
    return {one.value: word(one) for one in members}


_CHOICES: Mapping[str, tuple[Mapping[str, str], Mapping[str, str]]] = {
    "organisation_type": (_choices(OrganisationType), _TYPES),
    "unit": (_choices(PriceUnit), _UNITS),
    "vat": (_choices(Vat), _VAT),
    "needed": (_choices(CefrLevel), {}),
    "reached": (_choices(CefrLevel), {}),
    "childcare": (_choices(Childcare), _CHILDCARE),
}


def _field(key: str, kind: Kind) -> Field:
    choices, others = _CHOICES.get(key, ({}, {}))
    return Field(key=key, label=LABELS[key], kind=kind, choices=choices, other_words=others)


FIELDS: Mapping[str, Field] = {key: _field(key, _HEADS[key][0]) for key in LABELS}
"""Key → column, in the order of the labels."""
SCHEME = Scheme(
    tuple(
        Wanted(
            field=FIELDS[key],
            heads=tuple(_HEADS[key][1]),
            never=tuple(_HEADS[key][2]),
            names_row=key in ("name", "title"),
        )
        for key in LABELS
    )
)
"""By which the columns are found."""

_TOTALS = frozenset({"total", "summe", "zwischentotal", "insgesamt", "gesamt", "anzahl"})


def is_name(cell: Cell) -> bool:
    """Whether a cell may name a provider or an offering: any text that is not a line of totals."""
    said = tokens(cell) if isinstance(cell, str) else ()
    return bool(said) and said[0] not in _TOTALS


ROWS = Scheme(
    tuple(
        replace(wanted, known=is_name) if wanted.names_row else wanted for wanted in SCHEME.fields
    )
)
"""By which rows are told apart: a name alone must not find a column without a head."""
