"""The bills that the KSA has received, and which of them stand before another one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sozdesk.features.billing.records import BillRecord
from sozdesk.features.billing.terms import BillOrigin, BillState
from sozdesk.features.billing.terms.bill_files import IssuedBill


@dataclass(frozen=True, slots=True)
class ReceivedBill:
    """The head of a received bill."""

    id: UUID
    bfs_number: int
    year: int
    number: int
    sequence: int
    first_day: date
    last_day: date
    cut_off: date | None
    issued_on: date
    received_on: date
    cancels_id: UUID | None
    content_sha256: str | None
    """None once the persons of the bill are deleted."""
    state: BillState
    """Where the KSA stands with it now."""

    @property
    def answered(self) -> bool:
        """Whether the answer is final."""
        return self.state in {BillState.ANSWERED, BillState.SETTLED}

    @property
    def rank(self) -> tuple[int, int, int]:
        """The order in which a municipality issues its bills."""
        return self.sequence, self.year, self.number


class Received:
    """All received bills, heads only."""

    def __init__(self, session: Session) -> None:
        table = BillRecord
        query = select(
            table.id,
            table.bfs_number,
            table.year,
            table.number,
            func.coalesce(table.sequence, 0).label("sequence"),
            table.first_day,
            table.last_day,
            table.cut_off,
            table.issued_on,
            table.received_at,
            table.cancels_id,
            table.content_sha256,
            table.state,
        ).where(table.origin == BillOrigin.RECEIVED.value)
        self.bills: dict[UUID, ReceivedBill] = {}
        self._of_town: dict[int, list[ReceivedBill]] = defaultdict(list)
        for row in session.execute(query):
            values = dict(row._mapping)
            day = values.pop("received_at").date()
            state = BillState(values.pop("state"))
            bill = ReceivedBill(**values, received_on=day, state=state)
            self.bills[bill.id] = bill
            self._of_town[bill.bfs_number].append(bill)

    def of_town(self, bfs_number: int) -> tuple[IssuedBill, ...]:
        """What was received of a municipality, in no order."""
        known = self._of_town.get(bfs_number, ())
        return tuple(IssuedBill(one.year, one.number, one.sequence) for one in known)

    def standing(self) -> set[UUID]:
        """Bills that are not taken back and take nothing back."""
        return _standing(self.bills.values())

    def standing_before(self, bill: ReceivedBill) -> set[UUID]:
        """What stood when the municipality issued a bill: it was computed as the rest to these."""
        return _standing(self._before(bill))

    def cancelled_before(self, bill: ReceivedBill) -> set[UUID]:
        """What was taken back when the municipality issued a bill."""
        return {one.cancels_id for one in self._before(bill) if one.cancels_id is not None}

    def _before(self, bill: ReceivedBill) -> list[ReceivedBill]:
        return [one for one in self._of_town[bill.bfs_number] if one.rank < bill.rank]


def _standing(bills: Iterable[ReceivedBill]) -> set[UUID]:
    known: Sequence[ReceivedBill] = tuple(bills)
    cancelled = {one.cancels_id for one in known}
    return {one.id for one in known if one.cancels_id is None and one.id not in cancelled}
