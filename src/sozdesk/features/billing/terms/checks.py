"""What the KSA finds in a bill: closed list of checks, what they look at, what they answer.

A finding is a :class:`~sozdesk.kernel.findings.Finding`: ``code`` is a :class:`CheckCode`,
``message`` the sentence, ``detail`` the source, ``value`` Rappen of the canton where there are any.
STOP: not to be paid as it is claimed. HINT: to be looked at. NOTE: nothing to do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from sozdesk.features.billing.terms.bill_files import BillContent, IssuedBill, SentLine
from sozdesk.features.billing.terms.claims import (
    BillingFigures,
    ClaimedLine,
    Earlier,
    OfferingFacts,
)
from sozdesk.features.billing.terms.computing import Step
from sozdesk.features.cases.terms import RegimeRule
from sozdesk.features.offerings.terms import PriceUnit
from sozdesk.kernel.findings import Finding


class CheckCode(StrEnum):
    """Every check of a received bill."""

    FILE_SUM = "file_sum"
    FILE_COUNT = "file_count"
    FILE_HASH = "file_hash"
    MISSING_BILLS = "missing_bills"
    """An earlier bill of the municipality was not read in: what it holds is not known."""
    OTHER_MUNICIPALITY = "other_municipality"
    """A line of another municipality than that of the bill."""
    CANCELS_OTHERWISE = "cancels_otherwise"
    """A cancelling bill that is not the negative of the one it takes back."""
    COMPUTED_OTHERWISE = "computed_otherwise"
    NOT_COMPUTED = "not_computed"
    """The KSA would claim nothing for these days."""
    OTHER_TARIFF = "other_tariff"
    """The cap was not taken from the KSA's catalogue: later bills could not count on it."""
    UNKNOWN_OFFERING = "unknown_offering"
    NOT_RECOGNISED = "not_recognised"
    OBJECT_FINANCED = "object_financed"
    OUTSIDE_RULING = "outside_ruling"
    RULING_CONTESTED = "ruling_contested"
    ABOVE_APPROVED = "above_approved"
    UNITS_ABOVE_POSSIBLE = "units_above_possible"
    UNITS_MISSING = "units_missing"
    """A price per day or hour, and an invoice that does not say how many."""
    PRICE_DIFFERS = "price_differs"
    """Agreed otherwise than the catalogue says."""
    ABOVE_PRICE = "above_price"
    """Invoiced more than the agreed price times units or months."""
    SAME_INVOICE = "same_invoice"
    SAME_DAYS = "same_days"
    """Two invoices for the same days of a person in an offering."""
    REFUSED_BEFORE = "refused_before"
    """The same days were refused in an earlier bill, or reduced in one that was cancelled since."""
    ABOVE_FULL_TIME = "above_full_time"
    MOVE_MONTH = "move_month"
    KINDERGARTEN_AGE = "kindergarten_age"
    KINDERGARTEN_UNCHECKED = "kindergarten_unchecked"
    REGIME_DIFFERS = "regime_differs"
    REGIME_SET = "regime_set"
    """The office set the regime against the rule, with a reason."""
    SUPPORT_END_MISSING = "support_end_missing"
    CLOSED_YEAR = "closed_year"
    PROVIDER_TOTAL = "provider_total"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFigures:
    """What the KSA computes for a line with its own catalogue."""

    first_day: date
    last_day: date
    tariff_unit: PriceUnit
    tariff_amount: int
    rate: int
    cost: int
    third_party: int
    eligible: int
    canton: int
    municipality: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedLine:
    """A line with what the KSA computes and finds. ``own`` is empty if it would claim nothing."""

    position: int
    own: tuple[OwnFigures, ...]
    findings: tuple[Finding, ...]

    @property
    def canton(self) -> int:
        """Rappen of the canton as the KSA computes them."""
        return sum(one.canton for one in self.own)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedBill:
    """A received bill with everything that was found."""

    bill_id: UUID
    name: str
    """«Abrechnung Liestal 3/2026»."""
    content: BillContent = field(repr=False)
    findings: tuple[Finding, ...]
    """Of the bill as a whole."""
    lines: tuple[CheckedLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherLine:
    """A line of another received bill that still stands."""

    bill: str
    """«Muttenz 2/2026»."""
    bfs_number: int
    offering_id: UUID
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherCost:
    """What a received bill that still stands holds of an invoice, unless it was refused."""

    bill: str
    bfs_number: int
    offering_id: UUID
    invoice_line_id: UUID
    person: tuple[str, ...]
    """:func:`rules.listed_as`."""
    invoiced_on: date
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherWorkload:
    """Days on which a person was in an offering, of another received bill that still stands."""

    bill: str
    offering_id: UUID
    first: date
    last: date
    workload: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderTotal:
    """What a provider reports of a year for a municipality, and what its bills claim of it."""

    year: int
    provider_name: str
    reported: int
    billed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Kindergarten:
    """From when a child belongs to the Kindergarten; a missing figure is not checked."""

    age: int | None = None
    day: int | None = None
    """Stichtag: month × 100 + day."""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckBasis:
    """What the KSA holds for all bills: catalogue, figures, rules."""

    offerings: Mapping[UUID, OfferingFacts]
    parents: Mapping[str, str | None]
    """Category → the category above it."""
    regime_rules: Sequence[RegimeRule] = ()
    kindergarten: Kindergarten = field(default_factory=Kindergarten)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckAround:
    """What one bill is checked against besides."""

    figures: BillingFigures
    earlier: Earlier = field(default_factory=Earlier)
    taken_back: Sequence[ClaimedLine] = ()
    """Lines refused or reduced for good in bills that were cancelled since, whether the municipality had
    read the answer or not."""
    billed_before: Mapping[UUID, int] = field(default_factory=dict)
    """Enactment → Rappen that earlier bills hold."""
    lines: Mapping[str, Sequence[OtherLine]] = field(default_factory=dict)
    """Person (:func:`rules.listed_as`) → lines of received bills that stand, its own too."""
    costs: Mapping[tuple[UUID, str], Sequence[OtherCost]] = field(default_factory=dict)
    """Provider and number of the invoice (:func:`german.number_key`) → costs, its own too."""
    workloads: Mapping[str, Sequence[OtherWorkload]] = field(default_factory=dict)
    """Person → what it attended according to received bills, its own too."""
    cancelled: Sequence[SentLine] | None = None
    """Lines of the bill that this one takes back."""
    provider_totals: Sequence[ProviderTotal] = ()
    received: Sequence[IssuedBill] = ()
    """Bills of the municipality that were read in, this one too."""
