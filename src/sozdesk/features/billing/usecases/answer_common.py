"""What the use cases of answers and payments share."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive import updates
from sozdesk.archive.file_info import OfficeKind, file_info
from sozdesk.archive.updates import refuse
from sozdesk.features.billing.queries import answering as queries
from sozdesk.features.billing.records import BillLineRecord, BillRecord
from sozdesk.features.billing.rules import answering
from sozdesk.features.billing.terms import TOPIC, BillOrigin, LineDecision
from sozdesk.features.billing.terms.answers import AnswerStep
from sozdesk.features.billing.texts import answers as texts
from sozdesk.features.billing.texts.bill_files import bill_name
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import NotFound
from sozdesk.kernel.findings import stop

CHANGED: Final = frozenset({TOPIC})
RELOAD: Final = "Laden Sie die Seite neu."

existing = partial(updates.existing, words=updates.outdated)


def refuse_service(session: Session) -> None:
    """Raise RuleViolation in the file of a Sozialdienst, which decides on no bill."""
    if file_info(session).office_kind is OfficeKind.SERVICE:
        refuse([stop("not_cantonal", texts.ONLY_KSA)])


def refuse_cantonal(session: Session) -> None:
    """Raise RuleViolation in the file of the KSA, which gets no answers."""
    if file_info(session).office_kind is not OfficeKind.SERVICE:
        refuse([stop("not_municipal", texts.ONLY_SERVICE)])


def bill_of(session: Session, bill_id: UUID, origin: BillOrigin) -> BillRecord:
    """The bill that a command names; NotFound if it is gone or of the other side."""
    row = session.get(BillRecord, bill_id)
    if row is None or row.origin != origin.value:
        raise NotFound("Diese Abrechnung gibt es nicht mehr.", RELOAD)
    return row


def name_of(session: Session, row: BillRecord) -> str:
    """«Abrechnung Liestal 3/2027»: how the Verlauf names it."""
    name = queries.municipality_names(session).get(row.bfs_number, str(row.bfs_number))
    return bill_name(name, row.year, row.number or 0)


def line_records(session: Session, row: BillRecord) -> Sequence[BillLineRecord]:
    """The lines of a bill by position."""
    table = BillLineRecord
    query = select(table).where(table.bill_id == row.id).order_by(table.position)
    return session.scalars(query).all()


def refuse_step(session: Session, row: BillRecord, step: AnswerStep, context: Context) -> None:
    """Raise RuleViolation with the sentence why it is not this step's turn."""
    decisions = [
        LineDecision(line.decision) if line.decision else None
        for line in line_records(session, row)
    ]
    facts = queries.facts_of(session, row, decisions, context)
    if reason := answering.why_not(facts)[step]:
        refuse([stop(f"not_{step.value}", reason)])
