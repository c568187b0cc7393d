"""Measures themselves: added by hand, changed and removed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from sozdesk.archive.updates import cleaned, refuse
from sozdesk.features.strategy import rules, texts
from sozdesk.features.strategy.records import (
    ActionFieldRecord,
    CarryOverRecord,
    MeasureRecord,
    MeasureReferenceRecord,
    MeasureRelationRecord,
    MeasureStatusRecord,
    MeasureTaskRecord,
    PeriodRecord,
)
from sozdesk.features.strategy.terms import Horizon, PovertyStrategy, period_name
from sozdesk.features.strategy.usecases.common import (
    CHANGED,
    change,
    existing,
    name_of,
    period_of,
    refuse_service,
)
from sozdesk.features.strategy.usecases.reference import measure_id
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import NotFound
from sozdesk.kernel.usecase import Outcome, usecase

THE_MEASURE = "Die Massnahme"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddMeasure:
    """A measure of a period; its number says the Handlungsfeld."""

    period_id: UUID
    number: str
    title: str
    aim: str = ""
    priority: int | None = None
    horizon: Horizon | None = None
    poverty_strategy: PovertyStrategy = PovertyStrategy.NO
    responsible_body: str = ""
    responsible_people: str = ""


@usecase(undoable=True)
def add_measure(session: Session, command: AddMeasure, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Enter a measure; ``Outcome.value`` is its id.

    Raises:
        NotFound: the period or its Handlungsfeld is gone.
        RuleViolation: number or title missing, or the number is taken.
    """
    refuse_service(session)
    record = new_measure(session, command)
    session.add(record)
    session.flush()
    where = period_name(period_of(session, record.period_id).code)
    return Outcome(CHANGED, texts.added(where, name_of(record)), record.id)


def new_measure(session: Session, command: AddMeasure) -> MeasureRecord:
    """The row of a measure that may be entered; not yet in the session."""
    period = period_of(session, command.period_id)
    number = german.clean(command.number)
    refuse(
        rules.measure_findings(
            number=number,
            title=command.title,
            priority=command.priority,
            taken=_numbers(session, period.id),
        )
    )
    position = rules.position_of(number)
    assert position is not None
    return MeasureRecord(
        id=measure_id(period.code, number),
        period_id=period.id,
        field_id=_field_of(session, period.id, position // 1000),
        number=number,
        position=position,
        title=german.clean(command.title),
        aim=cleaned(command.aim),
        priority=command.priority,
        horizon=command.horizon.value if command.horizon else None,
        poverty_strategy=command.poverty_strategy.value,
        responsible_body=german.clean(command.responsible_body),
        responsible_people=german.clean(command.responsible_people),
    )


def _numbers(session: Session, period_id: UUID, but: UUID | None = None) -> set[str]:
    found = session.execute(
        select(MeasureRecord.id, MeasureRecord.number).where(MeasureRecord.period_id == period_id)
    )
    return {number for key, number in found if key != but}


def _field_of(session: Session, period_id: UUID, number: int) -> UUID:
    found = session.scalar(
        select(ActionFieldRecord.id).where(
            ActionFieldRecord.period_id == period_id, ActionFieldRecord.number == number
        )
    )
    if found is None:
        raise NotFound(
            f"Die Periode hat kein Handlungsfeld {number}.", "Wählen Sie eine andere Nummer."
        )
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeMeasure:
    """New values for some of the columns of a measure; its number stays."""

    id: UUID
    base_version: int
    changes: Mapping[str, object]
    """Of ``title, aim, priority, horizon, poverty_strategy, responsible_body, responsible_people``."""


@usecase(undoable=True)
def change_measure(session: Session, command: ChangeMeasure, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Change a measure; RuleViolation if its title were empty, Outdated if somebody was faster."""
    refuse_service(session)
    row = change(
        session, MeasureRecord, command.id, command.base_version, command.changes, THE_MEASURE
    )
    refuse(
        rules.measure_findings(number=row.number, title=row.title, priority=row.priority, taken=())
    )
    session.flush()
    return Outcome(CHANGED, f"{name_of(row)} geändert")


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveMeasure:
    """A measure that is wrong altogether."""

    id: UUID
    base_version: int


@usecase(undoable=True)
def remove_measure(session: Session, command: RemoveMeasure, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Remove a measure with its entries, references and tasks; the Verlauf can bring all back.

    Raises:
        NotFound: it is gone already.
        RuleViolation: another measure is tied to it, or goes on in it.
    """
    refuse_service(session)
    row = existing(session, MeasureRecord, command.id, command.base_version, THE_MEASURE)
    name, where = name_of(row), period_name(period_of(session, row.period_id).code)
    refuse(rules.removal_findings(name, _tied(session, row)))
    for table in (
        MeasureStatusRecord,
        MeasureReferenceRecord,
        MeasureTaskRecord,
        CarryOverRecord,
    ):
        for part in session.scalars(select(table).where(table.measure_id == row.id)):
            session.delete(part)
    session.flush()
    session.delete(row)
    session.flush()
    return Outcome(CHANGED, texts.removed(where, name))


def _tied(session: Session, measure: MeasureRecord) -> list[str]:
    """Other measures in words: of this period by their number, of another one with it."""
    relation, line = MeasureRelationRecord, CarryOverRecord
    ends = session.execute(
        select(relation.measure_id, relation.other_id)
        .where(or_(relation.measure_id == measure.id, relation.other_id == measure.id))
        .union(
            select(line.measure_id, line.target_id).where(
                or_(line.measure_id == measure.id, line.target_id == measure.id)
            )
        )
    )
    ids = {end for pair in ends for end in pair if end} - {measure.id}
    found = session.execute(
        select(MeasureRecord, PeriodRecord.code)
        .join(PeriodRecord, PeriodRecord.id == MeasureRecord.period_id)
        .where(MeasureRecord.id.in_(ids))
        .order_by(PeriodRecord.begins, MeasureRecord.position)
    )
    return [
        other.number
        if other.period_id == measure.period_id
        else f"{other.number} ({period_name(code)})"
        for other, code in found
    ]
