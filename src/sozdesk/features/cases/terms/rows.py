"""Frozen rows of the cases that rules need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sozdesk.features.cases.terms.words import Permit, ShareBy


@dataclass(frozen=True, slots=True, kw_only=True)
class Residence:
    """Permit (None for Swiss citizens) and refugee flag from a day on."""

    valid_from: date
    ended_on: date | None
    permit: Permit | None
    refugee: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RegimeRule:
    """Permit and refugee flag → regime, from a day on, with its citation."""

    valid_from: date
    ended_on: date | None
    permit: Permit | None
    refugee: bool
    regime_code: str
    citation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegimeOverride:
    """What the office set against the rule."""

    valid_from: date
    ended_on: date | None
    regime_code: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegimeOn:
    """The regime of a day and why; no code if no rule covers it."""

    regime_code: str | None
    citation: str = ""
    reason: str = ""
    """Of the override."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RentFacts:
    """What is paid for a dwelling. Rappen per month."""

    net: int
    ancillary: int
    persons: int
    """Who live there."""
    supported: int
    share_by: ShareBy
    agreed_share: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RentComparison:
    """Own share of rent and limit, on the same basis. Rappen per month."""

    own: int
    limit: int
    above: int
    """Zero if the share is within the limit: never a cut, always a case of its own."""
