"""The canton's share of a price in words: the figure, and every step that leads to it."""

from __future__ import annotations

from collections.abc import Iterator

from sozdesk.features.offerings.terms import (
    Billable,
    CantonShare,
    PriceRow,
    RegimeRateRow,
    TariffRow,
    Vat,
)
from sozdesk.features.offerings.texts.words import per_unit, word
from sozdesk.kernel import german


def price_words(price: PriceRow) -> str:
    """«CHF 1'200.00 pro Kurs, exkl. MWST 8,1 %»."""
    rate = f" {german.percent(price.vat_rate)}" if price.vat_rate is not None else ""
    return f"CHF {german.amount(price.amount)} {per_unit(price.unit)}, {word(price.vat)}{rate}"


def share_words(share: CantonShare) -> str:
    """«CHF 600.00 pro Kurs», «nichts», or what is missing."""
    if share.share is None or share.price is None:
        return " ".join(share.reasons)
    if share.share == 0:
        return " ".join(share.reasons) or "nichts"
    return f"CHF {german.amount(share.share)} {per_unit(share.price.unit)}"


def share_steps(share: CantonShare, cost: int | None) -> tuple[str, ...]:
    """One sentence per step: price, tariff, rate, result; ``cost`` is the price with its MWST."""
    return tuple(_steps(share, cost))


def _steps(share: CantonShare, cost: int | None) -> Iterator[str]:
    price, tariff, rate = share.price, share.tariff, share.rate
    if price is not None:
        yield f"Preis ab {german.day(price.valid_from)}: {price_words(price)}."
        if price.vat is Vat.EXCLUDED and cost is not None:
            yield f"Mit MWST: CHF {german.amount(cost)}."
    if tariff is not None:
        yield tariff_words(tariff)
    if rate is not None and rate.billable is not Billable.UNKNOWN:
        yield rate_words(rate)
    yield from share.reasons
    if share.above is not None and cost is not None and tariff is not None and rate is not None:
        yield _result(share, min(cost, tariff.amount), rate)
    if share.above:
        above = german.amount(share.above)
        yield f"Über dem Maximaltarif liegen CHF {above}: sie trägt die Gemeinde."


def tariff_words(tariff: TariffRow) -> str:
    """The Maximaltarif with its day and its citation."""
    amount = f"CHF {german.amount(tariff.amount)} {per_unit(tariff.unit)}"
    return f"Maximaltarif ab {german.day(tariff.valid_from)}: {amount}{_by(tariff.citation)}."


def rate_words(rate: RegimeRateRow) -> str:
    """The rate with its day and its citation."""
    said = word(rate.billable) if rate.rate is None else german.percent(rate.rate)
    return f"Ansatz ab {german.day(rate.valid_from)}: {said}{_by(rate.citation)}."


def _by(citation: str) -> str:
    return f" ({citation})" if citation else ""


def _result(share: CantonShare, base: int, rate: RegimeRateRow) -> str:
    assert share.share is not None
    assert rate.rate is not None
    rest = base - share.share
    bearer = f"{word(rate.cost_bearer)}: " if rate.cost_bearer and rest else "Rest: "
    return (
        f"Kanton: {german.percent(rate.rate)} von CHF {german.amount(base)} = "
        f"CHF {german.amount(share.share)}. {bearer}CHF {german.amount(rest)}."
    )
