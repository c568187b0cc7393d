"""Rates and tariffs of the catalogue, looked up once per regime, category and unit."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from sozdesk.features.billing import texts
from sozdesk.features.billing.rules.caps import Cap, Measured, cap_of
from sozdesk.features.billing.rules.splitting import ONE_DAY, Days, month_of, months_in, pieces
from sozdesk.features.offerings.terms import Billable, PriceUnit, RegimeRateRow, TariffRow
from sozdesk.kernel.dated import Dated, on
from sozdesk.kernel.lineage import lineage


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """What the KSA's catalogue holds of rates and tariffs, all days."""

    rates: Sequence[RegimeRateRow]
    tariffs: Sequence[TariffRow]
    parents: Mapping[str, str | None]
    """Category → the category above it."""


class Holding(NamedTuple):
    """What holds on a day: rate and tariff, or every reason why it is not billed."""

    rate: RegimeRateRow | None
    tariff: TariffRow | None
    reasons: tuple[str, ...]


class Stretch(NamedTuple):
    """Days of one month on which nothing changes, and what holds on them."""

    days: Days
    month: date
    """Its first day."""
    holding: Holding


class Epochs(NamedTuple):
    """Days on which something changes, and what holds from each of them on."""

    turns: list[date]
    """Ascending; before the first one nothing holds that is not in ``holding[0]``."""
    holding: list[Holding]

    def on(self, day: date) -> Holding:
        """What holds on a day."""
        return self.holding[bisect_right(self.turns, day)]


@dataclass(frozen=True, slots=True)
class Book:
    """A catalogue with its answers remembered: a bill asks the same few questions ten thousand times."""

    catalogue: Catalogue
    cut: dict[Hashable, Any] = field(default_factory=dict)
    """Days of invoices by their kind, as ``gathering`` cuts them."""
    _known: dict[tuple[str, str, PriceUnit], Epochs] = field(default_factory=dict)
    _caps: dict[Hashable, Cap | str] = field(default_factory=dict)

    def cap(self, tariff: TariffRow, measured: Measured) -> Cap | str:
        """The cap of a line, or the German sentence that says what is missing."""
        days, period_days, units, possible = measured
        key = (tariff.id.int, *days, period_days, units, possible)
        found = self._caps.get(key)
        if found is None:
            found = self._caps[key] = cap_of(tariff, measured)
        return found

    def stretches(
        self, days: Days, regime: str, category: str, unit: PriceUnit
    ) -> tuple[Stretch, ...]:
        """Days cut where a month begins or a rate or tariff changes."""
        epochs = self.epochs(regime, category, unit)
        return tuple(
            Stretch(one, month_of(one[0]), epochs.on(one[0]))
            for one in pieces(days, (*months_in(days), *epochs.turns))
        )

    def epochs(self, regime: str, category: str, unit: PriceUnit) -> Epochs:
        """Rate and tariff of a regime in a category, for a price in a unit, over all days."""
        key = (regime, category, unit)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._epochs(regime, category, unit)
        return found

    def _epochs(self, regime: str, category: str, unit: PriceUnit) -> Epochs:
        codes = lineage(category, self.catalogue.parents)
        rates = [
            one
            for one in self.catalogue.rates
            if one.regime_code == regime and one.category_code in codes
        ]
        tariffs = [
            one
            for one in self.catalogue.tariffs
            if one.regime_code == regime and one.category_code in codes
        ]
        turns = sorted({*_turns(rates), *_turns(tariffs)})
        return Epochs(
            turns,
            [_holding(regime, codes, rates, tariffs, unit, day) for day in (date.min, *turns)],
        )


def _turns(rows: Iterable[Dated]) -> Iterator[date]:
    for row in rows:
        yield row.valid_from
        if row.ended_on is not None:
            yield row.ended_on + ONE_DAY


def _holding(
    regime: str,
    codes: Sequence[str],
    rates: Sequence[RegimeRateRow],
    tariffs: Sequence[TariffRow],
    unit: PriceUnit,
    day: date,
) -> Holding:
    rate = _rate(regime, codes, rates, day)
    tariff = _tariff(regime, codes, tariffs, unit, day)
    reasons = tuple(one for one in (rate, tariff) if isinstance(one, str))
    if reasons or isinstance(rate, str) or isinstance(tariff, str):
        return Holding(None, None, reasons)
    return Holding(rate, tariff, ())


def _rate(
    regime: str, codes: Iterable[str], rates: Sequence[RegimeRateRow], day: date
) -> RegimeRateRow | str:
    """The rate of the day if it says «abrechenbar»; the nearest category decides."""
    for code in codes:
        row = on(day, [one for one in rates if one.category_code == code])
        if row is None:
            continue
        if row.billable is Billable.NO:
            return texts.not_billable(regime, row.citation)
        if row.billable is Billable.YES and row.rate is not None:
            return row
        return texts.billable_unknown(regime, row.citation)
    return texts.rate_missing(regime)


def _tariff(
    regime: str,
    codes: Iterable[str],
    tariffs: Sequence[TariffRow],
    unit: PriceUnit,
    day: date,
) -> TariffRow | str:
    """The tariff in the unit of the price, else the only one there is; a sentence if none fits or several."""
    for code in codes:
        of_code = [row for row in tariffs if row.category_code == code]
        holding = [on(day, [row for row in of_code if row.unit is one]) for one in PriceUnit]
        found = [row for row in holding if row is not None]
        same = [row for row in found if row.unit is unit]
        if same:
            return same[0]
        if len(found) == 1:
            return _in_other_unit(found[0], unit)
        if found:
            return texts.AMBIGUOUS
    return texts.tariff_missing(regime)


def _in_other_unit(row: TariffRow, unit: PriceUnit) -> TariffRow | str:
    """Invoices count the unit of the price: units of another kind times the tariff say nothing."""
    if row.unit in (PriceUnit.HOUR, PriceUnit.DAY):
        return texts.tariff_in_other_unit(row.unit, unit)
    return row
