"""What may be recorded about a measure."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozdesk.features.strategy import rules
from sozdesk.features.strategy.terms import (
    CarryOverKind,
    ClosingReason,
    MeasureState,
    ReferenceKind,
)

TODAY = date(2027, 1, 5)


def messages(findings):
    return [finding.message for finding in findings]


def fields(findings):
    return [finding.field for finding in findings]


@pytest.mark.parametrize(
    ("number", "place"), [("1.1", 1001), ("1.10", 1010), ("7.4", 7004), ("6.123", 6123)]
)
def test_a_number_has_its_place(number, place):
    assert rules.position_of(number) == place


@pytest.mark.parametrize("number", ["", "1", "8.1", "0.3", "1.0", "1.01", "1,3", "1.3a", " 1.3"])
def test_what_is_no_number_of_a_measure_has_none(number):
    assert rules.position_of(number) is None


def test_1_10_comes_after_1_9():
    numbers = ["1.10", "2.1", "1.9", "1.1"]
    assert sorted(numbers, key=rules.position_of) == ["1.1", "1.9", "1.10", "2.1"]


def measure(**changes):
    values = {"number": "1.3", "title": "Titel", "priority": 1, "taken": ()}
    return rules.measure_findings(**(values | changes))


def test_a_measure_with_number_and_title_is_sound():
    assert measure() == ()
    assert measure(priority=None) == ()


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"number": "13"}, "number", "Schreiben Sie die Nummer so: 1.3"),
        ({"taken": {"1.3"}}, "number", "Die Nummer 1.3 hat schon eine andere Massnahme."),
        ({"title": "  "}, "title", "Der Titel fehlt."),
        ({"priority": 4}, "priority", "1, 2 oder 3"),
        ({"priority": 0}, "priority", "1, 2 oder 3"),
    ],
)
def test_what_is_wrong_with_a_measure_is_said_at_its_field(changes, field, words):
    (finding,) = measure(**changes)
    assert finding.field == field
    assert words in finding.message


def status(**changes):
    values = {
        "as_of": date(2026, 6, 30),
        "since": date(2021, 1, 1),
        "state": MeasureState.IN_PROGRESS,
        "reason": None,
        "taken": (),
        "today": TODAY,
    }
    return rules.status_findings(**(values | changes))


def test_an_entry_of_today_is_sound_and_one_of_tomorrow_is_not():
    assert status(as_of=TODAY) == ()
    assert messages(status(as_of=date(2027, 1, 6))) == [
        "Der Stand per 06.01.2027 liegt in der Zukunft."
    ]


def test_entries_begin_with_the_period_or_with_its_adoption_before():
    begins = date(2021, 1, 1)
    assert rules.first_day(begins, None) == begins
    assert rules.first_day(begins, date(2021, 6, 1)) == begins
    since = rules.first_day(begins, date(2020, 12, 15))
    assert since == date(2020, 12, 15)
    assert status(as_of=since, since=since) == ()
    assert messages(status(as_of=date(2020, 12, 14), since=since)) == [
        "Der 14.12.2020 liegt vor der Periode. Wählen Sie einen Tag ab dem 15.12.2020."
    ]


def test_a_day_takes_one_entry():
    (message,) = messages(status(taken={date(2026, 6, 30)}))
    assert message.startswith("Per 30.06.2026 ist schon ein Stand erfasst.")


@given(st.sampled_from(list(MeasureState)), st.none() | st.sampled_from(list(ClosingReason)))
def test_what_is_done_has_a_reason_and_nothing_else_has(state, reason):
    done = state in {MeasureState.IMPLEMENTED, MeasureState.CLOSED}
    assert (status(state=state, reason=reason) == ()) is (done == (reason is not None))


@pytest.mark.parametrize(
    ("kind", "number", "title", "sound"),
    [
        ("postulat", "2024/596", "", True),
        ("landratsvorlage", "2023/725", "Titel", True),
        ("motion", "2020/49812", "", False),
        ("interpellation", "24/93", "", False),
        ("postulat", "", "Titel", False),
        ("law", "§ 6 Abs. 3 SHG", "", True),
        ("study", "", "Armutsmonitoring", True),
        ("study", " ", "", False),
    ],
)
def test_business_of_the_landrat_has_its_number_and_the_rest_some_words(kind, number, title, sound):
    assert (rules.reference_findings(ReferenceKind(kind), number, title) == ()) is sound


def test_a_measure_is_tied_to_another_one_of_its_period_and_once():
    def tie(**changes):
        values = {"same": False, "same_period": True, "known": False}
        return messages(rules.relation_findings(**(values | changes)))

    assert tie() == []
    assert tie(same=True) == ["Eine Massnahme hängt nicht mit sich selbst zusammen."]
    assert "anderen Periode" in tie(same_period=False)[0]
    assert tie(known=True) == ["Diese Verbindung ist schon erfasst."]


def line(kind, **changes):
    values = {
        "has_target": True,
        "target_fits": True,
        "reason": "",
        "known": False,
        "goes_on": False,
    }
    return fields(rules.carry_over_findings(CarryOverKind(kind), **(values | changes)))


def test_what_is_known_is_not_open_as_well():
    assert line("continued", has_target=False, target_fits=False, goes_on=True) == ["target"]
    assert line("split", goes_on=True) == []
    assert line("dropped", has_target=False, target_fits=False, goes_on=True, reason="x") == []


def test_a_measure_may_go_on_before_it_is_known_as_what():
    assert line("continued", has_target=False, target_fits=False) == []
    assert line("merged") == []


def test_a_measure_goes_on_in_the_next_period_and_once():
    assert line("split", target_fits=False) == ["target"]
    assert line("split", known=True) == ["target"]


def test_what_does_not_go_on_says_why_and_becomes_nothing():
    nowhere = {"has_target": False, "target_fits": False}
    assert line("dropped", reason="umgesetzt", **nowhere) == []
    assert line("dropped", reason=" ", **nowhere) == ["reason"]
    assert line("dropped", reason="umgesetzt") == ["target"]


def test_a_task_says_what_is_to_be_done_and_is_not_done_tomorrow():
    assert rules.task_findings("Leitfaden schreiben", None, TODAY) == ()
    assert rules.task_findings("Leitfaden schreiben", TODAY, TODAY) == ()
    assert fields(rules.task_findings("", None, TODAY)) == ["title"]
    assert fields(rules.task_findings("x", date(2027, 1, 6), TODAY)) == ["done_on"]
