"""Frozen rows of providers' invoices. Money is Rappen with MWST, units are hundredths."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sozdesk.features.cases.terms.rulings import RulingSpan
from sozdesk.features.offerings.terms import PriceUnit, Vat


@dataclass(frozen=True, slots=True, kw_only=True)
class LineDraft:
    """A line of an invoice as typed; None while it is not. ``id`` is None for a new line."""

    id: UUID | None = None
    enactment_id: UUID | None = None
    first_day: date | None = None
    last_day: date | None = None
    units: int | None = None
    possible: int | None = None
    absent: int | None = None
    amount: int | None = None
    """Negative on a credit note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceDraft:
    """An invoice as typed."""

    provider_id: UUID | None
    number: str = ""
    invoiced_on: date | None = None
    paid_on: date | None = None
    vat: Vat = Vat.EXEMPT
    vat_rate: int | None = None
    """Hundredths of a percent."""
    credits_id: UUID | None = None
    """The invoice that this credit note takes back."""
    note: str = ""
    lines: tuple[LineDraft, ...] = ()
    stated_total: int | None = None
    """The total on the paper, to compare; not kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicePeriod:
    """Days that another invoice line covers."""

    number: str
    first_day: date
    last_day: date
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoicedEnactment:
    """What a line of an invoice is compared with."""

    id: UUID
    label: str
    """«Fall 12, Tagesstruktur»."""
    provider_id: UUID
    first_day: date
    last_day: date
    unit: PriceUnit
    price: int
    approved: int
    units_possible: int | None
    absences_invoiced: bool | None
    """What the catalogue's price of the service's first day says."""
    others: tuple[ServicePeriod, ...]
    """Lines of all other invoices, credit notes among them."""
    third_party: int
    ruling_id: UUID | None = None
    ruling_limit: int | None = None
    """The Kostengutsprache of the Verfügung, None without an amount."""
    ruling_invoiced: int = 0
    """What other invoices hold of all enactments of that Verfügung."""
    ruling_span: RulingSpan | None = None
    """When that Verfügung is in force; None if it is not, or not yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SameNumber:
    """An invoice of the same provider with the same number, and where it stands."""

    invoiced_on: date
    where: str
    """«Fall 12 (Liestal)»."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceFacts:
    """What is known around a draft."""

    draft: InvoiceDraft
    enactments: tuple[InvoicedEnactment, ...]
    same_number: SameNumber | None = None
    credited: int | None = None
    """What the credited invoice still holds: its sum less its other credit notes."""
    taken_back: InvoiceRow | None = None
    """The credited invoice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceLineRow:
    """A line of an invoice with what it is about."""

    id: UUID
    enactment_id: UUID
    case_id: UUID
    case_number: int
    person_name: str
    offering_title: str
    bfs_number: int
    first_day: date
    last_day: date
    units: int | None
    possible: int | None
    absent: int | None
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceRow:
    """An invoice with its lines."""

    id: UUID
    version: int
    provider_id: UUID
    provider_name: str
    number: str
    invoiced_on: date
    paid_on: date | None
    vat: Vat
    vat_rate: int | None
    credits_id: UUID | None
    credits_number: str
    recorded_on: date
    note: str
    lines: tuple[InvoiceLineRow, ...]

    @property
    def total(self) -> int:
        """Sum of the lines."""
        return sum(line.amount for line in self.lines)


class ListedInvoice(NamedTuple):
    """An invoice as the list shows it: columns, because a region has tens of thousands."""

    id: UUID
    provider_name: str
    number: str
    invoiced_on: date
    paid_on: date | None
    credits_number: str
    """Of the invoice that a credit note takes back; empty for an invoice."""
    persons: str
    """«Muster Anna (Fall 12), Beispiel Jan (Fall 13)»."""
    offerings: str
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Enacted:
    """An enactment to choose for a line of an invoice."""

    id: UUID
    case_number: int
    person_name: str
    offering_title: str
    provider_id: UUID
    provider_name: str
    first_day: date
    last_day: date
    unit: PriceUnit
    price: int
