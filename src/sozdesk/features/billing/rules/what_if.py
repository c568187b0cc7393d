"""Bills computed anew with other values: what a later one rests on changes with them. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from uuid import UUID

from sozdesk.features.billing.rules.answered import is_refused
from sozdesk.features.billing.rules.checking import assigned
from sozdesk.features.billing.terms import (
    ClaimedCost,
    ClaimedLine,
    ComputedLine,
    DraftBill,
    Earlier,
)
from sozdesk.features.billing.terms.bill_files import BillContent, SentLine

Place = tuple[UUID | None, int]
"""Bill and position of a line."""
Anew = Mapping[Place, tuple[ClaimedLine, ...]]
"""Place → what would be held there."""


def computed_anew(
    content: BillContent, made: DraftBill
) -> Iterator[tuple[int, tuple[ClaimedLine, ...]]]:
    """Position by position what a bill would hold there; a later bill counts with it."""
    own = assigned(content.lines, made)
    for line in content.lines:
        yield line.position, tuple(_claimed(line, one) for one in own.get(line.position, ()))


def _claimed(line: SentLine, own: ComputedLine) -> ClaimedLine:
    return ClaimedLine(
        person_id=line.person_id,
        offering_id=line.offering_id,
        tariff_id=own.tariff.id,
        month=own.month,
        regime_code=own.regime_code,
        bfs_number=own.bfs_number,
        rate=own.rate.rate or 0,
        third_party=own.third_party,
        eligible=own.eligible,
        canton=own.canton,
        costs=tuple(
            ClaimedCost(invoice_line_id=one.invoice_line_id, first=one.first, last=one.last)
            for one in own.parts
        ),
    )


def stood_anew(earlier: Earlier, anew: Anew) -> Earlier:
    """What would stand before a bill; a line of a bill that was not computed anew stays itself.

    What was refused stays refused, a reduction is left aside.
    """
    return replace(
        earlier, lines=tuple(one for line in earlier.lines for one in _in_place(line, anew))
    )


def _in_place(line: ClaimedLine, anew: Anew) -> Iterator[ClaimedLine]:
    answer = line.answer if is_refused(line) else None
    lines = anew.get((line.bill_id, line.position))
    if lines is None:
        yield line
    for one in lines or ():
        yield replace(one, answer=answer, resumed=line.resumed)
