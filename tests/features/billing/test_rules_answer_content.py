"""Whether an answer or a Stellungnahme fits the bill it names, and says one thing only."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from test_rules_answering import LINE

from sozdesk.features.billing.rules import answer_content as contents
from sozdesk.features.billing.terms import AnswerStage, BillState, LineDecision, SettleBy
from sozdesk.features.billing.terms.answers import AnswerBill, CheckStage
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.kernel.rows_json import from_json, to_json

DAY = date(2027, 1, 5)
BILL = AnswerBill(
    id=UUID(int=1),
    version=1,
    bfs_number=2829,
    municipality="Liestal",
    year=2026,
    number=3,
    first_day=date(2026, 1, 1),
    last_day=date(2026, 3, 31),
    state=BillState.HEARING,
    stage=CheckStage.HEARING,
    canton=160_000,
    accepted=None,
    lines=2,
    decided=2,
    adverse=1,
    office_name="Sozialdienst",
    received_at=None,
    checked_by="",
    checked_on=None,
    hearing_until=None,
    statement_on=None,
    released_by="",
    answered_on=None,
    answer_sha256="a" * 64,
    payment_id=None,
    booked_on=None,
    booked_by="",
    persons_deleted_on=None,
    cancels=False,
    cancelled=False,
)
FOUND = Finding("price", Severity.STOP, "Der Preis ist höher.", "900 statt 1000")
LINES = (
    replace(LINE, decision=LineDecision.ACCEPTED, accepted=80_000, accepted_eligible=100_000),
    replace(
        LINE,
        position=2,
        decision=LineDecision.REDUCED,
        accepted=70_000,
        accepted_eligible=87_500,
        findings=(FOUND,),
    ),
)


def content(stage=AnswerStage.FINAL, until=None, lines=LINES):
    return contents.answer_content(BILL, lines, stage, DAY, until)


def flaw(made, lines=LINES, state=BillState.ISSUED) -> str:
    return contents.answer_flaw(made, lines, state)


def changed(made, position: int, **changes):
    """The answer with one line said otherwise, sums as they were."""
    lines = tuple(
        replace(one, **changes) if one.position == position else one for one in made.lines
    )
    return replace(made, lines=lines)


def test_an_answer_says_every_decision_and_its_sum_and_comes_back_the_same():
    made = content()
    assert (made.claimed, made.accepted) == (160_000, 150_000)
    assert made.lines[1].findings[0].message == "Der Preis ist höher."
    assert from_json(type(made), to_json(made)) == made
    assert flaw(made) == ""


def test_a_question_leaves_the_sum_open():
    asked = replace(LINES[1], decision=LineDecision.QUERY, accepted=None, accepted_eligible=None)
    lines = (LINES[0], asked)
    made = content(AnswerStage.DRAFT, DAY, lines)
    assert made.accepted is None
    assert flaw(made) == ""
    final = replace(made, stage=AnswerStage.FINAL, hearing_until=None)
    assert "widerspricht sich" in flaw(final)


@pytest.mark.parametrize(
    "changes",
    [
        {"accepted": 80_000},
        {"accepted": 0},
        {"accepted": None},
        {"accepted": None, "eligible": None},
        {"eligible": None},
        {"decision": LineDecision.REFUSED},
        {"decision": LineDecision.ACCEPTED},
        {"decision": LineDecision.QUERY},
    ],
)
def test_decisions_and_amounts_that_do_not_go_together_are_refused(changes):
    made = changed(content(), 2, **changes)
    known = [one.accepted for one in made.lines if one.accepted is not None]
    made = replace(made, accepted=sum(known) if len(known) == 2 else None)
    assert "widerspricht sich" in flaw(made)


def test_a_wrong_sum_and_a_date_on_the_wrong_stage_are_refused():
    assert "widerspricht sich" in flaw(replace(content(), accepted=1))
    assert "widerspricht sich" in flaw(replace(content(), hearing_until=DAY))
    assert "widerspricht sich" in flaw(content(AnswerStage.DRAFT, None))


def test_an_answer_to_other_lines_is_refused():
    assert "nicht die der Abrechnung" in flaw(content(), LINES[:1])
    assert "nicht die der Abrechnung" in flaw(content(), (LINES[0], replace(LINES[1], cost=1)))
    assert "nicht die der Abrechnung" in flaw(changed(content(), 1, claimed=1))


def test_nothing_follows_a_final_answer():
    assert "schon eingelesen" in flaw(content(), state=BillState.ANSWERED)
    assert "schon verbucht" in flaw(content(), state=BillState.SETTLED)


def test_a_refusal_is_nothing_and_what_is_taken_back_says_how_it_is_settled():
    lines = (
        replace(LINES[0], decision=LineDecision.REFUSED, accepted=0, accepted_eligible=0),
        replace(
            LINES[1],
            canton=-80_000,
            decision=LineDecision.ACCEPTED,
            accepted=-80_000,
            accepted_eligible=-100_000,
            settle_by=SettleBy.CREDIT,
        ),
    )
    made = content(lines=lines)
    assert (made.accepted, made.lines[1].settle_by) == (-80_000, SettleBy.CREDIT)
    assert flaw(made, lines) == ""


@pytest.mark.parametrize(
    ("accepted", "right"),
    [(-80_000, True), (-70_000, True), (0, True), (1, False), (-80_001, False)],
)
def test_of_a_bill_that_is_taken_back_no_more_than_was_claimed_is_repaid(accepted, right):
    line = replace(LINES[0], canton=-80_000, decision=LineDecision.ACCEPTED, accepted=accepted)
    assert (flaw(content(lines=(line,)), (line,)) == "") is right


# ------------------------------------------------------------------ Stellungnahme


def said(**words: str):
    lines = tuple(replace(one, statement=words.get(f"p{one.position}", "")) for one in LINES)
    return contents.statement_content(BILL, lines, DAY)


def test_a_statement_leaves_out_lines_without_words():
    made = said(p2="Nein.")
    assert [(one.position, one.statement) for one in made.lines] == [(2, "Nein.")]
    assert contents.statement_flaw(made, BILL, LINES) == ""


def test_a_statement_fits_one_draft_of_one_bill_once():
    made = said(p2="Nein.")
    answered = replace(BILL, state=BillState.ANSWERED)
    assert "läuft keine" in contents.statement_flaw(made, answered, LINES)
    other = replace(BILL, answer_sha256="b" * 64)
    assert "anderen Entwurf" in contents.statement_flaw(made, other, LINES)
    assert "nicht die der" in contents.statement_flaw(made, BILL, LINES[:1])
    assert "nicht die der" in contents.statement_flaw(said(), BILL, LINES)
    known = (LINES[0], replace(LINES[1], statement="Nein."))
    assert "schon eingelesen" in contents.statement_flaw(made, BILL, known)
    later = replace(BILL, statement_on=date(2027, 1, 6))
    assert "neuere" in contents.statement_flaw(made, later, LINES)
    same_day = replace(BILL, statement_on=DAY)
    assert contents.statement_flaw(made, same_day, LINES) == ""


def test_the_documented_keys_are_those_of_the_files():
    from pathlib import Path

    from sozdesk.features.billing.terms.answer_files import AnswerContent, StatementContent
    from sozdesk.kernel.rows_json import keys_of

    text = (Path(__file__).resolve().parents[3] / "docs" / "exchange-answer.md").read_text("utf-8")
    for kind in (AnswerContent, StatementContent):
        for key in keys_of(kind):
            assert key.rpartition(".")[2] in text, key
