"""How a Gesuch meets the criteria."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive.updates import cleaned, refuse
from sozdesk.features.offerings import queries, rules
from sozdesk.features.offerings.records import AssessmentRecord, RequestRecord
from sozdesk.features.offerings.usecases.common import (
    CHANGED,
    RELOAD,
    found,
    refuse_service,
    take_back_release,
)
from sozdesk.features.offerings.usecases.requests import THE_REQUEST, open_request, where
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import NotFound
from sozdesk.kernel.findings import Finding, stop
from sozdesk.kernel.usecase import Outcome, usecase


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionPoints:
    """How one criterion is met: 0 (not) to 3 (wholly)."""

    criterion_id: UUID
    points: int
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessRequest:
    """Some or all criteria of a Gesuch."""

    request_id: UUID
    entries: tuple[CriterionPoints, ...]


@usecase(undoable=True)
def assess_request(session: Session, command: AssessRequest, context: Context) -> Outcome:
    """Record how criteria are met.

    Raises:
        NotFound: a criterion is none of the version of the Gesuch.
        RuleViolation: points are not 0 to 3, 0 points without a reason, or the Gesuch is decided.
    """
    refuse_service(session)
    request = open_request(session, command.request_id)
    known = {one.criterion.id: one.criterion for one in queries.assessments_of(session, request)}
    findings: list[Finding] = []
    for one in command.entries:
        if one.criterion_id not in known:
            raise NotFound("Dieses Kriterium gibt es nicht mehr.", RELOAD)
        number = known[one.criterion_id].number
        findings += [
            stop(row.code, row.message, f"{row.field}_{number}")
            for row in rules.assessment_findings(one.points, one.reason)
        ]
    refuse(findings)
    for one in command.entries:
        _put_points(session, request.id, one, context)
    take_back_release(session, request.decision_id)
    session.flush()
    record = found(session, RequestRecord, request.id, THE_REQUEST)
    words = german.plural(len(command.entries), "Kriterium", "Kriterien")
    return Outcome(CHANGED, f"{where(session, record)}: {words} beurteilt")


def _put_points(
    session: Session, request_id: UUID, entry: CriterionPoints, context: Context
) -> None:
    table = AssessmentRecord
    row = session.scalar(
        select(table).where(
            table.request_id == request_id, table.criterion_id == entry.criterion_id
        )
    )
    if row is None:
        row = AssessmentRecord(
            id=context.new_id(), request_id=request_id, criterion_id=entry.criterion_id
        )
        session.add(row)
    row.points, row.reason = entry.points, cleaned(entry.reason)
