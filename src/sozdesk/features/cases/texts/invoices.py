"""Sentences about providers' invoices and payments of third parties."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from sozdesk.features.cases.texts.enactments import per_unit, span, units
from sozdesk.features.offerings.terms import PriceUnit
from sozdesk.kernel import german

NUMBER: Final = "Schreiben Sie die Nummer der Rechnung."
DATED: Final = "Schreiben Sie das Datum der Rechnung."
PROVIDER: Final = "Wählen Sie, wer die Rechnung gestellt hat."
LINES: Final = "Die Rechnung hat noch keine Zeile. Erfassen Sie, wofür sie gestellt ist."
LINE_ENACTMENT: Final = "Wählen Sie das verfügte Angebot."
LINE_DAYS: Final = "Schreiben Sie die Tage der Leistung: von und bis."
LINE_TURNED: Final = "Der letzte Tag der Leistung liegt vor dem ersten."
LINE_AMOUNT: Final = "Schreiben Sie den Betrag der Zeile."
OTHER_PROVIDER: Final = "Dieses Angebot stammt von jemand anderem als die Rechnung."
ZERO: Final = "Ein Betrag von 0.00 sagt nichts. Entfernen Sie die Zeile."
CREDIT_SIGN: Final = (
    "Eine Gutschrift hat negative Beträge. Schreiben Sie ein Minus davor, zum Beispiel -900.00."
)
INVOICE_SIGN: Final = (
    "Negative Beträge hat nur eine Gutschrift. Wählen Sie, welche Rechnung sie zurücknimmt."
)
VAT_EXEMPT: Final = "Wer von der MWST ausgenommen ist, nennt keinen Satz."
VAT_RANGE: Final = "Der Satz liegt zwischen 0 und 100 Prozent."
VAT_EXCLUDED: Final = (
    "Die Preise verstehen sich ohne MWST. Erfassen Sie die Beträge der Zeilen mit MWST, so wie sie "
    "bezahlt werden."
)
VAT_RATE: Final = (
    "Die Rechnung nennt keinen MWST-Satz. Er wird für die Prüfung der Beträge gebraucht."
)
DATED_EARLY: Final = (
    "Die Rechnung ist älter als der letzte Tag der Leistung. Prüfen Sie beide Daten."
)
PAID_EARLY: Final = "Bezahlt vor dem Datum der Rechnung: Prüfen Sie beide Daten."
UNITS_NEGATIVE: Final = "Einheiten sind nicht negativ."
CREDIT_UNITS_NEGATIVE: Final = "Einheiten stehen ohne Minus: eine Gutschrift nimmt sie zurück, beim Kantonsanteil werden sie abgezogen."
CREDIT_UNITS: Final = "Ohne Einheiten nimmt die Gutschrift nur den Betrag zurück: die Einheiten der Rechnung zählen weiter."
ABSENT_MORE: Final = "Mehr abwesend als verrechnet: Abwesenheiten sind ein Teil der Einheiten."
ABSENCES_NOT_INVOICED: Final = (
    "Der Preis im Katalog schliesst aus, dass Abwesenheiten verrechnet werden."
)
THIRD_ORDER: Final = "Der letzte Tag liegt vor dem ersten."
THIRD_AMOUNT: Final = "Schreiben Sie einen Betrag über null."
THIRD_OUTSIDE: Final = "Die Zahlung betrifft Tage ausserhalb der verfügten."
CREDITED: Final = "Zu dieser Rechnung gehört eine Gutschrift. Entfernen Sie zuerst die Gutschrift."
HAS_FILES: Final = "Zu dieser Rechnung gehören Anhänge. Entfernen Sie zuerst diese."

BILLED_INVOICE: Final = "Diese Rechnung"
BILLED_ENACTMENT: Final = "Dieses verfügte Angebot"
BILLED_PAYMENT: Final = "Diese Zahlung"
BILLED_DAYS: Final = "Mindestens ein Tag ab dem Wegzug"


def billed(what: str, bills: Sequence[str]) -> str:
    """«Diese Rechnung steht in der Abrechnung 1/2026 von Liestal …», the first of several is named."""
    return (
        f"{what} steht in der Abrechnung {bills[0]}: Stornieren Sie diese, bevor Sie ändern, worauf sie "
        "beruht."
    )


def same_number(invoiced_on: date, where: str) -> str:
    """The number is there already."""
    return (
        f"Die Rechnung mit dieser Nummer ist schon erfasst: vom {german.day(invoiced_on)}, {where}. Eine "
        "Nummer zählt nur einmal, in welcher Gemeinde auch immer."
    )


def outside_enacted(first: date, last: date) -> str:
    """The service lies outside the enacted days."""
    return f"Verfügt ist nur {span(first, last)}."


def over_limit(total: int, limit: int) -> str:
    """All invoices for the offerings of one Verfügung are more than it grants."""
    return (
        f"Mit dieser Rechnung sind es {german.amount(total)} für alle Angebote der Verfügung. Sie "
        f"spricht {german.amount(limit)} gut, also {german.amount(total - limit)} weniger."
    )


def over_approved(total: int, approved: int) -> str:
    """All invoices together are more than the Kostengutsprache."""
    return (
        f"Mit dieser Rechnung sind es {german.amount(total)}. Die Kostengutsprache lautet auf "
        f"{german.amount(approved)}, also {german.amount(total - approved)} weniger."
    )


def not_price(count: int, unit: PriceUnit, price: int, amount: int) -> str:
    """Price × units is another amount."""
    product = f"{units(count, unit)} × {german.amount(price)}"
    return f"{product} sind {german.amount(amount)}, verrechnet ist ein anderer Betrag."


def above_price(amount: int, wanted: int, price: int, unit: PriceUnit) -> str:
    """No units are named, and it is more than the price of these days, or of the course."""
    return (
        f"Verrechnet sind {german.amount(amount)}; zum vereinbarten Preis von {german.amount(price)} "
        f"{per_unit(unit)} sind es {german.amount(wanted)}."
    )


def without_units(price: int, unit: PriceUnit) -> str:
    """A price per unit, and no units."""
    return (
        f"Ohne Einheiten lässt sich der Betrag nicht mit dem vereinbarten Preis von {german.amount(price)} "
        f"{per_unit(unit)} vergleichen."
    )


def above_possible(count: int, possible: int, unit: PriceUnit) -> str:
    """More attended than could be."""
    return f"Verrechnet sind {units(count, unit)}, möglich waren {units(possible, unit)}."


def above_agreed(count: int, agreed: int, unit: PriceUnit) -> str:
    """More than what was agreed as possible."""
    return f"Verrechnet sind {units(count, unit)}, vereinbart sind höchstens {units(agreed, unit)}."


def overlap(number: str, first: date, last: date) -> str:
    """Another invoice covers these days."""
    return f"Die Rechnung {number} betrifft auch {span(first, last)}. Prüfen Sie, ob doppelt verrechnet ist."


def overlap_line(place: int) -> str:
    """Another line of this invoice covers these days."""
    return f"Zeile {place} betrifft dieselben Tage desselben Angebots."


def other_total(total: int, stated: int) -> str:
    """The lines are not the total on the paper."""
    return (
        f"Die Zeilen geben {german.amount(total)}, auf dem Papier stehen {german.amount(stated)}."
    )


def over_credited(total: int, rest: int) -> str:
    """More taken back than was invoiced."""
    return (
        f"Die Gutschrift nimmt {german.amount(total)} zurück, von der Rechnung sind noch "
        f"{german.amount(rest)} übrig."
    )


def credit_other(number: str) -> str:
    """A credit note is about an offering that the credited invoice does not name."""
    return f"Die Rechnung {number} nennt dieses Angebot nicht."


def credit_days(number: str, days: Sequence[tuple[date, date]]) -> str:
    """A credit note is about days that the credited invoice does not name."""
    spans = german.enumeration([span(first, last) for first, last in days])
    return f"Die Rechnung {number} betrifft {spans}. Prüfen Sie die Tage der Gutschrift."


def third_above(third: int, invoiced: int) -> str:
    """Third parties pay more than it costs."""
    return f"Dritte zahlen {german.amount(third)}, verrechnet sind erst {german.amount(invoiced)}."


def invoice_name(number: str) -> str:
    """«Rechnung R-17»."""
    return f"Rechnung {number}"


def line_count(number: int) -> str:
    """«3 Zeilen»."""
    return german.plural(number, "Zeile", "Zeilen")
