"""Taking part: begin, end, result, interruptions, and Nachfragen after the Ablösung."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive.updates import cleaned, refuse
from sozdesk.features.cases import rules
from sozdesk.features.cases.records import (
    CaseRecord,
    CaseValueRecord,
    EnactmentRecord,
    FollowUpRecord,
    InterruptionRecord,
    ParticipationRecord,
)
from sozdesk.features.cases.terms import CaseValueKey, InterruptionReason, ParticipationResult
from sozdesk.features.cases.texts import enactments as said
from sozdesk.features.cases.usecases.billed import refuse_billed_begin
from sozdesk.features.cases.usecases.common import (
    CHANGED,
    RemoveRow,
    case_of,
    change,
    existing,
    found,
    refuse_cantonal,
)
from sozdesk.kernel.context import Context
from sozdesk.kernel.dated import on
from sozdesk.kernel.usecase import Outcome, usecase

THE_PARTICIPATION = "Die Teilnahme"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeParticipation:
    """New values for some of: ``began_on``, ``ended_on``, ``result``, ``result_note``."""

    id: UUID
    base_version: int
    changes: Mapping[str, object]


@usecase(undoable=True)
def change_participation(
    session: Session,
    command: ChangeParticipation,
    context: Context,
) -> Outcome:
    """Say when taking part began, ended and how.

    RuleViolation: that contradicts itself, or a bill holds days before the new begin.
    """
    refuse_cantonal(session)
    changes = {
        key: value.value if isinstance(value, ParticipationResult) else value
        for key, value in command.changes.items()
    }
    row = change(
        session, ParticipationRecord, command.id, command.base_version, changes, THE_PARTICIPATION
    )
    enactment = _enactment(session, row)
    refuse(
        rules.participation_findings(
            row.began_on,
            row.ended_on,
            has_result=row.result is not None,
            days=(enactment.first_day, enactment.last_day),
            today=context.today,
        )
    )
    if "began_on" in changes:
        refuse_billed_begin(session, enactment.id, row.began_on)
    session.flush()
    return _said(session, enactment, said.PARTICIPATION_CHANGED)


def _enactment(session: Session, row: ParticipationRecord) -> EnactmentRecord:
    return found(session, EnactmentRecord, row.enactment_id, "Dieses verfügte Angebot")


def _said(session: Session, enactment: EnactmentRecord, what: str, value: object = None) -> Outcome:
    number = case_of(session, enactment.case_id).number
    return Outcome(CHANGED, said.in_case(number, what), value)


# ------------------------------------------------------------------ interruptions


@dataclass(frozen=True, slots=True, kw_only=True)
class AddInterruption:
    """Days without taking part."""

    participation_id: UUID
    first_day: date
    reason: InterruptionReason
    last_day: date | None = None
    note: str = ""


@usecase(undoable=True)
def add_interruption(session: Session, command: AddInterruption, context: Context) -> Outcome:
    """Record an interruption; ``Outcome.value`` is its id. RuleViolation: a day is in one already."""
    refuse_cantonal(session)
    part = found(session, ParticipationRecord, command.participation_id, "Diese Teilnahme")
    row = InterruptionRecord(
        id=context.new_id(),
        participation_id=part.id,
        first_day=command.first_day,
        last_day=command.last_day,
        reason=command.reason.value,
        note=cleaned(command.note),
    )
    enactment = _checked(session, part, row)
    session.add(row)
    session.flush()
    return _said(session, enactment, "Unterbruch erfasst", row.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeInterruption:
    """New values for some columns of :class:`AddInterruption`."""

    id: UUID
    base_version: int
    changes: Mapping[str, object]


@usecase(undoable=True)
def change_interruption(
    session: Session,
    command: ChangeInterruption,
    context: Context,  # noqa: ARG001 - every use case is handed a context
) -> Outcome:
    """Change an interruption."""
    refuse_cantonal(session)
    changes = {
        key: value.value if isinstance(value, InterruptionReason) else value
        for key, value in command.changes.items()
    }
    row = change(
        session, InterruptionRecord, command.id, command.base_version, changes, "Der Unterbruch"
    )
    part = found(session, ParticipationRecord, row.participation_id, "Diese Teilnahme")
    enactment = _checked(session, part, row)
    session.flush()
    return _said(session, enactment, "Unterbruch geändert")


def _checked(
    session: Session, part: ParticipationRecord, row: InterruptionRecord
) -> EnactmentRecord:
    """The enactment of an interruption that fits it and overlaps no other one."""
    enactment = _enactment(session, part)
    table = InterruptionRecord
    others = session.execute(
        select(table.first_day, table.last_day).where(
            table.participation_id == part.id, table.id != row.id
        )
    )
    days = (enactment.first_day, enactment.last_day)
    spans = [(first, last) for first, last in others]
    refuse(rules.interruption_findings(row.first_day, row.last_day, days, spans))
    return enactment


@usecase(undoable=True)
def remove_interruption(session: Session, command: RemoveRow, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Remove an interruption."""
    refuse_cantonal(session)
    row = existing(session, InterruptionRecord, command.id, command.base_version, "Der Unterbruch")
    part = found(session, ParticipationRecord, row.participation_id, "Diese Teilnahme")
    session.delete(row)
    session.flush()
    return _said(session, _enactment(session, part), "Unterbruch entfernt")


# ------------------------------------------------------------------ Nachfragen


def follow_ups_due(session: Session, case: CaseRecord, context: Context) -> int:
    """Note the Nachfragen of a case whose Ablösung is set, at the dated months; how many are new.

    Called where the Ablösung is entered. Another Ablösung moves those that nobody made yet; without
    one they go. Participations that never began have none.
    """
    table, part, what = FollowUpRecord, ParticipationRecord, EnactmentRecord
    wanted = _follow_up_days(session, case.support_ended_on)
    begun = session.scalars(
        select(part.id)
        .join(what, what.id == part.enactment_id)
        .where(what.case_id == case.id, part.began_on.is_not(None))
    ).all()
    made = 0
    for participation_id in begun:
        known = session.scalars(select(table).where(table.participation_id == participation_id))
        days = set(wanted)
        for row in known:
            if row.due_on not in days and row.done_on is None:
                session.delete(row)
            days.discard(row.due_on)
        session.flush()
        for day in sorted(days):
            session.add(table(id=context.new_id(), participation_id=participation_id, due_on=day))
            made += 1
    session.flush()
    return made


def _follow_up_days(session: Session, support_ended_on: date | None) -> tuple[date, ...]:
    if support_ended_on is None:
        return ()
    table = CaseValueRecord
    rows = session.scalars(
        select(table).where(table.key == CaseValueKey.FOLLOW_UP_MONTHS.value)
    ).all()
    parts = sorted({row.part for row in rows})
    holding = (on(support_ended_on, [row for row in rows if row.part == part]) for part in parts)
    return rules.follow_up_days(support_ended_on, [row.value for row in holding if row])


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFollowUps:
    """The Nachfragen of a case whose Ablösung is known."""

    case_id: UUID


@usecase(undoable=True)
def plan_follow_ups(session: Session, command: PlanFollowUps, context: Context) -> Outcome:
    """Note what is missing of the Nachfragen; ``Outcome.value`` is how many."""
    refuse_cantonal(session)
    case = case_of(session, command.case_id)
    made = follow_ups_due(session, case, context)
    if not made:
        return Outcome(value=0)
    return Outcome(CHANGED, said.follow_ups_made(case.number, made), made)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFollowUp:
    """When somebody asked, and how the person fares."""

    id: UUID
    base_version: int
    done_on: date | None
    result: str


@usecase(undoable=True)
def record_follow_up(session: Session, command: RecordFollowUp, context: Context) -> Outcome:
    """Record a Nachfrage; RuleViolation: it was before the Ablösung, or in the future."""
    refuse_cantonal(session)
    changes = {"done_on": command.done_on, "result": command.result}
    row = change(
        session, FollowUpRecord, command.id, command.base_version, changes, "Die Nachfrage"
    )
    part = found(session, ParticipationRecord, row.participation_id, "Diese Teilnahme")
    enactment = _enactment(session, part)
    ended = case_of(session, enactment.case_id).support_ended_on
    refuse(rules.follow_up_findings(row.done_on, ended, context.today))
    session.flush()
    return _said(session, enactment, "Nachfrage erfasst")
