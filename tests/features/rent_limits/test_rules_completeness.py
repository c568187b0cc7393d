"""What stops a return, and what is merely asked about."""

from __future__ import annotations

from datetime import date

import pytest
from rules_examples import check, codes, declared, last_year, only

from sozdesk.features.rent_limits.terms import Category, Contact, Decision, Method
from sozdesk.kernel.findings import Severity


def test_a_sound_declaration_has_no_finding():
    assert check(declared()) == ()


def test_a_missing_amount_stops_the_return_at_its_own_field():
    finding = only(check(declared(1000, 1200, None, 1600, 1750, 150)), "missing_amount")
    assert finding.severity is Severity.STOP
    assert (finding.field, finding.subject) == ("amount_p3", "p3")
    assert (
        finding.message
        == "Der Betrag für 3 Personen fehlt. Tragen Sie ihn nach oder fragen Sie zurück."
    )


def test_five_missing_amounts_are_five_findings_before_all_hints():
    findings = check(declared(None))
    assert codes(findings)[:5] == ["missing_amount"] * 5
    assert [finding.field for finding in findings[:5]] == [
        "amount_p1",
        "amount_p2",
        "amount_p3",
        "amount_p4",
        "amount_p5",
    ]


def test_net_or_gross_and_month_or_year_must_be_said():
    findings = check(declared(rent_kind=None, interval=None))
    assert codes(findings) == ["missing_rent_kind", "missing_interval"]
    assert {finding.severity for finding in findings} == {Severity.STOP}
    assert [finding.field for finding in findings] == ["rent_kind", "interval"]


@pytest.mark.parametrize("reason", ["", "  "])
def test_no_limits_without_a_reason_stops_the_return(reason):
    finding = only(check(declared(None, no_limits_reason=reason)), "missing_reason")
    assert (finding.severity, finding.field) == (Severity.STOP, "no_limits_reason")


def test_no_limits_with_a_reason_needs_no_amounts():
    empty = declared(
        None,
        no_limits_reason="Keine unterstützten Haushalte",
        rent_kind=None,
        interval=None,
        method=None,
        valid_from=None,
        decision=Decision(),
    )
    assert check(empty, last_year()) == ()


def test_no_limits_still_asks_for_a_contact():
    silent = declared(None, no_limits_reason="Keine Haushalte", contact=Contact())
    assert codes(check(silent)) == ["no_contact"]


def test_a_missing_amount_for_further_persons_is_only_a_hint():
    finding = only(check(declared(1000, 1200, 1400, 1600, 1750)), "further_missing")
    assert (finding.severity, finding.field, finding.subject) == (
        Severity.HINT,
        "amount_further",
        "further",
    )


def test_the_basis_is_asked_for_every_year():
    assert codes(check(declared(method=None))) == ["method_missing"]


def test_another_basis_needs_its_explanation():
    assert codes(check(declared(method=Method.OTHER, method_text=" "))) == ["method_missing"]
    assert check(declared(method=Method.OTHER, method_text="Gutachten 2026")) == ()


def test_the_day_of_coming_into_force_is_asked_for():
    finding = only(check(declared(valid_from=None)), "valid_from_missing")
    assert finding.message.endswith("Üblich ist der 1. Januar 2027.")


@pytest.mark.parametrize(
    ("contact", "hinted"),
    [
        (Contact(), True),
        (Contact(name="Anna Muster"), True),
        (Contact(name="Anna Muster", phone=" "), True),
        (Contact(phone="061 000 00 00"), False),
        (Contact(email="sozialdienst@example.ch"), False),
    ],
)
def test_somebody_must_be_reachable(contact, hinted):
    assert ("no_contact" in codes(check(declared(contact=contact)))) is hinted


def test_a_pending_decision_names_the_meeting():
    pending = Decision(pending=True, meeting_on=date(2027, 1, 19))
    finding = only(check(declared(decision=pending)), "decision_pending")
    assert finding.detail == "Sitzung vom 19.01.2027"
    assert only(check(declared(decision=Decision(pending=True))), "decision_pending").detail == ""


def test_a_missing_decision_is_a_hint():
    finding = only(check(declared(decision=Decision())), "decision_missing")
    assert (finding.severity, finding.field) == (Severity.HINT, "decided_on")


def test_unchanged_limits_may_rest_on_the_decision_of_last_year():
    unchanged = declared(decision=Decision(), unchanged=True)
    assert check(unchanged, last_year()) == ()
    assert codes(check(unchanged, last_year(decision=Decision()))) == ["decision_missing"]


def test_a_decision_older_than_the_last_one_is_a_hint_with_both_days():
    older = declared(decision=Decision(decided_on=date(2025, 11, 9)))
    finding = only(check(older, last_year()), "decision_older")
    assert finding.message.startswith(
        "Beschluss vom 09.11.2025, im Vorjahr galt der Beschluss vom 10.11.2025."
    )


def test_the_same_decision_as_last_year_is_no_hint():
    same = declared(decision=Decision(decided_on=date(2025, 11, 10)))
    assert check(same, last_year()) == ()


def test_a_decision_on_the_day_of_coming_into_force_is_in_time():
    assert check(declared(decision=Decision(decided_on=date(2027, 1, 1)))) == ()


def test_a_decision_after_coming_into_force_is_retroactive():
    late = declared(decision=Decision(decided_on=date(2027, 1, 2)))
    finding = only(check(late), "decision_retroactive")
    assert "02.01.2027, gültig schon ab 01.01.2027" in finding.message


def test_without_a_day_of_coming_into_force_nothing_is_retroactive():
    late = declared(decision=Decision(decided_on=date(2027, 1, 2)), valid_from=None)
    assert codes(check(late)) == ["valid_from_missing"]


def test_optional_groups_are_not_missed():
    assert Category.YOUNG_ADULT not in declared().amounts
    assert check(declared()) == ()
