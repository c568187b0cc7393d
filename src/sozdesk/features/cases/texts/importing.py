"""Sentences about somebody's list of persons: cells, rows, what would happen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Final

from sozdesk.features.cases.terms import PersonRow
from sozdesk.features.cases.terms.importing import (
    ImportCounts,
    ImportResult,
    OpenedCase,
    SaidPermit,
)
from sozdesk.features.cases.texts.words import permit_words, word
from sozdesk.kernel import german
from sozdesk.kernel.listed import NO_VALUE

RESULTS: Final[Mapping[ImportResult, str]] = {
    ImportResult.NEW: "neu",
    ImportResult.CHANGED: "geändert",
    ImportResult.UNCHANGED: "unverändert",
    ImportResult.AMBIGUOUS: "nicht eindeutig",
    ImportResult.UNUSABLE: "nicht verwertbar",
    ImportResult.SKIPPED: "wird ausgelassen",
}
LABELS: Final[Mapping[str, str]] = {
    "dossier": "Dossiernummer",
    "last_name": "Name",
    "first_name": "Vorname",
    "birth_date": "Geburtsdatum",
    "sex": "Geschlecht",
    "ahv_number": "AHV-Nummer",
    "nationality": "Staatsangehörigkeit",
    "address": "Adresse",
    "street": "Strasse",
    "house_number": "Hausnummer",
    "postcode": "PLZ",
    "town": "Ort",
    "permit": "Ausweis",
    "refugee": "Flüchtling",
    "permit_since": "Ausweis seit",
    "municipality": "Gemeinde",
    "opened_on": "Eröffnet am",
    "closed_on": "Abgeschlossen am",
    "support_ended_on": "Ablösung",
    "responsible": "Zuständig",
    "supported": "Unterstützt",
    "main": "Hauptperson",
}
"""Field → how its column is called, in the order in which people are asked."""

EMPTY: Final = "Die Tabelle enthält keine Personen unterhalb der Kopfzeile."
NAME_MISSING: Final = "Der Name fehlt."
FIRST_NAME_MISSING: Final = "Der Vorname fehlt. Lesen Sie die Zeile so ein, wenn es keinen gibt."
NOT_APART: Final = (
    "Name und Vorname stehen in einer Zelle. Schreiben Sie ein Komma dazwischen: Muster, Anna."
)
PERMIT_UNKNOWN: Final = "Der Ausweis fehlt. Das Regime bleibt offen."
REFUGEE_ALONE: Final = "«Flüchtling» ohne Ausweis. Schreiben Sie den Buchstaben dazu."
BIRTH_IN_FUTURE: Final = "Das Geburtsdatum liegt in der Zukunft."
DAY_NEEDED: Final = "Sagen Sie, seit wann die Fälle ohne «Eröffnet am» laufen."
AHV_TWICE: Final = "Diese AHV-Nummer gehört in der Datei mehreren Personen."
OTHER_PERSON: Final = (
    "Die AHV-Nummer gehört hier einer Person mit anderem Namen und anderem Geburtsdatum."
)
SAME_NAME: Final = (
    "Wer gemeint ist, geht aus der Zeile nicht sicher hervor: Der Name kommt schon vor."
)
OTHER_BIRTH: Final = (
    "Im selben Dossier steht schon jemand mit diesem Namen, aber mit anderem Geburtsdatum oder "
    "anderer AHV-Nummer."
)
OTHER_AHV: Final = (
    "Name und Geburtsdatum gehören hier einer Person mit anderer AHV-Nummer. Prüfen Sie die Nummer."
)
NEW_CASE: Final = "neuer Fall"
AHV_NOT_LISTED: Final = "stand nicht in der eingelesenen Liste"
CASE: Final = "Fall"
REGIME: Final = "Regime"
ASSIGN: Final = "Sagen Sie mit «Zuordnen …», wer gemeint ist."


def no_permit(raw: str) -> str:
    """A permit that is none."""
    return (
        f"«{raw}» ist kein Ausweis. Schreiben Sie den Buchstaben (B, C, Ci, F, G, L, N, S), wenn nötig "
        "mit «Flüchtling», oder «CH»."
    )


def no_birth(raw: str) -> str:
    """A day that is none."""
    return f"«{raw}» ist kein Datum. Schreiben Sie das Geburtsdatum so: 17.05.1990"


def unknown_municipality(raw: str, own: Sequence[str]) -> str:
    """A municipality of others."""
    names = german.enumeration(list(own))
    return f"«{raw}» gehört nicht zu dieser Stelle. Sie führt Fälle von {names}."


def municipality_missing(own: Sequence[str]) -> str:
    """An office for several municipalities must say which."""
    return f"Die Gemeinde fehlt. Diese Stelle führt Fälle von {german.enumeration(list(own))}."


def unknown_responsible(raw: str) -> str:
    """Nobody of the file is called so."""
    return f"«{raw}» ist keine Person dieser Datei. Der Fall bleibt ohne zuständige Person."


def stated_twice(rows: Sequence[int]) -> str:
    """One person on two rows."""
    named = german.enumeration([str(row) for row in rows])
    return f"Diese Person steht in den Zeilen {named}. Lassen Sie eine davon aus."


def said_otherwise(label: str, row: int) -> str:
    """Two rows of one household."""
    return f"{label}: Die Zeile {row} sagt etwas anderes über diesen Fall."


def case(number: int) -> str:
    """«Fall 12»."""
    return f"Fall {number}"


def opens(one: OpenedCase) -> str:
    """«neuer Fall in Liestal (aus dem Ort der Adresse), seit 01.02.2027»."""
    source = " (aus dem Ort der Adresse)" if one.from_address else ""
    town = f" in {one.municipality}{source}" if one.municipality else ""
    since = f", seit {german.day(one.opened_on)}" if one.opened_on else ""
    return f"{NEW_CASE}{town}{since}"


def two_cases(dossier: str) -> str:
    """A number that two open cases bear."""
    return f"Das Dossier {dossier} gibt es in dieser Datei bei mehreren offenen Fällen."


def in_other_case(number: int, dossier: str) -> str:
    """No second case beside an open one."""
    said = f" (Dossier {dossier})" if dossier else ""
    return (
        f"Die Person ist im offenen Fall {number}{said}. Ein zweiter Fall wird nicht eröffnet: "
        "Berichtigen Sie das Dossier, oder lassen Sie die Zeile aus."
    )


def moved(number: int, name: str) -> str:
    """A move is a step of its own."""
    return f"Der Fall {number} gehört zu {name}. Einen Wegzug erfassen Sie im Fall selbst."


def again(numbers: Sequence[int]) -> str:
    """A person comes back."""
    named = german.enumeration([str(number) for number in numbers])
    return f"Wiederaufnahme: Die Person war schon im Fall {named}. Es entsteht ein neuer Fall."


def place_after(number: int) -> str:
    """Somebody new, or another state, in the household of a closed case."""
    return (
        f"Der Fall {number} ist abgeschlossen: Sein Haushalt ändert sich nicht mehr. "
        "Lassen Sie die Zeile aus oder öffnen Sie den Fall wieder."
    )


def closed_case(number: int) -> str:
    """A row about a case that is closed here."""
    return f"Der Fall {number} ist hier abgeschlossen."


def candidate(person: PersonRow) -> str:
    """«Muster Anna, geb. 17.05.1990, 756.9217.0769.85»."""
    born = f"geb. {german.day(person.birth_date)}" if person.birth_date else "ohne Geburtsdatum"
    ahv = person.ahv_number or ""
    shown = f"{ahv[:3]}.{ahv[3:7]}.{ahv[7:11]}.{ahv[11:]}" if ahv else ""
    return ", ".join(filter(None, (person.name, born, shown)))


def candidates(count: int) -> str:
    """How many persons a row may mean, without naming one."""
    who = german.plural(count, "Person", "Personen")
    return f"Gemeint sein {'kann' if count == 1 else 'können'} {who} dieser Datei. Wer, zeigt nur das Fenster."


def value(said: object) -> str:
    """A value in words."""
    if said is None or said == "":
        return NO_VALUE
    if isinstance(said, bool):
        return "ja" if said else "nein"
    if isinstance(said, date):
        return german.day(said)
    return word(said) if isinstance(said, StrEnum) else ", ".join(str(said).splitlines())


def permit(one: SaidPermit) -> str:
    """«Ausweis F, Flüchtling, ab 01.02.2027»."""
    since = f", ab {german.day(one.since)}" if one.since else ""
    return f"{permit_words(one.permit, refugee=bool(one.refugee))}{since}"


def told(counts: ImportCounts) -> str:
    """«19 neu, 2 geändert, 3 unverändert»."""
    parts = (
        (counts.new, RESULTS[ImportResult.NEW]),
        (counts.changed, RESULTS[ImportResult.CHANGED]),
        (counts.unchanged, RESULTS[ImportResult.UNCHANGED]),
    )
    said = [f"{german.count(number)} {what}" for number, what in parts if number]
    return ", ".join(said) or "nichts"


def summary(counts: ImportCounts) -> str:
    """The line of the Verlauf: numbers only, no person."""
    opened = german.plural(counts.cases, "Fall eröffnet", "Fälle eröffnet")
    return f"Liste der Personen eingelesen: {told(counts)}; {opened}"
