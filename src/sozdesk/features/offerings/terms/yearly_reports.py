"""The providers' yearly reports: what they say, as read from a form and as stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sozdesk.features.offerings.terms.rows import PriceRow
from sozdesk.features.offerings.terms.words import PriceUnit, ReportResult, Vat
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.kernel.municipality import Municipality


class ReportState(StrEnum):
    """Where a provider's yearly report stands on a day."""

    OPEN = "open"
    REMINDED = "reminded"
    OVERDUE = "overdue"
    RECEIVED = "received"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferingFigures:
    """What a yearly report says about one offering; None = left empty."""

    offering_id: UUID
    places: int | None = None
    utilisation: int | None = None
    """Hundredths of a percent."""
    participants: int | None = None
    assignments: int | None = None
    units: int | None = None
    """Hundredths of the units of its price."""
    amount: int | None = None
    """Rappen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MunicipalFigures:
    """What was assigned by and invoiced to one municipality."""

    bfs_number: int
    assignments: int | None = None
    amount: int | None = None
    """Rappen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyReport:
    """What a provider reports on a year."""

    provider_id: UUID
    year: int
    strengths: str = ""
    weaknesses: str = ""
    cooperation: str = ""
    goals_reached: str = ""
    participants: int | None = None
    assignments: int | None = None
    amount: int | None = None
    """Rappen invoiced to all municipalities together."""
    vat: Vat | None = None
    offerings: tuple[OfferingFigures, ...] = ()
    municipalities: tuple[MunicipalFigures, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedOfferingRow:
    """An offering that a yearly report is about."""

    id: UUID
    number: int
    title: str
    unit: PriceUnit | None
    """Of its last price in the year."""
    prices: tuple[PriceRow, ...]
    """Those that held on some day of the year."""
    category_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingProvider:
    """A provider, what its report of a year is about, and what the year before said."""

    id: UUID
    name: str
    email: str
    offerings: tuple[ReportedOfferingRow, ...]
    """By number."""
    before: YearlyReport | None
    before_sha256: str | None
    owes: bool
    """One of its offerings was recognised on some day of the year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingYear:
    """Everything that forms are made from and returned forms are read against."""

    year: int
    due_on: date | None
    """None: nobody entered the day."""
    providers: tuple[ReportingProvider, ...]
    """All that could report, by name."""
    municipalities: tuple[Municipality, ...]
    office: str
    created: datetime
    sample: bool
    known: Mapping[UUID, str | None] = field(default_factory=dict)
    """Provider → SHA-256 of the report of this year that is recorded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFile:
    """A file that was handed in, read; without ``report`` it cannot be recorded."""

    file: str
    received_on: date | None
    content: bytes = field(default=b"", repr=False)
    sha256: str = ""
    provider_name: str = ""
    report: YearlyReport | None = None
    recorded: bool = False
    """The very same file is recorded already."""
    replaces: bool = False
    """Another file of this provider is recorded."""
    findings: tuple[Finding, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether it can be recorded."""
        stopping = any(one.severity is Severity.STOP for one in self.findings)
        return self.report is not None and not stopping and not self.recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderReportRow:
    """A recorded yearly report."""

    id: UUID
    version: int
    report: YearlyReport
    received_on: date
    file_name: str
    file_sha256: str | None
    result: ReportResult | None
    result_on: date | None
    result_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """One provider in the list of a year."""

    provider: ReportingProvider
    state: ReportState
    due_on: date | None
    reminded_on: tuple[date, ...]
    """Oldest first."""
    row: ProviderReportRow | None
    findings: tuple[Finding, ...]
    """Of the recorded report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportReminder:
    """What a reminder of one provider says."""

    provider: ReportingProvider
    due_on: date
    number: int
    """1 for the first one."""
