"""«Kein Fehler»: a hint about words of a sentence that somebody looked at does not come again."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from sozdesk.archive.updates import refuse
from sozdesk.features.strategy.records import DismissedHintRecord
from sozdesk.features.strategy.terms import TextCode
from sozdesk.features.strategy.texts import checks
from sozdesk.features.strategy.usecases.common import CHANGED, period_of, refuse_service
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.kernel.ids import natural_id
from sozdesk.kernel.usecase import Outcome, usecase


@dataclass(frozen=True, slots=True, kw_only=True)
class DismissTextHint:
    """The case: place, code and excerpt of a :class:`TextHintRow`; the reason is optional."""

    period_id: UUID
    place: str
    place_words: str
    code: TextCode
    excerpt: str
    reason: str = ""


@usecase(undoable=True)
def dismiss_text_hint(session: Session, command: DismissTextHint, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Say that a hint is no error, for good: until the sentence is another one.

    RuleViolation for a field that does not exist: with it no report can be frozen.
    """
    refuse_service(session)
    if command.code is TextCode.UNKNOWN_FIELD:
        refuse([Finding(command.code, Severity.STOP, checks.UNKNOWN_FIELD_STAYS)])
    key = _case_id(session, command)
    if session.get(DismissedHintRecord, key) is not None:
        return Outcome()
    session.add(
        DismissedHintRecord(
            id=key,
            period_id=command.period_id,
            place=command.place,
            code=command.code.value,
            excerpt=command.excerpt,
            reason=german.clean(command.reason),
        )
    )
    session.flush()
    return Outcome(CHANGED, checks.dismissed(command.place_words), key)


@usecase(undoable=True)
def take_up_text_hint(session: Session, command: DismissTextHint, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Take «kein Fehler» back; nothing happens if it was taken back already."""
    refuse_service(session)
    row = session.get(DismissedHintRecord, _case_id(session, command))
    if row is None:
        return Outcome()
    session.delete(row)
    session.flush()
    return Outcome(CHANGED, checks.taken_up_again(command.place_words))


def _case_id(session: Session, command: DismissTextHint) -> UUID:
    """The same in every copy of the file."""
    period = period_of(session, command.period_id)
    return natural_id(
        "dismissed_text_hint", period.code, command.place, command.code, command.excerpt
    )
