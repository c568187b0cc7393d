"""Anträge of a case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sozdesk.archive.updates import cleaned, refuse
from sozdesk.features.cases import texts
from sozdesk.features.cases.records import (
    ApplicationRecord,
    CaseRecord,
    RulingRecord,
)
from sozdesk.features.cases.terms import ApplicationKind, CasePart, Decider, Resolved
from sozdesk.features.cases.usecases.attachments import drop_attachments
from sozdesk.features.cases.usecases.common import (
    CHANGED,
    RemoveRow,
    case_of,
    change,
    existing,
    refuse_cantonal,
)
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.findings import stop
from sozdesk.kernel.usecase import Outcome, usecase

THE_APPLICATION = "Diesen Antrag"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddApplication:
    """What is asked for, and who decides."""

    case_id: UUID
    kind: ApplicationKind
    title: str
    submitted_on: date
    decider: Decider = Decider.AUTHORITY
    reasons: str = ""
    proposal: str = ""


@usecase(undoable=True)
def add_application(session: Session, command: AddApplication, context: Context) -> Outcome:
    """Enter an Antrag; ``Outcome.value`` is its id. RuleViolation without title, or of tomorrow."""
    refuse_cantonal(session)
    case = case_of(session, command.case_id)
    row = ApplicationRecord(
        id=context.new_id(),
        case_id=case.id,
        kind=command.kind.value,
        title=german.clean(command.title),
        reasons=cleaned(command.reasons),
        proposal=cleaned(command.proposal),
        submitted_on=command.submitted_on,
        decider=command.decider.value,
    )
    _check(row, context.today)
    session.add(row)
    session.flush()
    return Outcome(CHANGED, texts.added(where(case), "Antrag"), row.id)


def where(case: CaseRecord) -> str:
    """«Fall 12»: how the Verlauf names a case, never by the person."""
    return f"Fall {case.number}"


def _check(row: ApplicationRecord, today: date) -> None:
    found = []
    if not row.title:
        found.append(stop("title_missing", texts.TITLE_MISSING, "title"))
    if row.submitted_on > today:
        found.append(stop("in_future", texts.IN_FUTURE, "submitted_on"))
    refuse(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeApplication:
    """New values for kind, title, reasons, proposal, submitted_on or decider."""

    id: UUID
    base_version: int
    changes: Mapping[str, object]


@usecase(undoable=True)
def change_application(session: Session, command: ChangeApplication, context: Context) -> Outcome:
    """Change an Antrag; RuleViolation once it is decided, Outdated if somebody was faster.

    One that the authority decides no longer leaves its Traktandenliste.
    """
    refuse_cantonal(session)
    row = change(
        session,
        ApplicationRecord,
        command.id,
        command.base_version,
        command.changes,
        THE_APPLICATION,
    )
    row.kind, row.decider = ApplicationKind(row.kind).value, Decider(row.decider).value
    refuse_resolved(row)
    _check(row, context.today)
    if row.decider != Decider.AUTHORITY.value:
        row.meeting_id = row.agenda_number = None
    session.flush()
    return Outcome(CHANGED, texts.changed(where(case_of(session, row.case_id)), "Antrag"))


def refuse_resolved(row: ApplicationRecord) -> None:
    """Raise RuleViolation once there is a Beschluss; a postponed Antrag has none."""
    if row.resolved not in (None, Resolved.POSTPONED.value):
        refuse([stop("resolved", texts.ALREADY_RESOLVED)])


@usecase(undoable=True)
def remove_application(session: Session, command: RemoveRow, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Remove an Antrag with its files; RuleViolation once it is decided or has a Verfügung."""
    refuse_cantonal(session)
    row = existing(session, ApplicationRecord, command.id, command.base_version, THE_APPLICATION)
    refuse_resolved(row)
    table = RulingRecord
    if session.scalar(
        select(func.count()).select_from(table).where(table.application_id == row.id)
    ):
        refuse([stop("has_ruling", texts.HAS_RULING)])
    name = where(case_of(session, row.case_id))
    drop_attachments(session, CasePart.APPLICATION, row.id)
    session.delete(row)
    session.flush()
    return Outcome(CHANGED, texts.removed(name, "Antrag"))
