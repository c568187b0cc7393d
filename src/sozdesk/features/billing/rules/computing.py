"""The canton's share of one participation: the cap in the tariff's own unit, then the rate.

Costs are spread over their days, days are gathered per tariff period, regime, municipality, tariff
and rate, third parties are deducted, the rest is limited by the Maximaltarif (§ 25b SHV: up to a
Maximaltarif) and multiplied by the rate. What earlier bills hold of the same period counts with it:
a line is the difference between the period as it stands now and what was billed, so that several
bills claim what one bill over all days would claim. Both sides run this with the same dated rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from sozdesk.features.billing import texts
from sozdesk.features.billing.rules.book import Book
from sozdesk.features.billing.rules.caps import Cap, Measured
from sozdesk.features.billing.rules.gathering import (
    Gathered,
    Group,
    Key,
    gathered,
    key_of,
)
from sozdesk.features.billing.rules.limits import Limits
from sozdesk.features.billing.rules.splitting import Days, count_days, union
from sozdesk.features.billing.rules.third_parties import ThirdParties, third_parties
from sozdesk.features.billing.terms import (
    Claimed,
    ComputedLine,
    CostPart,
    Deduction,
    LeftOut,
    Participation,
    Step,
)
from sozdesk.features.offerings.terms import RegimeRateRow, TariffRow

WHOLE = 10_000
"""Hundredths of a percent."""


class Computed(NamedTuple):
    """What is claimed, and what is not."""

    lines: tuple[ComputedLine, ...]
    left_out: tuple[LeftOut, ...]
    not_deducted: tuple[Deduction, ...]
    """Parts of payments of third parties, by months, whose tariff period has no cost."""


def compute(participation: Participation, book: Book) -> Computed:
    """The lines of a person who has this offering only."""
    found = gathered(participation, book)
    limits = Limits.of(participation.claimed)
    limits.release(found.groups.values())
    return computed(participation, found, limits, book)


def computed(participation: Participation, found: Gathered, limits: Limits, book: Book) -> Computed:
    """Lines that are claimed, in order of their days, and what was left out with its reasons.

    ``limits`` counts what the person has in all offerings, without the groups that stand again.
    """
    paid = third_parties(participation, found.groups.values())
    periods = _periods(participation.claimed, found.groups)
    lines: list[ComputedLine] = []
    left_out = found.left_out
    for group in sorted(found.groups.values(), key=_in_order):
        made = _line(group, periods[group.key.month], paid, limits, book)
        if isinstance(made, str):
            left_out += (_without_cap(part, made) for part in group.parts)
        elif made is not None:
            lines.append(made)
    return Computed(
        lines=tuple(lines), left_out=tuple(left_out), not_deducted=tuple(paid.without_cost)
    )


@dataclass(slots=True)
class _Period:
    """All days of a month or course, whatever line they go into."""

    days: list[Days] = field(default_factory=list)
    possible: int | None = 0
    whole: int | None = None
    """Possible units of a whole month as agreed."""

    def add(self, days: Iterable[Days], possible: int | None, whole: int | None) -> None:
        self.days += days
        known = possible is not None and self.possible is not None
        self.possible = (self.possible or 0) + (possible or 0) if known else None
        if whole is not None:
            self.whole = max(self.whole or 0, whole)


def _periods(
    claimed: Iterable[Claimed], groups: Mapping[Key, Group]
) -> Mapping[date | None, _Period]:
    found: dict[date | None, _Period] = defaultdict(_Period)
    for key, group in groups.items():
        found[key.month].add(group.new + group.old, group.possible, group.period_possible)
    for one in claimed:
        if key_of(one) not in groups:
            for part in one.days:
                found[one.month].add([(part.first, part.last)], part.possible, part.period_possible)
    return found


def _in_order(group: Group) -> tuple[date, date, tuple[str | int, ...]]:
    """By all its days, also the billed ones: who takes first of a limit is the same in every bill."""
    return min(group.new + group.old)[0], group.tariff.valid_from, group.key[1:]


class _Standing(NamedTuple):
    """What earlier bills hold of a group."""

    cost: int
    third_party: int
    eligible: int
    canton: int
    reduced: bool


_NOTHING_BEFORE = _Standing(0, 0, 0, 0, False)


def _standing(group: Group) -> _Standing:
    claimed = group.claimed
    if not claimed:
        return _NOTHING_BEFORE
    return _Standing(
        sum(part.amount for one in claimed for part in one.days),
        sum(one.third_party for one in claimed),
        sum(one.eligible for one in claimed),
        sum(one.canton for one in claimed),
        any(one.reduced for one in claimed),
    )


class _Whole(NamedTuple):
    """A tariff period as it stands now, earlier bills included."""

    cost: int
    third_party: int
    not_deducted: int
    """What third parties pay above the cost."""
    eligible: int
    canton: int
    """What the canton pays more than before."""
    cap: Cap
    lowest: Cap
    """Of the cap and the limits over several lines."""


def _line(
    group: Group, period: _Period, paid: ThirdParties, limits: Limits, book: Book
) -> ComputedLine | str | None:
    """The line of a group, the sentence why its cap is not known, or None if nothing changed."""
    days = union(group.new + group.old)
    before = _standing(group)
    cap = book.cap(group.tariff, _measured(group, period, days))
    whole = _whole(group, before, cap, paid.paid_for(days), limits)
    if isinstance(whole, str):
        limits.take(group, before.eligible)
        return whole
    limits.take(group, whole.eligible)
    eligible = whole.eligible - before.eligible
    if not (group.parts or eligible or whole.third_party != before.third_party):
        return None
    new = union(group.new) or days if group.old else days
    return _difference(group, before, whole, new)


def _measured(group: Group, period: _Period, days: list[Days]) -> Measured:
    possible = period.whole or period.possible
    return Measured(days, count_days(union(period.days)), group.units, possible)


def _whole(
    group: Group, before: _Standing, cap: Cap | str, paid: int, limits: Limits
) -> _Whole | str:
    cost = before.cost + sum([part.amount for part in group.parts])
    if isinstance(cap, str):
        if cost > 0:
            return cap
        cap = Cap(0, texts.NO_COST)
    third_party = min(paid, max(cost, 0))
    lowest = cap
    for one in limits.left(group):
        if one.amount < lowest.amount:
            lowest = one
    counted = cost - third_party if not before.reduced else _heard(group, before, third_party)
    eligible = max(min(counted, lowest.amount), 0)
    canton = _canton(group, before, eligible)
    return _Whole(cost, third_party, paid - third_party, eligible, canton, cap, lowest)


def _difference(
    group: Group, before: _Standing, whole: _Whole, span: Sequence[Days]
) -> ComputedLine:
    cost = whole.cost - before.cost
    third_party = whole.third_party - before.third_party
    return ComputedLine(
        span[0][0],
        span[-1][1],
        count_days(span),
        group.key.month,
        group.key.regime_code,
        group.key.bfs_number,
        group.tariff,
        group.rate,
        cost,
        third_party,
        whole.eligible - before.eligible,
        whole.canton,
        cost - third_party - whole.canton,
        tuple(group.parts),
        Explanation(group, before, whole),
    )


def _heard(group: Group, before: _Standing, third_party: int) -> int:
    """Costs less third parties where the KSA reduced: old costs count at most what it accepted."""
    more = sum(part.amount for part in group.parts if part.amount > 0)
    less = sum(part.amount for part in group.parts if part.amount <= 0)
    return min(before.cost + less - third_party, before.eligible) + more


def _canton(group: Group, before: _Standing, total: int) -> int:
    """What the canton pays more than before; after a reduction it takes back no more than it paid."""
    share = share_of(total, group.key.rate)
    if before.reduced:
        return max(share - share_of(before.eligible, group.key.rate), -before.canton)
    return share - before.canton


class Explanation(NamedTuple):
    """What the explanation of a line is made of."""

    group: Group
    before: _Standing
    whole: _Whole

    def steps(self) -> Iterator[Step]:
        """Every step with its dated value and citation; the figures are those of the whole period."""
        return _steps(*self)


def _whence(row: TariffRow | RegimeRateRow) -> str:
    """The law; where none is entered, who says so."""
    return row.citation or row.source


def _steps(group: Group, before: _Standing, whole: _Whole) -> Iterator[Step]:
    tariff, rate = group.tariff, group.rate
    yield Step(text=texts.COST, amount=whole.cost - before.cost)
    if before.cost:
        yield Step(text=texts.COST_BEFORE, amount=before.cost)
    if whole.third_party:
        yield Step(text=texts.THIRD_PARTY, amount=-whole.third_party)
    yield Step(text=texts.tariff_step(tariff), amount=tariff.amount, source=_whence(tariff))
    yield Step(text=whole.cap.text, amount=whole.cap.amount)
    if whole.lowest is not whole.cap:
        rest = max(whole.lowest.amount, 0)
        yield Step(text=whole.lowest.text, amount=rest, source=_whence(tariff))
    yield Step(text=texts.ELIGIBLE, amount=whole.eligible)
    if before.eligible:
        yield Step(text=texts.ELIGIBLE_BEFORE, amount=-before.eligible)
    if before.reduced:
        yield Step(text=texts.REDUCED_BEFORE, amount=None)
    yield Step(text=texts.rate_step(rate), amount=whole.canton, source=_whence(rate))
    if whole.not_deducted:
        yield Step(text=texts.above_cost(whole.not_deducted), amount=None)
    for hint in dict.fromkeys(group.hints):
        yield Step(text=hint, amount=None)


def share_of(eligible: int, rate: int) -> int:
    """Rappen of the canton, rounded half up; the remainder is the municipality's."""
    return (2 * eligible * rate + WHOLE) // (2 * WHOLE)


def _without_cap(part: CostPart, reason: str) -> LeftOut:
    return LeftOut(
        first=part.first,
        last=part.last,
        cost=part.amount,
        reasons=(reason,),
        invoice_line_id=part.invoice_line_id,
    )
