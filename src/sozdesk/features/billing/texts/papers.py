"""Sentences about the retention of bills, and the words for what their files say of a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from sozdesk.features.billing.texts.bills import period_words
from sozdesk.kernel import german

OPEN_DIFFERENCE: Final = "Eine Differenz ist noch nicht ausgeglichen."
NOT_TO_CHECK: Final = (
    "Die Personendaten dieser Abrechnung sind gelöscht: Sie lässt sich nicht mehr prüfen.",
    "Nummer, Beträge und Zeilen ohne Namen zeigt die Liste.",
)
NO_NAME: Final = "gelöscht"
"""Stands for the name of a person that was deleted."""


def case_first(numbers: Sequence[int]) -> str:
    """«Fall 12 steht noch in der Datei: Er wird zuerst gelöscht.»."""
    named = german.enumeration([str(one) for one in numbers[:3]])
    more = " und weitere" if len(numbers) > 3 else ""
    if len(numbers) == 1:
        return f"Fall {named} steht noch in der Datei: Er wird zuerst gelöscht."
    return f"Die Fälle {named}{more} stehen noch in der Datei: Sie werden zuerst gelöscht."


def plain_name(year: int, number: int | None) -> str:
    """«Abrechnung 1/2026»: all that is left of words about a deleted bill."""
    return f"Abrechnung {number}/{year}"


BILL: Final = "Abrechnung"
"""What the bill of an entry is called in an Auskunft."""


def bill_words(town: str, year: int, number: int | None, first: date, last: date) -> str:
    """«Liestal 3/2026, 3. Quartal 2026»; without a number it is a draft."""
    name = f"{number}/{year}" if number else "Entwurf"
    return f"{town} {name}, {period_words(first, last)}"


def line_words(bill: str, position: int) -> str:
    """«Liestal 3/2026, 3. Quartal 2026, Zeile 4»."""
    return f"{bill}, Zeile {position}"


def persons_deleted(day: date) -> str:
    """«Personendaten gelöscht am 05.01.2038»."""
    return f"Personendaten gelöscht am {german.day(day)}"


def gone(day: date) -> tuple[str, str]:
    """Why a document of a bill cannot be written any more, and what there still is."""
    return (
        f"{persons_deleted(day)}: Diese Abrechnung gibt es nur noch mit ihren Beträgen.",
        "Nummer, Beträge und Zeilen ohne Namen zeigt die Liste.",
    )


CLAIM: Final[Mapping[str, str]] = {
    "person.last_name": "Name",
    "person.first_name": "Vorname",
    "person.birth_date": "Geburtsdatum",
    "person.ahv_number": "AHV-Nummer",
    "person.residences.permit": "Ausweis",
    "person.residences.refugee": "Flüchtling",
    "person.residences.first": "Ausweis ab",
    "person.residences.last": "Ausweis bis",
    "support.first": "unterstützt ab",
    "support.last": "unterstützt bis",
    "support.bfs_number": "unterstützt von",
    "support.support_ended_on": "Ablösung per",
    "support.closed_on": "Fall abgeschlossen am",
    "support.moved_on": "Wegzug per",
    "regimes.code": "Regime",
    "regimes.first": "Regime ab",
    "regimes.last": "Regime bis",
    "regimes.reason": "Regime von Hand, weil",
    "enactments.ruling.number": "Verfügung",
    "enactments.ruling.nature": "Art der Verfügung",
    "enactments.ruling.ruled_on": "verfügt am",
    "enactments.ruling.in_force_from": "Verfügung gilt ab",
    "enactments.ruling.in_force_to": "Verfügung gilt bis",
    "enactments.ruling.limit_amount": "Kostengutsprache der Verfügung",
    "enactments.ruling.contested": "angefochten",
    "enactments.first": "verfügt ab",
    "enactments.last": "verfügt bis",
    "enactments.began_on": "begonnen am",
    "enactments.ended_on": "beendet am",
    "enactments.workload": "Pensum in Prozent",
    "enactments.unit": "Einheit des Preises",
    "enactments.price": "vereinbarter Preis",
    "enactments.approved": "Kostengutsprache",
    "enactments.units_possible": "mögliche Einheiten einer Periode",
    "enactments.without_share": "kein Kantonsbeitrag",
    "enactments.gfs_free": "unentgeltliches Angebot der Gemeinde (GfS)",
    "enactments.interruptions.first": "Unterbruch ab",
    "enactments.interruptions.last": "Unterbruch bis",
    "enactments.interruptions.reason": "Grund des Unterbruchs",
    "costs.number": "Rechnung",
    "costs.invoiced_on": "Rechnung vom",
    "costs.recorded_on": "Rechnung erfasst am",
    "costs.first": "Rechnung ab",
    "costs.last": "Rechnung bis",
    "costs.amount": "Betrag der Rechnung",
    "costs.units": "besuchte Einheiten",
    "costs.possible": "mögliche Einheiten",
    "costs.absent": "abwesend verrechnete Einheiten",
    "deductions.first": "Zahlung Dritter ab",
    "deductions.last": "Zahlung Dritter bis",
    "deductions.amount": "Zahlung Dritter",
    "deductions.payer": "bezahlt von",
}
"""Place in a claim of a bill file → what it is called; ids and checksums have no words."""
LEFT_OUT: Final[Mapping[str, str]] = {
    "last_name": "Name",
    "first_name": "Vorname",
    "ahv_number": "AHV-Nummer",
    "offering_number": "Angebot Nr.",
    "offering_title": "Angebot",
    "number": "Rechnung",
    "first_day": "erster Tag",
    "last_day": "letzter Tag",
    "cost": "Kosten",
    "reasons": "Begründung",
}
"""What a bill says of what it leaves out."""
