"""What a Maximaltarif allows for some days, by its unit and its rule for months that are not whole."""

from __future__ import annotations

from typing import NamedTuple

from sozdesk.features.billing import texts
from sozdesk.features.billing.rules.splitting import Days, count_days, days_in_month, thirtieths
from sozdesk.features.offerings.terms import PriceUnit, ProRata, TariffRow

PER_OFFERING_UNITS = (PriceUnit.COURSE, PriceUnit.FLAT)
"""Tariffs that count once for a person and an offering, however many months it takes."""


class Measured(NamedTuple):
    """What is known of the days of a line. Units are hundredths."""

    days: list[Days]
    """Spans that do not overlap, also those of earlier bills."""
    period_days: int
    """Billable days of the same month or course, also those of other lines."""
    units: int | None
    possible: int | None
    """In the whole tariff period."""


class Cap(NamedTuple):
    """Rappen, and how they came about."""

    amount: int
    text: str


_RULES = {
    ProRata.STARTED_MONTH: "angefangener Monat voll",
    ProRata.CALENDAR_DAYS: "nach Kalendertagen",
    ProRata.THIRTY_DAYS: "Monat zu 30 Tagen",
    ProRata.ACTUAL_DAYS: "nach effektiven Tagen",
    ProRata.NONE: "nur ganze Monate",
}


def cap_of(tariff: TariffRow, measured: Measured) -> Cap | str:
    """The cap of a line, or the German sentence that says what is missing.

    A course or flat tariff counts once; where its days fall into several lines (another regime,
    tariff or municipality meanwhile) each gets its part by days. Per hour and day it is units × rate.
    """
    if tariff.unit is PriceUnit.MONTH:
        return _month(tariff, measured)
    if tariff.unit in PER_OFFERING_UNITS:
        return _part(tariff.amount, count_days(measured.days), measured.period_days, "Tage")
    if measured.units is None:
        return texts.UNITS_MISSING
    return Cap(
        _rounded(tariff.amount * max(measured.units, 0), 100),
        texts.cap_step("pro Einheit", f"{measured.units / 100:g} Einheiten"),
    )


def _month(tariff: TariffRow, measured: Measured) -> Cap | str:
    days, rule = count_days(measured.days), _RULES[tariff.pro_rata]
    whole = days_in_month(measured.days[0][0])
    match tariff.pro_rata:
        case ProRata.STARTED_MONTH:
            started = _part(tariff.amount, days, measured.period_days, rule)
            full = days == measured.period_days < whole
            return started._replace(text=texts.STARTED_MONTH) if full else started
        case ProRata.CALENDAR_DAYS:
            return _part(tariff.amount, days, whole, rule)
        case ProRata.THIRTY_DAYS:
            return _part(tariff.amount, sum(map(thirtieths, measured.days)), 30, rule)
        case ProRata.ACTUAL_DAYS:
            return _actual(tariff.amount, measured, rule)
    amount = tariff.amount if measured.period_days == whole else 0
    return _part(amount, days, measured.period_days, rule)


def _actual(amount: int, measured: Measured, rule: str) -> Cap | str:
    """Never more than the whole tariff, however many units an invoice says."""
    if measured.units is None or not measured.possible:
        return texts.POSSIBLE_MISSING
    return _part(amount, min(max(measured.units, 0), measured.possible), measured.possible, rule)


def _part(amount: int, part: int, whole: int, rule: str) -> Cap:
    share = "" if part == whole else f"{part} von {whole}"
    return Cap(_rounded(amount * part, whole), texts.cap_step(rule, share))


def _rounded(numerator: int, denominator: int) -> int:
    return (2 * numerator + denominator) // (2 * denominator)
