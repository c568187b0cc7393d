"""Frozen rows of data protection: accesses, holds, the way of a case or a bill to its deletion."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sozdesk.features.cases.terms.words import AccessKind, ArchiveAnswer, DeletionKind, HoldReason


class DeletionStep(StrEnum):
    """How far a case or a bill is on its way out."""

    WAITING = "waiting"
    """Its retention still runs, or something holds it."""
    DUE = "due"
    LISTED = "listed"
    OFFERED = "offered"
    ANSWERED = "answered"
    APPROVED = "approved"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessRow:
    """Who opened, exported or handed over what, and why."""

    id: UUID
    person_id: UUID | None
    kind: AccessKind
    at: datetime
    staff_name: str
    recipient: str
    purpose: str
    persons: int
    released_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldRow:
    """Why nothing of a case or a bill may be deleted, from – to."""

    id: UUID
    version: int
    subject_id: UUID
    reason: HoldReason
    note: str
    valid_from: date
    ended_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionFacts:
    """What decides whether a case or a bill may be deleted on a day."""

    kind: DeletionKind
    closed_on: date | None
    retention_years: int | None
    """Of its class on the day; None if the office has not said it."""
    repayment_starts_on: date | None
    repayment_years: int | None
    holds: tuple[HoldRow, ...]
    against: tuple[str, ...]
    """German sentences of what else stands against it."""
    newest_entry_on: date | None
    """Last note or file; an entry after the closing begins the years anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionOn:
    """Whether a case may be deleted, since when or why not."""

    due_on: date | None
    """First day on which it may; None if that cannot be said."""
    reasons: tuple[str, ...]
    """German sentences that stand against it; empty = it may be listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletionRow:
    """A case or a bill on its way out; by number, never by name."""

    id: UUID | None
    """None while it is not listed."""
    version: int
    kind: DeletionKind
    subject_id: UUID
    name: str
    """«Fall 12», «Abrechnung Liestal 3/2027»."""
    number: int
    year: int | None
    """Of a bill."""
    bfs_number: int
    closed_on: date | None
    persons: int
    step: DeletionStep
    due_on: date | None
    reasons: tuple[str, ...]
    listed_on: date | None = None
    listed_by: str = ""
    offered_to: str = ""
    offered_on: date | None = None
    answer: ArchiveAnswer | None = None
    answered_on: date | None = None
    approved_by: str = ""
    approved_on: date | None = None
    deleted_on: date | None = None
    deleted_by: str = ""
    rows: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPerson:
    """Somebody of whom the file holds something, and how they are told apart on screen."""

    id: UUID
    name: str = field(repr=False)
    """«Muster Anna», from a bill with the date of birth."""
    told: str = field(default="", repr=False)
    """«geboren 17.05.1990, Fall 12», where the name alone does not say who."""
    ids: tuple[UUID, ...]
    """Every id under which the file knows the person: each municipality gives its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldEntry:
    """One row that the file holds of a person: label → value, both in German words."""

    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldTable:
    """What the file holds of a person in one table."""

    key: str
    """Name of the table; stands in the JSON file."""
    title: str
    job: str
    basis: str
    keep: str
    entries: tuple[HeldEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectedField:
    """A personal field: what for, on which legal basis, how long."""

    table: str
    title: str
    field: str
    job: str
    basis: str
    keep: str
