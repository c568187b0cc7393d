"""What notes, tasks and Grundsatzentscheide must say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from sozdesk.features.cases.terms.work import (
    PolicyChangeKind,
    PolicyDecision,
)
from sozdesk.features.cases.texts import work as texts
from sozdesk.kernel.findings import Finding, stop


def note_findings(noted_on: date, title: str, text: str, today: date) -> tuple[Finding, ...]:
    """An Aktennotiz has a title and a text, and was not written in the future."""
    return tuple(_note(noted_on, title, text, today))


def _note(noted_on: date, title: str, text: str, today: date) -> Iterator[Finding]:
    if not title.strip():
        yield stop("title", texts.TITLE_NEEDED, "title")
    if not text.strip():
        yield stop("text", texts.TEXT_NEEDED, "text")
    if noted_on > today:
        yield stop("future", texts.NOTE_IN_FUTURE, "noted_on")


def task_findings(title: str) -> tuple[Finding, ...]:
    """A task says what is to do."""
    return () if title.strip() else (stop("title", texts.TASK_NEEDED, "title"),)


def substitute_findings(substitute: str, first: date, last: date) -> tuple[Finding, ...]:
    """Somebody stands in, for at least a day."""
    found = [] if substitute.strip() else [stop("nobody", texts.SUBSTITUTE_NEEDED, "substitute")]
    if last < first:
        found.append(stop("span", texts.ENDS_BEFORE_START, "last"))
    return tuple(found)


def policy_findings(row: PolicyDecision, others: Iterable[PolicyDecision]) -> tuple[Finding, ...]:
    """``others`` are the decisions of the same municipality on the same topic."""
    return tuple(_policy(row, others))


def _policy(row: PolicyDecision, others: Iterable[PolicyDecision]) -> Iterator[Finding]:
    if not row.topic.strip():
        yield stop("topic", texts.TOPIC_NEEDED, "topic")
    if not row.decision.strip():
        yield stop("decision", texts.DECISION_NEEDED, "decision")
    if row.amount is not None and row.amount < 0:
        yield stop("amount", texts.AMOUNT_NEGATIVE, "amount")
    if row.ended_on is not None and row.ended_on < row.valid_from:
        yield stop("span", texts.ENDS_BEFORE_START, "ended_on")
    if any(one.valid_from == row.valid_from for one in others):
        yield stop("same_day", texts.policy_same_day(row.topic, row.valid_from), "valid_from")


def holds_until(row: PolicyDecision, others: Sequence[PolicyDecision]) -> date | None:
    """Last day of a decision: its own, or the day before the next one on the topic begins."""
    later = [one.valid_from for one in others if one.valid_from > row.valid_from]
    ends = [min(later) - timedelta(days=1)] if later else []
    ends += [row.ended_on] if row.ended_on is not None else []
    return min(ends, default=None)


def policy_change(
    before: PolicyDecision | None, after: PolicyDecision | None
) -> PolicyChangeKind | None:
    """How a decision of one topic and first day changed; None if it did not."""
    if before == after:
        return None
    if before is None:
        return PolicyChangeKind.NEW
    return PolicyChangeKind.GONE if after is None else PolicyChangeKind.CHANGED
