"""A whole bill: every claim with its blocks, limits over several offerings, and what earlier bills hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sozdesk.features.billing import texts
from sozdesk.features.billing.rules import answered, blocks
from sozdesk.features.billing.rules.book import Book, Catalogue
from sozdesk.features.billing.rules.claimed import claimed_by, days_held
from sozdesk.features.billing.rules.computing import Computed, computed
from sozdesk.features.billing.rules.expecting import expected_days
from sozdesk.features.billing.rules.gathering import Gathered, gathered
from sozdesk.features.billing.rules.limits import Limits, Months
from sozdesk.features.billing.rules.splitting import (
    ONE_DAY,
    Days,
)
from sozdesk.features.billing.terms import (
    BillingFigures,
    Block,
    Claim,
    ClaimCost,
    ClaimedLine,
    ClaimEnactment,
    Cost,
    CostPart,
    DraftBill,
    DraftLeftOut,
    DraftLine,
    Earlier,
    LineCost,
    OfferingFacts,
    Participation,
    Period,
    Segment,
    SupportSpan,
)

_Pair = tuple[int, int]
"""Person and offering. Ids as numbers are looked up ten times as fast as UUIDs."""


def draft(
    claims: Iterable[Claim],
    offerings: Mapping[UUID, OfferingFacts],
    catalogue: Catalogue,
    period: Period,
    figures: BillingFigures,
    earlier: Earlier,
    through: Callable[[Sequence[Claim]], Iterable[Claim]] = iter,
) -> DraftBill:
    """What a municipality claims for a period, and what it leaves out; the same on both sides.

    The order of the claims is the order of the bill, and who comes first takes first of a limit over
    several offerings. Nothing is claimed twice: ``earlier`` names the days of invoices that stand.
    ``through`` hands out the claims one by one, for somebody who watches.
    """
    claims = tuple(claims)
    work = _Work(claims, offerings, Book(catalogue), period, figures, earlier)
    lines: list[DraftLine] = []
    left_out: list[DraftLeftOut] = []
    for claim, ready in zip(through(claims), work.ready(), strict=True):
        facts = offerings.get(claim.offering_id)
        if facts is None or ready is None:
            left_out += _unknown(claim, period)
            continue
        made = computed(*ready, work.book)
        lines += _lines(claim, facts, made, period)
        left_out += _left_out(claim, facts, made)
        left_out += _without_cost(claim, facts, made, period)
        left_out += _without_invoice(claim, facts, period)
    return DraftBill(lines=tuple(lines), left_out=tuple(left_out))


class _Ready(NamedTuple):
    """A claim with its days gathered, before anything is limited."""

    participation: Participation
    found: Gathered
    limits: Limits


@dataclass(slots=True)
class _Work:
    """What all claims of a bill are computed with."""

    claims: Sequence[Claim]
    offerings: Mapping[UUID, OfferingFacts]
    book: Book
    period: Period
    figures: BillingFigures
    earlier: Earlier
    lines: Mapping[_Pair, list[ClaimedLine]] = field(init=False)
    months: Mapping[int, Months] = field(init=False)
    refused: Mapping[UUID, tuple[Block, ...]] = field(init=False)
    resumed: Mapping[UUID, tuple[Block, ...]] = field(init=False)
    of_offering: dict[UUID, tuple[Block, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        lines: dict[_Pair, list[ClaimedLine]] = defaultdict(list)
        months: dict[int, Months] = defaultdict(lambda: defaultdict(int))
        now = {old: one.person.id for one in self.claims for old in one.person.earlier_ids}
        for one in answered.counting(self.earlier.lines):
            person_id = now.get(one.person_id, one.person_id).int
            lines[person_id, one.offering_id.int].append(one)
            if one.month is not None:
                months[person_id][one.month] += one.eligible
        self.lines, self.months = lines, months
        self.refused = answered.refused_before(self.earlier, resumed=False)
        self.resumed = answered.refused_before(self.earlier, resumed=True)

    def ready(self) -> Iterator[_Ready | None]:
        """What every claim is computed from, in their order; None if its offering is not known.

        All claims of a person are read before the first one is computed: what stands again of any of
        them gives back what it holds of a limit over all her offerings.
        """
        of_person: dict[int, list[Claim]] = defaultdict(list)
        for claim in reversed(self.claims):
            of_person[claim.person.id.int].append(claim)
        waiting: dict[int, list[_Ready | None]] = {}
        for claim in self.claims:
            key = claim.person.id.int
            if key not in waiting:
                waiting[key] = [self._ready(one) for one in of_person.pop(key)]
            yield waiting[key].pop()

    def _ready(self, claim: Claim) -> _Ready | None:
        facts = self.offerings.get(claim.offering_id)
        if facts is None:
            return None
        lines = self.lines.get((claim.person.id.int, claim.offering_id.int), ())
        claimed = claimed_by(claim, lines)
        part = Participation(
            category_code=facts.category_code,
            segments=_segments(claim),
            costs=self._costs(claim, lines),
            deductions=claim.deductions,
            blocks=self._offering(facts),
            claimed=claimed,
        )
        found = gathered(part, self.book)
        limits = Limits.of(claimed, self.months[claim.person.id.int])
        limits.release(found.groups.values())
        return _Ready(part, found, limits)

    def _offering(self, facts: OfferingFacts) -> tuple[Block, ...]:
        found = self.of_offering.get(facts.id)
        if found is None:
            found = self.of_offering[facts.id] = tuple(blocks.of_offering(facts))
        return found

    def _costs(self, claim: Claim, lines: Iterable[ClaimedLine]) -> tuple[Cost, ...]:
        if not claim.costs:
            return ()
        standing = days_held(lines)
        days = (
            min([one.first for one in claim.costs]),
            max([one.last for one in claim.costs]),
        )
        enacted = {one.id.int: (one, *self._around(claim, one, days)) for one in claim.enactments}
        refused = self._refused(claim, standing) if self.refused else {}
        return tuple(
            [
                self._cost(
                    cost,
                    enacted[cost.enactment_id.int],
                    standing.get(cost.invoice_line_id, ()) if standing else (),
                    refused.get(cost.invoice_line_id, ()) if refused else (),
                )
                for cost in claim.costs
            ]
        )

    def _around(
        self, claim: Claim, one: ClaimEnactment, days: Days
    ) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
        """What blocks days of the costs of an enactment, and what is to be said of them."""
        support = blocks.of_support(claim.support, one, self.figures, days)
        return (*blocks.of_enactment(one, days), *support), tuple(blocks.hints_of(one))

    def _refused(
        self, claim: Claim, standing: Mapping[UUID, Sequence[Days]]
    ) -> Mapping[UUID, tuple[Block, ...]]:
        """Refused days by line of an invoice; a credit note goes with the invoice it takes back.

        Where a bill already holds the credit note, the invoice counts again: or it would be taken
        back without ever having been paid.
        """
        taken_back = {
            (one.provider_id, one.credits)
            for one in claim.costs
            if one.credits and one.invoice_line_id in standing
        }
        found = {
            one.invoice_line_id: ()
            if (one.provider_id, one.number) in taken_back
            else self.refused.get(one.invoice_line_id, ())
            for one in claim.costs
        }
        by_number: dict[tuple[UUID, str], tuple[Block, ...]] = defaultdict(tuple)
        for one in claim.costs:
            by_number[one.provider_id, one.number] += found[one.invoice_line_id]
        return {
            one.invoice_line_id: found[one.invoice_line_id]
            or by_number.get((one.provider_id, one.credits), ())
            for one in claim.costs
        }

    def _cost(
        self,
        cost: ClaimCost,
        enacted: tuple[ClaimEnactment, tuple[Block, ...], tuple[Block, ...]],
        claimed: Iterable[Days],
        refused: Iterable[Block],
    ) -> Cost:
        one, around, hints = enacted
        own = blocks.of_cost(cost, claimed, self.period, self.earlier.closed_years)
        return Cost(
            cost.invoice_line_id,
            cost.first,
            cost.last,
            cost.amount,
            one.unit,
            cost.counted_units,
            cost.counted_possible,
            one.units_possible,
            (*own, *refused, *around),
            (*hints, *self.resumed.get(cost.invoice_line_id, ())) if self.resumed else hints,
        )


def _segments(claim: Claim) -> tuple[Segment, ...]:
    """Regime and municipality of every day; days that are not supported are blocked, with a reason."""
    spans = sorted(claim.support, key=lambda one: one.first)
    found = []
    for support, (begin, end) in _reach(spans):
        for one in claim.regimes:
            first, last = max(one.first, begin), min(one.last, end)
            if first <= last:
                found.append(Segment(first, last, one.code, support.bfs_number))
    return tuple(found)


def _reach(spans: Sequence[SupportSpan]) -> Iterator[tuple[SupportSpan, Days]]:
    """A span reaches to the day before the next one begins, the first and last as far as can be."""
    for place, one in enumerate(spans):
        first = one.first if place else blocks.EVER[0]
        last = spans[place + 1].first - ONE_DAY if place + 1 < len(spans) else blocks.EVER[1]
        yield one, (first, last)


def _lines(
    claim: Claim, facts: OfferingFacts, made: Computed, period: Period
) -> Iterator[DraftLine]:
    known = {one.invoice_line_id.int: one for one in claim.costs}
    for line in made.lines:
        costs = tuple([_line_cost(part, known[part.invoice_line_id.int]) for part in line.parts])
        yield DraftLine(claim.person, facts, line, line.first < period.first, costs)


def _line_cost(part: CostPart, cost: ClaimCost) -> LineCost:
    return LineCost(
        part.invoice_line_id,
        cost.enactment_id,
        cost.provider_id,
        cost.number,
        cost.invoiced_on,
        part.first,
        part.last,
        part.amount,
    )


def _left_out(claim: Claim, facts: OfferingFacts, made: Computed) -> Iterator[DraftLeftOut]:
    known = {one.invoice_line_id: one for one in claim.costs} if made.left_out else {}
    for one in made.left_out:
        cost = known[one.invoice_line_id]
        yield DraftLeftOut(
            person=claim.person,
            offering_id=claim.offering_id,
            offering=facts,
            first=one.first,
            last=one.last,
            cost=one.cost,
            reasons=one.reasons,
            enactment_id=cost.enactment_id,
            number=cost.number,
        )


def _unknown(claim: Claim, period: Period) -> Iterator[DraftLeftOut]:
    """The offering is not in the catalogue: nothing of it can be computed."""
    for cost in claim.costs:
        if cost.last >= period.first:
            yield DraftLeftOut(
                person=claim.person,
                offering_id=claim.offering_id,
                offering=None,
                first=cost.first,
                last=cost.last,
                cost=cost.amount,
                reasons=(texts.UNKNOWN_OFFERING,),
                enactment_id=cost.enactment_id,
                number=cost.number,
            )


def _without_cost(
    claim: Claim, facts: OfferingFacts, made: Computed, period: Period
) -> Iterator[DraftLeftOut]:
    """Payments of third parties up to the end of the period that nothing was deducted for."""
    for one in made.not_deducted:
        if one.last <= period.last:
            yield DraftLeftOut(
                person=claim.person,
                offering_id=claim.offering_id,
                offering=facts,
                first=one.first,
                last=one.last,
                cost=0,
                reasons=(texts.without_cost(one.amount, one.first),),
                enactment_id=_enacted_on(claim, one.first),
            )


def _enacted_on(claim: Claim, day: date) -> UUID:
    """The enactment of a day, else the first one."""
    of_day = (one.id for one in claim.enactments if one.first <= day <= one.last)
    return next(of_day, claim.enactments[0].id)


def _without_invoice(claim: Claim, facts: OfferingFacts, period: Period) -> Iterator[DraftLeftOut]:
    """Enacted months of the period that no invoice covers; a course only if there is none at all."""
    for one in claim.enactments:
        for first, last in expected_days(claim, one, period):
            yield DraftLeftOut(
                person=claim.person,
                offering_id=claim.offering_id,
                offering=facts,
                first=first,
                last=last,
                cost=0,
                reasons=(texts.NO_INVOICE,),
                enactment_id=one.id,
            )
