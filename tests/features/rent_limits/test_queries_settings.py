"""Thresholds and index values are dated, come with the program and may be set."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest

from sozdesk.features.rent_limits import queries, usecases
from sozdesk.features.rent_limits.terms import IndexValue, Thresholds
from sozdesk.kernel.errors import RuleViolation

TODAY = date(2027, 1, 5)


def set_threshold(archive, since, value, key="change_max"):
    command = usecases.SetThreshold(key=key, valid_from=since, value=value, source="Weisung")
    return archive.run(usecases.set_threshold, command)


def change_max(archive, day):
    return archive.query(queries.thresholds, day).change_max


def test_a_threshold_holds_from_its_day_on(archive):
    set_threshold(archive, date(2027, 1, 1), 2000)
    assert change_max(archive, date(2026, 12, 31)) == 1500
    assert change_max(archive, date(2027, 1, 1)) == 2000


def test_setting_the_same_day_again_replaces_the_value(archive):
    set_threshold(archive, date(2027, 1, 1), 2000)
    set_threshold(archive, date(2027, 1, 1), 2500)
    assert change_max(archive, TODAY) == 2500
    assert [row.value for row in archive.query(queries.threshold_rows)] == [2500]
    archive.undo_last()
    assert change_max(archive, TODAY) == 2000


def test_only_known_thresholds_from_zero_can_be_set(archive):
    with pytest.raises(RuleViolation, match="Eine Schwelle «chance» gibt es nicht"):
        set_threshold(archive, TODAY, 1, key="chance")
    with pytest.raises(RuleViolation, match="kleiner als 0"):
        set_threshold(archive, TODAY, -1)


def set_index(archive, day, value):
    command = usecases.SetIndexValue(series="LIK", day=day, value=value, source="BFS")
    return archive.run(usecases.set_index_value, command)


def test_index_values_come_by_series_and_day(archive):
    set_index(archive, date(2026, 12, 1), 107_100)
    set_index(archive, date(2025, 12, 1), 106_500)
    set_index(archive, date(2026, 12, 1), 107_200)
    assert archive.query(queries.index_values) == (
        IndexValue("LIK", date(2025, 12, 1), 106_500, "BFS"),
        IndexValue("LIK", date(2026, 12, 1), 107_200, "BFS"),
    )
    with pytest.raises(RuleViolation, match="kleiner als 0"):
        set_index(archive, TODAY, -1)


def test_the_program_brings_a_source_for_every_threshold(archive):
    archive.run(usecases.load_reference, usecases.LoadReference())
    rows = archive.query(queries.threshold_rows)
    assert {row.key for row in rows} == {field.name for field in fields(Thresholds)}
    assert all(row.source and row.unit for row in rows)
    assert archive.query(queries.thresholds, TODAY) == Thresholds()


def test_the_program_brings_the_rent_index_of_the_bfs(archive):
    """Yearly means, December 2020 = 100: 2021 100.9, 2023 104.0 (domain facts B.7)."""
    archive.run(usecases.load_reference, usecases.LoadReference())
    found = {(row.day.year, row.value) for row in archive.query(queries.index_values)}
    assert {(2021, 100_900), (2023, 104_000)} <= found
    assert all(row.source for row in archive.query(queries.index_values))


def test_loading_again_changes_nothing_and_keeps_what_the_office_set(archive):
    archive.run(usecases.load_reference, usecases.LoadReference())
    set_threshold(archive, date(2020, 1, 1), 1800)
    again = archive.run(usecases.load_reference, usecases.LoadReference())
    assert again.changed == frozenset()
    assert change_max(archive, TODAY) == 1800
