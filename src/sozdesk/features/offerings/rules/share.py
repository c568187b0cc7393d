"""What the canton pays of one unit of a price: up to the Maximaltarif, at the rate of the regime."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from sozdesk.features.offerings import texts
from sozdesk.features.offerings.terms import (
    Billable,
    CantonShare,
    Financing,
    OfferingRow,
    PriceRow,
    RegimeRateRow,
    RegimeRow,
    ShareBasis,
    TariffRow,
    Vat,
)
from sozdesk.kernel.dated import on
from sozdesk.kernel.lineage import lineage

WHOLE = 10_000
"""Hundredths of a percent."""


def half_up(numerator: int, denominator: int) -> int:
    """The quotient of two whole numbers that are not negative, rounded half up."""
    return (2 * numerator + denominator) // (2 * denominator)


def cost_of_unit(price: PriceRow) -> int | None:
    """Rappen that are paid for one unit, MWST with it; None if its rate is not known."""
    if price.vat is not Vat.EXCLUDED:
        return price.amount
    if price.vat_rate is None:
        return None
    return price.amount + half_up(price.amount * price.vat_rate, WHOLE)


def canton_share(
    offering: OfferingRow,
    regime: RegimeRow,
    rates: Iterable[RegimeRateRow],
    tariffs: Iterable[TariffRow],
    parents: Mapping[str, str | None],
    day: date,
) -> CantonShare:
    """The canton's part of one unit on a day (§ 25b SHV: up to a Maximaltarif), or what is missing.

    ``rates`` and ``tariffs`` are all that the catalogue holds; a kind of a category without its own
    takes those of the category above it (``parents``: code → code above). Nothing is guessed: what
    is missing locks the bill and is named.
    """
    codes = lineage(offering.category_code, parents)
    rate = _rate(regime.code, codes, rates, day)
    tariff = _tariff(regime.code, codes, offering.price, tariffs, day)
    share, above, reasons = _parts(offering, rate, tariff, regime)
    if share is None and not reasons:
        reasons = (_tariff_missing(offering, regime, codes, tariffs, day),)
    return CantonShare(
        regime_code=regime.code,
        regime_name=regime.name,
        share=share,
        above=above,
        price=offering.price,
        tariff=tariff,
        rate=rate,
        reasons=reasons,
    )


def shares_of(basis: ShareBasis, offering: OfferingRow) -> tuple[CantonShare, ...]:
    """One answer per regime of the day, in the order of the regimes."""
    return tuple(
        canton_share(offering, regime, basis.rates, basis.tariffs, basis.parents, basis.day)
        for regime in basis.regimes
    )


def _rate(
    regime: str, codes: Iterable[str], rates: Iterable[RegimeRateRow], day: date
) -> RegimeRateRow | None:
    known = [row for row in rates if row.regime_code == regime]
    holding = (on(day, [row for row in known if row.category_code == code]) for code in codes)
    return next((row for row in holding if row is not None), None)


def _tariff(
    regime: str,
    codes: Iterable[str],
    price: PriceRow | None,
    tariffs: Iterable[TariffRow],
    day: date,
) -> TariffRow | None:
    if price is None:
        return None
    known = [row for row in tariffs if row.regime_code == regime and row.unit == price.unit]
    holding = (on(day, [row for row in known if row.category_code == code]) for code in codes)
    return next((row for row in holding if row is not None), None)


_Parts = tuple[int | None, int | None, tuple[str, ...]]


def _parts(
    offering: OfferingRow,
    rate: RegimeRateRow | None,
    tariff: TariffRow | None,
    regime: RegimeRow,
) -> _Parts:
    if reason := _not_per_person(offering):
        return None, None, (reason,)
    if rate is None or rate.billable is Billable.UNKNOWN:
        return None, None, (texts.rate_missing(regime.name, offering.category_name),)
    if rate.billable is Billable.NO:
        return 0, None, (texts.not_billable(regime.name, rate.citation),)
    if rate.rate is None:
        return None, None, (texts.rate_missing(regime.name, offering.category_name),)
    return _amounts(offering.price, rate.rate, tariff)


def _not_per_person(offering: OfferingRow) -> str:
    if offering.financing is Financing.PER_AGREEMENT:
        return texts.PAID_PER_AGREEMENT
    if offering.financing is Financing.FREE:
        return texts.COSTS_NOTHING
    if not offering.recognition.recognised:
        return texts.NOT_RECOGNISED_NO_SHARE
    return "" if offering.price else texts.PRICE_MISSING


def _amounts(price: PriceRow | None, rate: int, tariff: TariffRow | None) -> _Parts:
    assert price is not None, "a missing price was answered before"
    cost = cost_of_unit(price)
    if cost is None:
        return None, None, (texts.VAT_RATE_MISSING,)
    if tariff is None:
        return None, None, ()
    return half_up(min(cost, tariff.amount) * rate, WHOLE), max(cost - tariff.amount, 0), ()


def _tariff_missing(
    offering: OfferingRow,
    regime: RegimeRow,
    codes: Iterable[str],
    tariffs: Iterable[TariffRow],
    day: date,
) -> str:
    """No tariff at all, or one in another unit, whose share depends on how long somebody takes part."""
    assert offering.price is not None, "a missing price was answered before"
    known = [
        row for row in tariffs if row.regime_code == regime.code and row.category_code in codes
    ]
    units = {row.unit for row in known}
    others = sorted(unit for unit in units if on(day, [one for one in known if one.unit == unit]))
    if others:
        return texts.other_unit(offering.price.unit, others[0])
    return texts.tariff_missing(regime.name, offering.category_name)
