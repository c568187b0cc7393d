"""Vocabulary of the map and of the time series."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sozdesk.features.rent_limits.terms.words import (
    SIZES,
    Category,
    Interval,
    ReceivedVia,
    RentKind,
)


class MapSubject(StrEnum):
    """What the map shows of a household size."""

    NET = "net"
    """Net rent per month."""
    GROSS = "gross"
    CHANGE = "change"
    """Change to last year, only where both years have the same basis."""


class MapState(StrEnum):
    """What is known of one municipality on the map."""

    VALUE = "value"
    OTHER_BASIS = "other_basis"
    """Declared on the other basis, without Nebenkosten: never converted, never coloured."""
    NOT_COMPARABLE = "not_comparable"
    """There is no change: no last year, or net in one year and gross in the other."""
    NO_LIMITS = "no_limits"
    """It declared that it has set none."""
    MISSING = "missing"
    """Nothing is recorded."""


@dataclass(frozen=True, slots=True)
class MapValue:
    """One municipality on the map; ``value`` in Rappen per month, or hundredths of a percent."""

    state: MapState
    value: int | None = None
    """Only with ``MapState.VALUE``."""
    converted: bool = False
    """Follows from the other basis and the Nebenkosten that the municipality states."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapClassesRow:
    """Upper limits of the classes of the map, from a day on."""

    rent_kind: RentKind
    category: Category
    """The household size; ``FURTHER`` stands for 6 persons (5 and one more)."""
    valid_from: date
    ended_on: date | None = None
    limits: tuple[int, ...]
    """Rappen per month, rising; at most five."""
    source: str


@dataclass(frozen=True, slots=True)
class ProposedClasses:
    """Limits that follow from the values of one year."""

    year: int
    limits: tuple[int, ...]
    """Rappen per month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitSpanRow:
    """What held in one municipality from a day on: a return, or a change outside the Erhebung."""

    year: int
    """Year of the Erhebung."""
    since: date
    until: date
    """Last day, inclusive: the day before the next one, or the end of the newest Erhebung."""
    is_change: bool
    rent_kind: RentKind | None
    interval: Interval | None
    """As declared; the amounts here are per month."""
    amounts: Mapping[Category, int]
    """Rappen per month, net or gross as declared."""
    no_limits: bool
    """The municipality declared that it has set none."""
    via: ReceivedVia
    """``OVERVIEW`` is what the KSA published, ``OWN`` what this office declared."""

    def for_household(self, persons: int) -> int | None:
        """Rappen per month for so many persons; None if no amount or rule reaches that far.

        Beyond the largest household that is declared without a gap, «jede weitere Person» is added.
        """
        declared = 0
        for size in SIZES:
            if size not in self.amounts:
                break
            declared += 1
        if persons <= declared:
            return self.amounts[SIZES[persons - 1]]
        more = self.amounts.get(Category.FURTHER)
        if not declared or more is None:
            return None
        return self.amounts[SIZES[declared - 1]] + (persons - declared) * more
