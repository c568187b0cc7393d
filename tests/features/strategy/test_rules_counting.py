"""What is counted as what. Expected figures are counted by hand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from measure_examples import measure, view

from sozdesk.features.strategy import rules
from sozdesk.features.strategy.terms import MeasureState, PovertyStrategy

SEVEN = (
    measure("1.1", "implemented", priority=1),
    measure("1.2", "closed", priority=1, poverty_strategy=PovertyStrategy.YES),
    measure("1.3", "in_progress", continued_in="2025-2028"),
    measure("2.1", "planned", priority=3),
    measure("2.2", None, priority=None),
    measure("7.1", "in_progress", poverty_strategy=PovertyStrategy.INFERRED),
    measure("7.2", "implemented", continued_in="2025-2028"),
)


def test_umgesetzt_and_abgeschlossen_count_together_as_done():
    counts = rules.tally(SEVEN)
    assert (counts.total, counts.implemented, counts.closed, counts.done) == (7, 2, 1, 3)
    assert (counts.in_progress, counts.planned, counts.continued) == (2, 2, 2)


def test_a_measure_without_an_entry_is_planned():
    counts = rules.tally([measure("2.2", None)])
    assert (counts.planned, counts.done) == (1, 0)


def test_every_field_is_counted_also_an_empty_one():
    counts = rules.by_field(SEVEN, range(1, 8))
    assert {number: (one.done, one.total) for number, one in counts.items()} == {
        1: (2, 3),
        2: (0, 2),
        3: (0, 0),
        4: (0, 0),
        5: (0, 0),
        6: (0, 0),
        7: (1, 2),
    }


def test_priorities_are_counted_and_a_measure_without_one_is_in_none():
    counts = rules.by_priority(SEVEN)
    assert {level: (one.done, one.total) for level, one in counts.items()} == {
        1: (2, 2),
        2: (1, 3),
        3: (0, 1),
    }


states = st.sampled_from([None, *MeasureState])


@given(st.lists(states))
def test_the_parts_add_up_to_the_whole(drawn):
    counts = rules.tally(
        measure(f"1.{number}", state.value if state else None)
        for number, state in enumerate(drawn, 1)
    )
    assert counts.done + counts.in_progress + counts.planned == counts.total == len(drawn)


def test_bound_figures_show_the_numbers_of_the_day():
    values = rules.figures(view(*SEVEN))
    assert rules.filled("{umgesetzt} von {total}, {hf1.umgesetzt} von {hf1.total}", values) == (
        "3 von 7, 2 von 3"
    )
    assert rules.filled("{praev.in_umsetzung} {prio1.umgesetzt} {armut.total}", values) == "1 2 2"
    assert rules.filled("{stand}, {periode}", values) == "31.12.2024, 2021–2024"


def test_the_preventive_area_is_no_handlungsfeld_7():
    values = rules.figures(view(*SEVEN))
    assert "hf7.total" not in values
    assert values["praev.total"] == "2"


def test_an_unknown_field_stays_as_it_was_typed():
    assert rules.filled("{umgesezt} von { total }", rules.figures(view(*SEVEN))) == (
        "{umgesezt} von 7"
    )
