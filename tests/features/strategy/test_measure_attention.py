"""What is to do about the measures, and the line of a measure over the periods."""

from __future__ import annotations

from datetime import date

from measure_kit import details_of_number

from sozdesk.features.strategy import queries, texts
from sozdesk.features.strategy.terms import (
    CarryOverKind,
    ClosingReason,
    MeasureState,
    ReferenceKind,
)
from sozdesk.features.strategy.usecases import (
    AddMeasure,
    AddTask,
    CarryOver,
    RecordStatus,
    add_measure,
    add_task,
    carry_over,
    record_status,
)

TODAY = date(2027, 1, 5)


def measure_id(archive, number, code="2021-2024"):
    period = archive.query(queries.period_of, code)
    return archive.query(details_of_number, period.id, number, TODAY).row.id


def new_measure(archive, number):
    period = archive.query(queries.period_of, "2025-2028")
    command = AddMeasure(period_id=period.id, number=number, title=f"Neu {number}")
    return archive.run(add_measure, command).value


def carry(archive, source, target, kind=CarryOverKind.MERGED):
    archive.run(carry_over, CarryOver(measure_id=source, kind=kind, target_id=target))


def late_of(found):
    return [(shown.period.code, [row.number for row in shown.measures]) for shown in found.late]


def test_late_tasks_are_named_and_done_ones_are_not(strategy):
    for number, due, done in (
        ("1.3", date(2027, 1, 4), None),
        ("1.4", date(2027, 1, 5), None),
        ("2.4", date(2026, 12, 1), date(2026, 12, 2)),
    ):
        key = measure_id(strategy, number)
        strategy.run(add_task, AddTask(measure_id=key, title="Tun", due_on=due, done_on=done))

    found = strategy.query(queries.attention, TODAY)

    assert late_of(found) == [("2021-2024", ["1.3"])]


def test_late_tasks_of_an_old_period_stay_when_the_next_one_gets_measures(strategy):
    old, new = measure_id(strategy, "7.1"), new_measure(strategy, "1.1")
    for key in (old, new):
        strategy.run(add_task, AddTask(measure_id=key, title="Tun", due_on=date(2027, 1, 4)))

    found = strategy.query(queries.attention, TODAY)

    assert late_of(found) == [("2025-2028", ["1.1"]), ("2021-2024", ["7.1"])]


def test_measures_of_a_period_that_is_over_are_not_silent(strategy):
    assert strategy.query(queries.attention, TODAY).silent is None


def test_in_the_running_period_measures_whose_last_entry_is_over_a_year_old_are_silent(strategy):
    new_measure(strategy, "1.3")
    for number, day in (("1.1", date(2026, 1, 4)), ("1.2", date(2026, 1, 5))):
        entry = RecordStatus(
            measure_ids=(new_measure(strategy, number),),
            as_of=day,
            state=MeasureState.IN_PROGRESS,
        )
        strategy.run(record_status, entry)

    found = strategy.query(queries.attention, TODAY).silent

    assert (found.period.code, [row.number for row in found.measures]) == ("2025-2028", ["1.1"])


def test_measures_that_just_came_in_are_not_silent(strategy):
    new_measure(strategy, "1.1")
    assert strategy.query(queries.attention, TODAY).silent is None


def test_a_file_without_measures_needs_nobody(archive):
    found = archive.query(queries.attention, TODAY)
    assert (found.late, found.silent) == ((), None)


def test_the_line_knows_what_was_put_together_and_what_was_split(strategy):
    """1.6 and 1.7 become 1.1; 1.7 also becomes 1.2. Nothing of 5.3, which is another line."""
    first, second = new_measure(strategy, "1.1"), new_measure(strategy, "1.2")
    carry(strategy, measure_id(strategy, "1.6"), first)
    carry(strategy, measure_id(strategy, "1.7"), first)
    carry(strategy, measure_id(strategy, "1.7"), second, CarryOverKind.SPLIT)

    for end in (measure_id(strategy, "1.6"), second):
        lines = strategy.query(queries.lineage, end)
        assert [(line.measure_number, line.target_number) for line in lines] == [
            ("1.6", "1.1"),
            ("1.7", "1.1"),
            ("1.7", "1.2"),
        ]


def test_a_measure_that_nobody_carried_on_has_no_line(strategy):
    assert strategy.query(queries.lineage, measure_id(strategy, "1.1")) == ()


def test_words_that_are_written_alike_in_two_lists_stay_apart():
    assert texts.word(ClosingReason.LAW) == "durch Gesetz oder Verordnung"
    assert texts.word(ReferenceKind.LAW) == "Gesetz"
