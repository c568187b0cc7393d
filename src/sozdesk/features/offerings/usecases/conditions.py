"""Auflagen: set with the draft of a decision, fulfilled after it was sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from sozdesk.archive.updates import cleaned, refuse
from sozdesk.features.offerings import rules, texts
from sozdesk.features.offerings.records import ConditionRecord, DecisionRecord
from sozdesk.features.offerings.terms import AttachmentOwner
from sozdesk.features.offerings.usecases.common import (
    CHANGED,
    change,
    drop_attachments,
    existing,
    found,
    refuse_service,
)
from sozdesk.features.offerings.usecases.decisions import (
    THE_DECISION,
    draft_of,
    rewritten,
)
from sozdesk.features.offerings.usecases.providers import RemoveRow
from sozdesk.features.offerings.usecases.requests import where
from sozdesk.kernel.context import Context
from sozdesk.kernel.findings import stop
from sozdesk.kernel.usecase import Outcome, usecase

_THE_CONDITION = "Diese Auflage"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddCondition:
    """What is to be shown, by when, and how."""

    decision_id: UUID
    text: str
    due_on: date | None
    evidence: str = ""


@usecase(undoable=True)
def add_condition(session: Session, command: AddCondition, context: Context) -> Outcome:
    """Add an Auflage to a draft; ``Outcome.value`` is its id. RuleViolation at the field."""
    refuse_service(session)
    decision = draft_of(session, command.decision_id)
    refuse(rules.condition_findings(command.text, command.due_on))
    rewritten(decision, context.staff_name)
    row = ConditionRecord(
        id=context.new_id(),
        decision_id=decision.id,
        text=cleaned(command.text),
        due_on=command.due_on,
        evidence=cleaned(command.evidence),
    )
    session.add(row)
    session.flush()
    return Outcome(CHANGED, texts.added(where(session, decision), "Auflage"), row.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeCondition:
    """New values for text, due_on or evidence."""

    id: UUID
    base_version: int
    changes: Mapping[str, object]


@usecase(undoable=True)
def change_condition(session: Session, command: ChangeCondition, context: Context) -> Outcome:
    """Change an Auflage of a draft; RuleViolation if the decision is sent."""
    refuse_service(session)
    decision = _draft_around(session, command.id)
    row = change(
        session, ConditionRecord, command.id, command.base_version, command.changes, _THE_CONDITION
    )
    with session.no_autoflush:
        refuse(rules.condition_findings(row.text, row.due_on))
        rewritten(decision, context.staff_name)
    session.flush()
    return Outcome(CHANGED, texts.changed(where(session, decision), "Auflage"))


def _draft_around(session: Session, condition_id: UUID) -> DecisionRecord:
    row = found(session, ConditionRecord, condition_id, _THE_CONDITION)
    return draft_of(session, row.decision_id)


@usecase(undoable=True)
def remove_condition(session: Session, command: RemoveRow, context: Context) -> Outcome:
    """Remove an Auflage from a draft; RuleViolation if the decision is sent."""
    refuse_service(session)
    decision = _draft_around(session, command.id)
    row = existing(session, ConditionRecord, command.id, command.base_version, _THE_CONDITION)
    rewritten(decision, context.staff_name)
    drop_attachments(session, AttachmentOwner.CONDITION, row.id)
    session.delete(row)
    session.flush()
    return Outcome(CHANGED, texts.removed(where(session, decision), "Auflage"))


@dataclass(frozen=True, slots=True, kw_only=True)
class FulfilCondition:
    """On which day an Auflage was fulfilled, and how that was shown; None: not fulfilled after all."""

    id: UUID
    base_version: int
    fulfilled_on: date | None
    evidence: str = ""


@usecase(undoable=True)
def fulfil_condition(session: Session, command: FulfilCondition, context: Context) -> Outcome:
    """Record that an Auflage is fulfilled; RuleViolation for a day to come."""
    refuse_service(session)
    if command.fulfilled_on is not None and command.fulfilled_on > context.today:
        refuse([stop("in_future", texts.IN_FUTURE, "fulfilled_on")])
    changes: dict[str, object] = {"fulfilled_on": command.fulfilled_on}
    if command.evidence:
        changes["evidence"] = command.evidence
    row = change(
        session, ConditionRecord, command.id, command.base_version, changes, _THE_CONDITION
    )
    session.flush()
    decision = found(session, DecisionRecord, row.decision_id, THE_DECISION)
    said = "erfüllt" if command.fulfilled_on else "wieder offen"
    return Outcome(CHANGED, f"{where(session, decision)}: Auflage {said}")
