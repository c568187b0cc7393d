"""Checks of a line's invoices: amounts against the price, units and days of all of them together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from math import ceil
from typing import NamedTuple
from uuid import UUID

from sozdesk.features.billing.rules.answered import counting
from sozdesk.features.billing.rules.checking_claims import Known
from sozdesk.features.billing.rules.splitting import (
    ONE_DAY,
    Days,
    clipped,
    count_days,
    pieces,
    union,
    whole_month,
)
from sozdesk.features.billing.terms import ClaimCost, ClaimEnactment, PriceSpan
from sozdesk.features.billing.terms.bill_files import BillContent, SentCost, SentLine
from sozdesk.features.billing.terms.checks import CheckAround, CheckCode
from sozdesk.features.billing.texts import check_costs as words
from sozdesk.features.billing.texts import checks
from sozdesk.features.offerings.terms import PriceUnit
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.kernel.months import in_months
from sozdesk.kernel.prices import right_amount

_UNIT = 100
"""Hundredths."""
_ONCE = frozenset({PriceUnit.COURSE, PriceUnit.FLAT})
"""A price for all days of an enactment together."""
_COUNTED = frozenset({PriceUnit.DAY, PriceUnit.HOUR})
"""A price for every unit that an invoice names."""
_WEEKDAYS = 5


class _Held(NamedTuple):
    """A line of an invoice, and the days of it that this bill or an earlier one holds."""

    cost: ClaimCost
    days: Sequence[Days]


class Invoices:
    """What this bill and the earlier ones that stand hold of invoices, by person and offering."""

    def __init__(self, content: BillContent, known: Known, around: CheckAround) -> None:
        days = _held_days(content, around)
        self._known = known
        self._held = {
            (claim.person.id, claim.offering_id): {
                one.invoice_line_id: _Held(one, days[one.invoice_line_id])
                for one in claim.costs
                if one.invoice_line_id in days
            }
            for claim in content.claims
        }
        self._billed = defaultdict(int, around.billed_before)
        for line in content.lines:
            for cost in line.costs:
                self._billed[cost.enactment_id] += cost.amount

    def findings(self, line: SentLine) -> Iterator[Finding]:
        """Everything about the invoices of one line, each once; a credit note is never too much."""
        facts = self._known.basis.offerings.get(line.offering_id)
        found = dict.fromkeys(_prices(line, facts.prices, self._known) if facts else ())
        held = self._held.get((line.person_id, line.offering_id), {})
        for sent in line.costs:
            one = held.get(sent.invoice_line_id)
            if one is not None and one.cost.amount > 0:
                found |= dict.fromkeys(self._found(one.cost, tuple(held.values())))
                found |= dict.fromkeys(_same_days(sent, tuple(held.values())))
        yield from found

    def _found(self, cost: ClaimCost, held: Sequence[_Held]) -> Iterator[Finding]:
        enactment = self._known.enactments[cost.enactment_id]
        costs = [one.cost for one in held]
        mine = [one for one in costs if one.enactment_id == enactment.id]
        if enactment.unit in _ONCE:
            yield from _once(enactment, mine, self._billed[enactment.id])
        else:
            yield from _amount(cost, enactment, mine)
        yield from _units(cost, costs, self._known.enactments)


def _held_days(content: BillContent, around: CheckAround) -> Mapping[UUID, list[Days]]:
    found: dict[UUID, list[Days]] = defaultdict(list)
    for line in content.lines:
        for sent in line.costs:
            found[sent.invoice_line_id].append((sent.first_day, sent.last_day))
    for earlier in counting(around.earlier.lines):
        for claimed in earlier.costs:
            found[claimed.invoice_line_id].append((claimed.first, claimed.last))
    return found


# ------------------------------------------------------------------ the price


def _prices(line: SentLine, prices: Sequence[PriceSpan], known: Known) -> Iterator[Finding]:
    """Agreed prices against the catalogue, each on the days of its own costs."""
    days: dict[UUID, list[date]] = defaultdict(list)
    for cost in line.costs:
        days[cost.enactment_id] += (cost.first_day, cost.last_day)
    turns = [one.first for one in prices]
    turns += [one.last + ONE_DAY for one in prices if one.last is not None]
    for key, both in days.items():
        enactment = known.enactments.get(key)
        if enactment is not None:
            for day, _last in pieces((min(both), max(both)), turns):
                yield from _price(enactment, _price_on(prices, day), day)


def _price(enactment: ClaimEnactment, price: PriceSpan | None, day: date) -> Iterator[Finding]:
    severity = Severity.HINT
    if price is None:
        said = words.price_unknown(day)
    elif (enactment.price, enactment.unit) != (price.amount, price.unit):
        said = words.price_differs(enactment, price, day)
        if enactment.unit == price.unit and enactment.price < price.amount:
            severity = Severity.NOTE  # cheaper for everybody: nothing to look at
    else:
        return
    yield Finding(CheckCode.PRICE_DIFFERS, severity, said, checks.CATALOGUE)


def _price_on(prices: Iterable[PriceSpan], day: date) -> PriceSpan | None:
    holding = (one for one in prices if one.first <= day and (one.last is None or day <= one.last))
    return next(holding, None)


def _once(enactment: ClaimEnactment, costs: Iterable[ClaimCost], billed: int) -> Iterator[Finding]:
    """All bills together against the price of a course, or of so many flat ones."""
    units = _units_of(costs) if enactment.unit is PriceUnit.FLAT else _UNIT
    wanted = right_amount(billed, enactment.price, Fraction(max(units, _UNIT), _UNIT))
    if wanted is not None:
        said = words.above_price_once(billed, wanted, enactment)
        yield Finding(CheckCode.ABOVE_PRICE, Severity.HINT, said)


def _amount(
    cost: ClaimCost, enactment: ClaimEnactment, costs: Iterable[ClaimCost]
) -> Iterator[Finding]:
    """The invoice less what credit notes take back of it, against price × units or months."""
    mine = [one for one in costs if _invoice(one) == _invoice(cost)]
    if enactment.unit in _COUNTED and any(one.units is None and one.amount > 0 for one in mine):
        said = words.without_units(cost.number, enactment)
        yield Finding(CheckCode.UNITS_MISSING, Severity.HINT, said)
        return
    amount = sum(one.amount for one in mine)
    count = sum((_count(one, enactment.unit) for one in mine), Fraction())
    wanted = right_amount(amount, enactment.price, count)
    if wanted is not None:
        said = words.above_price(cost.number, amount, wanted, enactment)
        yield Finding(CheckCode.ABOVE_PRICE, Severity.HINT, said)


def _invoice(cost: ClaimCost) -> tuple[UUID, str]:
    """The invoice that a line belongs to, or that it takes back."""
    return cost.provider_id, german.number_key(cost.credits or cost.number)


def _count(cost: ClaimCost, unit: PriceUnit) -> Fraction:
    """Units of the price that are paid; of months where an invoice names no more than were begun."""
    units = Fraction(_units_of([cost]), _UNIT)
    if unit is not PriceUnit.MONTH or cost.amount <= 0:
        return units
    months = in_months(cost.first, cost.last)
    return units if cost.units is not None and units <= ceil(months) else months


def _units_of(costs: Iterable[ClaimCost]) -> int:
    """Hundredths; a credit note takes its units back."""
    return sum((one.units or 0) if one.amount > 0 else -abs(one.units or 0) for one in costs)


# ------------------------------------------------------------------ units


def _units(
    cost: ClaimCost, costs: Sequence[ClaimCost], enactments: Mapping[UUID, ClaimEnactment]
) -> Iterator[Finding]:
    """Units against what was possible: of the invoice, and of all invoices of the same months."""
    code = CheckCode.UNITS_ABOVE_POSSIBLE
    if cost.units is None:
        return
    if cost.possible is not None and cost.units > cost.possible:
        said = words.units_above(cost.units, cost.possible, cost.number)
        yield Finding(code, Severity.STOP, said)
        return
    enactment = enactments[cost.enactment_id]
    together = _of_months(cost, costs)
    said = (
        _above_workload([cost], enactments)
        or _above_workload(together, enactments)
        or _above_agreed(together, enactment)
    )
    if said:
        yield Finding(code, Severity.HINT, said)


def _of_months(one: ClaimCost, costs: Sequence[ClaimCost]) -> list[ClaimCost]:
    """Lines of invoices in the same months, and in those that they reach into in turn."""
    first, last = whole_month(one.first)[0], whole_month(one.last)[1]
    while True:
        found = [cost for cost in costs if cost.first <= last and cost.last >= first]
        wider = (
            min(whole_month(cost.first)[0] for cost in found),
            max(whole_month(cost.last)[1] for cost in found),
        )
        if wider == (first, last):
            return found
        first, last = wider


def _above_workload(costs: Sequence[ClaimCost], enactments: Mapping[UUID, ClaimEnactment]) -> str:
    """More days than the weekdays of all these invoices have at the Pensum."""
    mine = [
        cost
        for cost in costs
        if enactments[cost.enactment_id].unit is PriceUnit.DAY
        and enactments[cost.enactment_id].workload is not None
    ]
    days: dict[UUID, list[Days]] = defaultdict(list)
    for cost in mine:
        if cost.amount > 0:
            days[cost.enactment_id].append((cost.first, cost.last))
    hundredths = 0
    for key, spans in days.items():
        hundredths += _weekdays(spans) * (enactments[key].workload or 0)
    most, units = ceil(Fraction(hundredths, _UNIT)) * _UNIT, _units_of(mine)
    if units <= most:
        return ""
    workloads = [enactments[key].workload or 0 for key in days]
    return words.units_above_workload(units, most, workloads, _numbers(mine), _span(mine))


def _above_agreed(costs: Sequence[ClaimCost], enactment: ClaimEnactment) -> str:
    """More units than the enactment says a month can hold."""
    mine = [one for one in costs if one.enactment_id == enactment.id]
    if enactment.units_possible is None or enactment.unit not in _COUNTED:
        return ""
    first, last = _span(mine)
    most, units = enactment.units_possible * ceil(in_months(first, last)), _units_of(mine)
    if units <= most:
        return ""
    return words.units_above_agreed(units, most, enactment.unit, _numbers(mine), (first, last))


def _numbers(costs: Iterable[ClaimCost]) -> list[str]:
    return list(dict.fromkeys(one.number for one in costs))


def _span(costs: Iterable[ClaimCost]) -> Days:
    positive = [one for one in costs if one.amount > 0]
    return min(one.first for one in positive), max(one.last for one in positive)


def _weekdays(spans: Iterable[Days]) -> int:
    """Monday to Friday; holidays are not taken off, so that nobody is asked in vain."""
    count = 0
    for first, last in union(spans):
        weeks, rest = divmod(count_days([(first, last)]), 7)
        extra = sum((first.weekday() + one) % 7 < _WEEKDAYS for one in range(rest))
        count += weeks * _WEEKDAYS + extra
    return count


# ------------------------------------------------------------------ days


def _same_days(cost: SentCost, others: Sequence[_Held]) -> Iterator[Finding]:
    """Another invoice of the same person and offering for the same days, unless it was taken back."""
    mine = cost.provider_id, german.number_key(cost.number)
    left: dict[tuple[UUID, str], int] = defaultdict(int)
    for one in others:
        left[_invoice(one.cost)] += one.cost.amount
    for other, days in others:
        theirs, shared = _invoice(other), clipped(days, (cost.first_day, cost.last_day))
        if other.amount > 0 and theirs != mine and shared and left[theirs] > 0 < left[mine]:
            said = words.same_days(sorted((cost.number, other.number)), shared[0])
            yield Finding(CheckCode.SAME_DAYS, Severity.HINT, said)
            return
