"""What the KSA's own computation says of the lines of a received bill."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from sozdesk.features.billing.queries.checking import check_bill
from sozdesk.features.billing.records import BillRecord
from sozdesk.features.billing.terms import Step
from sozdesk.features.billing.terms.answers import LineCheck, OwnCheck
from sozdesk.features.billing.terms.checks import CheckedLine, OwnFigures
from sozdesk.kernel import german


def own_check(session: Session, bill_id: UUID) -> OwnCheck:
    """What the check found in a received bill; nothing where no content of a file is there."""
    row = session.get(BillRecord, bill_id)
    if row is None or row.content_sha256 is None:
        return OwnCheck()
    checked = check_bill(session, bill_id)
    return OwnCheck(
        findings=checked.findings, lines={line.position: _check(line) for line in checked.lines}
    )


def _check(line: CheckedLine) -> LineCheck:
    return LineCheck(
        findings=line.findings,
        eligible=sum(one.eligible for one in line.own),
        canton=line.canton,
        steps=tuple(_steps(line.own)),
    )


def _steps(own: tuple[OwnFigures, ...]) -> Iterator[Step]:
    """The explanation; where the KSA splits a line, each part says its days."""
    for one in own:
        days = f", {german.day(one.first_day)} bis {german.day(one.last_day)}"
        for step in one.steps:
            yield replace(step, text=f"{step.text}{days}") if len(own) > 1 else step
