"""Tasks, of a case or of none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from sozdesk.archive.staff import Staff
from sozdesk.archive.updates import cleaned, refuse
from sozdesk.features.cases import texts
from sozdesk.features.cases.records import CaseRecord, CaseTaskRecord
from sozdesk.features.cases.rules import work as rules
from sozdesk.features.cases.texts import work as said
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
from sozdesk.kernel.usecase import Outcome, usecase

_THE = "Die Aufgabe"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddCaseTask:
    """Something to do by a day; without ``case_id`` it belongs to no case."""

    case_id: UUID | None
    title: str
    due_on: date
    responsible_id: UUID | None = None
    note: str = ""


@usecase(undoable=True)
def add_case_task(session: Session, command: AddCaseTask, context: Context) -> Outcome:
    """Enter a task; ``Outcome.value`` is its id."""
    refuse_cantonal(session)
    if command.case_id is not None:
        case_of(session, command.case_id)
    refuse(rules.task_findings(command.title))
    _check_person(session, command.responsible_id)
    row = CaseTaskRecord(
        id=context.new_id(),
        case_id=command.case_id,
        title=cleaned(command.title),
        due_on=command.due_on,
        responsible_id=command.responsible_id,
        note=cleaned(command.note),
    )
    session.add(row)
    session.flush()
    return Outcome(CHANGED, texts.added(_name(session, row)), row.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeCaseTask:
    """New values for some columns; ``done_on`` finishes it, None opens it again."""

    id: UUID
    base_version: int
    changes: Mapping[str, object]


@usecase(undoable=True)
def change_case_task(session: Session, command: ChangeCaseTask, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Change, finish or open a task again; Outdated if somebody was faster."""
    refuse_cantonal(session)
    row = change(session, CaseTaskRecord, command.id, command.base_version, command.changes, _THE)
    refuse(rules.task_findings(row.title))
    _check_person(session, row.responsible_id)
    session.flush()
    finished = row.done_on is not None and "done_on" in command.changes
    name = _name(session, row)
    return Outcome(CHANGED, f"{name} erledigt" if finished else texts.changed(name))


@usecase(undoable=True)
def remove_case_task(session: Session, command: RemoveRow, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Remove a task that was entered by mistake."""
    refuse_cantonal(session)
    row = existing(session, CaseTaskRecord, command.id, command.base_version, _THE)
    name = _name(session, row)
    session.delete(row)
    session.flush()
    return Outcome(CHANGED, texts.removed(name))


def _check_person(session: Session, staff_id: UUID | None) -> None:
    if staff_id is not None:
        found(session, Staff, staff_id, "Diese Person")


def _name(session: Session, row: CaseTaskRecord) -> str:
    case = session.get(CaseRecord, row.case_id) if row.case_id else None
    return said.task_name(case.number if case else None)
