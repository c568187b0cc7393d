"""Where an Antrag or a Verfügung stands, what is possible, and why not."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import path_kit as kit
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozdesk.features.cases import rules, texts
from sozdesk.features.cases.terms import (
    ApplicationRow,
    Decider,
    PathLine,
    Resolved,
    RulingRow,
    Stage,
    Step,
)

DAY = date(2027, 1, 12)
LAST = date(2027, 1, 25)


def scheduled(**more: Any) -> ApplicationRow:
    return kit.application(meeting_id=kit.MEETING, held_on=DAY, agenda_number=1, **more)


def resolved() -> ApplicationRow:
    return scheduled(resolved=Resolved.GRANTED, resolved_on=DAY)


def finished(**more: Any) -> RulingRow:
    return kit.ruling(number="2027-001", finalised_on=DAY, **more)


def notified(**more: Any) -> RulingRow:
    return finished(notified_on=date(2027, 1, 15), remedy_days=10, **more)


WAY = [
    (kit.line(kit.application()), Stage.SUBMITTED, Step.SCHEDULE),
    (kit.line(scheduled()), Stage.SCHEDULED, Step.RESOLVE),
    (kit.line(resolved()), Stage.RESOLVED, Step.DRAFT),
    (kit.line(resolved(), kit.ruling()), Stage.DRAFTED, Step.FINALISE),
    (kit.line(resolved(), finished()), Stage.RULED, Step.NOTIFY),
    (kit.line(resolved(), notified(), LAST), Stage.NOTIFIED, None),
    (kit.line(resolved(), notified(contested_on=LAST), LAST), Stage.CONTESTED, None),
    (kit.line(resolved(), notified(final_on=LAST), LAST), Stage.FINAL, None),
    (kit.line(None, kit.ruling()), Stage.DRAFTED, Step.FINALISE),
]


@pytest.mark.parametrize(("line", "stage", "step"), WAY)
def test_every_stage_has_its_next_step(line: PathLine, stage: Stage, step: Step | None) -> None:
    assert rules.stage_of(line) is stage
    assert rules.next_step(line, kit.TODAY) is step


def test_a_postponed_application_waits_for_another_meeting() -> None:
    line = kit.line(kit.application(resolved=Resolved.POSTPONED, resolved_on=DAY))
    assert rules.stage_of(line) is Stage.SUBMITTED
    assert rules.next_step(line, kit.TODAY) is Step.SCHEDULE


def test_a_delegated_application_goes_to_no_meeting() -> None:
    line = kit.line(kit.application(decider=Decider.PRESIDENT))
    assert rules.why_not(Step.SCHEDULE, line, kit.TODAY) == texts.NO_MEETING_NEEDED
    assert rules.next_step(line, kit.TODAY) is Step.RESOLVE


def test_after_the_deadline_it_is_proposed_as_final() -> None:
    line = kit.line(resolved(), notified(), LAST)
    assert rules.why_not(Step.MARK_FINAL, line, LAST) == (
        "Die Frist läuft bis 25.01.2027 (berechnet, bitte prüfen)."
    )
    assert rules.next_step(line, LAST + timedelta(days=1)) is Step.MARK_FINAL


def test_a_contested_one_can_become_final_before_its_deadline() -> None:
    line = kit.line(resolved(), notified(contested_on=DAY), LAST)
    assert rules.why_not(Step.MARK_FINAL, line, kit.TODAY) == ""


def test_an_empty_line_can_do_nothing() -> None:
    line = kit.line()
    assert rules.stage_of(line) is Stage.SUBMITTED
    assert rules.next_step(line, kit.TODAY) is None
    assert all(one.why_not for one in rules.steps(line, kit.TODAY))


@pytest.mark.parametrize(
    ("step", "line", "why"),
    [
        (Step.SCHEDULE, kit.line(scheduled()), texts.ON_AGENDA),
        (Step.SCHEDULE, kit.line(resolved()), texts.ALREADY_RESOLVED),
        (Step.SCHEDULE, kit.line(kit.application(), kit.ruling()), texts.HAS_RULING),
        (Step.RESOLVE, kit.line(kit.application()), texts.WAITS_FOR_MEETING),
        (Step.RESOLVE, kit.line(resolved()), texts.ALREADY_RESOLVED),
        (Step.RESOLVE, kit.line(None, kit.ruling()), texts.NO_MEETING_NEEDED),
        (Step.DRAFT, kit.line(scheduled()), texts.NOT_RESOLVED),
        (Step.DRAFT, kit.line(resolved(), kit.ruling()), texts.DRAFT_EXISTS),
        (Step.DRAFT, kit.line(resolved(), finished()), texts.FINALISED),
        (Step.FINALISE, kit.line(resolved()), texts.NO_DRAFT),
        (Step.FINALISE, kit.line(resolved(), finished()), texts.FINALISED),
        (Step.NOTIFY, kit.line(resolved(), kit.ruling()), texts.NOT_FINALISED),
        (Step.NOTIFY, kit.line(resolved(), notified(), LAST), texts.NOTIFIED),
        (Step.CONTEST, kit.line(resolved(), finished()), texts.NOT_NOTIFIED),
        (Step.CONTEST, kit.line(None, notified(contested_on=DAY), LAST), texts.CONTESTED),
        (Step.CONTEST, kit.line(None, notified(final_on=LAST), LAST), texts.FINAL),
        (Step.CONTEST, kit.line(None, notified(), LAST), ""),
        (Step.MARK_FINAL, kit.line(None, finished()), texts.NOT_NOTIFIED),
        (Step.MARK_FINAL, kit.line(None, notified(final_on=LAST), LAST), texts.FINAL),
        (Step.REPLACE, kit.line(None, kit.ruling()), texts.NOT_FINALISED),
        (Step.REPLACE, kit.line(None, finished()), ""),
    ],
)
def test_a_step_says_why_it_is_not_possible(step: Step, line: PathLine, why: str) -> None:
    assert rules.why_not(step, line, kit.TODAY) == why


@given(st.sampled_from(WAY), st.dates(date(2027, 1, 1), date(2028, 1, 1)))
def test_what_comes_next_is_always_possible(
    way: tuple[PathLine, Stage, Step | None], today: date
) -> None:
    step = rules.next_step(way[0], today)
    assert step is None or rules.why_not(step, way[0], today) == ""
