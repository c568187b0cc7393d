"""Measures themselves: added by hand, and changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive.updates import cleaned, refuse
from sozdesk.features.strategy import rules, texts
from sozdesk.features.strategy.records import ActionFieldRecord, MeasureRecord
from sozdesk.features.strategy.terms import Horizon, PovertyStrategy, period_name
from sozdesk.features.strategy.usecases.common import (
    CHANGED,
    change,
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
