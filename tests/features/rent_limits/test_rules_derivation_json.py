"""A derivation in the file: one row per version, read back as it was written."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozdesk.features.rent_limits import rules
from sozdesk.features.rent_limits.terms import (
    SIZES,
    Around,
    Category,
    ComparisonBasis,
    Derivation,
    IndexBasis,
    IndexValue,
    Interval,
    Offer,
    QuantileBasis,
    RentKind,
    RoomRange,
)

QUANTILE = QuantileBasis(
    percent=40,
    offers=(Offer(15, 800_00), Offer(35, 1_450_50)),
    ranges=(RoomRange(Category.P1, 10, 20),),
    step=10_00,
    period="Sept. bis Nov. 2026",
    source="Portale",
)
INDEX = IndexBasis(
    old={Category.P1: 810_00},
    base=IndexValue("Landesindex", date(2025, 11, 30), 106_000, "BFS"),
    now=IndexValue("Landesindex", date(2026, 11, 30), 107_400, "BFS"),
    step=5_00,
)
OTHERS = ComparisonBasis(
    year=2026, around=Around.BOTH, district="Waldenburg", names=("Lauwil", "Ziefen"), step=10_00
)


def derived(basis, **amounts):
    return Derivation(
        amounts={Category(size): francs * 100 for size, francs in amounts.items()},
        rent_kind=RentKind.NET,
        interval=Interval.MONTH,
        basis=basis,
    )


@pytest.mark.parametrize("basis", [QUANTILE, INDEX, OTHERS])
def test_it_reads_back_as_it_was_written(basis):
    stored = json.loads(json.dumps(rules.derivation_to_json(derived(basis, p1=820))))
    assert rules.derivation_from_json(stored) == derived(basis, p1=820)
    assert stored["version"] == 1


@given(
    st.builds(
        QuantileBasis,
        percent=st.integers(1, 99),
        offers=st.lists(
            st.builds(Offer, st.integers(10, 150), st.integers(100_00, 9_000_00)), max_size=5
        ).map(tuple),
        ranges=st.lists(
            st.builds(RoomRange, st.sampled_from(SIZES), st.integers(10, 30), st.integers(30, 60)),
            max_size=3,
        ).map(tuple),
        step=st.sampled_from(rules.STEPS),
        period=st.text(max_size=20),
        source=st.text(max_size=20),
    )
)
def test_any_list_of_offers_survives_the_file(basis):
    stored = json.loads(json.dumps(rules.derivation_to_json(derived(basis, p2=900))))
    assert rules.derivation_from_json(stored) == derived(basis, p2=900)
