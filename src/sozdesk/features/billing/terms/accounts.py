"""Frozen rows of whom and from where the canton pays. Money is Rappen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class AccountKind(StrEnum):
    """Dated values of the payments."""

    CREDITOR = "creditor"
    DEBTOR = "debtor"
    POSTING = "posting"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingRow:
    """Account and cost centre of a regime and category, from a day on; empty means all."""

    id: UUID
    version: int
    regime_code: str
    category_code: str
    valid_from: date
    ended_on: date | None
    account: str
    cost_centre: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedYearRow:
    """A year of account for which no line is taken any more."""

    id: UUID
    version: int
    year: int
    closed_on: date
    closed_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementRow:
    """A difference of an earlier bill, not settled yet or settled in a payment."""

    id: UUID
    version: int
    bill_id: UUID
    bfs_number: int
    text: str
    amount: int
    settled: bool
    carried: bool = False
    """Of accepted lines that wait for a later bill, not found after the answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PayLine:
    """What of a bill line is paid: its accepted amount and what its account depends on."""

    bill_id: UUID
    bill: str
    """«Abrechnung 3/2027»."""
    regime_code: str
    regime: str
    category_code: str
    category: str
    amount: int
    later: bool
    """Below zero and settled with the next bill."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentPart:
    """A line of the payment voucher."""

    text: str
    account: str
    cost_centre: str
    amount: int
    bill_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentPlan:
    """What a payment holds, and what is carried to the next one of the municipality."""

    parts: tuple[PaymentPart, ...]
    carried: tuple[tuple[UUID, int], ...]
    """Bill → Rappen below zero that wait for the next bill."""

    @property
    def amount(self) -> int:
        """Sum of the parts; zero or less is a credit note instead of a payment."""
        return sum(part.amount for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentRow:
    """A payment voucher, or a credit note."""

    id: UUID
    version: int
    year: int
    number: int
    bfs_number: int
    municipality: str
    creditor: str
    """Name and address, a line each."""
    iban: str
    amount: int
    reference: str
    made_on: date
    checked_by: str
    released_by: str
    paid_on: date | None
    parts: tuple[PaymentPart, ...]

    @property
    def is_credit(self) -> bool:
        """Nothing is paid: the municipality owes it, or it comes to nothing."""
        return self.amount <= 0
