"""Frozen rows of bills as they are stored. Money is Rappen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sozdesk.features.billing.terms.computing import Step
from sozdesk.features.billing.terms.words import BillState
from sozdesk.features.offerings.terms import PriceUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class BillRow:
    """An Abrechnung without its lines."""

    id: UUID
    version: int
    state: BillState
    bfs_number: int
    municipality_name: str
    year: int
    number: int | None
    first_day: date
    last_day: date
    cut_off: date | None
    accrual: bool
    drafted_on: date
    drafted_by: str
    released_by: str
    issued_on: date | None
    hearing_until: date | None
    """Until when the municipality may take position; of a draft of the KSA's answer."""
    statement_on: date | None
    persons_deleted_on: date | None
    cancels: str
    """«2/2027»: which bill it takes back; empty for an ordinary one."""
    cancelled_by: str
    """«3/2027»: which bill takes it back."""
    cost: int
    third_party: int
    eligible: int
    canton: int
    municipality: int
    lines: int

    @property
    def name(self) -> str:
        """«3/2027»; empty while it has no number."""
        return f"{self.number}/{self.year}" if self.number else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BillLineCostRow:
    """What of an invoice a line holds."""

    number: str
    first_day: date
    last_day: date
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BillLineRow:
    """A line as frozen; without its person once that was deleted."""

    position: int
    person_id: UUID
    last_name: str = field(repr=False)
    first_name: str = field(repr=False)
    birth_date: date | None = field(repr=False)
    ahv_number: str | None = field(repr=False)
    offering_number: int
    offering_title: str
    provider_name: str
    regime_code: str
    first_day: date
    last_day: date
    days: int
    tariff_unit: PriceUnit
    tariff_amount: int
    rate: int
    cost: int
    third_party: int
    eligible: int
    canton: int
    municipality: int
    late: bool
    steps: tuple[Step, ...]
    costs: tuple[BillLineCostRow, ...]

    @property
    def name(self) -> str:
        """«Muster Anna»."""
        return f"{self.last_name} {self.first_name}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOutRow:
    """What is not claimed, as frozen."""

    person_id: UUID
    last_name: str = field(repr=False)
    first_name: str = field(repr=False)
    ahv_number: str | None = field(repr=False)
    offering_number: int | None
    offering_title: str
    number: str
    """Of the invoice; empty without one."""
    first_day: date
    last_day: date
    cost: int
    reasons: tuple[str, ...]
    billed_in: str
    """Bills that hold the days all the same («1/2027»); empty: none does."""
    enactment_id: UUID | None = None
    """None in bills of earlier versions."""

    @property
    def name(self) -> str:
        """«Muster Anna»."""
        return f"{self.last_name} {self.first_name}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class BillDetail:
    """A bill with everything that it says."""

    row: BillRow
    lines: tuple[BillLineRow, ...]
    left_out: tuple[LeftOutRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Payee:
    """Name and address of the creditor or the debtor, from a day on; a debtor has no IBAN."""

    id: UUID
    version: int
    valid_from: date
    ended_on: date | None
    name: str
    street: str
    postcode: str
    town: str
    iban: str = ""
    bfs_number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BillParties:
    """Who is paid and who pays on the day of a bill; None while it is not entered."""

    creditor: Payee | None
    debtor: Payee | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BillPaper:
    """What a document of a bill is made of."""

    detail: BillDetail
    parties: BillParties
    regimes: Mapping[str, str]
    """Code → name."""
    office: str
    now: datetime
    sample: bool = False
    frozen_pdf: bytes | None = field(default=None, repr=False)
    """As it was issued: creditor, debtor and QR bill of that day; None of a draft."""
