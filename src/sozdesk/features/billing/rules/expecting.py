"""Enacted months without an invoice, and what of them is still to come, at the agreed price."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from uuid import NAMESPACE_OID, uuid5

from sozdesk.features.billing import texts
from sozdesk.features.billing.rules.splitting import (
    ONE_DAY,
    Days,
    month_of,
    months_in,
    next_month,
    part_of,
)
from sozdesk.features.billing.terms import Claim, ClaimCost, ClaimEnactment, Period
from sozdesk.features.cases.terms import RulingNature
from sozdesk.features.offerings.terms import PriceUnit


def expected_days(claim: Claim, one: ClaimEnactment, period: Period) -> Sequence[Days]:
    """Days of the period of an enactment that an invoice should cover and none does, by months."""
    ruling = one.ruling
    if ruling is None or ruling.nature is RulingNature.REFUSAL or one.began_on is None:
        return ()
    if one.without_share or one.gfs_free:
        return ()
    first = max(one.first, one.began_on, period.first)
    last = min([day for day in (one.last, one.ended_on, period.last) if day is not None])
    alone = len(claim.enactments) == 1
    costs = tuple(
        [(cost.first, cost.last) for cost in claim.costs if alone or cost.enactment_id == one.id]
    )
    if one.unit in (PriceUnit.COURSE, PriceUnit.FLAT):
        return () if costs or first > last else ((first, last),)
    return _uncovered(first, last, costs)


@lru_cache(1024)
def _uncovered(first: date, last: date, costs: Sequence[Days]) -> Sequence[Days]:
    """Months of some days in which no cost lies; asked again and again for the same days."""
    covered = {month_of(days[0]) for days in costs}
    covered.update(month for days in costs for month in months_in(days))
    found = []
    while first <= last:
        following = next_month(first)
        if month_of(first) not in covered:
            found.append((first, min(following - ONE_DAY, last)))
        first = following
    return tuple(found)


def with_expected(claim: Claim, period: Period) -> Claim:
    """The claim with a cost for every enacted month of the period that has no invoice yet."""
    found = tuple(
        _cost(one, days, period)
        for one in claim.enactments
        for days in expected_days(claim, one, period)
        if _amount(one, days) is not None
    )
    return replace(claim, costs=(*claim.costs, *found))


def _cost(one: ClaimEnactment, days: Days, period: Period) -> ClaimCost:
    units = one.units_possible if one.unit in (PriceUnit.HOUR, PriceUnit.DAY) else None
    return ClaimCost(
        invoice_line_id=uuid5(NAMESPACE_OID, f"{one.id} {days[0]}"),
        enactment_id=one.id,
        provider_id=one.id,
        number=texts.EXPECTED,
        invoiced_on=period.last,
        recorded_on=period.last,
        first=days[0],
        last=days[1],
        amount=_amount(one, days) or 0,
        units=units,
        possible=units,
        absent=None,
    )


def _amount(one: ClaimEnactment, days: Days) -> int | None:
    """The agreed price; of a month that is not whole its part by calendar days; None if unknown."""
    if one.unit in (PriceUnit.COURSE, PriceUnit.FLAT):
        return one.price
    month = (month_of(days[0]), next_month(days[0]) - ONE_DAY)
    if one.unit is PriceUnit.MONTH:
        return part_of(one.price, month, days)
    if one.units_possible is None:
        return None
    return part_of(one.price * one.units_possible // 100, month, days)
