"""Answers and statements as rows of their files: what they say, and whether they fit a bill."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date

from sozdesk.features.billing.terms import AnswerStage, BillState, LineDecision
from sozdesk.features.billing.terms.answer_files import (
    AnswerContent,
    AnsweredLine,
    SentFinding,
    StatedLine,
    StatementContent,
)
from sozdesk.features.billing.terms.answers import AnswerBill, AnswerLine
from sozdesk.features.billing.texts import answer_files as texts


def claimed_sha256(lines: Sequence[AnswerLine]) -> str:
    """The hash of what a bill claims: position, days, cost, eligible, canton of every line."""
    said = [
        [
            line.position,
            line.first_day.isoformat(),
            line.last_day.isoformat(),
            line.cost,
            line.eligible,
            line.canton,
        ]
        for line in lines
    ]
    return hashlib.sha256(json.dumps(said, separators=(",", ":")).encode()).hexdigest()


def answer_content(
    bill: AnswerBill,
    lines: Sequence[AnswerLine],
    stage: AnswerStage,
    dated: date,
    hearing_until: date | None,
    closed_years: tuple[int, ...] = (),
) -> AnswerContent:
    """What the answer says; every line has a decision."""
    answered = tuple(_answered(line) for line in lines if line.decision is not None)
    known = [one.accepted for one in answered if one.accepted is not None]
    return AnswerContent(
        bfs_number=bill.bfs_number,
        year=bill.year,
        number=bill.number,
        stage=stage,
        dated=dated,
        hearing_until=hearing_until,
        claimed=bill.canton,
        accepted=sum(known) if len(known) == len(answered) else None,
        lines_sha256=claimed_sha256(lines),
        closed_years=closed_years,
        lines=answered,
    )


def _answered(line: AnswerLine) -> AnsweredLine:
    assert line.decision is not None
    return AnsweredLine(
        position=line.position,
        claimed=line.canton,
        decision=line.decision,
        accepted=line.accepted,
        eligible=line.accepted_eligible,
        reason=line.reason,
        settle_by=line.settle_by,
        findings=tuple(
            SentFinding(
                code=one.code, severity=one.severity, message=one.message, detail=one.detail
            )
            for one in line.findings
        ),
    )


def answer_flaw(content: AnswerContent, lines: Sequence[AnswerLine], state: BillState) -> str:
    """Why an answer does not fit the own bill in its state; empty if it does."""
    if content.lines_sha256 != claimed_sha256(lines) or not _complete(content, lines):
        return texts.OTHER_LINES
    if _contradicts(content):
        return texts.CONTRADICTS
    if state is BillState.SETTLED:
        return texts.ALREADY_BOOKED
    if state is BillState.ANSWERED:
        return texts.ALREADY_FINAL
    return ""


def _complete(content: AnswerContent, lines: Sequence[AnswerLine]) -> bool:
    return [(one.position, one.claimed) for one in content.lines] == [
        (line.position, line.canton) for line in lines
    ]


def _contradicts(content: AnswerContent) -> bool:
    """Decisions and amounts do not go together, or the sum is not that of the lines."""
    final = content.stage is AnswerStage.FINAL
    known = [one.accepted for one in content.lines if one.accepted is not None]
    total = sum(known) if len(known) == len(content.lines) else None
    dated = (content.hearing_until is None) == final
    return total != content.accepted or not dated or any(_odd(one, final) for one in content.lines)


def _odd(line: AnsweredLine, final: bool) -> bool:
    accepted, claimed = line.accepted, line.claimed
    if (line.eligible is None) != (accepted is None):
        return True
    if line.decision is LineDecision.QUERY:
        return accepted is not None or final
    if line.decision is LineDecision.REDUCED:
        return accepted is None or not 0 < accepted < claimed
    if line.decision is LineDecision.ACCEPTED and claimed < 0:
        return accepted is None or not claimed <= accepted <= 0  # no more than was paid is repaid
    return accepted != (claimed if line.decision is LineDecision.ACCEPTED else 0)


def statement_content(
    bill: AnswerBill, lines: Sequence[AnswerLine], dated: date
) -> StatementContent:
    """What the municipality says, lines without words left out."""
    return StatementContent(
        bfs_number=bill.bfs_number,
        year=bill.year,
        number=bill.number,
        answer_sha256=bill.answer_sha256 or "",
        dated=dated,
        lines=tuple(
            StatedLine(position=line.position, statement=line.statement)
            for line in lines
            if line.statement
        ),
    )


def statement_flaw(content: StatementContent, bill: AnswerBill, lines: Sequence[AnswerLine]) -> str:
    """Why a Stellungnahme does not fit the received bill; empty if it does."""
    if bill.state is not BillState.HEARING:
        return texts.NO_HEARING
    if content.answer_sha256 != bill.answer_sha256:
        return texts.OTHER_DRAFT
    known = {line.position: line.statement for line in lines}
    said = {one.position: one.statement for one in content.lines}
    if not said or not said.keys() <= known.keys():
        return texts.OTHER_LINES
    if all(known[position] == words for position, words in said.items()):
        return texts.STATEMENT_TWICE
    if bill.statement_on is not None and content.dated < bill.statement_on:
        return texts.STATEMENT_OLDER
    return ""
