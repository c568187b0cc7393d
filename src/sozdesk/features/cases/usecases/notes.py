"""Aktennotizen of a case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from sozdesk.archive.updates import cleaned, refuse
from sozdesk.features.cases import texts
from sozdesk.features.cases.records import CaseNoteRecord
from sozdesk.features.cases.rules import work as rules
from sozdesk.features.cases.usecases.common import (
    CHANGED,
    RemoveRow,
    case_of,
    change,
    existing,
    refuse_cantonal,
)
from sozdesk.kernel.context import Context
from sozdesk.kernel.usecase import Outcome, usecase

_WHAT = "Aktennotiz"
_THE = "Die Aktennotiz"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddNote:
    """What was said or seen on a day."""

    case_id: UUID
    noted_on: date
    title: str
    text: str


@usecase(undoable=True)
def add_note(session: Session, command: AddNote, context: Context) -> Outcome:
    """Write an Aktennotiz; its author is who writes. ``Outcome.value`` is its id."""
    refuse_cantonal(session)
    case = case_of(session, command.case_id)
    refuse(rules.note_findings(command.noted_on, command.title, command.text, context.today))
    row = CaseNoteRecord(
        id=context.new_id(),
        case_id=case.id,
        noted_on=command.noted_on,
        title=cleaned(command.title),
        text=cleaned(command.text),
        author=context.staff_name,
    )
    session.add(row)
    session.flush()
    return Outcome(CHANGED, texts.added(texts.case_name(case.number), _WHAT), row.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeNote:
    """New values for day, title or text; the author stays."""

    id: UUID
    base_version: int
    changes: Mapping[str, object]


@usecase(undoable=True)
def change_note(session: Session, command: ChangeNote, context: Context) -> Outcome:
    """Change an Aktennotiz; Outdated if somebody was faster."""
    refuse_cantonal(session)
    row = change(session, CaseNoteRecord, command.id, command.base_version, command.changes, _THE)
    refuse(rules.note_findings(row.noted_on, row.title, row.text, context.today))
    session.flush()
    return Outcome(CHANGED, texts.changed(_case_name(session, row), _WHAT))


@usecase(undoable=True)
def remove_note(session: Session, command: RemoveRow, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Remove an Aktennotiz."""
    refuse_cantonal(session)
    row = existing(session, CaseNoteRecord, command.id, command.base_version, _THE)
    where = _case_name(session, row)
    session.delete(row)
    session.flush()
    return Outcome(CHANGED, texts.removed(where, _WHAT))


def _case_name(session: Session, row: CaseNoteRecord) -> str:
    return texts.case_name(case_of(session, row.case_id).number)
