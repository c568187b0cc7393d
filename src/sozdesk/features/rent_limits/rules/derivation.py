"""Deriving limits: a quantile of offered rents, an index, the median of others.

Everything is integer arithmetic in Rappen, tenths of rooms and thousandths of an index.

Quantile means the *nearest rank*: the smallest offered rent for which at least so many percent of
the offers are no dearer (rank = percent × n ÷ 100, rounded up). It is always a rent that somebody
really asks; a value interpolated between two offers would not be. Quartiles and median are the same
with 25, 50 and 75 percent. The limit is the quantile rounded, so that it may lie below it and below
some of those offers: both figures are shown, and what is counted is counted against the limit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sozdesk.features.rent_limits.rules.bases import comparable, in_interval, yearly_amounts
from sozdesk.features.rent_limits.rules.canton import median
from sozdesk.features.rent_limits.terms import (
    SIZES,
    Category,
    Declaration,
    IndexValue,
    Interval,
    Offer,
    QuantileBasis,
    RoomRange,
)
from sozdesk.kernel import german

TEN_FRANCS = 10_00
FIVE_FRANCS = 5_00
STEPS = (TEN_FRANCS, FIVE_FRANCS)


def rounded(rappen: int, step: int) -> int:
    """To the nearest full ``step``; half a step goes up."""
    return (2 * rappen + step) // (2 * step) * step


def quantile(ordered: Sequence[int], percent: int) -> int:
    """The nearest rank of at least one value, smallest first; ``percent`` from 1 to 100."""
    rank = -(-percent * len(ordered) // 100)
    return ordered[max(rank, 1) - 1]


# ------------------------------------------------------------------ offers


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeLine:
    """What the offers say about one household size; Rappen per month."""

    rooms: RoomRange
    count: int
    least: int
    quarter: int
    middle: int
    three_quarters: int
    most: int
    quantile: int | None
    """None as long as no quantile is chosen."""
    limit: int | None
    """The quantile, rounded, to a step above or below it."""
    below: int
    """Offers that cost at most the limit."""

    @property
    def chance(self) -> int:
        """Share of the offers at or below the limit, hundredths of a percent («Chance»)."""
        return (2 * 10_000 * self.below + self.count) // (2 * self.count)


def size_lines(
    offers: Sequence[Offer], ranges: Sequence[RoomRange], percent: int | None, step: int
) -> tuple[SizeLine, ...]:
    """One line per household size for which there is an offer, in the order of the form."""
    found = []
    for one in sorted(ranges, key=lambda one: SIZES.index(one.size)):
        rents = sorted(offer.rent for offer in offers if suits(offer, one))
        if rents:
            found.append(_line(one, rents, percent, step))
    return tuple(found)


def suits(offer: Offer, rooms: RoomRange) -> bool:
    """Whether a dwelling is of the right size."""
    return rooms.least <= offer.rooms <= rooms.most


def _line(rooms: RoomRange, rents: Sequence[int], percent: int | None, step: int) -> SizeLine:
    chosen = None if percent is None else quantile(rents, percent)
    limit = None if chosen is None else rounded(chosen, step)
    return SizeLine(
        rooms=rooms,
        count=len(rents),
        least=rents[0],
        quarter=quantile(rents, 25),
        middle=quantile(rents, 50),
        three_quarters=quantile(rents, 75),
        most=rents[-1],
        quantile=chosen,
        limit=limit,
        below=0 if limit is None else sum(rent <= limit for rent in rents),
    )


def lines_of(basis: QuantileBasis) -> tuple[SizeLine, ...]:
    """The lines of a derivation that was stored."""
    return size_lines(basis.offers, basis.ranges, basis.percent, basis.step)


def short_sizes(lines: Sequence[SizeLine], percent: int) -> tuple[Category, ...]:
    """Sizes for which fewer offers cost at most the limit than were to: it was rounded down."""
    return tuple(line.rooms.size for line in lines if line.below * 100 < percent * line.count)


def used_offers(
    offers: Sequence[Offer],
    ranges: Collection[RoomRange],
    limits: Mapping[Category, int] | None = None,
) -> int:
    """Offers that suit any household size, each counted once.

    With ``limits`` only those that cost at most the limit of a size that they suit.
    """
    return sum(
        any(
            suits(offer, one) and (limits is None or offer.rent <= limits.get(one.size, 0))
            for one in ranges
        )
        for offer in offers
    )


def unsuited_rooms(offers: Sequence[Offer], ranges: Collection[RoomRange]) -> Mapping[int, int]:
    """Rooms (tenths, ascending) → number of offers, of those that suit no household size."""
    left = [one.rooms for one in offers if not any(suits(one, rooms) for rooms in ranges)]
    return dict(sorted(Counter(left).items()))


# ------------------------------------------------------------------ index


def may_index(series: str) -> bool:
    """Whether limits can be carried forward with a series: an interest rate is no index."""
    return "zinssatz" not in german.search_key(series)


def indexed(
    old: Mapping[Category, int], base: IndexValue, now: IndexValue, step: int
) -> Mapping[Category, int]:
    """Old × I(now) ÷ I(base), rounded once, to full steps; empty if the base is not above 0."""
    if base.value <= 0:
        return {}
    return {
        category: (2 * rappen * now.value + step * base.value) // (2 * step * base.value) * step
        for category, rappen in old.items()
    }


# ------------------------------------------------------------------ the others


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonLine:
    """What the others declare for one category; Rappen in the asked interval."""

    category: Category
    count: int
    least: int
    middle: int
    most: int


def same_basis(own: Declaration, others: Mapping[str, Declaration]) -> Mapping[str, Declaration]:
    """Name → declaration, of those with limits on the same basis (net with net, gross with gross)."""
    return {
        name: other for name, other in others.items() if other.amounts and comparable(own, other)
    }


def comparison_lines(
    others: Collection[Declaration], interval: Interval
) -> tuple[ComparisonLine, ...]:
    """Smallest, median and largest amount of every category that somebody declares.

    The median is that of the Prüfhinweise: between the two in the middle where there are two.
    """
    yearly = [yearly_amounts(other) for other in others]
    lines = []
    for category in Category:
        found = sorted(amounts[category] for amounts in yearly if category in amounts)
        if found:
            least, middle, most = (
                in_interval(one, interval) for one in (found[0], median(found), found[-1])
            )
            lines.append(
                ComparisonLine(
                    category=category, count=len(found), least=least, middle=middle, most=most
                )
            )
    return tuple(lines)
