"""Earlier lines beside the claim that they were made of: their days with amounts and units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from uuid import UUID

from sozdesk.features.billing.rules import answered
from sozdesk.features.billing.rules.splitting import Days, part_of
from sozdesk.features.billing.terms import (
    Claim,
    ClaimCost,
    Claimed,
    ClaimedDays,
    ClaimedLine,
    ClaimEnactment,
)


def days_held(lines: Iterable[ClaimedLine]) -> Mapping[UUID, list[Days]]:
    """Line of an invoice → days that earlier bills hold."""
    found: dict[UUID, list[Days]] = defaultdict(list)
    for line in lines:
        for one in line.costs:
            found[one.invoice_line_id].append((one.first, one.last))
    return found


def claimed_by(claim: Claim, lines: Sequence[ClaimedLine]) -> tuple[Claimed, ...]:
    """Earlier lines of a person in an offering, as far as the claim names their invoices."""
    if not lines:
        return ()
    known = {one.invoice_line_id: one for one in claim.costs}
    enacted = {one.id: one for one in claim.enactments}
    found = []
    for line in lines:
        days = tuple(_days_of(line, known, enacted))
        found.append(
            Claimed(
                tariff_id=line.tariff_id,
                month=line.month,
                regime_code=line.regime_code,
                bfs_number=line.bfs_number,
                rate=line.rate,
                third_party=line.third_party,
                eligible=line.eligible,
                canton=line.canton,
                days=days,
                complete=len(days) == len(line.costs),
                reduced=answered.is_reduced(line),
                resumed=answered.is_resumed(line),
            )
        )
    return tuple(found)


def _days_of(
    line: ClaimedLine, known: Mapping[UUID, ClaimCost], enacted: Mapping[UUID, ClaimEnactment]
) -> Iterator[ClaimedDays]:
    for one in line.costs:
        cost = known.get(one.invoice_line_id)
        if cost is not None:
            yield _days(cost, (one.first, one.last), enacted[cost.enactment_id])


def _days(cost: ClaimCost, days: Days, enactment: ClaimEnactment) -> ClaimedDays:
    span, units, possible = (cost.first, cost.last), cost.counted_units, cost.counted_possible
    return ClaimedDays(
        first=days[0],
        last=days[1],
        amount=part_of(cost.amount, span, days),
        price_unit=enactment.unit,
        units=None if units is None else part_of(units, span, days),
        possible=None if possible is None else part_of(possible, span, days),
        period_possible=enactment.units_possible,
    )
