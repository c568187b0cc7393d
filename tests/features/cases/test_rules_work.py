"""What notes, tasks, Stellvertretungen and Grundsatzentscheide must say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozdesk.features.cases.rules import work as rules
from sozdesk.features.cases.terms.work import PolicyChangeKind, PolicyDecision

TODAY = date(2027, 1, 5)
DENTIST = PolicyDecision(
    topic="Zahnbehandlung",
    decision="Notfälle ohne Kostenvoranschlag bis zum Betrag",
    decided_on=date(2026, 11, 10),
    resolution_number="2026/88",
    amount=50_000,
    amount_note="pro Jahr",
    valid_from=date(2027, 1, 1),
    ended_on=None,
)


def codes(findings):
    return [one.code for one in findings]


def test_a_note_needs_title_and_text_and_is_not_from_tomorrow() -> None:
    assert rules.note_findings(TODAY, "Gespräch", "Alles gut.", TODAY) == ()
    found = rules.note_findings(date(2027, 1, 6), " ", "", TODAY)
    assert codes(found) == ["title", "text", "future"]


def test_a_task_says_what_is_to_do() -> None:
    assert rules.task_findings("Mietvertrag verlangen") == ()
    assert codes(rules.task_findings("  ")) == ["title"]


def test_a_substitute_is_named_and_stays_at_least_a_day() -> None:
    assert rules.substitute_findings("Urs Beispiel", TODAY, TODAY) == ()
    assert codes(rules.substitute_findings("", TODAY, date(2027, 1, 4))) == ["nobody", "span"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"topic": " "}, "topic"),
        ({"decision": ""}, "decision"),
        ({"amount": -1}, "amount"),
        ({"ended_on": date(2026, 12, 31)}, "span"),
    ],
)
def test_a_grundsatzentscheid_is_whole(change, code) -> None:
    assert codes(rules.policy_findings(replace(DENTIST, **change), ())) == [code]


def test_two_decisions_on_a_topic_never_begin_on_one_day() -> None:
    assert rules.policy_findings(DENTIST, [replace(DENTIST, valid_from=TODAY)]) == ()
    (finding,) = rules.policy_findings(replace(DENTIST, amount=None), [DENTIST])
    assert finding.message.startswith("Zu «Zahnbehandlung» gilt schon ein Entscheid ab 01.01.2027")


def test_a_later_decision_ends_the_one_before() -> None:
    later = replace(DENTIST, valid_from=date(2028, 1, 1))
    assert rules.holds_until(DENTIST, [DENTIST, later]) == date(2027, 12, 31)
    assert rules.holds_until(later, [DENTIST, later]) is None
    ended = replace(DENTIST, ended_on=date(2027, 6, 30))
    assert rules.holds_until(ended, [ended, later]) == date(2027, 6, 30)


@given(st.lists(st.dates(date(2020, 1, 1), date(2040, 1, 1)), unique=True, min_size=1, max_size=6))
def test_decisions_on_a_topic_never_overlap(days) -> None:
    rows = [replace(DENTIST, valid_from=day) for day in sorted(days)]
    ends = [rules.holds_until(row, rows) for row in rows]
    assert ends[-1] is None
    assert all(
        end is not None and end < after.valid_from
        for end, after in zip(ends[:-1], rows[1:], strict=True)
    )


def test_how_a_declared_decision_changed() -> None:
    other = replace(DENTIST, amount=60_000)
    assert rules.policy_change(DENTIST, DENTIST) is None
    assert rules.policy_change(None, DENTIST) is PolicyChangeKind.NEW
    assert rules.policy_change(DENTIST, other) is PolicyChangeKind.CHANGED
    assert rules.policy_change(DENTIST, None) is PolicyChangeKind.GONE
