"""What a bill would claim and what it leaves out: the answer of the computation over all claims."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sozdesk.features.billing.terms.claims import BillingFigures, ClaimPerson, OfferingFacts
from sozdesk.features.billing.terms.computing import ComputedLine


class LineCost(NamedTuple):
    """Days and Rappen of a line of a provider's invoice that a bill line holds."""

    invoice_line_id: UUID
    enactment_id: UUID
    provider_id: UUID
    number: str
    invoiced_on: date
    first: date
    last: date
    amount: int


class DraftLine(NamedTuple):
    """A line of a bill: one person, offering, tariff period, regime, municipality and rate."""

    person: ClaimPerson
    offering: OfferingFacts
    line: ComputedLine
    late: bool
    """Days of it lie before the period of the bill."""
    costs: tuple[LineCost, ...]

    @property
    def month(self) -> date | None:
        """First day of the tariff period; None for a tariff per course or flat."""
        return self.line.month


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLeftOut:
    """Days that are not claimed, and every reason why."""

    person: ClaimPerson
    offering_id: UUID
    offering: OfferingFacts | None
    """None if the catalogue does not know it."""
    first: date
    last: date
    cost: int
    """Rappen; zero where no invoice is there."""
    reasons: tuple[str, ...]
    enactment_id: UUID
    number: str = ""
    """Of the invoice."""
    billed_in: str = ""
    """Bills that hold the days («1/2027»), though today they would be left out; empty: none does."""


class HeldDays(NamedTuple):
    """Days of an invoice that a bill holds, as they were when it was issued."""

    enactment_id: UUID
    first: date
    last: date
    amount: int
    regime_code: str
    bill: str
    """«1/2027»."""
    figures: BillingFigures
    """Of the last day of that bill."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftBill:
    """Everything of one bill, in the order of persons, offerings and days."""

    lines: tuple[DraftLine, ...]
    left_out: tuple[DraftLeftOut, ...]

    def total(self, part: str) -> int:
        """Sum of ``cost``, ``third_party``, ``eligible``, ``canton`` or ``municipality``, of rounded lines."""
        return sum(getattr(one.line, part) for one in self.lines)
