"""Somebody's list of providers and offerings in a table: what a row says, and what would become of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from sozdesk.features.offerings.terms.rows import (
    CategoryRow,
    DecisionFact,
    LanguageRow,
    OfferingRow,
    PlaceRow,
    PriceRow,
    ProviderRow,
)
from sozdesk.features.offerings.terms.words import PriceUnit, Vat
from sozdesk.kernel import listed
from sozdesk.kernel.findings import Finding
from sozdesk.kernel.listed import ListChange

LIST_PURPOSE = "offerings.list"
"""Under which the columns of such tables are remembered."""


class ListResult(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    UNUSABLE = "unusable"


@dataclass(frozen=True, slots=True)
class ListPrice:
    """What a row says about the price; None = the row does not say it."""

    amount: int
    """Rappen per unit."""
    unit: PriceUnit | None
    vat: Vat | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLine:
    """One row as it was read; what is empty says nothing and changes nothing."""

    row: int
    """As people count, from 1."""
    name: str = ""
    """Of the provider."""
    provider: Mapping[str, object] = field(default_factory=dict)
    """Column of the provider → value, only what the row says."""
    title: str = ""
    """Empty: the row is about the provider only."""
    category: str = ""
    """As written: name or code."""
    offering: Mapping[str, object] = field(default_factory=dict)
    """Column of the offering → value, only what the row says."""
    towns: tuple[str, ...] = ()
    wheelchair: bool | None = None
    language: LanguageRow | None = None
    price: ListPrice | None = None
    recognised_from: date | None = None
    recognised_to: date | None = None
    cells: Mapping[str, str] = field(default_factory=dict)
    """Field → where it stands, for example ``Angebote!C5``."""
    findings: tuple[Finding, ...] = ()
    """What could not be read."""


ListTable = listed.ListTable[ListLine]
"""A list of them as it is understood with its columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListBase:
    """What the file holds that a list may say the same or otherwise."""

    providers: tuple[ProviderRow, ...]
    offerings: tuple[OfferingRow, ...]
    """As they stand today."""
    places: Mapping[UUID, tuple[PlaceRow, ...]]
    """Id of the provider → where it works."""
    prices: Mapping[UUID, tuple[PriceRow, ...]]
    """Id of the offering → all its prices."""
    decisions: Mapping[UUID, tuple[DecisionFact, ...]]
    """Id of the offering → its sent decisions."""
    categories: tuple[CategoryRow, ...]
    """Of today."""
    today: date


@dataclass(frozen=True, slots=True)
class NewPlace:
    """A town where a provider did not work so far."""

    town: str
    wheelchair: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """What would become of a row; the rest is what recording it writes."""

    line: ListLine
    result: ListResult
    changes: tuple[ListChange, ...]
    findings: tuple[Finding, ...]
    category_name: str
    provider: ProviderRow | None
    """The one that is there; None if it is new or not known which one."""
    offering: OfferingRow | None
    category_code: str
    provider_values: Mapping[str, object]
    """What is new or other about the provider; rows above said the rest."""
    offering_values: Mapping[str, object]
    """What is new or other about the offering, with ``languages`` whole."""
    new_places: tuple[NewPlace, ...]
    """Where the provider does not work yet."""
    accessible: tuple[PlaceRow, ...]
    """Places whose wheelchair access is another one than the file says."""
    relinked: bool
    """Whether the offering takes place elsewhere than the file says."""
    price: ListPrice | None
    """Whole, if it is another one than that of the day."""
    recognised: bool
    """Whether the recognition is new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPlan:
    """What recording the table would do."""

    rows: tuple[ListRow, ...]
    findings: tuple[Finding, ...]
    """About the table as a whole."""
    prices_from: date | None

    def count(self, result: ListResult) -> int:
        """Rows of which this becomes."""
        return sum(row.result is result for row in self.rows)

    @property
    def to_record(self) -> int:
        """Rows that recording would add or change."""
        return self.count(ListResult.NEW) + self.count(ListResult.CHANGED)

    @property
    def asks_day(self) -> bool:
        """Whether there are prices and nobody said from when they hold."""
        return self.prices_from is None and any(row.price for row in self.rows)


@dataclass(frozen=True, slots=True)
class ListCounts:
    """How many rows were recorded."""

    new: int
    changed: int
    unchanged: int
