"""A Sozialdienst writes a bill that it has issued as a file for the KSA."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from sozdesk.archive import blobs
from sozdesk.archive.file_info import OfficeKind, file_info
from sozdesk.exchange import sealed
from sozdesk.features.billing.records import BillRecord
from sozdesk.features.billing.terms import TOPIC, BillOrigin, BillState
from sozdesk.features.billing.terms.bill_files import WrittenBill
from sozdesk.features.billing.texts import bill_files as texts
from sozdesk.features.billing.texts.papers import gone
from sozdesk.features.billing.usecases.bill_sealing import town_of
from sozdesk.features.billing.usecases.handing_out import HandOutBills, hand_out_bills
from sozdesk.features.offerings import queries as offerings
from sozdesk.features.offerings.terms import KeyPurpose
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import NotFound
from sozdesk.kernel.usecase import Outcome, usecase


def bill_file(session: Session, bill_id: UUID) -> WrittenBill:
    """The file of an issued bill for the KSA, to be written and then noted.

    Made again it says the same, to the letter; only the encryption around it is fresh each time.

    Raises:
        NotFound: in the file of the KSA, the bill or its persons are gone, it is a draft or an accrual, or no catalogue
            has brought the key of the KSA yet.
    """
    if file_info(session).office_kind is not OfficeKind.SERVICE:
        raise NotFound(*texts.MUNICIPAL_ONLY)
    bill = _issued(session, bill_id)
    data = sealed.encrypt(blobs.get(session, bill.content_sha256 or ""), [_recipient(session)])
    town, number = town_of(session, bill.bfs_number), bill.number or 0
    return WrittenBill(name=texts.file_name(town, bill.year, number), data=data)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteBillFile:
    """The file of a bill that was written."""

    bill_id: UUID
    file_sha256: str


@usecase(undoable=False)
def note_bill_file(session: Session, command: NoteBillFile, context: Context) -> Outcome:
    """Note for every person that the KSA gets the bill, once its file is written.

    NotFound: the bill or its persons are gone, or it is a draft or an accrual.
    """
    bill = _issued(session, command.bill_id)
    handed = hand_out_bills(session, HandOutBills(bill_ids=(bill.id,)), context)
    if bill.file_sha256 is not None:
        return handed
    bill.file_sha256 = command.file_sha256
    session.flush()
    named = texts.bill_name(town_of(session, bill.bfs_number), bill.year, bill.number or 0)
    return Outcome(frozenset({TOPIC}), texts.exported(named))


def note_of(bill_id: UUID, file: WrittenBill) -> NoteBillFile:
    """The command for a file that was written."""
    return NoteBillFile(bill_id=bill_id, file_sha256=hashlib.sha256(file.data).hexdigest())


def _issued(session: Session, bill_id: UUID) -> BillRecord:
    bill = session.get(BillRecord, bill_id)
    if bill is None or bill.origin != BillOrigin.OWN.value:
        raise NotFound(*texts.BILL_GONE)
    if bill.accrual:
        raise NotFound(*texts.ACCRUAL)
    if bill.state == BillState.DRAFT.value:
        raise NotFound(*texts.NOT_ISSUED)
    if bill.persons_deleted_on is not None:
        raise NotFound(*gone(bill.persons_deleted_on))
    return bill


def _recipient(session: Session) -> str:
    """The key of the KSA that the last catalogue brought."""
    trusted = offerings.trusted_keys(session)
    found = (
        one.public
        for one in trusted
        if one.purpose is KeyPurpose.ENCRYPTION and one.retired_on is None
    )
    recipient = next(found, None)
    if recipient is None:
        raise NotFound(*texts.NO_KEY_OF_KSA)
    return recipient
