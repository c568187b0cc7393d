"""When a case or a bill may be deleted. No day deletes anything: people decide each step."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sozdesk.features.cases.terms.privacy import (
    DeletionRow,
    DeletionStep,
    RetentionFacts,
    RetentionOn,
)
from sozdesk.features.cases.terms.words import DeletionKind, HoldReason
from sozdesk.features.cases.texts import privacy as said
from sozdesk.features.cases.texts.words import word
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding, stop


def retention_on(facts: RetentionFacts, day: date) -> RetentionOn:
    """Since when something may be deleted, and what stands against it on a day.

    The retention of a case counts from the closing, or from a later note or file; that of a bill
    from the end of the year in which it was settled, as books are kept. The years of a
    Rückerstattung from the day that a person typed (§ 3 of the report on measure 1.5: the claim
    lapses after ten years, from when is not published).
    """
    reasons = tuple(_reasons(facts, day))
    return RetentionOn(due_on=_due_on(facts), reasons=reasons)


def _due_on(facts: RetentionFacts) -> date | None:
    if facts.closed_on is None or facts.retention_years is None:
        return None
    begin = max(facts.closed_on, facts.newest_entry_on or facts.closed_on)
    if facts.kind is DeletionKind.BILL:
        begin = date(begin.year, 12, 31)
    due = years_later(begin, facts.retention_years)
    if facts.repayment_starts_on and facts.repayment_years is not None:
        due = max(due, years_later(facts.repayment_starts_on, facts.repayment_years))
    return due + timedelta(days=1)


def years_later(day: date, years: int) -> date:
    """The same day some years later; 29 February becomes the 28th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _reasons(facts: RetentionFacts, day: date) -> Iterator[str]:
    if facts.closed_on is None:
        yield said.NOT_CLOSED[facts.kind]
    elif facts.closed_on > day:
        yield said.runs_until(facts.closed_on)
    if facts.retention_years is None:
        yield said.NO_RETENTION[facts.kind]
    due = _due_on(facts)
    if due is not None and due > day:
        yield f"Die Aufbewahrung läuft bis {german.day(due - timedelta(days=1))}."
    yield from facts.against
    for hold in facts.holds:
        if hold.valid_from <= day and (hold.ended_on is None or hold.ended_on >= day):
            yield hold_words(hold.reason, hold.note)


def hold_words(reason: HoldReason, note: str) -> str:
    """Why it is held, in words: «Gesperrt: Audit (Prüfung 2026)»."""
    return f"Gesperrt: {word(reason)} ({note})." if note else f"Gesperrt: {word(reason)}."


def step_findings(row: DeletionRow, wanted: DeletionStep, staff_name: str) -> tuple[Finding, ...]:
    """Why a step is not possible yet; each is offered, answered, approved, then deleted."""
    if wanted is DeletionStep.LISTED:
        taken = row.step not in (DeletionStep.DUE, DeletionStep.WAITING)
        return (stop("listed", said.ALREADY_LISTED),) if taken else _against(row)
    if wanted is DeletionStep.ANSWERED and row.offered_on is None:
        return (stop("not_offered", said.NOT_OFFERED),)
    if wanted is DeletionStep.APPROVED:
        return tuple(_approving(row, staff_name))
    if wanted is DeletionStep.DELETED:
        missing = () if row.approved_on else (stop("not_approved", said.NOT_APPROVED),)
        return (*missing, *_approving(row, None), *_against(row))
    return ()


def _approving(row: DeletionRow, staff_name: str | None) -> Iterator[Finding]:
    if row.offered_on is None:
        yield stop("not_offered", said.NOT_OFFERED)
    if row.answered_on is None:
        yield stop("not_answered", said.NOT_ANSWERED)
    if staff_name is not None and german.same_name(staff_name, row.listed_by):
        yield stop("same_person", said.SAME_PERSON)


def _against(row: DeletionRow) -> tuple[Finding, ...]:
    return tuple(stop("held", reason) for reason in row.reasons)


def export_findings(recipient: str, purpose: str) -> tuple[Finding, ...]:
    """An export of persons says to whom and what for."""
    return tuple(
        stop(code, sentence, code)
        for code, text, sentence in (
            ("recipient", recipient, said.NO_RECIPIENT),
            ("purpose", purpose, said.NO_PURPOSE),
        )
        if not german.clean(text)
    )
