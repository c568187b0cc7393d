"""What third parties pay, spread over the days that cost something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from sozdesk.features.billing.rules.gathering import Group
from sozdesk.features.billing.rules.splitting import (
    ONE_DAY,
    Days,
    clipped,
    count_days,
    months_in,
    part_of,
    pieces,
    union,
    whole_month,
)
from sozdesk.features.billing.terms import Deduction, Participation


class Share(NamedTuple):
    """A part of a payment, and the days with a cost that it is spread over."""

    amount: int
    days: Sequence[Days]


@dataclass(slots=True)
class ThirdParties:
    """All payments of a participation."""

    shares: list[Share] = field(default_factory=list)
    without_cost: list[Deduction] = field(default_factory=list)
    """Parts whose tariff period has no cost."""

    def paid_for(self, days: Iterable[Days]) -> int:
        """What is paid for some days, which do not overlap."""
        if not self.shares:
            return 0
        spans = list(days)
        return sum(_paid(share, span) for share in self.shares for span in spans)


def third_parties(participation: Participation, groups: Iterable[Group]) -> ThirdParties:
    """Payments cut by months; inside a month they go to the days that cost something.

    What falls into a month without a cost goes to the days whose tariff counts for the whole offering,
    wherever they lie: such a course is one period. Without such days it is not deducted, and named.
    """
    found = ThirdParties()
    if not participation.deductions:
        return found
    costing = union((one.first, one.last) for one in participation.costs)
    course = union(_course_days(participation, groups))
    for one in participation.deductions:
        for part in _by_months(one):
            days = clipped(costing, whole_month(part.first)) or course
            if days:
                found.shares.append(Share(part.amount, days))
            else:
                found.without_cost.append(part)
    return found


def _course_days(participation: Participation, groups: Iterable[Group]) -> Iterator[Days]:
    """Days of tariffs that count for the whole offering, also those of earlier bills."""
    for group in groups:
        if group.key.month is None:
            yield from group.new
    for one in participation.claimed:
        if one.month is None:
            yield from ((day.first, day.last) for day in one.days)


def _by_months(one: Deduction) -> Iterator[Deduction]:
    whole = (one.first, one.last)
    for first, last in pieces(whole, months_in(whole)):
        amount = part_of(one.amount, whole, (first, last))
        yield replace(one, first=first, last=last, amount=amount)


def _paid(share: Share, span: Days) -> int:
    total = count_days(share.days)
    before = count_days(clipped(share.days, (date.min, span[0] - ONE_DAY)))
    upto = count_days(clipped(share.days, (date.min, span[1])))
    return share.amount * upto // total - share.amount * before // total
