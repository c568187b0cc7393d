"""Decisions that were made on paper before the office worked with SozDesk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive.updates import cleaned, refuse
from sozdesk.features.offerings import rules, texts
from sozdesk.features.offerings.records import DecisionRecord
from sozdesk.features.offerings.terms import DecisionKind
from sozdesk.features.offerings.usecases.common import (
    CHANGED,
    name_of,
    offering_of,
    provider_of,
    refuse_service,
)
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.usecase import Outcome, usecase


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordEarlierDecision:
    """What a letter of the past says; there is no Gesuch and no letter of it in the file."""

    provider_id: UUID
    offering_id: UUID | None
    """None: on the provider as a whole."""
    kind: DecisionKind
    decided_on: date
    valid_from: date
    valid_to: date | None = None
    number: str = ""
    reasons: str = ""
    duties: str = ""


@usecase(undoable=True)
def record_earlier_decision(
    session: Session, command: RecordEarlierDecision, context: Context
) -> Outcome:
    """Enter a decision that was sent long ago; ``Outcome.value`` is its id.

    Raises:
        NotFound: the provider or the offering is gone.
        RuleViolation: it ends before it starts, lies in the future, its number is taken, or the
            offering is another provider's.
    """
    refuse_service(session)
    provider = provider_of(session, command.provider_id)
    offering = offering_of(session, command.offering_id) if command.offering_id else None
    number = german.clean(command.number) or None
    refuse(
        (
            *rules.span_findings(command.valid_from, command.valid_to, field="valid_to"),
            *rules.earlier_decision_findings(
                command.decided_on,
                context.today,
                number_taken=number is not None and _is_taken(session, number),
                of_provider=offering is None or offering.provider_id == provider.id,
            ),
        )
    )
    row = DecisionRecord(
        id=context.new_id(),
        provider_id=provider.id,
        offering_id=command.offering_id,
        kind=command.kind.value,
        number=number,
        decided_on=command.decided_on,
        valid_from=command.valid_from,
        valid_to=command.valid_to,
        reasons=cleaned(command.reasons),
        duties=cleaned(command.duties),
        sent_on=command.decided_on,
    )
    session.add(row)
    session.flush()
    where = name_of(offering) if offering else provider.name
    return Outcome(CHANGED, f"{where}: früherer Entscheid «{texts.word(command.kind)}»", row.id)


def _is_taken(session: Session, number: str) -> bool:
    return (
        session.scalar(select(DecisionRecord.id).where(DecisionRecord.number == number)) is not None
    )
