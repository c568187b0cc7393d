"""The strategy that a new file starts with: the measures of 2021–2024 and the empty period after.

The check list beside this file was read from the overview table of the printed report by hand; the
figures and numbers below are the report's own.
"""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import pytest
from reference_kit import measures, period, periods

CHECK_LIST = Path(__file__).parent / "measures_2021_2024.csv"
PRIORITIES = {"Erste": 1, "Zweite": 2, "Dritte": 3}
DONE = ("implemented", "closed")
YEAR_END = "2024-12-31"
PARLIAMENT = ("landratsvorlage", "postulat", "motion", "interpellation")


def check_list():
    with CHECK_LIST.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def state_on(measure, day):
    return [entry for entry in measure["states"] if entry["as_of"] <= day][-1]


def done_on(measure, day):
    return state_on(measure, day)["state"] in DONE


def done_and_total(chosen, day=YEAR_END):
    chosen = list(chosen)
    return sum(done_on(measure, day) for measure in chosen), len(chosen)


def carried(*kinds):
    return {
        number
        for number, measure in measures().items()
        if measure["carry_over"] and measure["carry_over"]["kind"] in kinds
    }


# --- against the check list


def test_the_measures_are_those_of_the_overview_in_its_order():
    expected = [(row["number"], row["title"], PRIORITIES[row["priority"]]) for row in check_list()]
    assert [(m["number"], m["title"], m["priority"]) for m in period()["measures"]] == expected


def test_done_at_the_end_of_2024_is_what_the_overview_says():
    expected = {
        row["number"]: row["status_end_2024"] == "umgesetzt / abgeschlossen" for row in check_list()
    }
    assert {n: done_on(measure, YEAR_END) for n, measure in measures().items()} == expected


def test_the_armutsstrategie_is_marked_where_the_annex_names_it_and_inferred_at_5_3_only():
    named = {r["number"] for r in check_list() if r["armutsstrategie_named_in_annex"] == "ja"}
    found = measures()
    assert {n for n, m in found.items() if m["poverty_strategy"] == "yes"} == named
    assert {n for n, m in found.items() if m["poverty_strategy"] == "inferred"} == {"5.3"}
    assert {m["poverty_strategy"] for m in found.values()} == {"yes", "no", "inferred"}


def test_every_measure_belongs_to_the_action_field_of_the_overview():
    names = {field["number"]: field["name"] for field in period()["fields"]}
    for row in check_list():
        assert names[int(row["number"][0])] == row["handlungsfeld"]


# --- the figures that the report prints


def test_19_of_40_measures_are_done_at_the_end_of_2024_and_the_others_in_progress():
    states = [state_on(measure, YEAR_END)["state"] for measure in measures().values()]
    assert len(states) == 40
    assert sum(state in DONE for state in states) == 19
    assert states.count("in_progress") == 21


@pytest.mark.parametrize(
    ("field", "done", "total"),
    [(1, 3, 7), (2, 3, 7), (3, 5, 6), (4, 4, 6), (5, 3, 5), (6, 1, 5), (7, 0, 4)],
)
def test_done_of_an_action_field_is_as_printed(field, done, total):
    chosen = (m for n, m in measures().items() if n.startswith(f"{field}."))
    assert done_and_total(chosen) == (done, total)


@pytest.mark.parametrize(("priority", "done", "total"), [(1, 10, 12), (2, 6, 20), (3, 3, 8)])
def test_done_of_a_priority_is_as_printed(priority, done, total):
    chosen = (m for m in measures().values() if m["priority"] == priority)
    assert done_and_total(chosen) == (done, total)


def test_13_measures_come_from_the_armutsstrategie_and_5_of_them_are_done():
    chosen = (m for m in measures().values() if m["poverty_strategy"] != "no")
    assert done_and_total(chosen) == (5, 13)


@pytest.mark.parametrize(
    ("day", "done"),
    [
        ("2021-06-01", 0),
        ("2022-12-31", 2),  # 2.1 February 2022, 2.2 August 2022
        ("2023-01-01", 7),  # and the revised law: 1.1, 3.3, 3.4, 4.1, 4.2
        ("2023-12-31", 7),
        ("2024-01-01", 8),  # and the revised ordinances: 3.1
        ("2024-12-30", 11),  # and 1.5 on 11 April, 5.1 in April, 1.2 on 12 September
    ],
)
def test_a_day_before_the_end_shows_what_was_done_by_then(day, done):
    assert done_and_total(measures().values(), day) == (done, 40)


# --- periods and fields


def test_the_period_2021_2024_was_adopted_on_1_june_2021_and_names_its_report():
    found = period()
    assert (found["code"], found["begins"], found["ends"]) == (
        "2021-2024",
        "2021-01-01",
        "2024-12-31",
    )
    assert (found["expected"], found["adopted"]) == (40, "2021-06-01")
    assert "24. Juni 2025" in found["source"]
    assert "Kantonales Sozialamt" in found["source"]


def test_the_period_2025_2028_expects_19_measures_has_none_and_names_the_official_source():
    _, found = periods()
    assert (found["code"], found["begins"], found["ends"]) == (
        "2025-2028",
        "2025-01-01",
        "2028-12-31",
    )
    assert (found["expected"], found["adopted"]) == (19, None)
    assert found["measures"] == []
    assert found["chapters"] == {}
    assert "Umsetzungsagenda 2025–2028" in found["source"]
    assert "Massnahmen-Übersicht" in found["source"]
    assert "nicht öffentlich" not in found["source"]


def test_only_the_third_field_has_another_name_in_2025_2028():
    first, second = ({f["number"]: f["name"] for f in one["fields"]} for one in periods())
    assert {n: second[n] for n in second if first[n] != second[n]} == {
        3: "Arbeitsmarktintegration und soziale Integration"
    }


def test_the_preventive_area_is_number_7_and_the_only_preventive_one():
    for one in periods():
        assert [f["number"] for f in one["fields"]] == [1, 2, 3, 4, 5, 6, 7]
        assert [f["number"] for f in one["fields"] if f["preventive"]] == [7]


# --- entries


def test_every_measure_begins_with_the_decision_of_the_regierungsrat_and_ends_with_the_report():
    for number, measure in measures().items():
        first, last = measure["states"][0], measure["states"][-1]
        assert (first["as_of"], first["state"], first["decided_by"], first["inferred"]) == (
            "2021-06-01",
            "in_progress",
            "Regierungsrat",
            True,
        ), number
        assert last["as_of"] == YEAR_END, number


def test_entries_are_in_order_within_the_period_and_never_go_back_from_done():
    for number, measure in measures().items():
        days = [date.fromisoformat(entry["as_of"]) for entry in measure["states"]]
        assert days == sorted(set(days)), number
        assert days[0] >= date(2021, 1, 1), number
        assert days[-1] <= date(2024, 12, 31), number
        done = [entry["state"] in DONE for entry in measure["states"]]
        assert done == sorted(done), number


def test_a_done_entry_has_a_reason_and_no_other_has_one():
    reasons = {"law", "process", "not_pursued", "anchored_elsewhere"}
    for number, measure in measures().items():
        for entry in measure["states"]:
            assert (entry["reason"] in reasons) == (entry["state"] in DONE), number
            assert entry["reason"] is None or entry["state"] in DONE, number


def test_what_was_done_in_between_stays_done_for_the_same_reason():
    for number, measure in measures().items():
        readings = {(e["state"], e["reason"]) for e in measure["states"] if e["state"] in DONE}
        assert len(readings) <= 1, number


def test_these_measures_were_carried_out_on_the_day_that_the_report_names():
    between = {
        number: [entry["as_of"] for entry in measure["states"][1:-1]]
        for number, measure in measures().items()
        if len(measure["states"]) > 2
    }
    assert between == {
        "1.1": ["2023-01-01"],
        "1.2": ["2024-09-12"],
        "1.5": ["2024-04-11"],
        "2.1": ["2022-02-28"],
        "2.2": ["2022-08-31"],
        "3.1": ["2024-01-01"],
        "3.3": ["2023-01-01"],
        "3.4": ["2023-01-01"],
        "4.1": ["2023-01-01"],
        "4.2": ["2023-01-01"],
        "5.1": ["2024-04-30"],
    }
    assert all(
        entry["inferred"] for measure in measures().values() for entry in measure["states"][1:-1]
    )


def test_closed_without_being_carried_out_are_the_five_that_the_report_does_not_pursue():
    closed = {n: state_on(m, YEAR_END)["reason"] for n, m in measures().items() if closed_at_end(m)}
    assert closed == {
        "1.2": "not_pursued",
        "2.1": "not_pursued",
        "2.3": "anchored_elsewhere",
        "3.6": "not_pursued",
        "5.4": "not_pursued",
    }


def closed_at_end(measure):
    return state_on(measure, YEAR_END)["state"] == "closed"


def test_our_readings_are_marked_and_what_the_report_says_itself_is_not():
    """«Nicht umgesetzt» stands in the report for 3.6 and 5.4; 4.5 and 4.6 are «bzw.» there."""
    marked = {n for n, m in measures().items() if state_on(m, YEAR_END)["inferred"]}
    assert marked == {"1.2", "2.1", "2.3", "4.5", "4.6"}


def test_horizon_and_responsible_body_are_empty_because_the_report_names_none():
    assert {m["horizon"] for m in measures().values()} == {None}
    assert {m["responsible_body"] for m in measures().values()} == {""}


# --- references


def test_business_of_the_landrat_has_year_and_number():
    for number, measure in measures().items():
        for reference in measure["references"]:
            assert reference["kind"] in (*PARLIAMENT, "law", "study"), number
            if reference["kind"] in PARLIAMENT:
                assert re.fullmatch(r"\d{4}/\d{1,4}", reference["number"]), number


def test_a_law_has_a_paragraph_or_a_number_of_the_collection_and_a_study_a_title():
    for number, measure in measures().items():
        for reference in measure["references"]:
            if reference["kind"] == "law":
                assert re.match(r"(§ \d|SGS \d|SR \d)", reference["number"]), number
            if reference["kind"] == "study":
                assert reference["number"] == "", number
                assert reference["title"], number


@pytest.mark.parametrize(
    ("kind", "number", "where"),
    [
        ("landratsvorlage", "2021/124", "1.1 1.6 3.3 3.4 3.6 4.1 4.2 5.2 6.5 7.1"),
        ("landratsvorlage", "2023/725", "1.5"),
        ("landratsvorlage", "2016/328", "1.2"),
        ("landratsvorlage", "2024/763", "5.3"),
        ("postulat", "2024/255", "1.2"),
        ("postulat", "2021/561", "1.4"),
        ("postulat", "2020/293", "1.5"),
        ("postulat", "2019/558", "2.3"),
        ("postulat", "2024/596", "2.4 2.5 2.6 5.2"),
        ("postulat", "2020/501", "5.3"),
        ("postulat", "2021/43", "5.3"),
        ("postulat", "2023/36", "5.3"),
        ("postulat", "2023/703", "5.3"),
        ("motion", "2020/498", "2.3"),
        ("interpellation", "2024/93", "1.3"),
        ("law", "§ 6 Abs. 3 SHG", "1.1"),
        ("law", "§ 4 Abs. 1 SHG", "1.6"),
        ("law", "§ 15 SHV", "1.4 5.2"),
        ("law", "§ 16 SHG", "3.4 4.1 4.2"),
        ("law", "§ 17 SHG", "3.3 3.6 6.5"),
        ("law", "§ 25 SHV", "3.3 3.6 6.5"),
        ("law", "§ 25b SHV", "3.4 4.1 4.2"),
        ("law", "§ 21b kAV", "3.4 4.1 4.2"),  # the report prints «§ 21b SHV»
        ("law", "§ 25c SHV", "3.1"),
        ("law", "§ 26a Abs. 2 SHV", "5.2"),
        ("law", "§ 4 Abs. 4 kAV", "2.7 3.1"),
        ("law", "SGS 116", "4.1"),
    ],
)
def test_a_reference_of_the_report_stands_at_every_measure_that_names_it(kind, number, where):
    found = {
        n
        for n, measure in measures().items()
        for reference in measure["references"]
        if (reference["kind"], reference["number"]) == (kind, number)
    }
    assert found == set(where.split())


def test_only_days_that_the_report_gives_are_dates_of_references():
    dated = {
        (reference["number"], reference["dated"])
        for measure in measures().values()
        for reference in measure["references"]
        if reference["dated"]
    }
    assert dated == {
        ("2021/124", "2021-02-02"),
        ("2023/725", "2023-12-19"),
        ("2016/328", "2021-10-26"),
        ("SGS 116", "2023-09-14"),
    }


def test_no_measure_names_a_reference_twice_and_a_number_means_the_same_everywhere():
    meaning = {}
    for number, measure in measures().items():
        names = [(r["kind"], r["number"] or r["title"]) for r in measure["references"]]
        assert len(names) == len(set(names)), number
        for reference in measure["references"]:
            name = (reference["kind"], reference["number"] or reference["title"])
            assert meaning.setdefault(name, reference) == reference, number


# --- relations and carry-over


def relations(kind):
    return {
        (number, relation["to"])
        for number, measure in measures().items()
        for relation in measure["relations"]
        if relation["kind"] == kind
    }


def test_the_measures_that_hang_together_are_those_of_the_report_each_pair_once():
    assert relations("belongs_together") == {
        ("1.6", "1.7"),
        ("2.1", "2.2"),
        ("2.4", "2.5"),
        ("2.4", "2.6"),
        ("2.4", "5.2"),
        ("2.5", "2.6"),
        ("2.5", "5.2"),
        ("2.6", "5.2"),
        ("3.3", "3.6"),
        ("6.3", "6.4"),
    }


def test_what_waits_for_the_assessmentcenter_depends_on_7_1():
    assert relations("depends_on") == {
        (number, "7.1") for number in ("2.7", "6.1", "6.2", "6.3", "6.4", "7.2", "7.3", "7.4")
    }


def test_2_3_is_anchored_in_7_2_where_the_report_printed_7_3():
    assert relations("anchored_in") == {("2.3", "7.1"), ("2.3", "7.2"), ("6.5", "7.1")}


def test_every_relation_is_known_goes_to_a_measure_that_exists_and_never_to_itself():
    for number, measure in measures().items():
        for relation in measure["relations"]:
            assert relation["kind"] in {"belongs_together", "depends_on", "anchored_in"}
            assert relation["to"] in measures()
            assert relation["to"] != number
    assert all(one < other for one, other in relations("belongs_together"))


def test_all_in_progress_and_the_themes_of_3_2_and_3_4_go_on_in_2025_2028():
    in_progress = {
        row["number"] for row in check_list() if row["status_end_2024"] == "in Umsetzung"
    }
    assert carried("continued", "merged") == in_progress | {"3.2", "3.4"}
    assert len(carried("continued", "merged")) == 23


def test_1_6_and_1_7_are_joined_and_what_is_not_pursued_ends():
    assert carried("merged") == {"1.6", "1.7"}
    assert carried("dropped") == {"1.2", "2.1", "2.3", "3.6", "5.4"}
    for measure in measures().values():
        assert measure["carry_over"] is None or measure["carry_over"]["reason"]
