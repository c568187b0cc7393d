"""Sentences of use cases: what the Verlauf says, and what somebody else changed meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from sozdesk.kernel import german

CANTONAL_ONLY: Final = (
    "Die Massnahmen führt das Kantonale Sozialamt. In der Datei eines Sozialdienstes "
    "lassen sie sich nur lesen."
)
COLUMNS: Final[Mapping[str, str]] = {
    "aim": "Ziel",
    "adopted": "Verabschiedet am",
    "as_of": "Stand per",
    "begins": "Beginnt am",
    "decided_by": "Entschieden von",
    "done_on": "Erledigt am",
    "due_on": "Frist",
    "ends": "Endet am",
    "expected": "Erwartete Massnahmen",
    "horizon": "Horizont",
    "number": "Nummer",
    "poverty_strategy": "Armutsstrategie",
    "priority": "Priorität",
    "responsible_body": "Zuständige Stelle",
    "responsible_people": "Zuständige Personen",
    "source": "Quelle",
    "title": "Titel",
}
"""Words for the columns that «Veraltet» may have to name."""


def outdated(what: str, changed: Mapping[str, object]) -> str:
    """What somebody else changed meanwhile: «Titel ist jetzt «…»»."""
    news = [
        f"{COLUMNS[key]} ist jetzt «{_shown(changed[key])}»" for key in COLUMNS if key in changed
    ]
    tail = f": {german.enumeration(news)}." if news else "."
    return f"{what} wurde in der Zwischenzeit geändert{tail}"


def _shown(value: object) -> str:
    if value is None:
        return "leer"
    return german.day(value) if isinstance(value, date) else str(value)


def added(where: str, what: str) -> str:
    """«Massnahme 1.3: Aufgabe hinzugefügt»."""
    return f"{where}: {what} hinzugefügt"


def changed(where: str, what: str) -> str:
    """«Massnahme 1.3: Aufgabe geändert»."""
    return f"{where}: {what} geändert"


def removed(where: str, what: str) -> str:
    """«Massnahme 1.3: Aufgabe entfernt»."""
    return f"{where}: {what} entfernt"
