"""What a bill needs to know of an offering, on all days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sozdesk.features.offerings.terms.rows import PriceRow
from sozdesk.features.offerings.terms.words import Financing

Span = tuple[date, date | None]
"""First and last day, both inclusive; no last one while it goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferingDays:
    """When an offering was recognised, how it was paid and what it cost."""

    id: UUID
    number: int
    title: str
    provider_id: UUID
    provider_name: str
    category_code: str
    recognised: tuple[Span, ...]
    financing: tuple[tuple[Span, Financing], ...]
    """Of its category; a Leistungsvereinbarung goes before it on its days."""
    prices: tuple[PriceRow, ...]
    municipal: tuple[tuple[int, Span], ...]
    """Municipalities that recognise its provider under the GfS."""
