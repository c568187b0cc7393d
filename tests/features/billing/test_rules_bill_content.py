"""The content of a bill file: read as written, or refused with the place that is wrong."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bill_file_kit as kit
from sozdesk.features.billing import rules
from sozdesk.features.billing.terms import Deduction
from sozdesk.features.billing.terms.bill_files import MAX_VOUCHERS, BillContent, BillNumber

GOOD = kit.content()


def again(content: BillContent) -> BillContent | str:
    """Through a real file of text."""
    return rules.content_from_json(json.loads(json.dumps(rules.content_to_json(content))))


def test_a_bill_is_written_and_read_again() -> None:
    sent = replace(
        GOOD,
        cancels=BillNumber(year=2025, number=4),
        vouchers=(rules.voucher(bytes(range(256)) * 200),),
        claims=(
            kit.claim(
                deductions=(
                    Deduction(first=kit.JANUARY[0], last=kit.JANUARY[1], amount=5, payer="IV"),
                )
            ),
        ),
    )
    assert again(sent) == sent


def test_a_scan_comes_out_as_it_went_in() -> None:
    scan = b"%PDF-1.7" + bytes(40_000)
    sent = rules.voucher(scan)
    assert rules.voucher_bytes(sent) == scan
    assert rules.voucher_bytes(replace(sent, sha256="0" * 64)) is None
    assert rules.voucher_bytes(replace(sent, content=("nicht Base64!",))) is None


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"number": 0}, "number"),
        ({"year": 12}, "number"),
        ({"last_day": date(2025, 1, 1)}, "last_day"),
        ({"lines": (kit.line(), kit.line())}, "lines"),
        ({"claims": ()}, "lines.person_id"),
        ({"lines": (kit.line(last_day=date(2025, 12, 31)),)}, "lines.last_day"),
        ({"lines": (kit.line(canton=43_001),)}, "lines.cost"),
        ({"lines": (kit.line(costs=kit.line().costs * 2),)}, "lines.costs"),
        ({"vouchers": (replace(rules.voucher(b"x"), sha256=""),)}, "vouchers"),
    ],
)
def test_what_would_mislead_a_reader_is_refused(changes: dict[str, Any], place: str) -> None:
    assert again(kit.content(**changes)) == place


def test_days_over_which_an_amount_is_spread_run_forward_and_at_most_two_years() -> None:
    one = kit.claim().costs[0]
    for last in (date(2025, 12, 31), date(2029, 1, 1)):
        late = kit.claim(costs=(replace(one, last=last),))
        assert again(kit.content(claims=(late,))) == "claims.costs"
        paid = Deduction(first=kit.JANUARY[0], last=last, amount=1, payer="IV")
        assert again(kit.content(claims=(kit.claim(deductions=(paid,)),))) == "claims.deductions"


def test_scans_of_a_bill_together_are_limited() -> None:
    huge = rules.voucher(bytes(MAX_VOUCHERS // 2 + 1))
    assert again(kit.content(vouchers=(huge, huge))) == "vouchers"


def test_sums_and_hash_follow_the_lines() -> None:
    two = (kit.line(), kit.line(position=2))
    assert rules.sums_of(two) == {
        "cost": 180_000,
        "third_party": 0,
        "eligible": 172_000,
        "canton": 86_000,
        "municipality": 94_000,
    }
    assert rules.lines_sha256(two) != rules.lines_sha256(two[::-1])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=10,
)
PLACES = [
    (),
    ("lines", 0),
    ("lines", 0, "costs", 0),
    ("claims", 0),
    ("claims", 0, "person"),
    ("claims", 0, "enactments", 0),
    ("claims", 0, "enactments", 0, "ruling"),
]


@given(place=st.sampled_from(PLACES), data=st.data(), value=JSON)
def test_any_json_at_any_place_is_a_bill_or_refused(place: Any, data: Any, value: object) -> None:
    stored: Any = json.loads(json.dumps(rules.content_to_json(GOOD)))
    inside = stored
    for step in place:
        inside = inside[step]
    inside[data.draw(st.sampled_from(sorted(inside)))] = value
    found = rules.content_from_json(stored)
    assert isinstance(found, str) or rules.content_to_json(found) == stored
