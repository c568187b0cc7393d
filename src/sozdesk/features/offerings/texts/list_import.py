"""Sentences about somebody's list of providers and offerings: cells, rows, what would happen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Final

from sozdesk.features.offerings.terms import LanguageRow
from sozdesk.features.offerings.terms.list_import import (
    ListCounts,
    ListPrice,
    ListResult,
)
from sozdesk.features.offerings.texts.words import per_unit, word
from sozdesk.kernel import german
from sozdesk.kernel.listed import NO_VALUE

RESULTS: Final[Mapping[ListResult, str]] = {
    ListResult.NEW: "neu",
    ListResult.CHANGED: "geändert",
    ListResult.UNCHANGED: "unverändert",
    ListResult.UNUSABLE: "nicht verwertbar",
}
LABELS: Final[Mapping[str, str]] = {
    "name": "Anbieter/in",
    "legal_form": "Rechtsform",
    "organisation_type": "Art",
    "address": "Adresse",
    "email": "E-Mail",
    "phone": "Telefon",
    "website": "Website",
    "iban": "IBAN",
    "title": "Titel",
    "category": "Kategorie",
    "town": "Ort",
    "goals": "Ziele",
    "content": "Inhalt",
    "audience": "Zielgruppe",
    "workload": "Pensum",
    "weeks": "Dauer",
    "capacity": "Plätze",
    "free_places": "Freie Plätze",
    "amount": "Preis",
    "unit": "Einheit",
    "vat": "MWST",
    "language": "Sprache",
    "needed": "Niveau verlangt",
    "reached": "Niveau erreicht",
    "childcare": "Kinderbetreuung",
    "wheelchair": "Rollstuhlgängig",
    "link": "Link",
    "recognised_from": "Anerkannt seit",
    "recognised_to": "Anerkannt bis",
}
"""Field → how its column is called, in the order in which people are asked."""
COLUMN_LABELS: Final[Mapping[str, str]] = {
    **LABELS,
    "category_code": LABELS["category"],
    "for_refugees": "für Flüchtlinge",
    "for_women": "für Frauen",
    "for_mothers": "für Mütter",
    "workload_from": "Pensum ab",
    "workload_to": "Pensum bis",
    "workload_note": "Pensum",
    "weeks_min": "Wochen ab",
    "weeks_max": "Wochen bis",
    "languages": LABELS["language"],
}
"""Column of provider or offering → words."""
FIELD_OF: Final[Mapping[str, str]] = {
    "category_code": "category",
    "for_refugees": "audience",
    "for_women": "audience",
    "for_mothers": "audience",
    "workload_from": "workload",
    "workload_to": "workload",
    "workload_note": "workload",
    "weeks_min": "weeks",
    "weeks_max": "weeks",
    "languages": "language",
    "vat_rate": "vat",
}
"""Column → field of the table, where they differ: so that a sentence finds its cell."""

EMPTY: Final = "Die Tabelle enthält weder Anbieter/innen noch Angebote unterhalb der Kopfzeile."
# ------------------------------------------------------------------ a cell


def is_a_day(label: str, example: str) -> str:
    """Excel took «8-12» for a day."""
    return (
        f"{label}: Excel hat daraus ein Datum gemacht. Formatieren Sie die Spalte als Text und "
        f"schreiben Sie zum Beispiel {example}."
    )


def no_weeks(raw: str) -> str:
    """A duration in other units is not converted."""
    return f"Dauer: «{raw}» nennt keine Wochen. Schreiben Sie zum Beispiel 12 oder 8–12 Wochen."


def no_audience(raw: str) -> str:
    """Words that the platform does not know."""
    return (
        f"Zielgruppe: «{raw}» ist nicht bekannt. Möglich sind Sozialhilfe, Asylbereich, beide, "
        "Flüchtlinge, Frauen und Mütter, durch Komma getrennt."
    )


# ------------------------------------------------------------------ a row

NAME_MISSING: Final = (
    "Wer das anbietet, fehlt. Schreiben Sie die Anbieterin oder den Anbieter in jede Zeile."
)
TITLE_NEEDED: Final = "Der Titel fehlt: Ohne ihn gehört diese Angabe zu keinem Angebot."
CATEGORY_MISSING: Final = "Die Kategorie fehlt. Ein neues Angebot braucht eine."
TYPE_MISSING: Final = "Die Art der Organisation fehlt und wird als «andere» erfasst."
LANGUAGE_MISSING: Final = "Ein Niveau ohne Sprache. Schreiben Sie, welche Sprache es ist."
TOWN_MISSING: Final = "«Rollstuhlgängig» gehört zu einem Ort. Schreiben Sie den Ort dazu."
UNIT_MISSING: Final = "Die Einheit des Preises fehlt: Stunde, Tag, Kurs, Monat oder pauschal."
VAT_MISSING: Final = "Die MWST des Preises fehlt: inkl., exkl. oder ausgenommen."
START_MISSING: Final = "«Anerkannt bis» ohne «Anerkannt seit». Schreiben Sie den ersten Tag dazu."
DAY_NEEDED: Final = "Sagen Sie, ab welchem Tag die Preise der Liste gelten."


def unknown_category(raw: str, names: Sequence[str]) -> str:
    """A category that does not hold today."""
    known = german.enumeration([f"«{one}»" for one in names])
    return f"«{raw}» ist keine Kategorie von heute. Es gibt {known}."


def said_otherwise(label: str, row: int) -> str:
    """Two rows about one provider."""
    return (
        f"{label}: Die Zeile {row} sagt etwas anderes über diese Anbieterin oder diesen Anbieter."
    )


def stated_twice(rows: Sequence[int]) -> str:
    """One offering on two rows."""
    named = german.enumeration([str(row) for row in rows])
    return f"Dieses Angebot steht in den Zeilen {named}. Lassen Sie eine davon stehen."


def several_providers(name: str) -> str:
    """The file holds two of the same name."""
    return (
        f"«{name}» gibt es in dieser Datei mehrmals. Benennen Sie die Einträge zuerst verschieden."
    )


def several_offerings(title: str) -> str:
    """The same about offerings of one provider."""
    return f"«{title}» gibt es bei dieser Anbieterin oder diesem Anbieter mehrmals. Benennen Sie die Einträge zuerst verschieden."


def other_end(first: date) -> str:
    """A decision of that day is recorded, with another end."""
    return (
        f"Seit {german.day(first)} ist schon ein Entscheid mit einem anderen Ende erfasst. "
        "Prüfen Sie ihn unter «Anerkennung»."
    )


# ------------------------------------------------------------------ what would happen


def price(one: ListPrice) -> str:
    """«CHF 1'200.00 pro Kurs, exkl. MWST»; without what is not known."""
    parts = (per_unit(one.unit) if one.unit else "", word(one.vat) if one.vat else "")
    amount = " ".join(filter(None, (f"CHF {german.amount(one.amount)}", parts[0])))
    return ", ".join(filter(None, (amount, parts[1])))


def value(said: object) -> str:
    """A value of a column in words."""
    if said in (None, "", ()):
        return NO_VALUE
    if isinstance(said, bool):
        return "ja" if said else "nein"
    if isinstance(said, StrEnum):
        return word(said)
    if isinstance(said, tuple):
        return german.enumeration([language(one) for one in said])
    return str(said)


def language(one: LanguageRow) -> str:
    """«Deutsch (verlangt A2, erreicht B1)»."""
    levels = (
        f"verlangt {one.needed.value}" if one.needed else "",
        f"erreicht {one.reached.value}" if one.reached else "",
    )
    said = ", ".join(filter(None, levels))
    return f"{one.language} ({said})" if said else one.language


def recognition(first: date, last: date | None) -> str:
    """«seit 1.1.2025», «1.1.2025 bis 31.12.2027»."""
    if last is None:
        return f"seit {german.day(first)}"
    return f"{german.day(first)} bis {german.day(last)}"


def told(counts: ListCounts) -> str:
    """«19 neu, 2 geändert, 3 unverändert»."""
    parts = (
        (counts.new, RESULTS[ListResult.NEW]),
        (counts.changed, RESULTS[ListResult.CHANGED]),
        (counts.unchanged, RESULTS[ListResult.UNCHANGED]),
    )
    said = [f"{german.count(number)} {what}" for number, what in parts if number]
    return ", ".join(said) or "nichts"


def summary(counts: ListCounts) -> str:
    """The line of the Verlauf."""
    return f"Liste der Anbieter/innen und Angebote eingelesen: {told(counts)}"
