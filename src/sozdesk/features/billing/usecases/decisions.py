"""The KSA decides on the lines of a received bill."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from sozdesk.archive.updates import cleaned, refuse
from sozdesk.features.billing.queries import answering as queries
from sozdesk.features.billing.records import BillLineRecord, BillRecord
from sozdesk.features.billing.rules import answering
from sozdesk.features.billing.terms import BillOrigin, BillState, SettleBy
from sozdesk.features.billing.terms.answers import AnswerStep, LineChoice
from sozdesk.features.billing.texts import answers as texts
from sozdesk.features.billing.usecases.answer_common import (
    CHANGED,
    bill_of,
    existing,
    name_of,
    refuse_service,
    refuse_step,
)
from sozdesk.kernel.context import Context
from sozdesk.kernel.findings import stop
from sozdesk.kernel.usecase import Outcome, usecase

_THE_LINE = "Diese Zeile"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedLine:
    """A line as it was looked at, and what is decided; ``choice`` None takes the decision back."""

    id: UUID
    base_version: int
    choice: LineChoice | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideLines:
    """Decisions on lines of one bill, as many as one likes."""

    bill_id: UUID
    lines: tuple[DecidedLine, ...]


@usecase(undoable=True)
def decide_lines(session: Session, command: DecideLines, context: Context) -> Outcome:
    """Decide; who had checked the bill has to look again.

    Raises:
        RuleViolation: the bill is answered, a reason or an amount is missing, or it is worse than
            what the municipality was heard on.
        Outdated: somebody else decided meanwhile.
    """
    refuse_service(session)
    bill = bill_of(session, command.bill_id, BillOrigin.RECEIVED)
    refuse_step(session, bill, AnswerStep.DECIDE, context)
    before = queries.taken_back_lines(session, bill.id)
    for one in command.lines:
        row = existing(session, BillLineRecord, one.id, one.base_version, _THE_LINE)
        _decide(bill, row, one.choice, before.get(row.position))
    bill.checked_by, bill.checked_on = "", None
    session.flush()
    return Outcome(CHANGED, texts.decided(name_of(session, bill), len(command.lines)))


def _decide(
    bill: BillRecord,
    row: BillLineRecord,
    choice: LineChoice | None,
    before: BillLineRecord | None,
) -> None:
    heard = BillState(bill.state) is BillState.HEARING
    if choice is None:
        refuse([stop("not_heard", texts.NOT_HEARD, "decision")] if heard else [])
        row.decision, row.accepted_canton, row.accepted_eligible = None, None, None
        row.decision_reason, row.settle_by = "", None
        return
    line = queries.line_row(row, before=before)
    refuse(answering.choice_findings(line, choice))
    refuse(answering.later_findings(line, choice) if heard else ())
    row.decision = choice.decision.value
    row.accepted_canton = answering.accepted_of(line, choice)
    row.accepted_eligible = answering.eligible_of(line, choice)
    row.decision_reason = cleaned(choice.reason)
    row.settle_by = _settle_by(row, choice)


def _settle_by(row: BillLineRecord, choice: LineChoice) -> str | None:
    """Only what is taken back has to be settled."""
    if (row.accepted_canton or 0) >= 0:
        return None
    return (choice.settle_by or SettleBy.CREDIT).value


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishCheck:
    """Somebody stands for all decisions of a bill."""

    bill_id: UUID
    base_version: int


@usecase(undoable=True)
def finish_check(session: Session, command: FinishCheck, context: Context) -> Outcome:
    """Write down who checked; RuleViolation while a line has no decision."""
    refuse_service(session)
    bill_of(session, command.bill_id, BillOrigin.RECEIVED)
    bill = existing(session, BillRecord, command.bill_id, command.base_version, "Diese Abrechnung")
    refuse_step(session, bill, AnswerStep.CHECK, context)
    bill.checked_by, bill.checked_on = context.staff_name, context.today
    session.flush()
    return Outcome(CHANGED, texts.checked(name_of(session, bill)))
