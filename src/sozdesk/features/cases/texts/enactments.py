"""Sentences about enacted offerings, participations and Anreizbeiträge."""

from __future__ import annotations

from datetime import date
from typing import Final

from sozdesk.features.cases.terms import ParticipationState
from sozdesk.features.offerings.terms import Financing, PriceUnit
from sozdesk.kernel import german

CHOOSE_OFFERING: Final = "Wählen Sie ein Angebot aus dem Katalog."
CHOOSE_PERSON: Final = "Wählen Sie, für wen das Angebot verfügt wird."
FIRST_DAY: Final = "Schreiben Sie den ersten Tag."
LAST_DAY: Final = "Schreiben Sie den letzten Tag."
DAYS_TURNED: Final = "Der letzte Tag liegt vor dem ersten."
WORKLOAD: Final = "Das Pensum liegt zwischen 1 und 100 Prozent."
PRICE: Final = "Schreiben Sie den vereinbarten Preis."
NEGATIVE: Final = "Der Betrag ist nicht negativ."
UNIT: Final = "Wählen Sie, wofür der Preis gilt."
APPROVED: Final = "Schreiben Sie den Betrag der Kostengutsprache."
UNITS_NEGATIVE: Final = "Die möglichen Einheiten sind grösser als null."
NOT_IN_CATALOGUE: Final = (
    "Der Katalog kennt dieses Angebot nicht mehr. Verfügen Sie es «ganz zulasten der Gemeinde», "
    "oder lesen Sie den neusten Katalog ein."
)
GFS_ONLY: Final = (
    "Ein kostenloses Angebot nach GfS gibt es nur in der frühen Sprachförderung. Nehmen Sie die "
    "Angabe weg."
)
GFS_FREE: Final = (
    "Das kostenlose Angebot der Gemeinde nach GfS wird nie abgerechnet: Das GfS regelt seine "
    "Finanzierung."
)
WITHOUT_SHARE: Final = "Kein Kantonsbeitrag: Die Gemeinde trägt alles, abgerechnet wird nichts."
NO_RULING: Final = (
    "Noch keine Verfügung. Abgerechnet wird erst, was verfügt und eröffnet ist (Massnahme 2.7)."
)
NO_CATALOGUE_PRICE: Final = "Der Katalog nennt für den ersten Tag keinen Preis zum Vergleichen."
REGIME_UNKNOWN: Final = (
    "Das Regime am ersten Tag ist nicht bekannt. Ergänzen Sie Ausweis und Flüchtlingseigenschaft "
    "der Person, sonst ist die Abrechnung gesperrt."
)
NOT_SUPPORTED: Final = (
    "Die Person ist am ersten Tag keine unterstützte Person dieses Falls. Prüfen Sie den Haushalt."
)
UNITS_NEEDED: Final = "Damit ein Betrag vorgeschlagen wird, fehlen Preis, Tage oder die möglichen Einheiten pro Monat."
FOLLOW_UP_UNPAID: Final = (
    "Nach der Ablösung ist in der Sozialhilfe nichts mehr abrechenbar: Für eine Nachbegleitung fehlt "
    "im SHG die gesetzliche Grundlage (Bericht zu den Massnahmen, 2.7). Im Asylbereich gilt § 4 Abs. 4 "
    "kAV."
)
INCENTIVE_BILLING: Final = (
    "Anreizbeiträge (§ 17 SHG, § 25 SHV) werden hier mit ihrem Nachweis festgehalten, nicht abgerechnet. "
    "Hat der Katalog des KSA ein Angebot dafür, mit Ansatz und Tarif, verfügen Sie dieses: Dann wird es "
    "abgerechnet wie jedes andere."
)
EMPLOYER: Final = "Schreiben Sie, welcher Arbeitgeber den Beitrag erhält."
EVIDENCE: Final = (
    "Ohne Nachweis lässt sich der Beitrag nicht prüfen. Schreiben Sie, was ihn belegt "
    "(Lohnabrechnung, Vertrag)."
)
AMOUNT: Final = "Schreiben Sie den Betrag."
ENDED_BEFORE_BEGUN: Final = "Das Ende liegt vor dem Beginn."
END_WITHOUT_BEGIN: Final = "Schreiben Sie zuerst, wann die Teilnahme begonnen hat."
RESULT_WITHOUT_END: Final = "Ein Ergebnis hat nur eine beendete Teilnahme. Schreiben Sie das Ende."
BEGAN_IN_FUTURE: Final = "Der Tag liegt in der Zukunft. Erfassen Sie den Beginn, wenn er war."
PARTICIPATION_OUTSIDE: Final = (
    "Die Teilnahme reicht über die verfügten Tage hinaus. Ausserhalb ist nichts abrechenbar."
)
INTERRUPTION_OUTSIDE: Final = "Der Unterbruch liegt ausserhalb der verfügten Tage."
INTERRUPTION_TWICE: Final = "Für diese Tage ist schon ein Unterbruch erfasst."
DONE_EARLY: Final = (
    "Die Nachfrage liegt vor der Ablösung oder in der Zukunft. Prüfen Sie das Datum."
)
OTHER_CASE: Final = "Die Verfügung gehört zu einem anderen Fall."
RULING_UNFIT: Final = (
    "Diese Verfügung lehnt ab oder beendet. Wählen Sie eine, die das Angebot zuspricht."
)
HAS_INVOICES: Final = (
    "Zu diesem Angebot sind Rechnungen oder Zahlungen Dritter erfasst. Entfernen Sie zuerst diese."
)
HAS_FILES: Final = "Zu diesem Angebot gehören Anhänge. Entfernen Sie zuerst diese."

_UNITS: Final = {
    PriceUnit.HOUR: ("Stunde", "Stunden"),
    PriceUnit.DAY: ("Tag", "Tage"),
    PriceUnit.COURSE: ("Kurs", "Kurse"),
    PriceUnit.MONTH: ("Monat", "Monate"),
    PriceUnit.FLAT: ("Pauschale", "Pauschalen"),
}
_STATES: Final = {
    ParticipationState.PLANNED: "beginnt erst",
    ParticipationState.RUNNING: "läuft",
    ParticipationState.INTERRUPTED: "unterbrochen",
    ParticipationState.ENDED: "beendet",
}


def state_word(state: ParticipationState) -> str:
    """«läuft»."""
    return _STATES[state]


def unit_word(unit: PriceUnit) -> str:
    """«Tag», «pauschal»."""
    return "pauschal" if unit is PriceUnit.FLAT else _UNITS[unit][0]


def per_unit(unit: PriceUnit) -> str:
    """«pro Tag», «pauschal»."""
    return "pauschal" if unit is PriceUnit.FLAT else f"pro {_UNITS[unit][0]}"


def units(number: int, unit: PriceUnit) -> str:
    """800 and day → «8 Tage»."""
    return f"{german.units(number)} {_UNITS[unit][0 if number == 100 else 1]}"


def span(first: date, last: date | None) -> str:
    """«01.01.2027–31.12.2027», «seit 01.01.2027»."""
    return f"{german.day(first)}–{german.day(last)}" if last else f"seit {german.day(first)}"


def case_name(number: int) -> str:
    """«Fall 12»: never the name of a person."""
    return f"Fall {number}"


def not_recognised(day: date) -> str:
    """The offering is not recognised on the first day."""
    return (
        f"Am {german.day(day)} ist das Angebot nicht anerkannt. Wählen Sie einen anderen Tag oder "
        "verfügen Sie es «ganz zulasten der Gemeinde»."
    )


def recognition_ends(last: date) -> str:
    """Recognised on the first day, not to the last one."""
    return (
        f"Die Anerkennung endet am {german.day(last)}. Danach trägt die Gemeinde alles, wenn sie nicht "
        "erneuert wird."
    )


def nothing_billable(financing: Financing) -> str:
    """Financed by agreement, or free."""
    if financing is Financing.FREE:
        return "Das Angebot ist kostenlos: Abgerechnet wird nichts."
    return (
        "Das Angebot wird über eine Leistungsvereinbarung bezahlt: Pro Person wird nichts abgerechnet "
        "(§ 25c SHV, § 4 Abs. 4 kAV)."
    )


def gfs_proposed(municipality: str) -> str:
    """The provider is recognised under the GfS by the case's municipality."""
    return (
        f"{municipality} hat die Anbieterin oder den Anbieter nach GfS anerkannt. Ist es das kostenlose "
        "Angebot der Gemeinde, kreuzen Sie das an."
    )


def price_differs(catalogue: int, unit: PriceUnit) -> str:
    """The agreed price is not the one of the catalogue."""
    return f"Der Katalog nennt {german.amount(catalogue)} {per_unit(unit)} (mit MWST)."


def approved_differs(amount: int, how: str) -> str:
    """The Kostengutsprache is not price × units."""
    return f"Aus dem Preis ergeben sich {german.amount(amount)} ({how})."


def over_limit(total: int, limit: int) -> str:
    """All enactments of one Verfügung together are more than it grants."""
    return (
        f"Alle Angebote dieser Verfügung zusammen ergeben {german.amount(total)}. Sie spricht "
        f"{german.amount(limit)} gut, also {german.amount(total - limit)} weniger."
    )


def proposed(count: str, price: int) -> str:
    """«12 Monate × 900.00»."""
    return f"{count} × {german.amount(price)}"


def proposed_per_month(a_month: str, months: int, price: int) -> str:
    """«8 Tage pro Monat × 12 Monate × 120.00»."""
    return (
        f"{a_month} pro Monat × {german.plural(months, 'Monat', 'Monate')} × {german.amount(price)}"
    )


def overlaps(total: int, day: date, titles: list[str]) -> str:
    """More than 100 percent together."""
    return (
        f"Zusammen mit {german.enumeration(titles)} sind es am {german.day(day)} {total} %. Mehr als "
        "100 % kann niemand besuchen."
    )


def outside_case(first: date | None, last: date | None) -> str:
    """Days before or after the support by this municipality."""
    if last is None:
        assert first is not None
        return f"Der Fall beginnt erst am {german.day(first)}: Vorher ist nichts abrechenbar."
    return (
        f"Die Unterstützung durch diese Gemeinde endet am {german.day(last)}: Danach ist nichts "
        "abrechenbar."
    )


def zif_missing(regime: str) -> str:
    """Refugees and provisionally admitted persons have a recommendation of the ZIF."""
    return (
        f"Für Personen im Regime «{regime}» empfiehlt das ZIF die Massnahme. Schreiben Sie das Datum der "
        "Empfehlung."
    )


ENACTED: Final = "Angebot verfügt"
CHANGED_ENACTMENT: Final = "verfügtes Angebot geändert"
REMOVED_ENACTMENT: Final = "verfügtes Angebot entfernt"
LINKED: Final = "Verfügung zugeordnet"
PARTICIPATION_CHANGED: Final = "Teilnahme nachgeführt"


def in_case(number: int, what: str) -> str:
    """«Fall 12: Teilnahme nachgeführt»."""
    return f"{case_name(number)}: {what}"


def follow_ups_made(number: int, count: int) -> str:
    """«Fall 12: 3 Nachfragen vorgemerkt»."""
    return in_case(number, f"{german.plural(count, 'Nachfrage', 'Nachfragen')} vorgemerkt")


def price_for(least: int | None, most: int | None) -> str:
    """For which Pensum the price of the catalogue is, if the catalogue names one and not a span."""
    named = {value for value in (least, most) if value is not None}
    if len(named) == 1:
        return f"Der Preis des Katalogs gilt für ein Pensum von {named.pop()} %."
    return "Preis wie vereinbart: Das Pensum ändert ihn nicht."


def not_in_force(number: str, first: date, last: date | None) -> str:
    """Days that the Verfügung does not hold on."""
    until = f" bis {german.day(last)}" if last else " an"
    return (
        f"Verfügung {number} gilt vom {german.day(first)}{until}. Was an anderen Tagen verrechnet "
        "wird, geht ganz zulasten der Gemeinde."
    )
