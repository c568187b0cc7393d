"""References, relations and tasks of a measure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from sozdesk.archive.updates import refuse
from sozdesk.features.strategy import rules, texts
from sozdesk.features.strategy.records import (
    MeasureReferenceRecord,
    MeasureRelationRecord,
    MeasureTaskRecord,
)
from sozdesk.features.strategy.terms import ReferenceKind, RelationKind
from sozdesk.features.strategy.usecases.common import (
    CHANGED,
    RemoveLink,
    added,
    change,
    measure_of,
    name_of,
    refuse_service,
    removed,
)
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.usecase import Outcome, usecase

_REFERENCE, _RELATION, _TASK = "Verweis", "Verbindung", "Aufgabe"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddReference:
    """A business of the Landrat («2024/596»), a law or a study."""

    measure_id: UUID
    kind: ReferenceKind
    number: str = ""
    title: str = ""
    dated: date | None = None


@usecase(undoable=True)
def add_reference(session: Session, command: AddReference, context: Context) -> Outcome:
    """Add a reference; ``Outcome.value`` is its id."""
    refuse_service(session)
    measure = measure_of(session, command.measure_id)
    number, title = german.clean(command.number), german.clean(command.title)
    refuse(rules.reference_findings(command.kind, number, title))
    row = MeasureReferenceRecord(
        id=context.new_id(),
        measure_id=measure.id,
        kind=command.kind.value,
        number=number,
        title=title,
        dated=command.dated,
    )
    return added(session, row, measure, _REFERENCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddRelation:
    """``measure_id`` hangs together with, depends on or is anchored in ``other_id``."""

    measure_id: UUID
    other_id: UUID
    kind: RelationKind


@usecase(undoable=True)
def add_relation(session: Session, command: AddRelation, context: Context) -> Outcome:
    """Tie two measures of a period together; ``Outcome.value`` is the id of the tie."""
    refuse_service(session)
    measure, other = measure_of(session, command.measure_id), measure_of(session, command.other_id)
    refuse(
        rules.relation_findings(
            same=measure.id == other.id,
            same_period=measure.period_id == other.period_id,
            known=_is_tied(session, measure.id, other.id, command.kind),
        )
    )
    row = MeasureRelationRecord(
        id=context.new_id(), measure_id=measure.id, other_id=other.id, kind=command.kind.value
    )
    return added(session, row, measure, _RELATION)


def _is_tied(session: Session, one: UUID, other: UUID, kind: RelationKind) -> bool:
    """In the same direction, or in either where the relation has none."""
    table = MeasureRelationRecord
    forward = (table.measure_id == one) & (table.other_id == other)
    backward = (table.measure_id == other) & (table.other_id == one)
    either = or_(forward, backward) if kind is RelationKind.BELONGS_TOGETHER else forward
    return session.scalar(select(table.id).where(either, table.kind == kind.value)) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddTask:
    """Something to do by a day."""

    measure_id: UUID
    title: str
    due_on: date
    done_on: date | None = None
    responsible: str = ""
    milestone: bool = False


@usecase(undoable=True)
def add_task(session: Session, command: AddTask, context: Context) -> Outcome:
    """Add a task or a milestone; ``Outcome.value`` is its id."""
    refuse_service(session)
    measure = measure_of(session, command.measure_id)
    refuse(rules.task_findings(command.title, command.done_on, context.today))
    row = MeasureTaskRecord(
        id=context.new_id(),
        measure_id=measure.id,
        title=german.clean(command.title),
        due_on=command.due_on,
        done_on=command.done_on,
        responsible=german.clean(command.responsible),
        milestone=command.milestone,
    )
    return added(session, row, measure, _TASK)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeTask:
    """New values for some of ``title, due_on, done_on, responsible, milestone``."""

    id: UUID
    base_version: int
    changes: Mapping[str, object]


@usecase(undoable=True)
def change_task(session: Session, command: ChangeTask, context: Context) -> Outcome:
    """Change a task, or tick it off (``done_on``)."""
    refuse_service(session)
    row = change(
        session,
        MeasureTaskRecord,
        command.id,
        command.base_version,
        command.changes,
        "Die Aufgabe",
    )
    refuse(rules.task_findings(row.title, row.done_on, context.today))
    session.flush()
    return Outcome(CHANGED, texts.changed(name_of(measure_of(session, row.measure_id)), _TASK))


@usecase(undoable=True)
def remove_reference(session: Session, command: RemoveLink, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Remove a reference."""
    return removed(session, MeasureReferenceRecord, command, _REFERENCE)


@usecase(undoable=True)
def remove_relation(session: Session, command: RemoveLink, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Untie two measures."""
    return removed(session, MeasureRelationRecord, command, _RELATION)


@usecase(undoable=True)
def remove_task(session: Session, command: RemoveLink, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Remove a task."""
    return removed(session, MeasureTaskRecord, command, _TASK)
