"""What bills would hold with other values."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import draft_kit as kit
import pytest

import bill_file_kit as file_kit
from sozdesk.features.billing.rules import draft
from sozdesk.features.billing.rules.what_if import computed_anew, stood_anew
from sozdesk.features.billing.terms import (
    BillingFigures,
    ClaimedCost,
    ClaimedLine,
    Earlier,
    LineAnswer,
    LineDecision,
)

JANUARY = (date(2027, 1, 1), date(2027, 1, 31))
INVOICE = kit.cost(*JANUARY, 90_000)
LINE = ClaimedLine(
    person_id=kit.PERSON.id,
    offering_id=kit.OFFERING,
    tariff_id=kit.tariff(80_000).id,
    month=JANUARY[0],
    regime_code="social_assistance",
    bfs_number=kit.BFS,
    rate=5000,
    third_party=0,
    eligible=80_000,
    canton=40_000,
    costs=(
        ClaimedCost(invoice_line_id=INVOICE.invoice_line_id, first=JANUARY[0], last=JANUARY[1]),
    ),
)


def test_a_line_holds_what_is_computed_where_it_was_claimed() -> None:
    """900.00 in January, claimed at 860.00; with 800.00 at most the canton pays 400.00."""
    made = draft(
        [kit.claim(INVOICE)],
        {kit.OFFERING: kit.offering()},
        kit.catalogue(kit.tariff(80_000)),
        kit.quarter(1),
        BillingFigures(running_month_counts=None),
        Earlier(),
    )
    claimed = file_kit.line(
        person_id=kit.PERSON.id,
        offering_id=kit.OFFERING,
        first_day=JANUARY[0],
        last_day=JANUARY[1],
        month=JANUARY[0],
    )
    nothing = replace(claimed, position=2, person_id=UUID(int=99))
    content = file_kit.content(lines=(claimed, nothing))
    assert dict(computed_anew(content, made)) == {1: (LINE,), 2: ()}


BILL = UUID(int=3)
STORED = replace(LINE, canton=43_000, eligible=86_000, bill_id=BILL, position=1)
REFUSED = LineAnswer(decision=LineDecision.REFUSED, eligible=0, canton=0)
REDUCED = LineAnswer(decision=LineDecision.REDUCED, eligible=60_000, canton=30_000)


@pytest.mark.parametrize(
    ("line", "anew", "stands"),
    [
        (STORED, (LINE,), [LINE]),
        (STORED, (LINE, LINE), [LINE, LINE]),
        (STORED, (), []),
        (replace(STORED, answer=REDUCED), (LINE,), [LINE]),
        (
            replace(STORED, answer=REFUSED, resumed="Der Beleg liegt bei."),
            (LINE,),
            [replace(LINE, answer=REFUSED, resumed="Der Beleg liegt bei.")],
        ),
    ],
    ids=["changed", "in two", "no more", "reduced", "refused"],
)
def test_a_refusal_stays_and_a_reduction_does_not(line, anew, stands) -> None:
    earlier = stood_anew(Earlier(lines=(line,), closed_years=(2026,)), {(BILL, 1): anew})
    assert earlier == Earlier(lines=tuple(stands), closed_years=(2026,))


def test_a_bill_that_the_change_does_not_reach_stays_as_it_was() -> None:
    before = Earlier(lines=(replace(STORED, answer=REDUCED),))
    assert stood_anew(before, {(BILL, 2): (LINE,), (UUID(int=4), 1): (LINE,)}) == before
