"""The dated settings and index series that a new file starts with."""

from __future__ import annotations

import csv
from dataclasses import asdict
from datetime import date

from sozdesk.features.rent_limits.rules import DEFAULT_SERIES
from sozdesk.features.rent_limits.terms import Thresholds
from sozdesk.kernel.places import database


def rows(name):
    with database("reference", name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_setting_of_the_checks_is_there_with_its_built_in_value():
    found = {row["key"]: int(row["value"]) for row in rows("thresholds.csv")}
    assert found == asdict(Thresholds())


def test_every_setting_has_a_day_a_unit_and_a_source():
    for row in rows("thresholds.csv"):
        assert date.fromisoformat(row["valid_from"]) <= date(2024, 1, 1)
        assert row["unit"]
        assert row["source"]


def test_the_rent_index_has_the_yearly_means_that_the_bfs_published():
    means = {
        row["day"]: int(row["value"])
        for row in rows("index_values.csv")
        if row["series"] == DEFAULT_SERIES
    }
    assert means == {
        "2018-12-31": 98_400,
        "2019-12-31": 99_000,
        "2020-12-31": 99_900,
        "2021-12-31": 100_900,
        "2022-12-31": 102_400,
        "2023-12-31": 104_000,
    }


def test_the_reference_rate_moves_in_steps_of_a_quarter():
    values = [int(row["value"]) for row in rows("index_values.csv") if "Referenz" in row["series"]]
    assert values == [1750, 1500, 1250, 1500, 1750, 1250]
    assert all(value % 250 == 0 for value in values)


def test_every_index_value_has_its_source_and_its_own_day():
    values = rows("index_values.csv")
    places = [(row["series"], row["day"]) for row in values]
    assert places == sorted(set(places))
    assert all(row["source"] and date.fromisoformat(row["day"]) for row in values)
