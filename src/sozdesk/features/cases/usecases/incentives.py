"""Anreizbeiträge an Arbeitgebende (§ 17 SHG, § 25 SHV): recorded with evidence.

Only what the catalogue has a row for is billed: an offering of its own, enacted like any other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from sozdesk.archive.updates import cleaned, refuse
from sozdesk.features.cases import rules
from sozdesk.features.cases.records import IncentiveRecord, RulingRecord
from sozdesk.features.cases.terms import CasePart, IncentiveKind
from sozdesk.features.cases.texts import enactments as said
from sozdesk.features.cases.usecases.common import (
    CHANGED,
    RemoveRow,
    case_of,
    change,
    existing,
    found,
    person_of,
    refuse_cantonal,
)
from sozdesk.features.cases.usecases.enactments import has_files
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.findings import stop
from sozdesk.kernel.usecase import Outcome, usecase


@dataclass(frozen=True, slots=True, kw_only=True)
class AddIncentive:
    """A contribution to an employer; ``amount`` in Rappen per month."""

    case_id: UUID
    person_id: UUID
    kind: IncentiveKind
    employer: str
    first_day: date
    amount: int | None
    last_day: date | None = None
    ruling_id: UUID | None = None
    evidence: str = ""


@usecase(undoable=True)
def add_incentive(session: Session, command: AddIncentive, context: Context) -> Outcome:
    """Record an Anreizbeitrag; ``Outcome.value`` is its id."""
    refuse_cantonal(session)
    case = case_of(session, command.case_id)
    person_of(session, command.person_id)
    row = IncentiveRecord(
        id=context.new_id(),
        case_id=case.id,
        person_id=command.person_id,
        ruling_id=command.ruling_id,
        kind=command.kind.value,
        employer=german.clean(command.employer),
        first_day=command.first_day,
        last_day=command.last_day,
        amount=command.amount,
        evidence=cleaned(command.evidence),
    )
    _check(session, row)
    session.add(row)
    session.flush()
    return Outcome(CHANGED, said.in_case(case.number, "Anreizbeitrag erfasst"), row.id)


def _check(session: Session, row: IncentiveRecord) -> None:
    refuse(
        rules.incentive_findings(
            employer=row.employer,
            first=row.first_day,
            last=row.last_day,
            amount=row.amount,
            evidence=row.evidence,
        )
    )
    if row.ruling_id is not None:
        ruling = found(session, RulingRecord, row.ruling_id, "Diese Verfügung")
        if ruling.case_id != row.case_id:
            refuse([stop("other_case", said.OTHER_CASE, "ruling_id")])


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeIncentive:
    """New values for some columns of :class:`AddIncentive`, the case aside."""

    id: UUID
    base_version: int
    changes: Mapping[str, object]


@usecase(undoable=True)
def change_incentive(session: Session, command: ChangeIncentive, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Change an Anreizbeitrag."""
    refuse_cantonal(session)
    changes = {
        key: value.value if isinstance(value, IncentiveKind) else value
        for key, value in command.changes.items()
    }
    row = change(
        session, IncentiveRecord, command.id, command.base_version, changes, "Der Anreizbeitrag"
    )
    _check(session, row)
    session.flush()
    number = case_of(session, row.case_id).number
    return Outcome(CHANGED, said.in_case(number, "Anreizbeitrag geändert"))


@usecase(undoable=True)
def remove_incentive(session: Session, command: RemoveRow, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Remove an Anreizbeitrag; RuleViolation: files belong to it."""
    refuse_cantonal(session)
    row = existing(session, IncentiveRecord, command.id, command.base_version, "Der Anreizbeitrag")
    if has_files(session, CasePart.INCENTIVE, row.id):
        refuse([stop("files", said.HAS_FILES)])
    number = case_of(session, row.case_id).number
    session.delete(row)
    session.flush()
    return Outcome(CHANGED, said.in_case(number, "Anreizbeitrag entfernt"))
