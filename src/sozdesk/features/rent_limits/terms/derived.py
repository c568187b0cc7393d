"""How a Sozialdienst found its limits (Herleitung): offers, an index, or what others declare."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sozdesk.features.rent_limits.terms.dated import IndexValue
from sozdesk.features.rent_limits.terms.declared import Declaration
from sozdesk.features.rent_limits.terms.words import Around, Category, Interval, RentKind


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherRow:
    """What a municipality around the own one declared."""

    name: str
    declaration: Declaration
    in_district: bool
    is_neighbour: bool
    """Has a border in common with the own one."""

    def belongs(self, around: Around) -> bool:
        """Whether it is one of those that are compared."""
        return (self.in_district and around is not Around.NEIGHBOURS) or (
            self.is_neighbour and around is not Around.DISTRICT
        )


@dataclass(frozen=True, slots=True)
class Offer:
    """One dwelling that was offered."""

    rooms: int
    """Tenths: 3½ rooms are 35."""
    rent: int
    """Net rent per month, Rappen."""


@dataclass(frozen=True, slots=True)
class RoomRange:
    """Which dwellings suit a household size; both ends inclusive, tenths of rooms."""

    size: Category
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class RoomTable:
    """The proposed ranges from a day on, with their source."""

    valid_from: date
    ranges: tuple[RoomRange, ...]
    source: str
    ended_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantileBasis:
    """A share of the offered net rents (Quantil)."""

    percent: int
    offers: tuple[Offer, ...]
    ranges: tuple[RoomRange, ...]
    step: int
    """Rounded to full steps of so many Rappen."""
    period: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexBasis:
    """The old limits carried forward with an index."""

    old: Mapping[Category, int]
    """Rappen, in the interval of the derivation."""
    base: IndexValue
    now: IndexValue
    step: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonBasis:
    """The median of other municipalities."""

    year: int
    """Of the overview."""
    around: Around
    district: str
    names: tuple[str, ...]
    step: int


Basis = QuantileBasis | IndexBasis | ComparisonBasis


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """The limits that were derived, and from what. Amounts are Rappen in ``interval``."""

    amounts: Mapping[Category, int]
    rent_kind: RentKind
    interval: Interval
    basis: Basis
