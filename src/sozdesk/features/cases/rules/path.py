"""The way from an Antrag to a rechtskräftige Verfügung: where it stands, what is possible, why not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from sozdesk.features.cases import texts
from sozdesk.features.cases.terms import (
    ApplicationRow,
    Decider,
    PathLine,
    Resolved,
    RulingRow,
    Stage,
    Step,
    StepChoice,
)


def stage_of(line: PathLine) -> Stage:
    """Where it stands."""
    if line.ruling is not None:
        return _of_ruling(line.ruling)
    application = line.application
    if application is None or application.resolved is Resolved.POSTPONED:
        return Stage.SUBMITTED
    if application.resolved is not None:
        return Stage.RESOLVED
    return Stage.SUBMITTED if application.meeting_id is None else Stage.SCHEDULED


def _of_ruling(ruling: RulingRow) -> Stage:
    if ruling.final_on is not None:
        return Stage.FINAL
    if ruling.contested_on is not None:
        return Stage.CONTESTED
    if ruling.notified_on is not None:
        return Stage.NOTIFIED
    return Stage.RULED if ruling.finalised_on is not None else Stage.DRAFTED


def steps(line: PathLine, today: date) -> tuple[StepChoice, ...]:
    """Every step with the sentence why it is not possible now."""
    return tuple(StepChoice(step=step, why_not=why_not(step, line, today)) for step in Step)


def next_step(line: PathLine, today: date) -> Step | None:
    """What the office does next; None while it waits for a deadline, or has nothing left to do."""
    if stage_of(line) in (Stage.CONTESTED, Stage.FINAL):
        return None
    for step in _IN_ORDER:
        if not why_not(step, line, today):
            return step
    return None


_IN_ORDER: Final = (
    Step.SCHEDULE,
    Step.RESOLVE,
    Step.DRAFT,
    Step.FINALISE,
    Step.NOTIFY,
    Step.MARK_FINAL,
)


def why_not(step: Step, line: PathLine, today: date) -> str:
    """Why a step is not possible now; empty if it is."""
    return _RULES[step](line, today)


def _schedule(line: PathLine, _today: date) -> str:
    application = line.application
    if application is None or application.decider is not Decider.AUTHORITY:
        return texts.NO_MEETING_NEEDED
    if stage_of(line) is Stage.SCHEDULED:
        return texts.ON_AGENDA
    return texts.ALREADY_RESOLVED if _is_resolved(application) else _without_ruling(line)


def _resolve(line: PathLine, _today: date) -> str:
    application = line.application
    if application is None:
        return texts.NO_MEETING_NEEDED
    if _is_resolved(application):
        return texts.ALREADY_RESOLVED
    if application.decider is Decider.AUTHORITY and application.meeting_id is None:
        return texts.WAITS_FOR_MEETING
    return _without_ruling(line)


def _without_ruling(line: PathLine) -> str:
    return "" if line.ruling is None else texts.HAS_RULING


def _is_resolved(application: ApplicationRow) -> bool:
    return application.resolved not in (None, Resolved.POSTPONED)


def _draft(line: PathLine, _today: date) -> str:
    if line.ruling is not None:
        return texts.DRAFT_EXISTS if line.ruling.finalised_on is None else texts.FINALISED
    resolved = line.application is not None and _is_resolved(line.application)
    return "" if resolved else texts.NOT_RESOLVED


def _finalise(line: PathLine, _today: date) -> str:
    if line.ruling is None:
        return texts.NO_DRAFT
    return texts.FINALISED if line.ruling.finalised_on is not None else ""


def _notify(line: PathLine, _today: date) -> str:
    if line.ruling is None or line.ruling.finalised_on is None:
        return texts.NOT_FINALISED
    return texts.NOTIFIED if line.ruling.notified_on is not None else ""


def _contest(line: PathLine, _today: date) -> str:
    if line.ruling is None or line.ruling.notified_on is None:
        return texts.NOT_NOTIFIED
    if line.ruling.final_on is not None:
        return texts.FINAL
    return texts.CONTESTED if line.ruling.contested_on is not None else ""


def _mark_final(line: PathLine, today: date) -> str:
    ruling = line.ruling
    if ruling is None or ruling.notified_on is None:
        return texts.NOT_NOTIFIED
    if ruling.final_on is not None:
        return texts.FINAL
    if ruling.contested_on is None and line.deadline is not None and today <= line.deadline:
        return texts.deadline_runs(line.deadline)
    return ""


def _replace(line: PathLine, _today: date) -> str:
    if line.ruling is None or line.ruling.finalised_on is None:
        return texts.NOT_FINALISED
    return ""


_RULES: Final[Mapping[Step, Callable[[PathLine, date], str]]] = {
    Step.SCHEDULE: _schedule,
    Step.RESOLVE: _resolve,
    Step.DRAFT: _draft,
    Step.FINALISE: _finalise,
    Step.NOTIFY: _notify,
    Step.CONTEST: _contest,
    Step.MARK_FINAL: _mark_final,
    Step.REPLACE: _replace,
}
