"""On which days a claim is not billed, and why. Each block says its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from sozdesk.features.billing import texts
from sozdesk.features.billing.rules.splitting import ONE_DAY, Days, clipped, course_month_end
from sozdesk.features.billing.terms import (
    BillingFigures,
    Block,
    ClaimCost,
    ClaimEnactment,
    OfferingFacts,
    Period,
    SupportSpan,
)
from sozdesk.features.cases.terms import RulingNature
from sozdesk.features.offerings.terms import Financing

EVER: Days = (date.min + ONE_DAY, date.max - ONE_DAY)
_FINANCED = {
    Financing.PER_AGREEMENT: texts.PER_AGREEMENT,
    Financing.FREE: texts.FREE,
}


def outside(spans: Iterable[Days], reason: str) -> Iterator[Block]:
    """Every day that is in none of the spans."""
    first = EVER[0]
    for span in sorted(spans):
        if span[0] > first:
            yield Block(first=first, last=span[0] - ONE_DAY, reason=reason)
        first = max(first, span[1] + ONE_DAY)
    if first <= EVER[1]:
        yield Block(first=first, last=EVER[1], reason=reason)


def _covers(span: Days, days: Days) -> bool:
    return span[0] <= days[0] and days[1] <= span[1]


def closed(first: date, last: date | None) -> Days:
    """A span that may go on, as one with two ends."""
    return first, EVER[1] if last is None else min(last, EVER[1])


def of_enactment(one: ClaimEnactment, days: Days) -> Iterator[Block]:
    """What was enacted: Verfügung in force, enacted days, participation, for whose account.

    Only what may touch ``days`` is looked at: of most costs nothing is to be said.
    """
    ruling = one.ruling
    if ruling is None or ruling.nature is RulingNature.REFUSAL:
        yield Block(first=EVER[0], last=EVER[1], reason=texts.NO_RULING)
    elif not _covers(in_force := closed(ruling.in_force_from, ruling.in_force_to), days):
        reason = texts.not_in_force(ruling.number, ruling.in_force_from, ruling.in_force_to)
        yield from outside([in_force], reason)
    if one.without_share:
        yield Block(first=EVER[0], last=EVER[1], reason=texts.WITHOUT_SHARE)
    if one.gfs_free:
        yield Block(first=EVER[0], last=EVER[1], reason=texts.GFS_FREE)
    if not _covers((one.first, one.last), days):
        yield from outside([(one.first, one.last)], texts.not_enacted(one.first, one.last))
    if one.began_on is None:
        yield Block(first=EVER[0], last=EVER[1], reason=texts.NOT_BEGUN)
    elif one.began_on > max(one.first, days[0]):
        reason = texts.before_begin(one.began_on)
        yield Block(first=one.first, last=one.began_on - ONE_DAY, reason=reason)


def hints_of(one: ClaimEnactment) -> Iterator[Block]:
    """After the participation (notice period) costs stay billable while the Verfügung is in force.

    So they do while it is contested: whether that suspends it is not for a program to say.
    """
    if one.ruling is not None and one.ruling.contested:
        yield Block(first=EVER[0], last=EVER[1], reason=texts.contested(one.ruling.number))
    if one.ended_on is not None and one.ended_on < one.last:
        reason = texts.after_end(one.ended_on)
        yield Block(first=one.ended_on + ONE_DAY, last=one.last, reason=reason)


def of_offering(offering: OfferingFacts) -> Iterator[Block]:
    """The catalogue: recognised on the day, and paid per person."""
    spans = [closed(one.first, one.last) for one in offering.recognised]
    yield from outside(spans, texts.not_recognised(offering.number))
    for one in offering.financing:
        reason = _FINANCED.get(one.financing)
        if reason is not None:
            first, last = closed(one.first, one.last)
            yield Block(first=first, last=last, reason=reason)


def of_support(
    spans: Sequence[SupportSpan], enactment: ClaimEnactment, figures: BillingFigures, days: Days
) -> Iterator[Block]:
    """The case: Ablösung, move, and days on which another municipality or nobody supports.

    Nothing if all ``days`` are supported.
    """
    ordered = sorted(spans, key=lambda one: one.first)
    covered = [_supported(one, enactment, figures) for one in ordered]
    if any(_covers(one, days) for one in covered):
        return
    for gap in outside([one for one in covered if one[0] <= one[1]], texts.NOT_SUPPORTED):
        before = [one for one in ordered if one.first <= gap.first]
        if before:
            yield from _after(before[-1], gap, enactment, figures)
        else:
            yield gap


def _supported(one: SupportSpan, enactment: ClaimEnactment, figures: BillingFigures) -> Days:
    """Days that the municipality bills: with the Ablösung up to it, or to the end of the course month."""
    first, last = closed(one.first, one.last)
    if one.moved_on is not None:
        last = min(last, one.moved_on - ONE_DAY)
    if one.support_ended_on is not None:
        counts = figures.running_month_counts
        running = running_month_end(one.support_ended_on, enactment)
        last = min(last, running if counts else one.support_ended_on)
    return first, last


def running_month_end(ended_on: date, enactment: ClaimEnactment) -> date:
    """Last day of the course month that runs at the Ablösung, counted from the day it began."""
    return course_month_end(enactment.began_on or enactment.first, ended_on)


def _after(
    span: SupportSpan, gap: Block, enactment: ClaimEnactment, figures: BillingFigures
) -> Iterator[Block]:
    """Why the days after a span are not billed."""
    ended, moved = span.support_ended_on, span.moved_on
    if moved is not None and gap.first >= moved:
        yield Block(first=gap.first, last=gap.last, reason=texts.moved(moved))
        return
    if ended is None or gap.first <= ended:
        yield gap
        return
    first = gap.first
    running = running_month_end(ended, enactment)
    if figures.running_month_counts is None and first <= running:
        last = min(running, gap.last)
        yield Block(first=first, last=last, reason=texts.RUNNING_MONTH_UNKNOWN)
        first = last + ONE_DAY
    if first <= gap.last:
        reason = texts.after_support(ended, figures.running_month_source)
        yield Block(first=first, last=gap.last, reason=reason)


def of_cost(
    cost: ClaimCost, claimed: Iterable[Days], period: Period, closed_years: Iterable[int]
) -> Iterator[Block]:
    """The bill: billed before, closed year, not in this period or not in time."""
    own = (cost.first, cost.last)
    for days in clipped(claimed, own) if claimed else ():
        yield from _claimed(days, period)
    for year in closed_years:
        for first, last in clipped([own], (date(year, 1, 1), date(year, 12, 31))):
            yield Block(first=first, last=last, reason=texts.closed_year(year))
    if cost.last > period.last:
        first = max(cost.first, period.last + ONE_DAY)
        yield Block(first=first, last=cost.last, reason=texts.next_period(period.last))
    if period.cut_off is not None and cost.recorded_on > period.cut_off:
        yield Block(first=cost.first, last=cost.last, reason=texts.after_cut_off(period.cut_off))


def _claimed(days: Days, period: Period) -> Iterator[Block]:
    """Billed days of the period are named; those before it are over, without a word."""
    if days[0] < period.first:
        last = min(days[1], period.first - ONE_DAY)
        yield Block(first=days[0], last=last, reason="")
    if days[1] >= period.first:
        first = max(days[0], period.first)
        yield Block(first=first, last=days[1], reason=texts.ALREADY_CLAIMED)
