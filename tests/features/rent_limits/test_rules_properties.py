"""What holds for every declaration, however odd."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from rules_examples import DECLARATIONS, LIMITS, TODAY, check, check_all, declared, facts_of

from sozdesk.features.rent_limits import rules, texts
from sozdesk.features.rent_limits.terms import (
    Category,
    Code,
    IndexValue,
    Interval,
    amount_field,
)
from sozdesk.kernel.findings import Severity

INDEX = st.lists(
    st.builds(
        IndexValue,
        st.sampled_from(["BFS Mietpreisindex", "LIK"]),
        st.dates(date(2020, 1, 1), date(2030, 1, 1)),
        st.integers(-5, 200_000),
    )
)
FACTS = {2841: facts_of(2841, rent_subsidy_rules_on=date(2024, 1, 1)), 2842: facts_of(2842)}


@given(st.lists(DECLARATIONS, max_size=4), st.lists(DECLARATIONS, max_size=4), INDEX)
def test_every_declaration_can_be_checked(incoming, earlier, index):
    history = dict.fromkeys((2841, 2842, 2843), earlier)
    known = {one.bfs_number: one for one in earlier}
    found = check_all(incoming, facts=FACTS, known=known, history=history, index=index)
    assert len(found) == len(incoming)
    for finding in (one for findings in found for one in findings):
        assert Code(finding.code)
        assert finding.field
        assert finding.message.endswith(".")
        assert "ß" not in finding.message


@given(DECLARATIONS)
def test_every_declaration_can_be_converted_and_compared_with_itself(declaration):
    assert rules.same_content(declaration, replace(declaration))
    net = rules.yearly_net_with_ancillary(declaration, 2000)
    assert set(net) <= set(declaration.amounts)
    assert set(rules.converted(declaration)) <= set(declaration.amounts)


@given(DECLARATIONS, st.lists(DECLARATIONS, max_size=2))
def test_every_finding_can_be_asked_about(declaration, earlier):
    findings = check(declaration, *earlier)
    draft = texts.query_draft("Böckten", 2027, findings)
    assert draft.count("?") >= len({f.code for f in findings if f.severity is not Severity.NOTE})


@given(DECLARATIONS, st.lists(DECLARATIONS, max_size=3), st.randoms())
def test_the_order_of_amounts_and_of_the_history_does_not_matter(declaration, earlier, random):
    earlier = list({one.year: one for one in earlier}.values())
    shuffled = random.sample(earlier, len(earlier))
    keys = random.sample(list(declaration.amounts), len(declaration.amounts))
    mixed = replace(declaration, amounts={key: declaration.amounts[key] for key in keys})
    assert check(mixed, *shuffled) == check(declaration, *earlier)


PLAUSIBLE = st.lists(st.integers(30_000, 500_000), min_size=6, max_size=6)


@given(PLAUSIBLE, PLAUSIBLE)
def test_twelve_times_per_year_is_the_same_as_per_month(now, before):
    def places(interval, factor):
        changes = {"interval": interval}
        new, old = (
            declared(*(factor * rappen / 100 for rappen in amounts), year=year, **changes)
            for amounts, year in ((now, 2027), (before, 2026))
        )
        return [(finding.code, finding.field) for finding in check(new, old)]

    assert places(Interval.MONTH, 1) == places(Interval.YEAR, 12)


@given(st.lists(PLAUSIBLE, min_size=1, max_size=10), st.randoms())
def test_the_order_of_incoming_does_not_matter(returns, random):
    incoming = [
        declared(*(rappen / 100 for rappen in amounts), bfs=2841 + number)
        for number, amounts in enumerate(returns)
    ]
    facts = {one.bfs_number: facts_of(one.bfs_number) for one in incoming}
    shuffled = random.sample(incoming, len(incoming))
    straight = dict(
        zip([o.bfs_number for o in incoming], check_all(incoming, facts=facts), strict=True)
    )
    mixed = dict(
        zip([o.bfs_number for o in shuffled], check_all(shuffled, facts=facts), strict=True)
    )
    assert mixed == straight


@given(PLAUSIBLE)
def test_last_years_amounts_again_are_never_a_change(amounts):
    new, old = (declared(*(r / 100 for r in amounts), year=year) for year in (2027, 2026))
    about_change = {Code.CHANGE_LARGE, Code.ROW_SLIP, Code.UNCHANGED_BUT_DIFFERENT}
    assert about_change.isdisjoint(finding.code for finding in check(new, old))


@given(st.integers(30_000, 500_000), st.integers(30_000, 500_000))
def test_a_change_is_a_hint_exactly_above_the_limit(old, new):
    changed = check(
        declared(new / 100, 1, 1, 1, 1, 1), declared(old / 100, 1, 1, 1, 1, 1, year=2026)
    )
    jumps = {finding.code for finding in changed if finding.field == amount_field(Category.P1)}
    beyond = abs(new - old) * 100 > 15 * old
    near_twelfth = abs(12 * new - old) * 100 <= 15 * old or abs(new - 12 * old) * 100 <= 180 * old
    assert (Code.CHANGE_LARGE in jumps) == (beyond and not near_twelfth)


def test_the_day_of_checking_is_a_parameter():
    assert rules.check_declaration(declared(), thresholds=LIMITS, today=TODAY) == ()
    assert rules.check_declaration(declared(), thresholds=LIMITS, today=date(1999, 1, 1)) == ()
