"""What travels in a bill file: a closed list. Every field of a person has its reason in docs/exchange-bill.md.

Rappen, hundredths of units and of percents; days inclusive. Names of the fields are the keys of the
JSON: another name or type here is another version of the file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple
from uuid import UUID

from sozdesk.features.billing.terms.claims import Claim
from sozdesk.features.billing.terms.computing import Step
from sozdesk.features.offerings.terms import PriceUnit, ProRata
from sozdesk.features.offerings.terms.catalogue import NEEDS_COMPARISON, KeyTrust, Signer
from sozdesk.kernel.findings import Finding

BILL_VERSION: Final = 1
"""Of the content; a file with a higher one is from a newer program."""
BILL_SUFFIX: Final = ".szb"
MAX_VOUCHERS: Final = 12 * 1024 * 1024
"""Bytes of all scans of a bill; what is more travels as paper or in a second bill."""

VOUCHER_PIECE: Final = 16_384


@dataclass(frozen=True, slots=True, kw_only=True)
class BillNumber:
    """Names a bill of a municipality."""

    year: int
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumedLine:
    """A line of an earlier bill that was refused for good and is claimed again."""

    year: int
    number: int
    position: int
    reason: str


class IssuedBill(NamedTuple):
    """A bill of a municipality, and its place in the order in which they were issued."""

    year: int
    number: int
    sequence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SentCost:
    """What of a provider's invoice a line holds."""

    invoice_line_id: UUID
    enactment_id: UUID
    provider_id: UUID
    number: str
    invoiced_on: date
    first_day: date
    last_day: date
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SentLine:
    """A line as it was claimed; the person stands in the claim."""

    position: int
    person_id: UUID
    offering_id: UUID
    offering_number: int
    offering_title: str
    provider_id: UUID
    provider_name: str
    category_code: str
    regime_code: str
    bfs_number: int
    first_day: date
    last_day: date
    days: int
    tariff_id: UUID
    tariff_unit: PriceUnit
    tariff_amount: int
    pro_rata: ProRata
    tariff_citation: str
    rate: int
    rate_citation: str
    month: date | None
    cost: int
    third_party: int
    eligible: int
    canton: int
    municipality: int
    late: bool
    steps: tuple[Step, ...]
    costs: tuple[SentCost, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voucher:
    """A scan of an invoice; travels only if the KSA's setting says so."""

    sha256: str
    content: tuple[str, ...]
    """Base64 in pieces of :data:`VOUCHER_PIECE` signs: one text of a file is short."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BillContent:
    """A bill as a municipality sends it: head, what is claimed, and what it was computed from."""

    bfs_number: int
    municipality_name: str
    year: int
    number: int
    sequence: int
    """Counts all bills of the municipality from 1, in the order in which they were issued."""
    first_day: date
    last_day: date
    cut_off: date | None
    issued_on: date
    cancels: BillNumber | None
    answered: tuple[BillNumber, ...]
    """Earlier bills whose final answer this one was computed with."""
    resumed: tuple[ResumedLine, ...]
    """Refused lines of them that are claimed again, and why."""
    cost: int
    third_party: int
    eligible: int
    canton: int
    municipality: int
    line_count: int
    lines_sha256: str
    """Of the lines in canonical JSON: the same hash on both sides means the same lines."""
    catalogue_serial: int | None
    """The catalogue that the municipality computed with."""
    encryption_key: str
    """``age1…`` of the office: answers are encrypted for it."""
    lines: tuple[SentLine, ...]
    claims: tuple[Claim, ...]
    vouchers: tuple[Voucher, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBill:
    """A bill file that was read: its content, or why it cannot be used."""

    name: str
    """Of the file."""
    refusal: tuple[str, str] | None = None
    """What happened, and what to do."""
    content: BillContent | None = field(default=None, repr=False)
    text: bytes = field(default=b"", repr=False)
    """What was signed."""
    text_sha256: str = ""
    file_sha256: str = ""
    office: str = ""
    key: str = ""
    """That signed, hexadecimal."""
    endorsements: tuple[tuple[str, str], ...] = ()
    """Earlier keys of the office that vouch for it."""
    fingerprint: str = ""
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BillPreview:
    """What reading a bill file in would do."""

    read: ReadBill
    municipality_name: str = ""
    trust: KeyTrust | None = None
    signer: Signer | None = None
    """Who bills for the municipality on the day of the bill, with the key of the file."""
    service_name: str = ""
    cancels_id: UUID | None = None
    """The received bill that it takes back."""
    refusal: tuple[str, str] | None = None
    is_needless: bool = False
    """It is refused because it brings nothing new: read in before, or a copy of another one."""
    findings: tuple[Finding, ...] = ()
    """Sum, count and hash of the file; the other checks follow when it is read in."""

    @property
    def asks_comparison(self) -> bool:
        """Whether somebody must compare the key by phone."""
        return self.refusal is None and self.trust in NEEDS_COMPARISON


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenBill:
    """A bill file to give away."""

    name: str
    data: bytes = field(repr=False)
