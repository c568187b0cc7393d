"""Frozen rows of the dated values of the case work, as entered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sozdesk.features.cases.terms.rows import RegimeRule
from sozdesk.features.cases.terms.words import ApplicationKind, CaseValueKey, Decider


@dataclass(frozen=True, slots=True, kw_only=True)
class RegimeRuleRow(RegimeRule):
    """Which permit belongs to which regime."""

    id: UUID
    version: int
    source: str
    checked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayRow:
    """A day on which no deadline ends."""

    id: UUID
    version: int
    day: date
    name: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemedyRow:
    """A Rechtsmittelbelehrung of a deciding body."""

    id: UUID
    version: int
    decider: Decider
    valid_from: date
    ended_on: date | None
    text: str
    days: int
    citation: str
    source: str
    checked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseValueRow:
    """A figure of the case work."""

    id: UUID
    version: int
    key: CaseValueKey
    part: str
    valid_from: date
    ended_on: date | None
    value: int
    citation: str
    source: str
    checked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationRow:
    """What a municipality has delegated, to whom, on which legal basis."""

    id: UUID
    version: int
    bfs_number: int
    kind: ApplicationKind
    decider: Decider
    valid_from: date
    ended_on: date | None
    citation: str
    source: str
