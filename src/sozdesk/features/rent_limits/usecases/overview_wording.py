"""German sentences of reading in the overview of an earlier year."""

from __future__ import annotations

from collections.abc import Mapping

from sozdesk.kernel import german


def overview_recorded(year: int, count: int, taken: int) -> str:
    """Line of the Verlauf: «Übersicht 2026 eingelesen, 84 Gemeinden erfasst»."""
    recorded = german.plural(count, "Gemeinde", "Gemeinden")
    before = f", {german.count(taken)} bereits erfasst" if taken else ""
    return f"Übersicht {year} eingelesen, {recorded} erfasst{before}"


def nothing_new(year: int) -> str:
    """Everything is there already."""
    return f"Übersicht {year}: alle Gemeinden sind bereits erfasst, nichts geändert"


def says_too_little(name: str) -> str:
    """Neither limits with their basis nor a reason."""
    return (
        f"{name}: Es fehlen Beträge, netto oder brutto, Monat oder Jahr. "
        "Ergänzen Sie die Angaben in der Tabelle."
    )


def stated_twice(name: str) -> str:
    """One municipality, two rows."""
    return f"{name} steht mehrmals in der Übersicht. Berichtigen Sie die Tabelle."


def published_recorded(counted: Mapping[int, int]) -> str:
    """Line of the Verlauf: «Veröffentlichte Grenzwerte erfasst: 2027 (84 Gemeinden)»."""
    years = (
        f"{year} ({german.plural(number, 'Gemeinde', 'Gemeinden')})"
        for year, number in sorted(counted.items())
        if number
    )
    return f"Veröffentlichte Grenzwerte erfasst: {', '.join(years)}"
