"""The measures of the public report come into a file once, and only what is missing."""

from __future__ import annotations

from datetime import date

from measure_kit import details_of_number

from sozdesk.features.strategy import queries, rules
from sozdesk.features.strategy.terms import CarryOverKind, PovertyStrategy
from sozdesk.features.strategy.usecases import (
    ChangeMeasure,
    LoadStrategy,
    change_measure,
    load_strategy,
)

END = date(2024, 12, 31)


def view(archive, day=END, code="2021-2024"):
    return archive.query(queries.view, archive.query(queries.period_of, code), day)


def test_the_figures_of_the_printed_report_follow_from_the_data(strategy):
    seen = view(strategy)
    counts = rules.tally(seen.measures)
    fields = rules.by_field(seen.measures, range(1, 8))
    priorities = rules.by_priority(seen.measures)
    poverty = rules.tally(row for row in seen.measures if row.from_poverty_strategy)
    assert (counts.total, counts.done, counts.in_progress, counts.planned) == (40, 19, 21, 0)
    assert [(one.done, one.total) for one in fields.values()] == [
        (3, 7),
        (3, 7),
        (5, 6),
        (4, 6),
        (3, 5),
        (1, 5),
        (0, 4),
    ]
    assert [(one.done, one.total) for one in priorities.values()] == [(10, 12), (6, 20), (3, 8)]
    assert (poverty.done, poverty.total) == (5, 13)


def test_every_day_has_the_counts_of_its_day(strategy):
    """By hand: 2.1 in February 2022, 2.2 in August 2022, five on 1 January 2023 by the new law."""
    assert rules.tally(view(strategy, date(2022, 7, 1)).measures).done == 1
    assert rules.tally(view(strategy, date(2022, 12, 31)).measures).done == 2
    counts = rules.tally(view(strategy, date(2023, 12, 31)).measures)
    assert (counts.total, counts.done, counts.in_progress) == (40, 7, 33)


def test_before_the_regierungsrat_adopted_them_all_are_planned(strategy):
    counts = rules.tally(view(strategy, date(2021, 5, 31)).measures)
    assert (counts.planned, counts.total) == (40, 40)


def test_the_thirteenth_measure_of_the_armutsstrategie_is_marked_as_inferred(strategy):
    marked = {
        row.number for row in view(strategy).measures
        if row.poverty_strategy is PovertyStrategy.INFERRED
    }  # fmt: skip
    assert marked == {"5.3"}
    period = strategy.query(queries.period_of, "2021-2024")
    measure = strategy.query(details_of_number, period.id, "5.3", END)
    assert "2020/501" in {reference.number for reference in measure.references}


def test_all_that_is_in_umsetzung_goes_on_and_two_themes_that_are_done(strategy):
    going_on = {row.number for row in view(strategy).measures if row.continued_in == "2025-2028"}
    open_ones = {row.number for row in view(strategy).measures if not row.done}
    assert going_on == open_ones | {"3.2", "3.4"}


def test_2_3_is_anchored_in_7_2_and_not_in_7_3_as_the_printed_report_says(strategy):
    period = strategy.query(queries.period_of, "2021-2024")
    measure = strategy.query(details_of_number, period.id, "2.3", END)
    numbers = {relation.number for relation in measure.relations}
    assert "7.2" in numbers
    assert "7.3" not in numbers
    (line,) = measure.carry_overs
    assert line.kind is CarryOverKind.DROPPED


def test_the_other_end_of_a_relation_names_it_too(strategy):
    period = strategy.query(queries.period_of, "2021-2024")
    measure = strategy.query(details_of_number, period.id, "7.2", END)
    assert [(row.number, row.incoming) for row in measure.relations if row.number == "2.3"] == [
        ("2.3", True)
    ]


def test_2025_2028_is_there_with_19_expected_and_none_recorded(strategy):
    period = strategy.query(queries.period_of, "2025–2028")
    assert (period.code, period.expected, period.recorded) == ("2025-2028", 19, 0)
    assert "Umsetzungsagenda 2025–2028" in period.source
    names = [field.label for field in view(strategy, code="2025-2028").fields]
    assert names[0] == "1 Materielle Unterstützung"
    assert names[-1] == "Präventive Massnahmen"


def test_a_second_time_nothing_changes_and_what_the_office_wrote_stays(strategy):
    measure = view(strategy).measures[0]
    change = ChangeMeasure(id=measure.id, base_version=1, changes={"aim": "eigene Worte"})
    strategy.run(change_measure, change)
    outcome = strategy.run(load_strategy, LoadStrategy())
    assert (outcome.changed, outcome.value) == (frozenset(), 0)
    assert view(strategy).measures[0].aim == "eigene Worte"


def test_loading_is_one_step_that_can_be_taken_back(strategy):
    strategy.undo_last()
    assert strategy.query(queries.periods) == ()
    assert strategy.query(queries.default_period, date(2027, 1, 5)) is None


def test_a_view_asks_a_fixed_number_of_questions(strategy, statements):
    period = strategy.query(queries.period_of, "2021-2024")
    with statements() as full:
        strategy.query(queries.view, period, END)
    empty = strategy.query(queries.period_of, "2025-2028")
    with statements() as none:
        strategy.query(queries.view, empty, END)
    assert len(full) == len(none) <= 6


def test_the_page_opens_the_newest_period_that_has_measures(strategy):
    today = date(2027, 1, 5)
    period = strategy.query(queries.default_period, today)
    assert period.code == "2021-2024"
    assert queries.default_day(period, today) == END
    assert queries.default_day(period, date(2023, 5, 1)) == date(2023, 5, 1)
    following = strategy.query(queries.next_period, period)
    assert following.code == "2025-2028"
    assert strategy.query(queries.next_period, following) is None


def test_the_texts_of_the_report_are_there_in_its_order(strategy):
    period = strategy.query(queries.period_of, "2021-2024")
    rows = strategy.query(queries.chapters, period.id)
    assert [row.key.value for row in rows][:3] == ["introduction", "overall", "field_1"]
    assert all(row.text for row in rows)
    empty = strategy.query(queries.chapters, strategy.query(queries.period_of, "2025-2028").id)
    assert {(row.text, row.version) for row in empty} == {("", None)}
