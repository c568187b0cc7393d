"""Periods, and how their measures stand on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, aliased

from sozdesk.features.strategy.records import (
    ActionFieldRecord,
    CarryOverRecord,
    ChapterTextRecord,
    MeasureRecord,
    MeasureReferenceRecord,
    MeasureStatusRecord,
    MeasureTaskRecord,
    PeriodRecord,
)
from sozdesk.features.strategy.terms import (
    CarryOverKind,
    ChapterKey,
    ChapterRow,
    ClosingReason,
    FieldRow,
    Horizon,
    MeasureName,
    MeasureRow,
    MeasureState,
    PeriodRow,
    PeriodView,
    PovertyStrategy,
    ReferenceKind,
    ReferenceRow,
    StatusRow,
)


def periods(session: Session) -> tuple[PeriodRow, ...]:
    """All periods, newest first."""
    counted = (
        select(MeasureRecord.period_id, func.count().label("recorded"))
        .group_by(MeasureRecord.period_id)
        .subquery()
    )
    rows = session.execute(
        select(PeriodRecord, counted.c.recorded)
        .outerjoin(counted, counted.c.period_id == PeriodRecord.id)
        .order_by(PeriodRecord.begins.desc())
    )
    return tuple(_period_row(record, recorded or 0) for record, recorded in rows)


def period_of(session: Session, code: str) -> PeriodRow | None:
    """The period with this code («2021-2024»; an en dash is understood), or None."""
    wanted = code.strip().replace("\u2013", "-")
    return next((row for row in periods(session) if row.code == wanted), None)


def next_period(session: Session, period: PeriodRow) -> PeriodRow | None:
    """The period that follows, or None."""
    later = [row for row in periods(session) if row.begins > period.begins]
    return later[-1] if later else None


def default_period(session: Session, today: date) -> PeriodRow | None:
    """What the page opens: the period of the day if it has measures, else the newest that has."""
    rows = periods(session)
    filled = [row for row in rows if row.recorded]
    running = [row for row in filled if row.begins <= today <= row.ends]
    return next(iter((*running, *filled, *rows)), None)


def default_day(period: PeriodRow, today: date) -> date:
    """The day that a period is looked at unless somebody says another: today, or its last day."""
    return min(today, period.ends)


def view(session: Session, period: PeriodRow, as_of: date) -> PeriodView:
    """The measures of a period as they stand on a day."""
    return PeriodView(
        period=period,
        as_of=as_of,
        fields=fields_of(session, period.id),
        measures=measure_rows(session, period, as_of),
    )


def fields_of(session: Session, period_id: UUID) -> tuple[FieldRow, ...]:
    """The Handlungsfelder of a period by number."""
    found = session.scalars(
        select(ActionFieldRecord)
        .where(ActionFieldRecord.period_id == period_id)
        .order_by(ActionFieldRecord.number)
    )
    return tuple(
        FieldRow(id=row.id, number=row.number, name=row.name, preventive=row.preventive)
        for row in found
    )


def measure_rows(session: Session, period: PeriodRow, as_of: date) -> tuple[MeasureRow, ...]:
    """All measures of a period by number: one question for them, one each for what hangs on them."""
    statuses = _statuses_on(session, period.id, as_of)
    carried = _carried(session, period.id)
    overdue = overdue_tasks(session, period.id, as_of)
    found = session.execute(
        select(MeasureRecord, ActionFieldRecord.number)
        .join(ActionFieldRecord, ActionFieldRecord.id == MeasureRecord.field_id)
        .where(MeasureRecord.period_id == period.id)
        .order_by(MeasureRecord.position)
    )
    return tuple(
        _measure_row(
            record,
            field_number,
            statuses.get(record.id),
            carried.get(record.id, ()),
            overdue.get(record.id, 0),
        )
        for record, field_number in found
    )


def _statuses_on(session: Session, period_id: UUID, as_of: date) -> Mapping[UUID, StatusRow]:
    """Only the newest entry of each measure up to the day, whatever lies before it."""
    newest = (
        select(MeasureStatusRecord.measure_id, func.max(MeasureStatusRecord.as_of).label("day"))
        .join(MeasureRecord, MeasureRecord.id == MeasureStatusRecord.measure_id)
        .where(MeasureRecord.period_id == period_id, MeasureStatusRecord.as_of <= as_of)
        .group_by(MeasureStatusRecord.measure_id)
        .subquery()
    )
    found = session.scalars(
        select(MeasureStatusRecord).join(
            newest,
            and_(
                newest.c.measure_id == MeasureStatusRecord.measure_id,
                newest.c.day == MeasureStatusRecord.as_of,
            ),
        )
    )
    return {record.measure_id: status_row(record) for record in found}


_Carried = tuple[UUID, str, str, str | None]
"""Measure, kind, code of the next period, number there."""


def _carried(session: Session, period_id: UUID) -> Mapping[UUID, Sequence[_Carried]]:
    """Kind, code of the next period and number there, by measure."""
    target = aliased(MeasureRecord)
    found = session.execute(
        select(CarryOverRecord.measure_id, CarryOverRecord.kind, PeriodRecord.code, target.number)
        .join(MeasureRecord, MeasureRecord.id == CarryOverRecord.measure_id)
        .join(PeriodRecord, PeriodRecord.id == CarryOverRecord.period_id)
        .outerjoin(target, target.id == CarryOverRecord.target_id)
        .where(MeasureRecord.period_id == period_id)
        .order_by(target.position.nulls_last())
    )
    lines: dict[UUID, list[_Carried]] = defaultdict(list)
    for row in found:
        lines[row[0]].append((row[0], row[1], row[2], row[3]))
    return lines


def overdue_tasks(session: Session, period_id: UUID, as_of: date) -> Mapping[UUID, int]:
    """Tasks past their day and not done by then, counted by measure."""
    found = session.execute(
        select(MeasureTaskRecord.measure_id, func.count())
        .join(MeasureRecord, MeasureRecord.id == MeasureTaskRecord.measure_id)
        .where(
            MeasureRecord.period_id == period_id,
            MeasureTaskRecord.due_on < as_of,
            MeasureTaskRecord.done_on.is_(None) | (MeasureTaskRecord.done_on > as_of),
        )
        .group_by(MeasureTaskRecord.measure_id)
    )
    return {measure_id: count for measure_id, count in found}  # noqa: C416 - rows are no pairs to mypy


def names(session: Session) -> tuple[MeasureName, ...]:
    """Every measure of every period by its name, newest period first."""
    references: dict[UUID, list[ReferenceRow]] = defaultdict(list)
    for record in session.scalars(select(MeasureReferenceRecord)):
        references[record.measure_id].append(reference_row(record))
    found = session.execute(
        select(MeasureRecord.id, MeasureRecord.number, MeasureRecord.title, PeriodRecord.code)
        .join(PeriodRecord, PeriodRecord.id == MeasureRecord.period_id)
        .order_by(PeriodRecord.begins.desc(), MeasureRecord.position)
    )
    return tuple(
        MeasureName(
            id=key,
            number=number,
            title=title,
            period_code=code,
            references=tuple(references[key]),
        )
        for key, number, title, code in found
    )


def chapters(session: Session, period_id: UUID) -> tuple[ChapterRow, ...]:
    """The texts of the report in its order; an unwritten one is empty."""
    written = {
        record.key: record
        for record in session.scalars(
            select(ChapterTextRecord).where(ChapterTextRecord.period_id == period_id)
        )
    }
    return tuple(_chapter_row(key, written.get(key.value)) for key in ChapterKey)


# ------------------------------------------------------------------ rows


def _period_row(record: PeriodRecord, recorded: int) -> PeriodRow:
    return PeriodRow(
        id=record.id,
        version=record.version,
        code=record.code,
        begins=record.begins,
        ends=record.ends,
        expected=record.expected,
        adopted=record.adopted,
        source=record.source,
        recorded=recorded,
    )


def status_row(record: MeasureStatusRecord) -> StatusRow:
    """An entry as screens see it."""
    return StatusRow(
        id=record.id,
        version=record.version,
        as_of=record.as_of,
        state=MeasureState(record.state),
        reason=ClosingReason(record.reason) if record.reason else None,
        inferred=record.inferred,
        text=record.text,
        decided_by=record.decided_by,
    )


def reference_row(record: MeasureReferenceRecord) -> ReferenceRow:
    """A reference as screens and documents see it."""
    return ReferenceRow(
        id=record.id,
        version=record.version,
        kind=ReferenceKind(record.kind),
        number=record.number,
        title=record.title,
        dated=record.dated,
    )


def _measure_row(
    record: MeasureRecord,
    field_number: int,
    status: StatusRow | None,
    carried: Sequence[_Carried],
    overdue: int,
) -> MeasureRow:
    going_on = [row for row in carried if row[1] != CarryOverKind.DROPPED]
    return MeasureRow(
        id=record.id,
        version=record.version,
        period_id=record.period_id,
        number=record.number,
        field_number=field_number,
        title=record.title,
        aim=record.aim,
        priority=record.priority,
        horizon=Horizon(record.horizon) if record.horizon else None,
        poverty_strategy=PovertyStrategy(record.poverty_strategy),
        responsible_body=record.responsible_body,
        responsible_people=record.responsible_people,
        status=status,
        carry_over=CarryOverKind((going_on or carried)[0][1]) if carried else None,
        continued_in=going_on[0][2] if going_on else "",
        continued_as=tuple(row[3] for row in going_on if row[3]),
        overdue_tasks=overdue,
    )


def _chapter_row(key: ChapterKey, record: ChapterTextRecord | None) -> ChapterRow:
    if record is None:
        return ChapterRow(id=None, version=None, key=key, text="")
    return ChapterRow(id=record.id, version=record.version, key=key, text=record.text)
