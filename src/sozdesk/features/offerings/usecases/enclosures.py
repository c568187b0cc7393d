"""All enclosures of a Gesuch that came with it, recorded in one act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from sozdesk.archive.updates import refuse
from sozdesk.features.offerings import queries, rules, texts
from sozdesk.features.offerings.records import EnclosureRecord
from sozdesk.features.offerings.usecases.common import CHANGED, found, refuse_service
from sozdesk.features.offerings.usecases.requests import open_request
from sozdesk.kernel.context import Context
from sozdesk.kernel.usecase import Outcome, usecase


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordEnclosures:
    """Everything that is required and still missing came on one day; what is inspected is left out."""

    request_id: UUID
    received_on: date


@usecase(undoable=True)
def record_enclosures(session: Session, command: RecordEnclosures, context: Context) -> Outcome:
    """Record the missing lines of the checklist as received; ``Outcome.value`` is how many.

    Raises:
        RuleViolation: the day is still to come, the Gesuch is decided, or nothing is missing.
    """
    refuse_service(session)
    request = open_request(session, command.request_id)
    rows = rules.recordable(queries.enclosures_of(session, request, context.today))
    refuse(rules.all_received_findings(rows, command.received_on, context.today))
    for row in rows:
        record = (
            found(session, EnclosureRecord, row.id, "Diese Beilage")
            if row.id is not None
            else EnclosureRecord(
                id=context.new_id(), request_id=request.id, kind_code=row.kind.code
            )
        )
        record.received_on = command.received_on
        record.expires_on = rules.expiry(command.received_on, row.kind.valid_months)
        session.add(record)
    session.flush()
    subject = request.offering_number
    name = f"Angebot {subject}" if subject else request.provider_name
    return Outcome(CHANGED, f"{name}: {texts.enclosures_recorded(len(rows))}", len(rows))
