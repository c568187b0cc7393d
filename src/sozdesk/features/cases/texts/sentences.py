"""Sentences of the rules of cases."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from sozdesk.kernel import german

AHV_FORM: Final = "Schreiben Sie die AHV-Nummer so: 756.1234.5678.97"
AHV_CHECKSUM: Final = "Die Prüfziffer der AHV-Nummer stimmt nicht. Vergleichen Sie die Nummer."
AHV_REASON: Final = "Ohne AHV-Nummer schreiben Sie, warum sie fehlt."
MUNICIPAL_ONLY: Final = "Fälle führt nur die Datei einer Gemeinde oder eines Sozialdienstes."

_COLUMNS: Final[Mapping[str, str]] = {
    "last_name": "der Name",
    "first_name": "der Vorname",
    "birth_date": "das Geburtsdatum",
    "ahv_number": "die AHV-Nummer",
    "nationality": "die Staatsangehörigkeit",
    "address": "die Adresse",
    "education": "die Ausbildung",
    "goals": "das Ziel",
    "valid_from": "der erste Tag",
    "ended_on": "der letzte Tag",
    "language": "die Sprache",
    "name": "der Name",
    "reason": "der Grund",
    "repayment_starts_on": "der Beginn der Rückerstattungsfrist",
    "dossier_number": "die Dossiernummer",
    "opened_on": "das Datum der Eröffnung",
    "closed_on": "das Datum des Abschlusses",
    "support_ended_on": "die Ablösung",
    "net_rent": "die Nettomiete",
    "ancillary": "die Nebenkosten",
    "title": "der Titel",
    "amount": "der Betrag",
    "price": "der Preis",
    "approved": "die Kostengutsprache",
    "first_day": "der erste Tag",
    "last_day": "der letzte Tag",
}


def outdated(what: str, changed: Mapping[str, object]) -> str:
    """What somebody else changed meanwhile."""
    news = [
        f"{_COLUMNS[key]} ist jetzt «{_shown(changed[key])}»" for key in _COLUMNS if key in changed
    ]
    tail = f": {german.enumeration(news)}." if news else "."
    return f"{what} wurde in der Zwischenzeit geändert{tail}"


def _shown(value: object) -> str:
    if value is None or value == "":
        return "leer"
    return german.day(value) if isinstance(value, date) else str(value)


def added(where: str, what: str = "") -> str:
    """«Fall 12: Wohnung erfasst»."""
    return f"{where}: {what} erfasst" if what else f"{where} erfasst"


def changed(where: str, what: str = "") -> str:
    """«Fall 12: Wohnung geändert»."""
    return f"{where}: {what} geändert" if what else f"{where} geändert"


def removed(where: str, what: str = "") -> str:
    """«Fall 12: Wohnung entfernt»."""
    return f"{where}: {what} entfernt" if what else f"{where} entfernt"


def case_name(number: int) -> str:
    """«Fall 12»: never a person."""
    return f"Fall {number}"
