"""The check of a received bill, by hand: what other lines, bills and reports say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from checking_kit import ANNA, LAST, around, enacted, found, only, with_claim

import bill_file_kit as kit
from sozdesk.features.billing import rules
from sozdesk.features.billing.terms.bill_files import BillContent
from sozdesk.features.billing.terms.checks import (
    CheckAround,
    CheckCode,
    OtherCost,
    OtherLine,
    OtherWorkload,
    ProviderTotal,
)
from sozdesk.kernel.findings import Severity


def other_cost(**changes: Any) -> CheckAround:
    made = OtherCost(
        bill="Abrechnung Muttenz 2/2026",
        bfs_number=2770,
        offering_id=kit.OFFERING,
        invoice_line_id=kit.INVOICE_LINE,
        person=(ANNA,),
        invoiced_on=LAST,
        first_day=date(2026, 1, 1),
        last_day=LAST,
    )
    return around(costs={(kit.PROVIDER, "r1"): (replace(made, **changes),)})


def test_the_same_invoice_in_a_bill_of_another_municipality() -> None:
    one = only(CheckCode.SAME_INVOICE, kit.content(), None, other_cost())
    assert one.message.endswith("steht auch in Abrechnung Muttenz 2/2026.")


def test_another_line_of_one_invoice_in_the_next_bill_is_right_another_date_is_not() -> None:
    assert found(kit.content(), None, other_cost(bfs_number=kit.BFS)) == []
    dated = other_cost(bfs_number=kit.BFS, invoiced_on=date(2026, 2, 3))
    one = only(CheckCode.SAME_INVOICE, kit.content(), None, dated)
    assert one.message == (
        "Rechnung R-1 hat zwei Daten (31.01.2026 und 03.02.2026): Eine Rechnungsnummer zählt einmal."
    )


def test_an_invoice_that_was_entered_twice_is_found_in_the_next_bill() -> None:
    twice = {"bfs_number": kit.BFS, "invoice_line_id": UUID(int=67)}
    one = only(CheckCode.SAME_INVOICE, kit.content(), None, other_cost(**twice))
    assert one.message.endswith("steht auch in Abrechnung Muttenz 2/2026.")
    for other in (
        {"person": ("7561234567897",)},
        {"offering_id": UUID(int=3)},
        {"first_day": date(2026, 2, 1), "last_day": date(2026, 2, 28)},
        {"first_day": date(2025, 12, 1), "last_day": date(2025, 12, 31)},
    ):
        assert found(kit.content(), None, other_cost(**twice, **other)) == []


def again(**changes: Any) -> BillContent:
    cost = replace(kit.line().costs[0], invoice_line_id=UUID(int=67), **changes)
    return kit.content(lines=(kit.line(), kit.line(position=2, costs=(cost,))))


def test_the_same_invoice_twice_in_one_bill() -> None:
    messages = {one.message for one in found(again()) if one.code == CheckCode.SAME_INVOICE}
    assert messages == {
        "Rechnung R-1 ist auch in Zeile 1 verlangt.",
        "Rechnung R-1 ist auch in Zeile 2 verlangt.",
    }
    dated = {
        one.message
        for one in found(again(invoiced_on=date(2026, 2, 3)))
        if one.code == CheckCode.SAME_INVOICE
    }
    assert len(dated) == 2
    assert all("zwei Daten" in one for one in dated)


def test_two_persons_on_one_invoice_are_right() -> None:
    friend = replace(kit.claim().person, id=UUID(int=8), ahv_number=None, last_name="Freund")
    cost = replace(kit.line().costs[0], invoice_line_id=UUID(int=67))
    content = kit.content(
        lines=(kit.line(), kit.line(position=2, person_id=UUID(int=8), costs=(cost,))),
        claims=(kit.claim(), kit.claim(person=friend)),
    )
    assert CheckCode.SAME_INVOICE not in {one.code for one in found(content)}


def other_line(**changes: Any) -> CheckAround:
    made = OtherLine(
        bill="Abrechnung Muttenz 2/2026",
        bfs_number=2770,
        offering_id=kit.OFFERING,
        first_day=date(2026, 1, 20),
        last_day=LAST,
    )
    return around(lines={ANNA: (replace(made, **changes),)})


def test_two_municipalities_claim_the_month_of_a_move() -> None:
    one = only(CheckCode.MOVE_MONTH, kit.content(), None, other_line())
    assert one.message == (
        "Für den gleichen Monat verlangt auch Abrechnung Muttenz 2/2026 (20.01.2026 bis "
        "31.01.2026)."
    )
    assert one.severity is Severity.STOP
    part = kit.content(lines=(kit.line(last_day=date(2026, 1, 19)),))
    assert only(CheckCode.MOVE_MONTH, part, None, other_line()).severity is Severity.HINT


def test_two_municipalities_claim_the_same_days_for_other_offerings() -> None:
    other = other_line(offering_id=UUID(int=3))
    one = only(CheckCode.MOVE_MONTH, kit.content(), None, other)
    assert one.message == (
        "Für den gleichen Monat verlangt auch Abrechnung Muttenz 2/2026 (20.01.2026 bis "
        "31.01.2026) für ein anderes Angebot."
    )
    assert one.severity is Severity.HINT
    both = around(lines={ANNA: (*other.lines[ANNA], *other_line().lines[ANNA])})
    assert only(CheckCode.MOVE_MONTH, kit.content(), None, both).severity is Severity.STOP


@pytest.mark.parametrize(
    "changes",
    [
        {"bfs_number": kit.BFS},
        {"first_day": date(2026, 2, 1), "last_day": date(2026, 2, 28)},
        {"first_day": date(2025, 12, 1), "last_day": date(2025, 12, 31)},
    ],
)
def test_another_month_or_the_same_municipality_is_no_move(changes: Any) -> None:
    assert found(kit.content(), None, other_line(**changes)) == []


def attended(workload: int, **changes: Any) -> CheckAround:
    made = OtherWorkload(
        bill="Abrechnung Muttenz 2/2026",
        offering_id=UUID(int=3),
        first=date(2026, 1, 10),
        last=date(2026, 1, 20),
        workload=workload,
    )
    return around(workloads={ANNA: (replace(made, **changes),)})


def test_offerings_at_once_above_full_time() -> None:
    one = only(CheckCode.ABOVE_FULL_TIME, kit.content(), None, attended(60))
    assert one.message == (
        "Zusammen 110 % Pensum 10.01.2026 bis 20.01.2026, mit Abrechnung Muttenz 2/2026: mehr als "
        "100 %."
    )
    assert found(kit.content(), None, attended(50)) == []
    later = attended(60, first=date(2026, 2, 1), last=date(2026, 2, 28))
    assert found(kit.content(), None, later) == []


def test_two_enactments_of_one_offering_at_once_count_once() -> None:
    twice = attended(60, offering_id=kit.OFFERING)
    assert found(kit.content(), None, twice) == []
    both = around(
        workloads={
            ANNA: (
                *attended(60).workloads[ANNA],
                *attended(70, offering_id=kit.OFFERING, bill="").workloads[ANNA],
            )
        }
    )
    one = only(CheckCode.ABOVE_FULL_TIME, kit.content(), None, both)
    assert one.message.startswith("Zusammen 130 % Pensum")


def test_what_a_bill_says_of_the_pensum_is_handed_to_the_check_of_others() -> None:
    content = with_claim(
        enactments=(
            enacted(began_on=date(2026, 1, 5), ended_on=date(2026, 6, 30)),
            enacted(id=UUID(int=9), workload=None),
            enacted(id=UUID(int=10), began_on=date(2027, 1, 1)),
        )
    )
    assert list(rules.workloads_of(content, "Liestal 1/2026")) == [
        (
            content.claims[0].person,
            OtherWorkload(
                bill="Liestal 1/2026",
                offering_id=kit.OFFERING,
                first=date(2026, 1, 5),
                last=date(2026, 6, 30),
                workload=50,
            ),
        )
    ]


def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether each of two entries finds the other, under one key."""
    person = kit.claim().person
    first, second = replace(person, **one), replace(person, **other)
    ways = [
        set(rules.looked_up_as(mine)) & set(rules.listed_as(theirs))
        for mine, theirs in ((first, second), (second, first))
    ]
    assert len(ways[0]) == len(ways[1]) <= 1
    return len(ways[0]) == 1


def test_a_person_is_known_by_the_ahv_number_or_by_name_and_birth_date() -> None:
    none = {"ahv_number": None}
    assert same({}, {"last_name": "Ledig"})
    assert same({}, none)
    assert same({**none, "last_name": "Müller"}, {**none, "last_name": "MUELLER "})
    assert same({"last_name": "Müller"}, {**none, "last_name": "Mueller"})
    assert not same({}, {"ahv_number": "7561234567897"})
    assert not same(none, {**none, "birth_date": None})
    assert not same({}, {**none, "first_name": "Beat"})


def test_the_move_of_a_person_is_found_where_one_side_has_no_ahv_number() -> None:
    mine = kit.content(claims=(kit.claim(person=replace(kit.claim().person, ahv_number=None)),))
    keys = rules.listed_as(kit.claim().person)
    listed = around(lines=dict.fromkeys(keys, other_line().lines[ANNA]))
    only(CheckCode.MOVE_MONTH, mine, None, listed)


def total(reported: int, billed: int) -> CheckAround:
    one = ProviderTotal(
        year=2026, provider_name="Kurszentrum Muster", reported=reported, billed=billed
    )
    return around(provider_totals=(one,))


def test_what_the_provider_reports_of_the_year() -> None:
    one = only(CheckCode.PROVIDER_TOTAL, kit.content(), None, total(80_000, 90_000))
    assert one.message == (
        "Kurszentrum Muster meldet für 2026 800.00 aus dieser Gemeinde, verlangt sind 900.00."
    )
    assert one.severity is Severity.HINT
    less = only(CheckCode.PROVIDER_TOTAL, kit.content(), None, total(99_000, 90_000))
    assert less.severity is Severity.NOTE
    assert found(kit.content(), None, total(90_000, 90_000)) == []
