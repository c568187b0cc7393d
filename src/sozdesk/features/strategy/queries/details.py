"""Everything about one measure."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from sozdesk.features.strategy import rules
from sozdesk.features.strategy.queries.periods import (
    fields_of,
    measure_rows,
    periods,
    reference_row,
    status_row,
)
from sozdesk.features.strategy.records import (
    CarryOverRecord,
    MeasureRecord,
    MeasureReferenceRecord,
    MeasureRelationRecord,
    MeasureStatusRecord,
    MeasureTaskRecord,
    PeriodRecord,
)
from sozdesk.features.strategy.terms import (
    CarryOverKind,
    CarryOverRow,
    MeasureDetails,
    ReferenceRow,
    RelationKind,
    RelationRow,
    StatusRow,
    TaskRow,
)


def details(session: Session, measure_id: UUID, as_of: date) -> MeasureDetails | None:
    """One measure with all that belongs to it, or None if it is gone."""
    record = session.get(MeasureRecord, measure_id)
    if record is None:
        return None
    period = next(row for row in periods(session) if row.id == record.period_id)
    rows = measure_rows(session, period, as_of)
    return MeasureDetails(
        row=next(row for row in rows if row.id == measure_id),
        period=period,
        field=next(row for row in fields_of(session, period.id) if row.id == record.field_id),
        history=_history(session, measure_id),
        references=_references(session, measure_id),
        relations=_relations(session, measure_id),
        carry_overs=carry_over_rows(session, {measure_id}),
        tasks=_tasks(session, measure_id),
    )


def _history(session: Session, measure_id: UUID) -> tuple[StatusRow, ...]:
    found = session.scalars(
        select(MeasureStatusRecord)
        .where(MeasureStatusRecord.measure_id == measure_id)
        .order_by(MeasureStatusRecord.as_of.desc())
    )
    return tuple(status_row(record) for record in found)


def _references(session: Session, measure_id: UUID) -> tuple[ReferenceRow, ...]:
    found = session.scalars(
        select(MeasureReferenceRecord)
        .where(MeasureReferenceRecord.measure_id == measure_id)
        .order_by(
            MeasureReferenceRecord.kind,
            MeasureReferenceRecord.number,
            MeasureReferenceRecord.title,
        )
    )
    return tuple(map(reference_row, found))


def _relations(session: Session, measure_id: UUID) -> tuple[RelationRow, ...]:
    """From here and towards here, by the number of the other measure."""
    relation, other = MeasureRelationRecord, MeasureRecord
    found = session.execute(
        select(relation, other)
        .join(
            other,
            or_(
                (relation.other_id == other.id) & (relation.measure_id == measure_id),
                (relation.measure_id == other.id) & (relation.other_id == measure_id),
            ),
        )
        .order_by(other.position)
    )
    return tuple(
        RelationRow(
            id=link.id,
            version=link.version,
            kind=RelationKind(link.kind),
            incoming=link.other_id == measure_id,
            measure_id=measure.id,
            number=measure.number,
            title=measure.title,
        )
        for link, measure in found
    )


def lineage(session: Session, measure_id: UUID) -> tuple[CarryOverRow, ...]:
    """Every line into a next period that hangs together with the measure, oldest first.

    What was put together with it is part of it, and so is what it was split into.
    """
    found: dict[UUID, CarryOverRow] = {}
    seen: set[UUID] = set()
    wave = {measure_id}
    while wave:
        seen |= wave
        rows = carry_over_rows(session, wave)
        found |= {row.id: row for row in rows}
        ends = {end for row in rows for end in (row.measure_id, row.target_id) if end}
        wave = ends - seen
    return tuple(sorted(found.values(), key=_place))


def _place(row: CarryOverRow) -> tuple[str, int, int]:
    return (
        row.measure_period,
        rules.position_of(row.measure_number) or 0,
        rules.position_of(row.target_number) or 0,
    )


def carry_over_rows(session: Session, measure_ids: Collection[UUID]) -> tuple[CarryOverRow, ...]:
    """The lines from and to these measures, by the numbers of both ends."""
    source, target = aliased(MeasureRecord), aliased(MeasureRecord)
    old, new = aliased(PeriodRecord), aliased(PeriodRecord)
    line = CarryOverRecord
    found = session.execute(
        select(line, source, old.code, new.code, target)
        .join(source, source.id == line.measure_id)
        .join(old, old.id == source.period_id)
        .join(new, new.id == line.period_id)
        .outerjoin(target, target.id == line.target_id)
        .where(or_(line.measure_id.in_(measure_ids), line.target_id.in_(measure_ids)))
        .order_by(source.position, target.position)
    )
    return tuple(_carry_over(*row) for row in found)


def _carry_over(
    line: CarryOverRecord,
    source: MeasureRecord,
    old_code: str,
    new_code: str,
    target: MeasureRecord | None,
) -> CarryOverRow:
    return CarryOverRow(
        id=line.id,
        version=line.version,
        kind=CarryOverKind(line.kind),
        measure_id=source.id,
        measure_number=source.number,
        measure_title=source.title,
        measure_period=old_code,
        target_id=target.id if target else None,
        target_number=target.number if target else "",
        target_title=target.title if target else "",
        target_period=new_code,
        reason=line.reason,
    )


def _tasks(session: Session, measure_id: UUID) -> tuple[TaskRow, ...]:
    found = session.scalars(
        select(MeasureTaskRecord)
        .where(MeasureTaskRecord.measure_id == measure_id)
        .order_by(MeasureTaskRecord.due_on, MeasureTaskRecord.title)
    )
    return tuple(
        TaskRow(
            id=record.id,
            version=record.version,
            title=record.title,
            due_on=record.due_on,
            done_on=record.done_on,
            responsible=record.responsible,
            milestone=record.milestone,
        )
        for record in found
    )
