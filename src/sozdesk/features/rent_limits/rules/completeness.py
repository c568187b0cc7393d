"""What is missing: the little that stops a return, and what is asked about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sozdesk.features.rent_limits import texts
from sozdesk.features.rent_limits.rules.making import hint, stop
from sozdesk.features.rent_limits.terms import (
    SIZES,
    Category,
    Code,
    Decision,
    Declaration,
    Method,
    amount_field,
)
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding


def incomplete(declaration: Declaration) -> Iterator[Finding]:
    """Stops: without these a return says nothing."""
    if declaration.no_limits_reason is not None:
        if not declaration.no_limits_reason.strip():
            yield stop(Code.MISSING_REASON, "no_limits_reason")
        return
    for size in SIZES:
        if size not in declaration.amounts:
            figures = {"for_category": texts.for_category(size)}
            yield stop(Code.MISSING_AMOUNT, amount_field(size), subject=size, **figures)
    if declaration.rent_kind is None:
        yield stop(Code.MISSING_RENT_KIND, "rent_kind")
    if declaration.interval is None:
        yield stop(Code.MISSING_INTERVAL, "interval")


def unanswered(declaration: Declaration) -> Iterator[Finding]:
    """Hints: answers that everyone is asked for and that can be recorded without."""
    if Category.FURTHER not in declaration.amounts:
        field = amount_field(Category.FURTHER)
        yield hint(Code.FURTHER_MISSING, field, subject=Category.FURTHER)
    if _method_missing(declaration):
        yield hint(Code.METHOD_MISSING, "method")
    if declaration.valid_from is None:
        yield hint(Code.VALID_FROM_MISSING, "valid_from", year=str(declaration.year))


def _method_missing(declaration: Declaration) -> bool:
    unexplained = declaration.method is Method.OTHER and not declaration.method_text.strip()
    return declaration.method is None or unexplained


def unreachable(declaration: Declaration) -> Iterator[Finding]:
    """A name alone is no way to ask somebody."""
    contact = declaration.contact
    if not contact.email.strip() and not contact.phone.strip():
        yield hint(Code.NO_CONTACT, "contact_name")


def decision_hints(declaration: Declaration, previous: Declaration | None) -> Iterator[Finding]:
    """The Beschluss: pending, missing, older than the last one, or after coming into force."""
    last = previous.decision.decided_on if previous else None
    decision = declaration.decision
    if decision.pending:
        yield hint(Code.DECISION_PENDING, "decision_pending", detail=_meeting(decision))
    elif decision.decided_on is None:
        if not (declaration.unchanged and last):
            yield hint(Code.DECISION_MISSING, "decided_on")
    else:
        yield from _dated_hints(declaration, decision.decided_on, previous)


def _meeting(decision: Decision) -> str:
    meeting = decision.meeting_on
    return f"{texts.field_label('meeting_on')} {german.day(meeting)}" if meeting else ""


def _dated_hints(
    declaration: Declaration, decided_on: date, previous: Declaration | None
) -> Iterator[Finding]:
    number, value = decided_on.toordinal(), german.day(decided_on)
    last = previous.decision.decided_on if previous else None
    if previous and last and decided_on < last:
        when = texts.before(declaration.year, previous.year)
        figures = {"value": value, "other": german.day(last), "before": when}
        yield hint(Code.DECISION_OLDER, "decided_on", number=number, **figures)
    if declaration.valid_from and decided_on > declaration.valid_from:
        figures = {"value": value, "other": german.day(declaration.valid_from)}
        yield hint(Code.DECISION_RETROACTIVE, "decided_on", number=number, **figures)
