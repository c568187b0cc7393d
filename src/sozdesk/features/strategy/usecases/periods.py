"""Periods: the next one added, and what the Regierungsrat adopted about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sozdesk.archive.updates import refuse
from sozdesk.features.strategy import rules
from sozdesk.features.strategy.records import (
    ActionFieldRecord,
    CarryOverRecord,
    MeasureRecord,
    MeasureStatusRecord,
    PeriodRecord,
)
from sozdesk.features.strategy.terms import period_name
from sozdesk.features.strategy.usecases.common import CHANGED, change, refuse_service
from sozdesk.features.strategy.usecases.reference import field_id, period_id
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import NotFound
from sozdesk.kernel.usecase import Outcome, usecase


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPeriod:
    """Whole years, the last one inclusive."""

    first_year: int
    last_year: int
    expected: int | None = None
    """How many measures the Regierungsrat adopted; None if unknown."""
    adopted: date | None = None
    source: str = ""


@usecase(undoable=True)
def add_period(session: Session, command: AddPeriod, context: Context) -> Outcome:
    """Add a period with the Handlungsfelder of the one before; ``Outcome.value`` is its id.

    Raises:
        NotFound: the file has no period to take the Handlungsfelder from.
        RuleViolation: no such years, or there is a period in them already.
    """
    refuse_service(session)
    refuse(rules.years_findings(command.first_year, command.last_year))
    begins, ends = date(command.first_year, 1, 1), date(command.last_year, 12, 31)
    code = rules.period_code(begins, ends)
    record = PeriodRecord(
        id=period_id(code),
        code=code,
        begins=begins,
        ends=ends,
        expected=command.expected,
        adopted=command.adopted,
        source=german.clean(command.source),
    )
    _refuse_flaws(session, record, context)
    fields = _fields_like(session, begins)
    session.add(record)
    session.flush()
    session.add_all(_copied(field, record) for field in fields)
    session.flush()
    return Outcome(CHANGED, f"Periode {period_name(code)} hinzugefügt", record.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePeriod:
    """New values for some of ``begins, ends, expected, adopted, source``; its years stay."""

    id: UUID
    base_version: int
    changes: Mapping[str, object]


@usecase(undoable=True)
def change_period(session: Session, command: ChangePeriod, context: Context) -> Outcome:
    """Change a period; RuleViolation if its days do not fit, Outdated if somebody was faster."""
    refuse_service(session)
    row = change(
        session,
        PeriodRecord,
        command.id,
        command.base_version,
        command.changes,
        "Die Periode",
    )
    with session.no_autoflush:  # the rules explain what does not fit before it is written
        _refuse_flaws(session, row, context)
    session.flush()
    return Outcome(CHANGED, f"Periode {period_name(row.code)} geändert")


def _refuse_flaws(session: Session, period: PeriodRecord, context: Context) -> None:
    others = [row for row in session.scalars(select(PeriodRecord)) if row is not period]
    refuse(
        rules.period_findings(
            code=period.code,
            days=(period.begins, period.ends),
            expected=period.expected,
            adopted=period.adopted,
            others=[(row.begins, row.ends) for row in others],
            crossed=_is_crossed(session, period),
            first_entry=_first_entry(session, period.id),
            today=context.today,
        )
    )


def _is_crossed(session: Session, period: PeriodRecord) -> bool:
    """Whether a measure of an earlier period goes on in a later one."""
    begins = {row.id: row.begins for row in session.scalars(select(PeriodRecord))}
    found = session.execute(
        select(MeasureRecord.period_id, CarryOverRecord.period_id)
        .join(MeasureRecord, MeasureRecord.id == CarryOverRecord.measure_id)
        .distinct()
    )
    return any(
        begins[before] < period.begins < begins[after]
        for before, after in found
        if period.id not in (before, after)
    )


def _first_entry(session: Session, period_id: UUID) -> date | None:
    return session.scalar(
        select(func.min(MeasureStatusRecord.as_of))
        .join(MeasureRecord, MeasureRecord.id == MeasureStatusRecord.measure_id)
        .where(MeasureRecord.period_id == period_id)
    )


def _fields_like(session: Session, begins: date) -> list[ActionFieldRecord]:
    """Of the period before, or of the first one after."""
    rows = session.scalars(select(PeriodRecord).order_by(PeriodRecord.begins)).all()
    earlier = [row for row in rows if row.begins < begins]
    near = (*reversed(earlier), *rows)
    if not near:
        raise NotFound("Die Datei enthält noch keine Periode.", "Laden Sie zuerst die Massnahmen.")
    found = select(ActionFieldRecord).where(ActionFieldRecord.period_id == near[0].id)
    return list(session.scalars(found))


def _copied(field: ActionFieldRecord, period: PeriodRecord) -> ActionFieldRecord:
    return ActionFieldRecord(
        id=field_id(period.code, field.number),
        period_id=period.id,
        number=field.number,
        name=field.name,
        preventive=field.preventive,
    )
