"""Documents as they were made when a bill was issued, an answer or a payment released."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy.orm import Session

from sozdesk.archive import blobs
from sozdesk.features.billing.records import BillRecord, PaymentRecord


def frozen_bill(session: Session, bill_id: UUID) -> bytes | None:
    """The pdf of an issued bill; None of a draft."""
    row = session.get_one(BillRecord, bill_id)
    return blobs.get(session, row.pdf_sha256) if row.pdf_sha256 else None


def frozen_letter(session: Session, bill_id: UUID) -> Mapping[str, bytes]:
    """Ending → the letter of the final answer; empty before it is released."""
    row = session.get_one(BillRecord, bill_id)
    return _read(session, {"pdf": row.letter_pdf_sha256, "docx": row.letter_docx_sha256})


def frozen_voucher(session: Session, payment_id: UUID) -> Mapping[str, bytes]:
    """Ending → the voucher; empty before it is released."""
    row = session.get_one(PaymentRecord, payment_id)
    return _read(session, {"pdf": row.pdf_sha256, "xlsx": row.xlsx_sha256})


def _read(session: Session, hashes: Mapping[str, str | None]) -> Mapping[str, bytes]:
    return {ending: blobs.get(session, sha256) for ending, sha256 in hashes.items() if sha256}
