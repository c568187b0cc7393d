"""What somebody searches for a person, and what is found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sozdesk.features.offerings.terms.rows import (
    OfferingRow,
    RegimeRateRow,
    RegimeRow,
    TariffRow,
)
from sozdesk.features.offerings.terms.words import CefrLevel, PriceUnit, Unmet

USUAL_KM = 15
"""Radius around a municipality that is only named, not measured."""


class TargetGroup(StrEnum):
    """Whom an offering must be made for."""

    SOCIAL_ASSISTANCE = "social_assistance"
    ASYLUM = "asylum"
    REFUGEES = "refugees"
    WOMEN = "women"
    MOTHERS = "mothers"
    HEALTH = "health"
    """Persons with a health impairment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is searched for; every field that is set keeps fewer offerings."""

    text: str = ""
    """As typed; never stored."""
    category: str | None = None
    near: int | None = None
    """BFS number of the municipality that distances are measured from."""
    km: int | None = None
    """At most so far from ``near``; without it distances are only shown."""
    level: CefrLevel | None = None
    """What the person can in German."""
    groups: frozenset[TargetGroup] = frozenset()
    age: int | None = None
    weeks: int | None = None
    """Begins within so many weeks."""
    free: bool = False
    max_price: int | None = None
    """Rappen per ``unit``, MWST with it."""
    unit: PriceUnit | None = None
    """None: in any unit."""
    childcare: bool = False
    wheelchair: bool = False
    provider: UUID | None = None
    """Offerings of this provider only; not typed but reached from the search of the window."""
    hidden: bool = False
    """Also what is not recognised or not on the platform; this one keeps more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """A typed word that says the same as a filter."""

    word: str
    """As typed."""
    said: str
    """«Sprachstand B1»."""
    changes: Mapping[str, object]
    """Fields of :class:`Wanted`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundOffering:
    """An offering that fits."""

    row: OfferingRow
    town: str
    """The place that lies nearest, or the first one; empty if none is known."""
    km: int | None
    """From the municipality that was asked for."""
    hidden: str
    """Why it is not shown usually; empty for one that is recognised and on the platform."""
    why: str
    """Why it fits, in words."""
    short: str
    """For the list: whether it is full, by whom, then the same without the place."""

    @property
    def id(self) -> UUID:
        """The offering's."""
        return self.row.id


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareBasis:
    """What the canton's share of any offering on a day follows from."""

    regimes: tuple[RegimeRow, ...]
    rates: tuple[RegimeRateRow, ...]
    tariffs: tuple[TariffRow, ...]
    parents: Mapping[str, str | None]
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class UnmetNeedRow:
    """How often a search found nothing that fits; counts searches, never persons."""

    criteria: str
    category_code: str | None
    why: Unmet
    origins: tuple[str, ...]
    """Names of offices; this one is an empty text."""
    first: date
    last: date
    """First days of the first and of the last month."""
    searches: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedNeed:
    """One line of the file that a Sozialdienst hands to the KSA."""

    month: date
    criteria: str
    category_code: str | None
    why: Unmet
    searches: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedCounts:
    """What a Sozialdienst counted."""

    office: str
    counts: tuple[CountedNeed, ...]

    @property
    def searches(self) -> int:
        """All together."""
        return sum(one.searches for one in self.counts)
