"""The way of a Gesuch: what is done, what can be done now, and why the rest cannot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sozdesk.features.offerings import texts
from sozdesk.features.offerings.rules.decisions import ADVERSE, ALWAYS, release_findings, why_not
from sozdesk.features.offerings.terms import (
    DecisionKind,
    DecisionRow,
    NeedResult,
    RequestRow,
    RequestStep,
    Score,
    StepRow,
)
from sozdesk.kernel.findings import Finding, Severity, stop, stops


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFacts:
    """All that decides about the steps of a Gesuch."""

    request: RequestRow
    lack: str
    """Which enclosures are missing or expired, in a sentence; empty if none."""
    points: Score
    decision: DecisionRow | None
    findings: tuple[Finding, ...]
    """Of the decision."""
    second_person: bool
    """Whether a second person releases, on the day."""
    staff_name: str
    """Who asks: nobody releases what they prepared."""


def steps(facts: RequestFacts) -> tuple[StepRow, ...]:
    """Every step in its order; when the decision is sent none is possible any more."""
    rows = (
        _complete(facts),
        _need(facts),
        _assess(facts),
        _draft(facts),
        _with_conditions(facts),
        _hear(facts),
        _release(facts),
        _send(facts),
    )
    if facts.decision is None or facts.decision.sent_on is None:
        return rows
    return tuple(
        StepRow(
            step=row.step,
            done=row.done,
            possible=False,
            why=texts.REQUEST_CLOSED,
            needed=row.needed,
        )
        for row in rows
    )


def request_hints(request: RequestRow, others: Iterable[RequestRow]) -> tuple[Finding, ...]:
    """Another Gesuch for the same offering, or the same provider as a whole, is open too."""
    if request.sent_on is not None:
        return ()
    return tuple(
        Finding("open_twice", Severity.HINT, texts.open_twice(other.received_on))
        for other in others
        if other.id != request.id
        and other.sent_on is None
        and (other.provider_id, other.offering_id) == (request.provider_id, request.offering_id)
    )


def day_findings(request: RequestRow, received: Iterable[date]) -> tuple[Finding, ...]:
    """A Gesuch is complete when it came in and the last required enclosure is there, not before."""
    if request.complete_on is None:
        return ()
    if request.complete_on < request.received_on:
        words = texts.not_there_before(request.received_on)
        return (stop("complete_early", words, "complete_on"),)
    last = max(received, default=request.complete_on)
    if request.complete_on < last:
        return (stop("complete_early", texts.paper_later(last), "complete_on"),)
    return ()


def next_step(rows: Sequence[StepRow]) -> StepRow | None:
    """The first step that is needed, not done and possible; None if nothing can be done."""
    return next((row for row in rows if row.needed and not row.done and row.possible), None)


def _row(step: RequestStep, why: str, *, done: bool = False, needed: bool = True) -> StepRow:
    return StepRow(step=step, done=done, possible=not why, why=why, needed=needed)


def _complete(facts: RequestFacts) -> StepRow:
    return _row(
        RequestStep.COMPLETE,
        facts.lack,
        done=facts.request.complete_on is not None,
        needed=not _refused_early(facts),
    )


def _refused_early(facts: RequestFacts) -> bool:
    """The need is covered: neither a whole Gesuch nor an assessment is needed to refuse it."""
    return facts.request.need is NeedResult.COVERED


def _need(facts: RequestFacts) -> StepRow:
    return _row(RequestStep.NEED, "", done=facts.request.need is not None)


def _assess(facts: RequestFacts) -> StepRow:
    done = bool(facts.points.most) and not facts.points.open
    if _refused_early(facts):
        return _row(RequestStep.ASSESS, texts.COVERED_NOT_ASSESSED, done=done, needed=False)
    if facts.request.complete_on is None:
        return _row(RequestStep.ASSESS, f"{texts.NOT_COMPLETE} {facts.lack}".strip(), done=done)
    if not facts.points.most:
        return _row(RequestStep.ASSESS, texts.NO_CRITERIA)
    return _row(RequestStep.ASSESS, "", done=done)


def _draft(facts: RequestFacts) -> StepRow:
    """Possible at any time for «nicht eingetreten» and «zurückgezogen»; says what else waits for."""
    if facts.decision is not None:
        return _row(RequestStep.DRAFT, "", done=True)
    why = _why_not_ready(facts)
    if not why:
        return _row(RequestStep.DRAFT, "")
    return StepRow(
        step=RequestStep.DRAFT,
        done=False,
        possible=True,
        why=texts.only_kinds(_early_kinds(facts), why),
    )


def _early_kinds(facts: RequestFacts) -> tuple[DecisionKind, ...]:
    """What can be drafted although something is not ready: every kind that nothing keeps back."""
    of_request = (DecisionKind.REFUSED, *ALWAYS)
    return tuple(
        kind for kind in of_request if not why_not(kind, facts.request, facts.lack, facts.points)
    )


def _why_not_ready(facts: RequestFacts) -> str:
    if _refused_early(facts):
        return ""
    if facts.request.complete_on is None:
        return texts.NOT_COMPLETE
    if facts.lack:
        return f"{texts.NO_LONGER_COMPLETE} {facts.lack}"
    if facts.request.need is None:
        return texts.NEED_NOT_CHECKED
    if facts.points.open or not facts.points.most:
        return texts.NOT_ASSESSED
    return ""


def _with_conditions(facts: RequestFacts) -> StepRow:
    decision = facts.decision
    if decision is None:
        return _row(RequestStep.CONDITIONS, texts.NOT_DRAFTED, needed=False)
    if decision.kind is not DecisionKind.WITH_CONDITIONS:
        return _row(RequestStep.CONDITIONS, texts.ONLY_WITH_CONDITIONS, needed=False)
    return _row(RequestStep.CONDITIONS, "", done=bool(decision.conditions))


def _hear(facts: RequestFacts) -> StepRow:
    kind: DecisionKind | None = facts.decision.kind if facts.decision else None
    heard = facts.decision is not None and facts.decision.heard_on is not None
    if kind is None:
        return _row(RequestStep.HEAR, texts.NOT_DRAFTED, needed=False)
    if kind not in ADVERSE:
        return _row(RequestStep.HEAR, texts.NOT_ADVERSE, done=heard, needed=False)
    return _row(RequestStep.HEAR, "", done=heard)


def _release(facts: RequestFacts) -> StepRow:
    decision = facts.decision
    released = decision is not None and decision.released_at is not None
    if not facts.second_person:
        return _row(RequestStep.RELEASE, texts.NO_SECOND_PERSON, done=released, needed=False)
    if decision is None:
        return _row(RequestStep.RELEASE, texts.NOT_DRAFTED)
    if why := _kept_back(facts, decision):
        return _row(RequestStep.RELEASE, why, done=released)
    if release_findings(decision, facts.staff_name):
        return _row(RequestStep.RELEASE, texts.SAME_PERSON, done=released)
    return _row(RequestStep.RELEASE, "", done=released)


def _kept_back(facts: RequestFacts, decision: DecisionRow) -> str:
    """What has changed since the draft, or what stands in it, that keeps a decision in the house."""
    stopping = stops(facts.findings)
    return why_not(decision.kind, facts.request, facts.lack, facts.points) or (
        stopping[0].message if stopping else ""
    )


def _send(facts: RequestFacts) -> StepRow:
    decision = facts.decision
    if decision is None:
        return _row(RequestStep.SEND, texts.NOT_DRAFTED)
    sent = decision.sent_on is not None
    if why := _kept_back(facts, decision):
        return _row(RequestStep.SEND, why, done=sent)
    if facts.second_person and decision.released_at is None:
        return _row(RequestStep.SEND, texts.NOT_RELEASED, done=sent)
    return _row(RequestStep.SEND, "", done=sent)
