"""Sentences of the KSA's check of invoices: price, units, days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sozdesk.features.billing.terms import ClaimEnactment, PriceSpan
from sozdesk.features.billing.texts.checks import span
from sozdesk.features.billing.texts.computing import per_unit
from sozdesk.features.offerings.terms import PriceUnit
from sozdesk.kernel import german

_UNITS = {PriceUnit.DAY: "Tage", PriceUnit.HOUR: "Stunden"}
_Days = tuple[date, date]


def price_differs(enacted: ClaimEnactment, known: PriceSpan, day: date) -> str:
    """The agreed price is not the one of the catalogue on the day."""
    return (
        f"Vereinbart sind {_price(enacted)}, im Katalog stehen am {german.day(day)} "
        f"{german.amount(known.amount)} {per_unit(known.unit)}."
    )


def price_unknown(day: date) -> str:
    """The catalogue holds no price on the day."""
    return f"Im Katalog steht am {german.day(day)} kein Preis."


def above_price(number: str, amount: int, wanted: int, enacted: ClaimEnactment) -> str:
    """An invoice, less its credit notes, is more than price × units or months."""
    return (
        f"Rechnung {number} lautet auf {german.amount(amount)}; zum vereinbarten Preis von "
        f"{_price(enacted)} sind es {german.amount(wanted)}."
    )


def above_price_once(billed: int, wanted: int, enacted: ClaimEnactment) -> str:
    """All invoices of an enactment are more than its price."""
    return (
        f"Mit allen Abrechnungen {german.amount(billed)}; zum vereinbarten Preis von "
        f"{_price(enacted)} sind es {german.amount(wanted)}."
    )


def without_units(number: str, enacted: ClaimEnactment) -> str:
    """A price per unit, and an invoice that does not say how many."""
    return (
        f"Rechnung {number} nennt keine Einheiten: Mit dem vereinbarten Preis von {_price(enacted)} "
        "ist sie nicht verglichen."
    )


def _price(enacted: ClaimEnactment) -> str:
    return f"{german.amount(enacted.price)} {per_unit(enacted.unit)}"


def units_above(units: int, possible: int, number: str) -> str:
    """More units than could be attended."""
    return (
        f"Rechnung {number}: {german.units(units)} besucht, möglich sind {german.units(possible)}."
    )


def units_above_workload(
    units: int, possible: int, workloads: Sequence[int], numbers: list[str], days: _Days
) -> str:
    """More days than the Pensum allows, of one invoice or of several together."""
    shares = german.enumeration([f"{one} %" for one in dict.fromkeys(workloads)])
    return (
        f"{_together(numbers, days)}{german.units(units)} Tage besucht, bei einem Pensum von {shares} "
        f"sind es höchstens {german.units(possible)} Werktage."
    )


def units_above_agreed(
    units: int, agreed: int, unit: PriceUnit, numbers: list[str], days: _Days
) -> str:
    """More units than were agreed for a month."""
    return (
        f"{_together(numbers, days)}{german.units(units)} {_UNITS[unit]} besucht, vereinbart sind "
        f"höchstens {german.units(agreed)}."
    )


def _together(numbers: list[str], days: _Days) -> str:
    """«Rechnung R-1: », «Rechnungen R-1 und R-2, 01.01.2026 bis 31.01.2026: zusammen »."""
    if len(numbers) == 1:
        return f"Rechnung {numbers[0]}: "
    return f"Rechnungen {german.enumeration(numbers)}, {span(*days)}: zusammen "


def same_days(numbers: list[str], days: _Days) -> str:
    """Two invoices for the same days."""
    return (
        f"Rechnungen {german.enumeration(numbers)} betreffen beide {span(*days)}. Prüfen Sie, ob doppelt "
        "verrechnet ist."
    )
