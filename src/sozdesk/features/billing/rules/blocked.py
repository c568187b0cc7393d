"""Days that a bill holds though today they would not be billed: somebody learnt of something late."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from sozdesk.features.billing import texts
from sozdesk.features.billing.rules import blocks
from sozdesk.features.billing.rules.splitting import ONE_DAY, Days, part_of, pieces
from sozdesk.features.billing.terms import (
    Block,
    Claim,
    ClaimEnactment,
    DraftLeftOut,
    HeldDays,
    OfferingFacts,
)

_Part = tuple[HeldDays, Days]


def blocked_today(
    claims: Iterable[Claim],
    offerings: Mapping[UUID, OfferingFacts],
    held: Iterable[HeldDays],
    regimes: Mapping[str, str],
) -> tuple[DraftLeftOut, ...]:
    """One entry per enactment and reason; none where credit notes have taken back the whole cost.

    The same blocks as in a draft, and another regime. ``regimes`` names the codes.
    """
    of_enactment: dict[UUID, list[HeldDays]] = defaultdict(list)
    for one in held:
        of_enactment[one.enactment_id].append(one)
    return tuple(
        entry
        for claim in claims
        for enacted in claim.enactments
        for entry in _entries(
            claim,
            enacted,
            offerings.get(claim.offering_id),
            of_enactment.get(enacted.id, ()),
            regimes,
        )
    )


def _entries(
    claim: Claim,
    enacted: ClaimEnactment,
    offering: OfferingFacts | None,
    held: Iterable[HeldDays],
    regimes: Mapping[str, str],
) -> Iterator[DraftLeftOut]:
    found: dict[tuple[str, ...], list[_Part]] = defaultdict(list)
    for one in held:
        all_of = [*_blocks(claim, enacted, offering, one), *_other_regime(claim, one, regimes)]
        for days, reasons in _cut(one, all_of):
            found[reasons].append((one, days))
    for reasons, parts in found.items():
        cost = sum(part_of(one.amount, (one.first, one.last), days) for one, days in parts)
        if cost:
            bills = tuple(dict.fromkeys(one.bill for one, _days in parts))
            yield DraftLeftOut(
                person=claim.person,
                offering_id=claim.offering_id,
                offering=offering,
                first=min(days[0] for _one, days in parts),
                last=max(days[1] for _one, days in parts),
                cost=0,
                reasons=(texts.blocked_today(bills, cost, reasons),),
                enactment_id=enacted.id,
                billed_in=", ".join(bills),
            )


def _blocks(
    claim: Claim, enacted: ClaimEnactment, offering: OfferingFacts | None, one: HeldDays
) -> Iterator[Block]:
    days = (one.first, one.last)
    yield from blocks.of_enactment(enacted, days)
    yield from blocks.of_support(claim.support, enacted, one.figures, days)
    if offering is None:
        yield Block(first=one.first, last=one.last, reason=texts.UNKNOWN_OFFERING)
    else:
        yield from blocks.of_offering(offering)


def _other_regime(claim: Claim, one: HeldDays, regimes: Mapping[str, str]) -> Iterator[Block]:
    """Days that another regime holds today, or none."""
    billed = regimes.get(one.regime_code, one.regime_code)
    for span in claim.regimes:
        if span.code != one.regime_code:
            now = regimes.get(span.code, span.code)
            reason = texts.other_regime(billed, now)
            yield Block(first=span.first, last=span.last, reason=reason)
    known = [(span.first, span.last) for span in claim.regimes]
    yield from blocks.outside(known, texts.NO_SEGMENT)


def _cut(one: HeldDays, all_of: Iterable[Block]) -> Iterator[tuple[Days, tuple[str, ...]]]:
    """Pieces of the days that something blocks, with every reason."""
    days = (one.first, one.last)
    near = [block for block in all_of if block.first <= one.last and block.last >= one.first]
    turns = {turn for block in near for turn in (block.first, block.last + ONE_DAY)}
    for piece in pieces(days, turns):
        reasons = [block.reason for block in near if block.first <= piece[0] <= block.last]
        if reasons:
            yield piece, tuple(dict.fromkeys(reasons))
