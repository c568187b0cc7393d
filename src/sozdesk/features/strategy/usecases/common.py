"""What the use cases of the strategy share: who may write, and the rows that commands name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from sqlalchemy.orm import Session

from sozdesk.archive import updates
from sozdesk.archive.base import Record
from sozdesk.archive.file_info import OfficeKind, file_info
from sozdesk.archive.updates import refuse
from sozdesk.features.strategy import texts
from sozdesk.features.strategy.records import (
    CarryOverRecord,
    MeasureRecord,
    MeasureReferenceRecord,
    MeasureRelationRecord,
    MeasureTaskRecord,
    PeriodRecord,
)
from sozdesk.features.strategy.terms import TOPIC
from sozdesk.kernel.errors import NotFound
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.kernel.usecase import Outcome

CHANGED = frozenset({TOPIC})
RELOAD = "Laden Sie die Seite neu."

existing = partial(updates.existing, words=texts.outdated)
change = partial(updates.change, words=texts.outdated)


def refuse_service(session: Session) -> None:
    """Raise RuleViolation in the file of a Sozialdienst, which only reads the measures."""
    if file_info(session).office_kind is OfficeKind.SERVICE:
        refuse([Finding("not_cantonal", Severity.STOP, texts.CANTONAL_ONLY)])


def measure_of(session: Session, measure_id: UUID) -> MeasureRecord:
    """The measure that a command names; NotFound if it is gone."""
    record = session.get(MeasureRecord, measure_id)
    if record is None:
        raise NotFound("Diese Massnahme gibt es nicht mehr.", RELOAD)
    return record


def period_of(session: Session, period_id: UUID) -> PeriodRecord:
    """The period that a command names; NotFound if it is gone."""
    record = session.get(PeriodRecord, period_id)
    if record is None:
        raise NotFound("Diese Periode gibt es nicht mehr.", RELOAD)
    return record


def name_of(measure: MeasureRecord) -> str:
    """«Massnahme 1.3»: how the Verlauf names it."""
    return f"Massnahme {measure.number}"


LinkTable = type[
    MeasureReferenceRecord | MeasureRelationRecord | CarryOverRecord | MeasureTaskRecord
]
"""What hangs on a measure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveLink:
    """A reference, relation, carry-over or task that is wrong."""

    id: UUID
    base_version: int


def added(session: Session, row: Record, measure: MeasureRecord, what: str) -> Outcome:
    """Write a row that hangs on a measure; ``Outcome.value`` is its id."""
    session.add(row)
    session.flush()
    return Outcome(CHANGED, texts.added(name_of(measure), what), row.id)


def removed(session: Session, table: LinkTable, command: RemoveLink, what: str) -> Outcome:
    """Take away a row that hangs on a measure."""
    refuse_service(session)
    row = existing(session, table, command.id, command.base_version, f"Die Angabe «{what}»")
    measure = measure_of(session, row.measure_id)
    session.delete(row)
    session.flush()
    return Outcome(CHANGED, texts.removed(name_of(measure), what))
