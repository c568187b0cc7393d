"""Measures of a period from a table: all of them in one act, or none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive.updates import refuse
from sozdesk.features.strategy import queries, rules
from sozdesk.features.strategy.records import CarryOverRecord, MeasureRecord, MeasureStatusRecord
from sozdesk.features.strategy.terms import (
    CarryOverKind,
    ImportBase,
    ImportCounts,
    ImportPlan,
    ImportResult,
    ImportRow,
    KnownLine,
    MeasureLine,
    MeasureTable,
)
from sozdesk.features.strategy.texts import importing as words
from sozdesk.features.strategy.usecases.carrying import CarryOver, carry_over
from sozdesk.features.strategy.usecases.common import CHANGED, change, period_of, refuse_service
from sozdesk.features.strategy.usecases.measures import THE_MEASURE, AddMeasure, new_measure
from sozdesk.features.strategy.usecases.statuses import THE_ENTRY
from sozdesk.kernel.context import Context
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.kernel.usecase import Outcome, usecase


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportMeasures:
    """A table as it was read, and what somebody confirmed."""

    period_id: UUID
    table: MeasureTable
    accept_count: bool = False
    """There may be more measures than the Regierungsrat adopted."""
    accept_changes: bool = False
    """What is recorded already may be changed."""


@usecase(undoable=True)
def import_measures(session: Session, command: ImportMeasures, context: Context) -> Outcome:
    """Record all rows of a table in one act; ``Outcome.value`` are the :class:`ImportCounts`.

    The same table again changes nothing. Lines from the period before follow from «Führt fort» and
    take the place of the line that names no target yet, with its reason.

    Raises:
        NotFound: the period is gone.
        RuleViolation: a row stops, or something needs to be confirmed first. Nothing is recorded.
    """
    refuse_service(session)
    code = period_of(session, command.period_id).code
    period = queries.period_of(session, code)
    assert period is not None
    base = queries.import_base(session, period, context.today)
    plan = rules.plan(command.table, base)
    refuse(_objections(plan, command))
    counts = ImportCounts(
        plan.count(ImportResult.NEW),
        plan.count(ImportResult.CHANGED),
        plan.count(ImportResult.UNCHANGED),
    )
    if not counts.new and not counts.changed:
        return Outcome(value=counts)
    _Recorder(session, context, base).record(plan)
    return Outcome(CHANGED, words.summary(period.name, counts), counts)


def _objections(plan: ImportPlan, command: ImportMeasures) -> list[Finding]:
    """Everything that stops, and what nobody confirmed."""
    found = [*plan.findings, *(one for row in plan.rows for one in row.findings)]
    if plan.too_many and not command.accept_count:
        found.append(_unconfirmed("count", words.confirm_count(plan)))
    if plan.changes and not command.accept_changes:
        found.append(_unconfirmed("changes", words.confirm_changes(plan.changes)))
    return found


def _unconfirmed(field: str, question: str) -> Finding:
    message = f"{question}: {words.NOT_CONFIRMED}"
    return Finding(f"unconfirmed_{field}", Severity.STOP, message, field=field)


class _Recorder:
    """Writes the rows of a plan that stops nowhere."""

    def __init__(self, session: Session, context: Context, base: ImportBase) -> None:
        self._session, self._context, self._base = session, context, base
        self._ids = {number: row.id for number, row in base.measures.items()}
        former = queries.previous_period(session, base.period)
        self._former = self._numbers(former.id) if former else {}
        self._reasons = self._unknown_reasons()

    def record(self, plan: ImportPlan) -> None:
        """Measures first: a line needs both of its ends."""
        for row in plan.rows:
            self._measure(row)
            self._status(row.line)
        self._session.flush()
        for row in plan.rows:
            for line in row.drawn:
                self._draw(line)
        self._session.flush()

    def _measure(self, row: ImportRow) -> None:
        known = self._base.measures.get(row.line.number)
        if known is None:
            record = new_measure(self._session, _added(row.line, self._base.period.id))
            self._session.add(record)
            self._ids[record.number] = record.id
        elif said := rules.values_of(row.line, known):
            values = {
                name: value.value if isinstance(value, StrEnum) else value
                for name, value in said.items()
            }
            change(self._session, MeasureRecord, known.id, known.version, values, THE_MEASURE)

    def _status(self, line: MeasureLine) -> None:
        entry = self._base.statuses.get((line.number, line.as_of)) if line.as_of else None
        if not rules.says_other_state(line, entry):
            return
        assert line.state is not None
        reason = line.reason.value if line.reason else None
        if entry is not None:
            values = {"state": line.state.value, "reason": reason, "inferred": False}
            change(self._session, MeasureStatusRecord, entry.id, entry.version, values, THE_ENTRY)
            return
        self._session.add(
            MeasureStatusRecord(
                id=self._context.new_id(),
                measure_id=self._ids[line.number],
                as_of=line.as_of,
                state=line.state.value,
                reason=reason,
            )
        )

    # ------------------------------------------------------------------ lines

    def _draw(self, line: KnownLine) -> None:
        """Lines beside it become of another kind by themselves, as the plan foretold."""
        source = self._former[line.source]
        command = CarryOver(
            measure_id=source,
            kind=line.kind,
            target_id=self._ids[line.target],
            reason=self._reasons.get(source, ""),
        )
        carry_over(self._session, command, self._context)

    def _numbers(self, period_id: UUID) -> Mapping[str, UUID]:
        found = self._session.execute(
            select(MeasureRecord.number, MeasureRecord.id).where(
                MeasureRecord.period_id == period_id
            )
        )
        return {number: key for number, key in found}  # noqa: C416 - rows are no pairs to mypy

    def _unknown_reasons(self) -> Mapping[UUID, str]:
        """Why measures go on whose target was not known: still true when it is."""
        table = CarryOverRecord
        found = self._session.execute(
            select(table.measure_id, table.reason).where(
                table.period_id == self._base.period.id,
                table.target_id.is_(None),
                table.kind != CarryOverKind.DROPPED.value,
            )
        )
        return {key: reason for key, reason in found}  # noqa: C416 - the same


def _added(line: MeasureLine, period_id: UUID) -> AddMeasure:
    assert line.poverty_strategy is not None  # the plan stops at a new measure without it
    return AddMeasure(
        period_id=period_id,
        number=line.number,
        title=line.title,
        aim=line.aim,
        priority=line.priority,
        horizon=line.horizon,
        poverty_strategy=line.poverty_strategy,
        responsible_body=line.responsible_body,
        responsible_people=line.responsible_people,
    )
