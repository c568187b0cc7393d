"""Before a bill leaves the file: who gets the persons in it, and what for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.features.billing.records import BillLineRecord, BillRecord
from sozdesk.features.billing.texts import bill_files as texts
from sozdesk.features.cases import usecases as cases
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import NotFound
from sozdesk.kernel.usecase import Outcome, usecase


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOutBills:
    """Bills that are about to be written or shown with AHV numbers."""

    bill_ids: tuple[UUID, ...]
    recipient: str = texts.KSA
    purpose: str = texts.CLAIM


@usecase(undoable=False)
def hand_out_bills(session: Session, command: HandOutBills, context: Context) -> Outcome:
    """Note the export for every person in the lines and in what is left out.

    Raises:
        RuleViolation: recipient or purpose is missing.
        NotFound: a bill is gone.
    """
    noted = cases.RecordExport(
        person_ids=persons_in(session, command.bill_ids),
        recipient=command.recipient,
        purpose=command.purpose,
    )
    return cases.record_export(session, noted, context)


def persons_in(session: Session, bill_ids: Iterable[UUID]) -> tuple[UUID, ...]:
    """Who is named in these bills, each once; NotFound if a bill is gone."""
    found: set[UUID] = set()
    for bill_id in bill_ids:
        bill = session.get(BillRecord, bill_id)
        if bill is None:
            raise NotFound(*texts.BILL_GONE)
        line = BillLineRecord
        found |= set(session.scalars(select(line.person_id).where(line.bill_id == bill_id)))
        found |= {UUID(one["person_id"]) for one in bill.left_out or ()}
    return tuple(sorted(found))
