"""What a received bill needs next, which decisions hold, what the check proposes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozdesk.features.billing.rules import answering
from sozdesk.features.billing.terms import BillState, LineDecision
from sozdesk.features.billing.terms.answers import (
    AnswerFacts,
    AnswerLine,
    AnswerStep,
    CheckStage,
    LineCheck,
    LineChoice,
    TakenBack,
)
from sozdesk.kernel.findings import Finding, Severity

TODAY = date(2027, 1, 5)
A, R, X, Q = (
    LineDecision.ACCEPTED,
    LineDecision.REDUCED,
    LineDecision.REFUSED,
    LineDecision.QUERY,
)
FRESH = AnswerFacts(
    state=BillState.RECEIVED,
    decisions=(None, None),
    checked_by="",
    hearing_until=None,
    statement_on=None,
    paid=False,
    second_person=False,
    person="Anna Muster",
    today=TODAY,
)
LINE = AnswerLine(
    id=UUID(int=1),
    version=1,
    position=1,
    person="Muster Anna",
    birth_date=None,
    offering="12 Deutsch im Alltag",
    provider_id=UUID(int=7),
    provider="Kurszentrum Muster",
    category_code="basic_skills",
    regime_code="social_assistance",
    bfs_number=2829,
    first_day=date(2026, 1, 1),
    last_day=date(2026, 1, 31),
    late=False,
    cost=100_000,
    third_party=0,
    eligible=100_000,
    canton=80_000,
    municipality=20_000,
    rate=8000,
    tariff_amount=100_000,
    steps=(),
    findings=(),
    decision=None,
    accepted=None,
    accepted_eligible=None,
    reason="",
    settle_by=None,
    statement="",
    resumed="",
)


def facts(**changes) -> AnswerFacts:
    return replace(FRESH, **changes)


def why(step: AnswerStep, **changes) -> str:
    return answering.why_not(facts(**changes))[step]


@pytest.mark.parametrize(
    ("changes", "stage"),
    [
        ({}, CheckStage.NEW),
        ({"decisions": (A, None)}, CheckStage.CHECKING),
        ({"decisions": (A, A)}, CheckStage.CHECKING),
        ({"decisions": (A, A), "checked_by": "Beat"}, CheckStage.READY),
        ({"decisions": (A, R), "checked_by": "Beat"}, CheckStage.CHECKING),
        (
            {
                "state": BillState.HEARING,
                "decisions": (A, R),
                "checked_by": "B",
                "hearing_until": TODAY,
            },
            CheckStage.HEARING,
        ),
        (
            {
                "state": BillState.HEARING,
                "decisions": (A, R),
                "checked_by": "B",
                "hearing_until": date(2027, 1, 4),
            },
            CheckStage.READY,
        ),
        ({"state": BillState.ANSWERED, "decisions": (A, A)}, CheckStage.ANSWERED),
        ({"state": BillState.ANSWERED, "paid": True}, CheckStage.VOUCHER),
        ({"state": BillState.ANSWERED, "paid": True, "voucher_released": True}, CheckStage.SENT),
        ({"state": BillState.SETTLED, "decisions": (A, A)}, CheckStage.PAID),
    ],
)
def test_the_stage_follows_from_state_and_decisions(changes, stage):
    assert answering.stage_of(facts(**changes)) is stage


def test_a_bill_without_reductions_goes_straight_to_the_final_answer():
    assert why(AnswerStep.RELEASE, decisions=(A, A), checked_by="Beat") == ""
    assert (
        why(AnswerStep.HEAR, decisions=(A, A), checked_by="Beat")
        == "Nichts ist gekürzt, abgelehnt oder nachzufragen: Geben Sie die Antwort frei."
    )


@pytest.mark.parametrize("adverse", [R, X, Q])
def test_a_reduction_goes_first_to_the_municipality(adverse):
    given_ = {"decisions": (A, adverse), "checked_by": "Beat"}
    assert why(AnswerStep.RELEASE, **given_) == (
        "Kürzungen, Ablehnungen und Rückfragen gehen zuerst als Entwurf zur Stellungnahme."
    )
    assert why(AnswerStep.HEAR, **given_) == ""


def test_a_reduction_is_final_after_its_date_or_after_the_statement_not_before():
    heard = {"state": BillState.HEARING, "decisions": (A, R), "checked_by": "Beat"}
    until = date(2027, 1, 15)
    assert why(AnswerStep.RELEASE, **heard, hearing_until=until) == (
        "Die Stellungnahme läuft bis 15.01.2027."
    )
    assert why(AnswerStep.RELEASE, **heard, hearing_until=TODAY) != ""
    assert why(AnswerStep.RELEASE, **heard, hearing_until=date(2027, 1, 4)) == ""
    assert why(AnswerStep.RELEASE, **heard, hearing_until=until, statement_on=TODAY) == ""


def test_what_is_all_accepted_after_all_need_not_wait_for_the_date():
    heard = {"state": BillState.HEARING, "decisions": (A, A), "checked_by": "Beat"}
    assert why(AnswerStep.RELEASE, **heard, hearing_until=date(2027, 1, 15)) == ""


def test_a_question_is_never_final():
    asked = {"state": BillState.HEARING, "decisions": (A, Q), "checked_by": "Beat"}
    assert why(AnswerStep.RELEASE, **asked, hearing_until=date(2027, 1, 4)) == (
        "Eine Rückfrage ist offen. Entscheiden Sie diese Zeilen."
    )


def test_open_lines_and_an_open_check_are_said():
    assert why(AnswerStep.CHECK) == "2 Zeilen haben noch keinen Entscheid."
    assert why(AnswerStep.CHECK, decisions=(A, None)) == "1 Zeile hat noch keinen Entscheid."
    assert why(AnswerStep.CHECK, decisions=(A, A)) == ""
    assert why(AnswerStep.RELEASE, decisions=(A, A)) == "Schliessen Sie zuerst die Prüfung ab."
    assert why(AnswerStep.HEAR, decisions=(A, R)) == "Schliessen Sie zuerst die Prüfung ab."


def test_two_persons_check_and_release_where_that_is_set():
    ready = {"decisions": (A, A), "checked_by": "Anna  Muster", "second_person": True}
    assert why(AnswerStep.RELEASE, **ready) != ""
    assert why(AnswerStep.RELEASE, **{**ready, "checked_by": "anna muster"}) != ""
    assert why(AnswerStep.RELEASE, **{**ready, "checked_by": "Beat Beispiel"}) == ""
    assert why(AnswerStep.RELEASE, **{**ready, "second_person": False}) == ""


def test_nothing_changes_in_a_final_answer_but_it_is_paid_once():
    done = {"state": BillState.ANSWERED, "decisions": (A, A), "checked_by": "Beat"}
    for step in (AnswerStep.DECIDE, AnswerStep.CHECK, AnswerStep.HEAR, AnswerStep.RELEASE):
        assert why(step, **done) != ""
    assert why(AnswerStep.PAY, **done) == ""
    assert why(AnswerStep.PAY, **done, paid=True) == (
        "Für diese Abrechnung gibt es schon einen Beleg."
    )
    assert why(AnswerStep.PAY, state=BillState.SETTLED) != ""
    assert why(AnswerStep.PAY) == "Die Antwort ist noch nicht freigegeben."


def test_a_statement_and_taking_back_need_a_draft_that_is_out():
    for step in (AnswerStep.STATE, AnswerStep.WITHDRAW):
        assert why(step) == "Für diese Abrechnung läuft keine Stellungnahme."
        assert why(step, state=BillState.HEARING) == ""
    assert why(AnswerStep.HEAR, state=BillState.HEARING, decisions=(R,)) == (
        "Der Entwurf ist schon bei der Gemeinde."
    )


# ------------------------------------------------------------------ decisions


def choice(decision: LineDecision, canton=None, reason="Weil.") -> LineChoice:
    return LineChoice(decision=decision, canton=canton, reason=reason)


def codes(line: AnswerLine, one: LineChoice) -> list[str]:
    return [found.code for found in answering.choice_findings(line, one)]


def test_what_a_decision_accepts():
    assert answering.accepted_of(LINE, choice(A)) == 80_000
    assert answering.accepted_of(LINE, choice(R, 70_000)) == 70_000
    assert answering.accepted_of(LINE, choice(X)) == 0
    assert answering.accepted_of(LINE, choice(Q)) is None
    negative = replace(LINE, canton=-80_000)
    assert answering.accepted_of(negative, choice(A)) == -80_000
    back = replace(negative, taken_back=TakenBack(eligible=90_000, canton=70_000))
    assert answering.accepted_of(back, choice(A)) == -70_000
    assert answering.eligible_of(back, choice(A)) == -90_000


def test_a_bill_is_taken_back_when_the_other_one_is_answered():
    for step in (AnswerStep.DECIDE, AnswerStep.CHECK, AnswerStep.RELEASE):
        said = why(step, cancels_open=True, decisions=(A, A), checked_by="Anna Muster")
        assert said.startswith("Beantworten Sie zuerst die stornierte Abrechnung")


@pytest.mark.parametrize("adverse", [R, X, Q])
def test_whoever_does_not_accept_says_why(adverse):
    assert "reason_missing" in codes(LINE, choice(adverse, 1, "  "))
    assert codes(LINE, choice(A, reason="")) == []


@given(st.integers(-100_000, 100_000), st.integers(-100_000, 100_000) | st.none())
def test_a_reduction_is_more_than_nothing_and_less_than_claimed(claimed, canton):
    found = codes(replace(LINE, canton=claimed), choice(R, canton))
    assert (found == []) == (canton is not None and 0 < canton < claimed)


def test_what_is_taken_back_cannot_be_reduced_and_the_sentence_says_so():
    (found,) = answering.choice_findings(replace(LINE, canton=-80_000), choice(R, 5))
    assert found.message == "Diese Zeile lässt sich nicht kürzen: Anerkennen oder ablehnen."
    (found,) = answering.choice_findings(LINE, choice(R, 80_000))
    assert found.message == "Geben Sie einen Betrag über 0.00 und unter 800.00 ein."


def test_while_the_hearing_runs_nothing_becomes_worse_than_the_draft():
    reduced = replace(LINE, decision=R, accepted=70_000)
    assert answering.later_findings(reduced, choice(R, 75_000)) == ()
    assert answering.later_findings(reduced, choice(A)) == ()
    for worse in (choice(R, 60_000), choice(X), choice(Q)):
        assert [one.code for one in answering.later_findings(reduced, worse)] == ["not_heard"]
    asked = replace(LINE, decision=Q)
    assert answering.later_findings(asked, choice(Q)) == ()
    assert answering.later_findings(asked, choice(X)) == ()


# ------------------------------------------------------------------ proposals


def checked(canton: int, *severities: Severity) -> LineCheck:
    found = tuple(Finding("x", one, f"Satz {at}.") for at, one in enumerate(severities, start=1))
    return LineCheck(findings=found, eligible=canton, canton=canton)


def test_nothing_is_proposed_without_a_check():
    assert answering.proposed(LINE, None) is None


def test_a_line_without_findings_is_proposed_as_accepted():
    assert answering.proposed(LINE, checked(80_000)) == LineChoice(decision=A)
    assert answering.proposed(LINE, checked(80_000, Severity.NOTE)) == LineChoice(decision=A)


def test_a_hint_is_for_a_person_to_look_at():
    assert answering.proposed(LINE, checked(80_000, Severity.HINT)) is None


def test_proposals_are_for_lines_that_nobody_decided_on() -> None:
    open_line = replace(LINE, decision=None, check=checked(80_000))
    unclear = replace(LINE, decision=None, check=checked(80_000, Severity.HINT))
    decided = replace(LINE, decision=X, check=checked(80_000))
    found = answering.proposals((open_line, unclear, decided))
    assert found == [(open_line, LineChoice(decision=A))]


def test_what_the_ksa_computes_is_proposed_as_reduction_with_the_sentences_of_the_check():
    found = answering.proposed(LINE, checked(70_000, Severity.STOP, Severity.HINT, Severity.STOP))
    assert found == LineChoice(decision=R, canton=70_000, eligible=70_000, reason="Satz 1. Satz 3.")


def test_nothing_left_is_proposed_as_refusal_and_more_than_claimed_as_question():
    assert answering.proposed(LINE, checked(0, Severity.STOP)).decision is X
    assert answering.proposed(LINE, checked(90_000, Severity.STOP)).decision is Q
    negative = replace(LINE, canton=-80_000)
    assert answering.proposed(negative, checked(0, Severity.STOP)).decision is Q


def test_what_is_not_accepted_falls_to_the_municipality():
    line = replace(LINE, decision=R, accepted=70_000)
    assert (line.difference, line.own_share) == (-10_000, 30_000)
    assert (LINE.difference, LINE.own_share) == (None, 20_000)


@pytest.mark.parametrize(
    ("choice", "eligible"),
    [
        (LineChoice(decision=A), 100_000),
        (LineChoice(decision=LineDecision.REFUSED, reason="x"), 0),
        (LineChoice(decision=LineDecision.QUERY, reason="x"), None),
        (LineChoice(decision=R, canton=70_000, eligible=87_400, reason="x"), 87_400),
        (LineChoice(decision=R, canton=70_000, eligible=120_000, reason="x"), 100_000),
        # 600.00 at 80 % are 750.00
        (LineChoice(decision=R, canton=60_000, reason="x"), 75_000),
        (LineChoice(decision=R, reason="x"), 0),
    ],
)
def test_a_decision_says_what_counts_against_the_maximaltarif(choice, eligible):
    assert answering.eligible_of(LINE, choice) == eligible


def test_without_a_rate_nothing_counts_against_the_maximaltarif():
    choice = LineChoice(decision=R, canton=1, reason="x")
    assert answering.eligible_of(replace(LINE, rate=0), choice) == 0
