"""Frozen rows of dwellings: what is paid, what the limit of the day says, what was ordered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sozdesk.features.cases.terms.rows import RentComparison, RentFacts
from sozdesk.features.cases.terms.words import AncillaryKind, RentMeasure, ShareBy, TenancyForm
from sozdesk.features.rent_limits.terms import LimitSpanRow


@dataclass(frozen=True, slots=True, kw_only=True)
class TenancyRow:
    """A dwelling as entered. Rappen per month."""

    id: UUID
    version: int
    case_id: UUID
    valid_from: date
    ended_on: date | None
    address: str
    rooms: int | None
    """Tenths: 35 is 3½."""
    net_rent: int
    ancillary: int
    ancillary_kind: AncillaryKind
    form: TenancyForm
    persons: int
    supported: int
    share_by: ShareBy
    agreed_share: int | None

    @property
    def facts(self) -> RentFacts:
        """What the comparison needs."""
        return RentFacts(
            net=self.net_rent,
            ancillary=self.ancillary,
            persons=self.persons,
            supported=self.supported,
            share_by=self.share_by,
            agreed_share=self.agreed_share,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchEffortRow:
    """What was done to find a cheaper dwelling."""

    id: UUID
    version: int
    shown_on: date
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RentMeasureRow:
    """An Auflage or a Kürzung with its search efforts, newest first."""

    id: UUID
    version: int
    tenancy_id: UUID
    kind: RentMeasure
    ordered_on: date
    deadline: date | None
    reduced_to: int | None
    limit_then: int | None
    lifted_on: date | None
    note: str
    efforts: tuple[SearchEffortRow, ...]


class LimitGap(StrEnum):
    """Why a rent cannot be compared."""

    UNKNOWN = "unknown"
    """Nothing is known of the municipality for that day."""
    NONE_SET = "none_set"
    """The municipality declared that it has set no limits."""
    NO_SIZE = "no_size"
    """No amount, and no rule for a further person, for so many persons."""
    NO_BASIS = "no_basis"
    """Nobody said whether the amounts are net or gross."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RentCheck:
    """A dwelling beside the limit that is valid on a day: a hint, never a cut."""

    day: date
    span: LimitSpanRow | None
    """Where the limit comes from, and since when it holds."""
    limit: int | None = None
    """For all who live there; Rappen per month."""
    gross: bool = False
    comparison: RentComparison | None = None
    gap: LimitGap | None = None

    @property
    def is_above(self) -> bool:
        """Whether the share lies above the limit."""
        return self.comparison is not None and self.comparison.above > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DwellingRow:
    """A dwelling of a case with what was ordered about it, and its comparison."""

    tenancy: TenancyRow
    check: RentCheck
    """Of the day that was asked about, or of its last day if that is earlier."""
    measures: tuple[RentMeasureRow, ...]
    """Newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RentRow:
    """A running dwelling of an open case, for the list of all."""

    case_id: UUID
    case_number: int
    case_name: str
    bfs_number: int
    town: str
    dwelling: DwellingRow
    changes: tuple[LimitChange, ...]
    """Of what is ordered and rests on a limit that has changed or will."""

    @property
    def running(self) -> tuple[RentMeasureRow, ...]:
        """Auflagen and Kürzungen that are not lifted."""
        return tuple(one for one in self.dwelling.measures if one.lifted_on is None)


@dataclass(frozen=True, slots=True)
class LimitChange:
    """A limit on which an Auflage or a Kürzung rested, and the one that took its place. Rappen."""

    measure_id: UUID
    before: int | None
    """None if no limit was known when it was ordered."""
    now: int
    since: date
    gross: tuple[bool, bool] | None = None
    """Whether each of them is gross, where one is net and the other is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdCount:
    """Supported households of a municipality on a day, for the form of November."""

    bfs_number: int
    town: str
    by_size: Mapping[int, int]
    """Persons in the dwelling → households."""
    above: int
    """Of these above the limit."""
    unknown: int
    """Supported households without a dwelling, or without a limit to compare with."""

    @property
    def total(self) -> int:
        """All supported households that are known with their dwelling."""
        return sum(self.by_size.values())
