"""Stand erfassen: dated entries of one measure or of many."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive.updates import cleaned, refuse
from sozdesk.features.strategy import rules, texts
from sozdesk.features.strategy.records import MeasureRecord, MeasureStatusRecord
from sozdesk.features.strategy.terms import ClosingReason, MeasureState
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
from sozdesk.kernel.usecase import Outcome, usecase

THE_ENTRY = "Der Stand"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordStatus:
    """The same entry for one measure or for several."""

    measure_ids: tuple[UUID, ...]
    as_of: date
    state: MeasureState
    reason: ClosingReason | None = None
    text: str = ""
    decided_by: str = ""


@usecase(undoable=True)
def record_status(session: Session, command: RecordStatus, context: Context) -> Outcome:
    """Record where measures stand from a day on; ``Outcome.value`` are the ids.

    Raises:
        NotFound: one of the measures is gone.
        RuleViolation: day in the future or before the period, an entry of that day, a reason missing or too much.
            Nothing is recorded then, for none of the measures.
    """
    refuse_service(session)
    measures = [measure_of(session, key) for key in command.measure_ids]
    for measure in measures:
        _refuse_flaws(session, measure, command, context)
    rows = [
        MeasureStatusRecord(
            id=context.new_id(),
            measure_id=measure.id,
            as_of=command.as_of,
            state=command.state.value,
            reason=command.reason.value if command.reason else None,
            text=cleaned(command.text),
            decided_by=german.clean(command.decided_by),
        )
        for measure in measures
    ]
    session.add_all(rows)
    session.flush()
    names = german.enumeration([measure.number for measure in measures])
    summary = f"Stand per {german.day(command.as_of)} erfasst: {names} {texts.word(command.state)}"
    return Outcome(CHANGED, summary, tuple(row.id for row in rows))


def _refuse_flaws(
    session: Session, measure: MeasureRecord, command: RecordStatus, context: Context
) -> None:
    """Among several measures, the one that has an entry of the day already is named."""
    taken = _days(session, measure.id)
    found = rules.status_findings(
        as_of=command.as_of,
        since=_since(session, measure),
        state=command.state,
        reason=command.reason,
        taken=taken,
        today=context.today,
    )
    if command.as_of in taken and len(command.measure_ids) > 1:
        named = f"{name_of(measure)}: {found[0].message}"
        found = (replace(found[0], message=named), *found[1:])
    refuse(found)


def _since(session: Session, measure: MeasureRecord) -> date:
    period = period_of(session, measure.period_id)
    return rules.first_day(period.begins, period.adopted)


def _days(session: Session, measure_id: UUID, but: UUID | None = None) -> set[date]:
    found = select(MeasureStatusRecord.as_of).where(MeasureStatusRecord.measure_id == measure_id)
    return set(session.scalars(found.where(MeasureStatusRecord.id != but) if but else found))


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeStatus:
    """New values for some of ``as_of, state, reason, text, decided_by``."""

    id: UUID
    base_version: int
    changes: Mapping[str, object]


@usecase(undoable=True)
def change_status(session: Session, command: ChangeStatus, context: Context) -> Outcome:
    """Correct an entry; what a person wrote is no longer «aus dem Bericht abgeleitet»."""
    refuse_service(session)
    changes = dict(command.changes)
    if {"state", "reason"} & set(changes):
        changes["inferred"] = False
    entry = change(
        session, MeasureStatusRecord, command.id, command.base_version, changes, THE_ENTRY
    )
    with session.no_autoflush:  # the table itself refuses what the rules explain
        taken = _days(session, entry.measure_id, but=entry.id)
        measure = measure_of(session, entry.measure_id)
        since = _since(session, measure)
    refuse(
        rules.status_findings(
            as_of=entry.as_of,
            since=since,
            state=MeasureState(entry.state),
            reason=ClosingReason(entry.reason) if entry.reason else None,
            taken=taken,
            today=context.today,
        )
    )
    session.flush()
    return Outcome(CHANGED, texts.changed(name_of(measure), f"Stand per {german.day(entry.as_of)}"))


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveStatus:
    """An entry that is wrong altogether."""

    id: UUID
    base_version: int


@usecase(undoable=True)
def remove_status(session: Session, command: RemoveStatus, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Remove an entry; the Verlauf keeps it and can bring it back."""
    refuse_service(session)
    row = existing(session, MeasureStatusRecord, command.id, command.base_version, THE_ENTRY)
    measure = measure_of(session, row.measure_id)
    day = german.day(row.as_of)
    session.delete(row)
    session.flush()
    return Outcome(CHANGED, texts.removed(name_of(measure), f"Stand per {day}"))
