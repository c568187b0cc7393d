"""References, relations, the line into the next period, and tasks of a measure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from sozdesk.archive.base import Record
from sozdesk.archive.updates import refuse
from sozdesk.features.strategy import rules, texts
from sozdesk.features.strategy.records import (
    CarryOverRecord,
    MeasureRecord,
    MeasureReferenceRecord,
    MeasureRelationRecord,
    MeasureTaskRecord,
    PeriodRecord,
)
from sozdesk.features.strategy.terms import CarryOverKind, ReferenceKind, RelationKind, period_name
from sozdesk.features.strategy.usecases.common import (
    CHANGED,
    change,
    existing,
    measure_of,
    name_of,
    period_of,
    refuse_service,
)
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import NotFound
from sozdesk.kernel.usecase import Outcome, usecase

_REFERENCE, _RELATION, _CARRY_OVER, _TASK = "Verweis", "Verbindung", "Weiterführung", "Aufgabe"


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
    return _added(session, row, measure, _REFERENCE)


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
    return _added(session, row, measure, _RELATION)


def _is_tied(session: Session, one: UUID, other: UUID, kind: RelationKind) -> bool:
    """In the same direction, or in either where the relation has none."""
    table = MeasureRelationRecord
    forward = (table.measure_id == one) & (table.other_id == other)
    backward = (table.measure_id == other) & (table.other_id == one)
    either = or_(forward, backward) if kind is RelationKind.BELONGS_TOGETHER else forward
    return session.scalar(select(table.id).where(either, table.kind == kind.value)) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryOver:
    """What becomes of a measure in the next period; without a target while it is not known."""

    measure_id: UUID
    kind: CarryOverKind
    target_id: UUID | None = None
    reason: str = ""


@usecase(undoable=True)
def carry_over(session: Session, command: CarryOver, context: Context) -> Outcome:
    """Draw a line into the next period; ``Outcome.value`` is its id.

    A measure may go on in several (aufgeteilt), and several in one (zusammengelegt). The line that
    names no target yet gives way to the first one that does.

    Raises:
        NotFound: a measure is gone, or there is no period after this one.
        RuleViolation: target of another period, known already, or nothing said about why not.
    """
    refuse_service(session)
    measure = measure_of(session, command.measure_id)
    following = _period_after(session, measure.period_id)
    target = measure_of(session, command.target_id) if command.target_id else None
    others = _lines_of(session, measure.id)
    fits = target is not None and target.period_id == following.id
    refuse(
        rules.carry_over_findings(
            command.kind,
            has_target=target is not None,
            target_fits=fits,
            reason=command.reason,
            known=any(row.target_id == command.target_id for row in others if row.target_id),
        )
    )
    _clear_unknown(session, others, ends=command.kind is CarryOverKind.DROPPED)
    row = CarryOverRecord(
        id=context.new_id(),
        measure_id=measure.id,
        period_id=following.id,
        target_id=target.id if target else None,
        kind=command.kind.value,
        reason=german.clean(command.reason),
    )
    return _added(session, row, measure, _CARRY_OVER)


def _period_after(session: Session, period_id: UUID) -> PeriodRecord:
    period = period_of(session, period_id)
    found = session.scalar(
        select(PeriodRecord)
        .where(PeriodRecord.begins > period.begins)
        .order_by(PeriodRecord.begins)
        .limit(1)
    )
    if found is None:
        raise NotFound(
            f"Nach {period_name(period.code)} gibt es noch keine Periode.",
            "Erfassen Sie zuerst die nächste.",
        )
    return found


def _lines_of(session: Session, measure_id: UUID) -> list[CarryOverRecord]:
    found = select(CarryOverRecord).where(CarryOverRecord.measure_id == measure_id)
    return list(session.scalars(found))


def _clear_unknown(session: Session, lines: list[CarryOverRecord], *, ends: bool) -> None:
    """What goes nowhere, and what was not known, holds only until something else is said."""
    for row in lines:
        if ends or row.target_id is None:
            session.delete(row)
    session.flush()


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
    return _added(session, row, measure, _TASK)


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


_LinkTable = type[
    MeasureReferenceRecord | MeasureRelationRecord | CarryOverRecord | MeasureTaskRecord
]


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveLink:
    """A reference, relation, carry-over or task that is wrong."""

    id: UUID
    base_version: int


@usecase(undoable=True)
def remove_reference(session: Session, command: RemoveLink, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Remove a reference."""
    return _removed(session, MeasureReferenceRecord, command, _REFERENCE)


@usecase(undoable=True)
def remove_relation(session: Session, command: RemoveLink, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Untie two measures."""
    return _removed(session, MeasureRelationRecord, command, _RELATION)


@usecase(undoable=True)
def remove_carry_over(session: Session, command: RemoveLink, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Remove a line into the next period."""
    return _removed(session, CarryOverRecord, command, _CARRY_OVER)


@usecase(undoable=True)
def remove_task(session: Session, command: RemoveLink, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Remove a task."""
    return _removed(session, MeasureTaskRecord, command, _TASK)


def _added(session: Session, row: Record, measure: MeasureRecord, what: str) -> Outcome:
    session.add(row)
    session.flush()
    return Outcome(CHANGED, texts.added(name_of(measure), what), row.id)


def _removed(session: Session, table: _LinkTable, command: RemoveLink, what: str) -> Outcome:
    refuse_service(session)
    row = existing(session, table, command.id, command.base_version, f"Die Angabe «{what}»")
    measure = measure_of(session, row.measure_id)
    session.delete(row)
    session.flush()
    return Outcome(CHANGED, texts.removed(name_of(measure), what))
