"""Frozen rows of the KSA's answer to a bill. Money is Rappen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from sozdesk.features.billing.terms.computing import Step
from sozdesk.features.billing.terms.words import BillState, LineDecision, SettleBy
from sozdesk.kernel.findings import Finding


class CheckStage(StrEnum):
    """Where a received bill stands in the work of the KSA; follows from state and decisions."""

    NEW = "new"
    CHECKING = "checking"
    HEARING = "hearing"
    READY = "ready"
    """To be released: decided, checked, heard."""
    ANSWERED = "answered"
    """To be paid out: no voucher is made."""
    VOUCHER = "voucher"
    """The voucher waits for Visum 2."""
    SENT = "sent"
    """The voucher is released, the day of the payment is not entered."""
    PAID = "paid"


class AnswerStep(StrEnum):
    """What can be done with a received bill."""

    DECIDE = "decide"
    CHECK = "check"
    """Prüfung abschliessen: somebody stands for the decisions."""
    HEAR = "hear"
    """Entwurf zur Stellungnahme."""
    WITHDRAW = "withdraw"
    """The draft is taken back, so that more can be reduced."""
    STATE = "state"
    """Stellungnahme erfassen."""
    RELEASE = "release"
    PAY = "pay"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFacts:
    """What the next steps of a received bill depend on."""

    state: BillState
    decisions: tuple[LineDecision | None, ...]
    checked_by: str
    hearing_until: date | None
    statement_on: date | None
    paid: bool
    """A payment voucher is made."""
    voucher_released: bool = False
    """It has both Visum."""
    second_person: bool
    findings: tuple[Finding, ...] = ()
    """Of the bill as a whole."""
    """BILLING_SECOND_PERSON: checked by and released by two persons."""
    person: str
    """Who asks."""
    today: date
    cancels_open: bool = False
    """The bill that it takes back is not answered yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineCheck:
    """What the KSA's own computation says of a line."""

    findings: tuple[Finding, ...]
    eligible: int
    canton: int
    steps: tuple[Step, ...] = ()
    """The explanation with the KSA's own catalogue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCheck:
    """What the check found in a bill as a whole, and position → its line."""

    findings: tuple[Finding, ...] = ()
    lines: Mapping[int, LineCheck] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChoice:
    """A decision on a line, as a person or a proposal makes it."""

    decision: LineDecision
    canton: int | None = None
    """Rappen that the canton accepts; only for a reduction."""
    eligible: int | None = None
    """What the check computed as eligible; only for a reduction that it proposes."""
    reason: str = ""
    settle_by: SettleBy | None = None
    """How something that is taken back (below zero) is settled; None: as a Gutschrift."""


class TakenBack(NamedTuple):
    """Rappen that were accepted of the line that another one takes back."""

    eligible: int
    canton: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLine:
    """A line of a bill with what was claimed, found and decided."""

    id: UUID
    version: int
    position: int
    person: str = field(repr=False)
    """«Muster Anna»."""
    birth_date: date | None = field(repr=False)
    offering: str
    """«Deutsch im Alltag (Angebot 12)»."""
    provider_id: UUID
    provider: str
    category_code: str
    regime_code: str
    bfs_number: int
    first_day: date
    last_day: date
    late: bool
    cost: int
    third_party: int
    eligible: int
    canton: int
    municipality: int
    rate: int
    tariff_amount: int
    steps: tuple[Step, ...]
    findings: tuple[Finding, ...]
    """As frozen with the answer; before that those of the check."""
    decision: LineDecision | None
    accepted: int | None
    """Rappen of the canton."""
    accepted_eligible: int | None
    """Rappen that count against the Maximaltarif."""
    reason: str
    settle_by: SettleBy | None
    statement: str
    resumed: str
    """Why the municipality claims a refused line again; empty: it does not."""
    check: LineCheck | None = None
    taken_back: TakenBack | None = None
    """Only of a bill that takes another one back."""
    regime: str = ""
    """In the words of the catalogue, as the category."""
    category: str = ""
    invoices: tuple[str, ...] = ()
    """Their numbers."""

    @property
    def difference(self) -> int | None:
        """What the answer takes away (below zero); None while nothing is decided."""
        return None if self.accepted is None else self.accepted - self.canton

    @property
    def own_share(self) -> int:
        """The municipality's share after the answer: what was not accepted falls to it."""
        return self.municipality - (self.difference or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerBill:
    """A bill as the list shows it, on either side."""

    id: UUID
    version: int
    bfs_number: int
    municipality: str
    year: int
    number: int
    first_day: date
    last_day: date
    state: BillState
    stage: CheckStage
    canton: int
    accepted: int | None
    """Of the lines decided so far; None before the first decision."""
    lines: int
    decided: int
    adverse: int
    """Reduced, refused, asked."""
    office_name: str
    received_at: datetime | None
    checked_by: str
    checked_on: date | None
    hearing_until: date | None
    statement_on: date | None
    released_by: str
    answered_on: date | None
    answer_sha256: str | None
    payment_id: UUID | None
    booked_on: date | None
    booked_by: str
    persons_deleted_on: date | None
    cancels: bool
    cancelled: bool
    """A later bill takes it back."""

    @property
    def name(self) -> str:
        """«Abrechnung Liestal 3/2027»."""
        return f"Abrechnung {self.municipality} {self.number}/{self.year}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAnswer:
    """An answer of the KSA that waits for the municipality: to take position, or to be booked."""

    bill_id: UUID
    version: int
    name: str
    """«2/2026, Liestal»."""
    state: BillState
    until: date | None
    """Until when the municipality may take position."""
    stated_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDetail:
    """One bill with its lines, and what can be done with it."""

    bill: AnswerBill
    lines: tuple[AnswerLine, ...]
    why_not: dict[AnswerStep, str]
    """Step → the sentence why it is not its turn; "" if it is."""
    hearing_until: date | None
    """The date that HEARING_DAYS gives for a draft of today; None if nobody entered the figure."""
    second_person: bool
    address: tuple[str, ...] = ()
    """Postal address of the municipality in lines, as entered; empty until somebody did."""
    findings: tuple[Finding, ...] = ()
    """Of the bill as a whole."""
