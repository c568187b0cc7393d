"""Of which kind lines into the next period are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sozdesk.features.strategy.rules import reconciled
from sozdesk.features.strategy.terms import CarryOverKind

CONTINUED, MERGED, SPLIT = CarryOverKind.CONTINUED, CarryOverKind.MERGED, CarryOverKind.SPLIT
ENDS = st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"))


def test_one_to_one_goes_on_several_to_one_are_merged_one_to_several_is_split():
    pairs = [("a", "x"), ("b", "y"), ("c", "y"), ("d", "v"), ("d", "w")]
    assert list(reconciled(dict.fromkeys(pairs), pairs).values()) == [
        CONTINUED,
        MERGED,
        MERGED,
        SPLIT,
        SPLIT,
    ]


def test_a_new_line_changes_those_that_share_an_end_and_no_other():
    known = {("a", "x"): CONTINUED, ("b", "y"): SPLIT}
    assert reconciled({**known, ("a", "z"): None}, [("a", "z")]) == {
        ("a", "x"): SPLIT,
        ("a", "z"): SPLIT,
        ("b", "y"): SPLIT,
    }


def test_a_line_that_is_gone_leaves_the_other_one_alone():
    assert reconciled({("a", "x"): MERGED}, [("b", "x")]) == {("a", "x"): CONTINUED}


@given(st.lists(ENDS, unique=True))
def test_line_by_line_and_all_at_once_give_the_same(pairs: list[tuple[str, str]]):
    drawn: dict[tuple[str, str], CarryOverKind] = {}
    for pair in pairs:
        drawn = dict(reconciled({**drawn, pair: None}, [pair]))
    assert drawn == reconciled(dict.fromkeys(pairs), pairs)
