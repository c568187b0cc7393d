"""What the report on a period says as of a day: a few questions, however many measures there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from sozdesk.features.strategy.queries.details import carry_over_rows
from sozdesk.features.strategy.queries.periods import (
    chapters,
    next_period,
    reference_row,
    view,
)
from sozdesk.features.strategy.records import (
    MeasureRecord,
    MeasureReferenceRecord,
    MeasureRelationRecord,
    ReportStageRecord,
)
from sozdesk.features.strategy.terms import (
    PeriodRow,
    ReferenceRow,
    RelationKind,
    RelationRow,
    ReportContent,
    ReportStage,
    StageRow,
)


def draft_content(session: Session, period: PeriodRow, as_of: date, today: date) -> ReportContent:
    """The report as of a day, at the step that its draft has reached today."""
    after = next_period(session, period)
    seen = view(session, period, as_of)
    steps = [row for row in stages(session, period.id) if row.since <= today]
    return ReportContent(
        view=seen,
        stage=steps[0] if steps else None,
        next_period=after.code if after else "",
        chapters=chapters(session, period.id),
        references=_references(session, period.id),
        relations=_relations(session, period.id),
        carry_overs=carry_over_rows(session, {row.id for row in seen.measures}),
    )


def stages(session: Session, period_id: UUID) -> tuple[StageRow, ...]:
    """The way of the draft, newest step first."""
    found = session.scalars(
        select(ReportStageRecord)
        .where(ReportStageRecord.period_id == period_id)
        .order_by(ReportStageRecord.since.desc())
    )
    return tuple(
        StageRow(
            id=row.id,
            version=row.version,
            stage=ReportStage(row.stage),
            since=row.since,
            rrb_number=row.rrb_number,
        )
        for row in found
    )


def _references(session: Session, period_id: UUID) -> Mapping[UUID, tuple[ReferenceRow, ...]]:
    reference = MeasureReferenceRecord
    found = session.scalars(
        select(reference)
        .join(MeasureRecord, MeasureRecord.id == reference.measure_id)
        .where(MeasureRecord.period_id == period_id)
        .order_by(reference.kind, reference.number, reference.title)
    )
    rows: dict[UUID, tuple[ReferenceRow, ...]] = {}
    for record in found:
        rows[record.measure_id] = (*rows.get(record.measure_id, ()), reference_row(record))
    return rows


def _relations(session: Session, period_id: UUID) -> Mapping[UUID, tuple[RelationRow, ...]]:
    """Each relation at both of its ends, by the number of the other measure."""
    link, source, other = MeasureRelationRecord, aliased(MeasureRecord), aliased(MeasureRecord)
    found = session.execute(
        select(link, source, other)
        .join(source, source.id == link.measure_id)
        .join(other, other.id == link.other_id)
        .where(source.period_id == period_id)
    )
    ends: dict[UUID, list[tuple[int, RelationRow]]] = defaultdict(list)
    for record, here, there in found:
        ends[here.id].append((there.position, _relation_row(record, there, incoming=False)))
        ends[there.id].append((here.position, _relation_row(record, here, incoming=True)))
    return {
        key: tuple(row for _, row in sorted(rows, key=lambda pair: (pair[0], pair[1].kind)))
        for key, rows in ends.items()
    }


def _relation_row(
    record: MeasureRelationRecord, measure: MeasureRecord, *, incoming: bool
) -> RelationRow:
    return RelationRow(
        id=record.id,
        version=record.version,
        kind=RelationKind(record.kind),
        incoming=incoming,
        measure_id=measure.id,
        number=measure.number,
        title=measure.title,
    )
