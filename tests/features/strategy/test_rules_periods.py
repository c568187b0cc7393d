"""Which periods there may be, and which measure may go."""

from __future__ import annotations

from datetime import date

import pytest

from sozdesk.features.strategy import rules

TODAY = date(2027, 1, 5)
FIRST = (date(2021, 1, 1), date(2024, 12, 31))
SECOND = (date(2025, 1, 1), date(2028, 12, 31))


def objections(**changes):
    values = {
        "code": "2029-2032",
        "days": (date(2029, 1, 1), date(2032, 12, 31)),
        "expected": 20,
        "adopted": None,
        "others": (SECOND, FIRST),
        "crossed": False,
        "first_entry": None,
        "today": TODAY,
    }
    found = rules.period_findings(**(values | changes))
    return [(one.field, one.message) for one in found]


def test_the_period_after_the_last_one_is_sound():
    assert objections() == []
    assert objections(expected=None, adopted=TODAY, first_entry=date(2029, 1, 1)) == []


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        (
            {"days": (date(2029, 1, 1), date(2028, 12, 31))},
            "ends",
            "Die Periode endet, bevor sie beginnt.",
        ),
        (
            {"days": (date(2030, 1, 1), date(2032, 12, 31))},
            "begins",
            "Die Jahre 2029–2032 bleiben. Fügen Sie sonst eine neue Periode hinzu.",
        ),
        (
            {"code": "2028-2031", "days": (date(2028, 12, 31), date(2031, 12, 31))},
            "begins",
            "Vom 01.01.2025 bis 31.12.2028 gibt es schon eine Periode.",
        ),
        (
            {"crossed": True},
            "begins",
            "Massnahmen davor werden schon in einer späteren Periode weitergeführt.",
        ),
        (
            {"first_entry": date(2028, 12, 31)},
            "begins",
            "Per 31.12.2028 ist schon ein Stand erfasst. Beginnen Sie früher.",
        ),
        ({"expected": 0}, "expected", "Schreiben Sie mindestens 1, oder leeren Sie das Feld."),
        ({"adopted": date(2027, 1, 6)}, "adopted", "Der 06.01.2027 liegt in der Zukunft."),
    ],
)
def test_what_is_wrong_with_a_period_is_said_at_its_field(changes, field, words):
    assert objections(**changes) == [(field, words)]


def test_a_period_that_was_adopted_before_it_began_may_have_entries_from_then():
    early = {"adopted": date(2026, 12, 1), "first_entry": date(2026, 12, 1)}
    assert objections(**early) == []


def test_years_are_years():
    assert rules.years_findings(2000, 2100) == ()
    assert [one.field for one in rules.years_findings(1999, 2101)] == ["begins", "ends"]


def test_a_measure_that_others_are_tied_to_stays():
    assert rules.removal_findings("Massnahme 1.3", []) == ()
    (finding,) = rules.removal_findings("Massnahme 1.3", ["1.4", "1.2 (2025–2028)"])
    assert finding.message == (
        "Massnahme 1.3 hängt zusammen mit 1.4 und 1.2 (2025–2028). "
        "Entfernen Sie zuerst diese Verbindungen und Weiterführungen."
    )
