"""What a municipality claims for: exactly what travels in a bill file, and nothing more of a person.

Money is Rappen, units are hundredths, spans include both ends. Both sides compute from these rows
with their own catalogue.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sozdesk.features.billing.terms.computing import Deduction
from sozdesk.features.billing.terms.words import LineDecision
from sozdesk.features.cases.terms import Permit, RulingNature
from sozdesk.features.offerings.terms import Financing, PriceUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidenceSpan:
    """Permit (None for Swiss citizens) and refugee flag of some days."""

    first: date
    last: date | None
    permit: Permit | None
    refugee: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPerson:
    """The closed list of what a bill says of a person."""

    id: UUID
    last_name: str = field(repr=False)
    first_name: str = field(repr=False)
    birth_date: date | None = field(repr=False)
    ahv_number: str | None = field(repr=False)
    residences: tuple[ResidenceSpan, ...]
    earlier_ids: tuple[UUID, ...] = ()
    """Entries that were merged with this one, as far as bills were issued for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegimeSpan:
    """The regime of some days; a reason if the office set it against the rule."""

    first: date
    last: date
    code: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportSpan:
    """Days on which a municipality supports the person, and its Ablösung."""

    first: date
    last: date | None
    bfs_number: int
    support_ended_on: date | None
    """Last day of the last supported month; None while support goes on."""
    closed_on: date | None = None
    moved_on: date | None = None
    """First day in another municipality."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRuling:
    """The Verfügung that an enactment rests on."""

    number: str
    nature: RulingNature
    ruled_on: date
    in_force_from: date
    in_force_to: date | None
    """Last day before a later Verfügung changes or ends it."""
    limit_amount: int | None
    """Kostengutsprache."""
    contested: bool
    """Angefochten and not decided yet: whether that suspends it is for a person to check."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """An interruption and its reason in German."""

    first: date
    last: date | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimEnactment:
    """What was enacted for the person, as of the day of the Verfügung."""

    id: UUID
    ruling: ClaimRuling | None
    first: date
    last: date
    began_on: date | None
    ended_on: date | None
    workload: int | None
    """Pensum in percent."""
    unit: PriceUnit
    price: int
    approved: int
    units_possible: int | None
    without_share: bool
    gfs_free: bool
    """The free offer of the municipality under the GfS."""
    interruptions: tuple[Absence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCost:
    """A line of a provider's invoice; negative on a credit note."""

    invoice_line_id: UUID
    enactment_id: UUID
    provider_id: UUID
    number: str
    """Of the invoice; counts once per provider."""
    invoiced_on: date
    recorded_on: date
    first: date
    last: date
    amount: int
    units: int | None
    """On a credit note those that it takes back, without a sign."""
    possible: int | None
    absent: int | None
    credits: str = ""
    """Number of the provider's invoice that a credit note takes back."""
    voucher_sha256: tuple[str, ...] = ()

    @property
    def counted_units(self) -> int | None:
        """Units as they count: a credit note takes its own back, none if it names none."""
        return self.units if self.amount >= 0 else -(self.units or 0)

    @property
    def counted_possible(self) -> int | None:
        """Possible units as they count: a credit note adds none to those of the invoice."""
        return self.possible if self.amount >= 0 else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One person in one offering, as one municipality claims it: the input of the computation.

    ``support`` holds days of that municipality only. ``costs`` holds what was billed earlier too, as
    far as its tariff periods are touched again: a cap counts over everything of its period.
    """

    person: ClaimPerson
    offering_id: UUID
    support: tuple[SupportSpan, ...]
    regimes: tuple[RegimeSpan, ...]
    enactments: tuple[ClaimEnactment, ...]
    costs: tuple[ClaimCost, ...]
    deductions: tuple[Deduction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Days; no last one while it goes on."""

    first: date
    last: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FinancingSpan:
    """How an offering is financed on some days."""

    first: date
    last: date | None
    financing: Financing


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceSpan:
    """What an offering costs on some days. Rappen per unit."""

    first: date
    last: date | None
    amount: int
    unit: PriceUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferingFacts:
    """What the own catalogue says of an offering on all days."""

    id: UUID
    number: int
    title: str
    provider_id: UUID
    provider_name: str
    category_code: str
    recognised: tuple[Span, ...]
    financing: tuple[FinancingSpan, ...]
    prices: tuple[PriceSpan, ...]
    municipal: tuple[tuple[int, Span], ...] = ()
    """Municipalities that recognise its provider under the GfS."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BillingFigures:
    """The dated figures of the KSA that a draft needs, as of the last day of the period."""

    running_month_counts: bool | None
    """Whether the course month that runs at the Ablösung counts; None if the KSA has not said it."""
    running_month_source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedCost:
    """Days of an invoice line that an earlier bill holds."""

    invoice_line_id: UUID
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LineAnswer:
    """What the KSA said of a line for good. Rappen; zero where it is refused."""

    decision: LineDecision
    eligible: int
    canton: int
    reason: str = ""
    bill: str = ""
    """«3/2027», the bill that it answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedLine:
    """A line of an earlier bill that still stands. ``rate`` is in hundredths of a percent."""

    person_id: UUID
    offering_id: UUID
    tariff_id: UUID
    month: date | None
    regime_code: str
    bfs_number: int
    rate: int
    third_party: int
    eligible: int
    canton: int
    costs: tuple[ClaimedCost, ...]
    answer: LineAnswer | None = None
    """None until it is final, and where the later bill was computed without knowing it."""
    resumed: str = ""
    """Why the municipality claims a refused line again; empty: it does not."""
    bill_id: UUID | None = None
    position: int = 0
    """Where it stands, if it was stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """What was claimed before and still stands, with what the KSA answered for good."""

    lines: tuple[ClaimedLine, ...] = ()
    closed_years: tuple[int, ...] = ()
    taken_back: tuple[ClaimedLine, ...] = ()
    """Lines of cancelled bills that the KSA had refused or reduced for good: they hold nothing, but the
    decision stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The days of a bill."""

    first: date
    last: date
    cut_off: date | None = None
    """Invoices recorded after it come with the next bill, marked as late there."""

    def holds(self, first: date, last: date) -> bool:
        """Whether days lie in it, the first and the last too."""
        return self.first <= first and last <= self.last
