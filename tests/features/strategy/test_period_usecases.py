"""Periods that the KSA adds and changes, and measures that it removes."""

from __future__ import annotations

from datetime import date

import pytest
from measure_kit import details, period, refusal

from sozdesk.features.strategy import queries
from sozdesk.features.strategy.terms import CarryOverKind, RelationKind
from sozdesk.features.strategy.usecases import (
    AddMeasure,
    AddPeriod,
    AddRelation,
    AddTask,
    CarryOver,
    ChangePeriod,
    RemoveMeasure,
    add_measure,
    add_period,
    add_relation,
    add_task,
    carry_over,
    change_period,
    remove_measure,
)
from sozdesk.kernel.errors import NotFound, Outdated

NEXT = AddPeriod(first_year=2029, last_year=2032, expected=12, source=" Bericht  2028 ")


def fields(archive, code):
    view = archive.query(queries.view, period(archive, code), date(2029, 1, 1))
    return [(field.number, field.name, field.preventive) for field in view.fields]


def test_the_next_period_has_the_fields_of_the_one_before(strategy):
    outcome = strategy.run(add_period, NEXT)
    row = period(strategy, "2029-2032")
    assert outcome.summary == "Periode 2029–2032 hinzugefügt"
    assert (row.id, row.begins, row.ends) == (
        outcome.value,
        date(2029, 1, 1),
        date(2032, 12, 31),
    )
    assert (row.expected, row.adopted, row.source) == (12, None, "Bericht 2028")
    assert fields(strategy, "2029-2032") == fields(strategy, "2025-2028")
    assert len(fields(strategy, "2029-2032")) == 7


def test_a_measure_of_the_last_period_then_goes_on(strategy):
    added = AddMeasure(period_id=period(strategy, "2025-2028").id, number="1.1", title="Erfunden")
    last = strategy.run(add_measure, added).value
    strategy.run(add_period, NEXT)
    strategy.run(carry_over, CarryOver(measure_id=last, kind=CarryOverKind.CONTINUED))
    assert details(strategy, "1.1", code="2025-2028").row.continued_in == "2029-2032"


def test_an_earlier_period_has_the_fields_of_the_first_one(strategy):
    strategy.run(add_period, AddPeriod(first_year=2017, last_year=2020))
    assert fields(strategy, "2017-2020") == fields(strategy, "2021-2024")


def test_a_period_is_added_once_and_not_across_another(strategy):
    strategy.run(add_period, NEXT)
    assert "gibt es schon eine Periode" in refusal(strategy, add_period, NEXT)
    odd = AddPeriod(first_year=20290, last_year=2032)
    assert "20290 ist kein Jahr" in refusal(strategy, add_period, odd)


def test_no_period_comes_between_a_measure_and_what_it_became(strategy):
    strategy.run(add_period, AddPeriod(first_year=2033, last_year=2036))
    added = AddMeasure(period_id=period(strategy, "2025-2028").id, number="1.1", title="Erfunden")
    last = strategy.run(add_measure, added).value
    strategy.run(carry_over, CarryOver(measure_id=last, kind=CarryOverKind.CONTINUED))
    assert "schon in einer späteren Periode" in refusal(strategy, add_period, NEXT)


def test_without_any_period_there_are_no_fields_to_take(archive):
    with pytest.raises(NotFound, match="Laden Sie zuerst die Massnahmen"):
        archive.run(add_period, NEXT)


def test_what_is_known_about_a_period_is_changed(strategy):
    row = period(strategy, "2025-2028")
    changes = {"expected": 20, "adopted": date(2026, 1, 20), "source": "RRB"}
    command = ChangePeriod(id=row.id, base_version=row.version, changes=changes)
    assert strategy.run(change_period, command).summary == "Periode 2025–2028 geändert"
    changed = period(strategy, "2025-2028")
    assert (changed.expected, changed.adopted, changed.source) == (20, date(2026, 1, 20), "RRB")
    other = ChangePeriod(id=row.id, base_version=row.version, changes={"expected": 21})
    with pytest.raises(Outdated, match="Erwartete Massnahmen ist jetzt «20»"):
        strategy.run(change_period, other)


def test_the_days_of_a_period_stay_among_its_years_and_entries(strategy):
    row = period(strategy)
    days = {"begins": date(2021, 12, 1), "adopted": None}
    late = ChangePeriod(id=row.id, base_version=1, changes=days)
    assert "ist schon ein Stand erfasst" in refusal(strategy, change_period, late)
    other = ChangePeriod(id=row.id, base_version=1, changes={"ends": date(2025, 6, 30)})
    assert "Die Jahre 2021–2024 bleiben" in refusal(strategy, change_period, other)
    assert period(strategy) == row


# ------------------------------------------------------------------ a measure goes


def test_a_measure_goes_with_everything_that_is_its_own(strategy):
    row = details(strategy, "1.4").row
    strategy.run(add_task, AddTask(measure_id=row.id, title="Leitfaden", due_on=date(2027, 3, 1)))
    outcome = strategy.run(remove_measure, RemoveMeasure(id=row.id, base_version=row.version))
    assert outcome.summary == "2021–2024: Massnahme 1.4 entfernt"
    assert period(strategy).recorded == 39
    assert strategy.query(queries.details, row.id, date(2027, 1, 5)) is None
    strategy.undo_last()
    back = details(strategy, "1.4")
    assert [task.title for task in back.tasks] == ["Leitfaden"]
    assert back.history


def test_a_measure_that_others_are_tied_to_stays(strategy):
    one, other = details(strategy, "1.3").row, details(strategy, "1.4").row
    tie = AddRelation(measure_id=one.id, other_id=other.id, kind=RelationKind.DEPENDS_ON)
    strategy.run(add_relation, tie)
    added = AddMeasure(period_id=period(strategy, "2025-2028").id, number="1.1", title="Erfunden")
    target = strategy.run(add_measure, added).value
    line = CarryOver(measure_id=other.id, kind=CarryOverKind.CONTINUED, target_id=target)
    strategy.run(carry_over, line)

    removal = RemoveMeasure(id=other.id, base_version=other.version)
    said = refusal(strategy, remove_measure, removal)
    assert "Massnahme 1.4 hängt zusammen mit 1.3 und 1.1 (2025–2028)." in said
    removal = RemoveMeasure(id=target, base_version=1)
    assert "zusammen mit 1.4 (2021–2024)." in refusal(strategy, remove_measure, removal)
    assert period(strategy).recorded == 40


def test_a_sozialdienst_changes_no_period_and_removes_nothing(service_strategy):
    row = details(service_strategy, "1.3").row
    shown = period(service_strategy)
    for usecase, command in (
        (add_period, NEXT),
        (change_period, ChangePeriod(id=shown.id, base_version=1, changes={"expected": 1})),
        (remove_measure, RemoveMeasure(id=row.id, base_version=1)),
    ):
        assert "lassen sie sich nur lesen" in refusal(service_strategy, usecase, command)
