"""What the use cases of the municipality's bills share."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from sozdesk.archive import updates
from sozdesk.archive.file_info import OfficeKind, file_info
from sozdesk.archive.updates import refuse
from sozdesk.features.billing.records import BillRecord
from sozdesk.features.billing.terms import TOPIC, BillOrigin, BillState
from sozdesk.features.billing.texts import bills as texts
from sozdesk.kernel.findings import stop

CHANGED = frozenset({TOPIC})


def refuse_ksa(session: Session) -> None:
    """Raise RuleViolation in the file of the KSA, which only receives bills."""
    if file_info(session).office_kind is not OfficeKind.SERVICE:
        refuse([stop("not_service", texts.SERVICE_ONLY)])


def own_bill(session: Session, bill_id: UUID, base_version: int) -> BillRecord:
    """The bill that a command names; NotFound if it is gone, Outdated if it has moved on."""
    refuse_ksa(session)
    return updates.existing(session, BillRecord, bill_id, base_version, texts.BILL_GONE)


def own_draft(session: Session, bill_id: UUID, base_version: int) -> BillRecord:
    """The same for a draft; RuleViolation if it was issued."""
    row = own_bill(session, bill_id, base_version)
    if row.state != BillState.DRAFT.value or row.origin != BillOrigin.OWN.value:
        refuse([stop("not_a_draft", texts.NOT_A_DRAFT)])
    return row
