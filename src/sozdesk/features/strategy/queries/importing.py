"""What a table of measures is compared with, and what recording it would do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from sozdesk.features.strategy import rules
from sozdesk.features.strategy.queries.periods import (
    fields_of,
    measure_rows,
    periods,
    status_row,
)
from sozdesk.features.strategy.records import CarryOverRecord, MeasureRecord, MeasureStatusRecord
from sozdesk.features.strategy.terms import (
    CarryOverKind,
    ImportBase,
    ImportPlan,
    KnownLine,
    MeasureTable,
    PeriodRow,
    StatusRow,
)


def previous_period(session: Session, period: PeriodRow) -> PeriodRow | None:
    """The period before, or None."""
    earlier = (row for row in periods(session) if row.begins < period.begins)
    return next(earlier, None)


def import_base(session: Session, period: PeriodRow, today: date) -> ImportBase:
    """Everything of the period that a table may say the same or otherwise."""
    former = previous_period(session, period)
    measures = measure_rows(session, period, today)
    return ImportBase(
        period=period,
        fields=fields_of(session, period.id),
        measures={row.number: row for row in measures},
        statuses=dict(_statuses(session, period.id)),
        former=_titles(session, former.id) if former else {},
        former_name=former.name if former else "",
        lines=tuple(_lines(session, period.id)),
        today=today,
    )


def import_plan(
    session: Session, period: PeriodRow, table: MeasureTable, today: date
) -> ImportPlan:
    """What recording the table would do; nothing is written."""
    return rules.plan(table, import_base(session, period, today))


def _statuses(session: Session, period_id: UUID) -> Iterator[tuple[tuple[str, date], StatusRow]]:
    found = session.execute(
        select(MeasureRecord.number, MeasureStatusRecord)
        .join(MeasureRecord, MeasureRecord.id == MeasureStatusRecord.measure_id)
        .where(MeasureRecord.period_id == period_id)
    )
    for number, record in found:
        yield (number, record.as_of), status_row(record)


def _titles(session: Session, period_id: UUID) -> dict[str, str]:
    found = session.execute(
        select(MeasureRecord.number, MeasureRecord.title).where(
            MeasureRecord.period_id == period_id
        )
    )
    return {number: title for number, title in found}  # noqa: C416 - rows are no pairs to mypy


def _lines(session: Session, period_id: UUID) -> Iterator[KnownLine]:
    source, target, line = aliased(MeasureRecord), aliased(MeasureRecord), CarryOverRecord
    found = session.execute(
        select(source.number, target.number, line.kind)
        .join(source, source.id == line.measure_id)
        .outerjoin(target, target.id == line.target_id)
        .where(line.period_id == period_id)
        .order_by(source.position, target.position)
    )
    for before, after, kind in found:
        yield KnownLine(before, after or "", CarryOverKind(kind))
