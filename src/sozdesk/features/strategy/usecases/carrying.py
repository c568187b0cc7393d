"""What becomes of a measure in the next period."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive.updates import refuse
from sozdesk.features.strategy import rules
from sozdesk.features.strategy.records import CarryOverRecord, MeasureRecord, PeriodRecord
from sozdesk.features.strategy.terms import CarryOverKind, period_name
from sozdesk.features.strategy.usecases.common import (
    RemoveLink,
    added,
    measure_of,
    period_of,
    refuse_service,
    removed,
)
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import NotFound
from sozdesk.kernel.usecase import Outcome, usecase

_CARRY_OVER = "Weiterführung"
_Pair = tuple[UUID, UUID]


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryOver:
    """What becomes of a measure in the next period; without a target while it is not known."""

    measure_id: UUID
    kind: CarryOverKind
    """Once there is a target, whether it goes on, is merged or split follows from the lines."""
    target_id: UUID | None = None
    reason: str = ""


@usecase(undoable=True)
def carry_over(session: Session, command: CarryOver, context: Context) -> Outcome:
    """Draw a line into the next period; ``Outcome.value`` is its id.

    A measure may go on in several (aufgeteilt), and several in one (zusammengelegt): the lines
    beside the new one are of the kind that follows. The line that names no target yet gives way to
    the first one that does, and leaves it its reason.

    Raises:
        NotFound: a measure is gone, or there is no period after this one.
        RuleViolation: target of another period, known already, none although another one is known,
            or nothing said about why not.
    """
    refuse_service(session)
    measure = measure_of(session, command.measure_id)
    following = _period_after(session, measure.period_id)
    target = measure_of(session, command.target_id) if command.target_id else None
    others = _lines_of(session, measure.id)
    _refuse_flaws(command, following, target, others)
    unknown = [row.reason for row in others if _is_open(row)]
    cleared = _clear(session, others, ends=command.kind is CarryOverKind.DROPPED)
    pair = (measure.id, target.id) if target else None
    kinds = _reconcile(session, following.id, cleared, new=pair)
    kind = kinds[pair] if pair else command.kind
    row = CarryOverRecord(
        id=context.new_id(),
        measure_id=measure.id,
        period_id=following.id,
        target_id=target.id if target else None,
        kind=kind.value,
        reason=german.clean(command.reason) or next(iter(unknown if target else []), ""),
    )
    return added(session, row, measure, _CARRY_OVER)


@usecase(undoable=True)
def remove_carry_over(session: Session, command: RemoveLink, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Remove a line into the next period; those beside it are of the kind that follows."""
    row = session.get(CarryOverRecord, command.id)
    touched = _pairs([row] if row else [])
    outcome = removed(session, CarryOverRecord, command, _CARRY_OVER)
    assert row is not None
    _reconcile(session, row.period_id, touched)
    return outcome


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
            "Fügen Sie zuerst die nächste hinzu.",
        )
    return found


def _lines_of(session: Session, measure_id: UUID) -> list[CarryOverRecord]:
    found = select(CarryOverRecord).where(CarryOverRecord.measure_id == measure_id)
    return list(session.scalars(found))


def _refuse_flaws(
    command: CarryOver,
    following: PeriodRecord,
    target: MeasureRecord | None,
    others: Collection[CarryOverRecord],
) -> None:
    known = {row.target_id for row in others if row.target_id}
    refuse(
        rules.carry_over_findings(
            command.kind,
            has_target=target is not None,
            target_fits=target is not None and target.period_id == following.id,
            reason=command.reason,
            known=command.target_id in known,
            goes_on=bool(known),
        )
    )


def _is_open(row: CarryOverRecord) -> bool:
    """It goes on, and nobody said yet as what."""
    return row.target_id is None and row.kind != CarryOverKind.DROPPED.value


def _clear(session: Session, lines: Collection[CarryOverRecord], *, ends: bool) -> list[_Pair]:
    """What goes nowhere, and what was not known, holds only until something else is said."""
    gone = [row for row in lines if ends or row.target_id is None]
    pairs = _pairs(gone)
    for row in gone:
        session.delete(row)
    session.flush()
    return pairs


def _pairs(rows: Collection[CarryOverRecord]) -> list[_Pair]:
    return [(row.measure_id, row.target_id) for row in rows if row.target_id]


def _reconcile(
    session: Session, period_id: UUID, gone: Collection[_Pair], new: _Pair | None = None
) -> Mapping[_Pair, CarryOverKind]:
    """Lines into the period get the kind that follows; answers that of the ``new`` one, too."""
    found = select(CarryOverRecord).where(
        CarryOverRecord.period_id == period_id, CarryOverRecord.target_id.is_not(None)
    )
    rows = {pair: row for row in session.scalars(found) for pair in _pairs([row])}
    added_now = [new] if new else []
    lines = {pair: CarryOverKind(row.kind) for pair, row in rows.items()}
    kinds = rules.reconciled({**lines, **dict.fromkeys(added_now)}, [*gone, *added_now])
    for pair, row in rows.items():
        row.kind = kinds[pair].value
    session.flush()
    return kinds
