"""What of the cases a bill needs: tuples, because a bill reads ten thousand of them.

An id that is only compared is a ``Key``: its text as it is stored, found ten times as fast as a UUID.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple
from uuid import UUID

from sozdesk.features.cases.terms.words import RulingNature

Key = str
"""The 32 digits of an id."""


class EnactedFact(NamedTuple):
    """An enactment with its participation and the case it belongs to."""

    key: Key
    person: Key
    offering: Key
    ruling: Key | None
    id: UUID
    offering_id: UUID
    first_day: date
    last_day: date
    workload: int | None
    unit: str
    price: int
    approved: int
    units_possible: int | None
    without_share: bool
    gfs_free: bool
    began_on: date | None
    ended_on: date | None


class CostFact(NamedTuple):
    """A line of an invoice with its head."""

    enactment: Key
    invoice: Key
    id: UUID
    provider_id: UUID
    number: str
    invoiced_on: date
    recorded_on: date
    first_day: date
    last_day: date
    amount: int
    units: int | None
    possible: int | None
    absent: int | None
    credits: str
    """Number of the invoice that a credit note takes back; empty on an invoice."""


class PersonFact(NamedTuple):
    """Who is claimed for."""

    id: UUID
    last_name: str
    first_name: str
    birth_date: date | None
    ahv_number: str | None

    def __repr__(self) -> str:
        """No name may get into a log."""
        return f"PersonFact({self.id})"


class ResidenceFact(NamedTuple):
    """Permit and flag from a day on."""

    person: Key
    valid_from: date
    ended_on: date | None
    permit: str | None
    refugee: bool


class SupportFact(NamedTuple):
    """Days on which a case supports a person."""

    person: Key
    first: date
    last: date | None
    bfs_number: int
    support_ended_on: date | None
    closed_on: date | None
    moved_on: date | None


class RegimeFact(NamedTuple):
    """The regime of some days of a person; a reason where the office set it."""

    first: date
    last: date
    code: str
    reason: str


class InterruptionFact(NamedTuple):
    """Days without taking part."""

    enactment: Key
    first_day: date
    last_day: date | None
    reason: str


class PaidFact(NamedTuple):
    """What a third party pays."""

    enactment: Key
    first_day: date
    last_day: date
    amount: int
    payer: str


class RulingDays(NamedTuple):
    """A Verfügung that is in force on some days."""

    number: str
    nature: RulingNature
    ruled_on: date
    first: date
    last: date | None
    limit_amount: int | None
    contested: bool
    """Angefochten and not decided yet."""


class Claimable(NamedTuple):
    """Everything of a municipality's cases that a bill of some days may touch."""

    enacted: list[EnactedFact]
    """By name of the person, offering and first day."""
    costs: dict[Key, list[CostFact]]
    """By enactment, in order of days."""
    persons: dict[Key, PersonFact]
    residences: dict[Key, list[ResidenceFact]]
    support: dict[Key, list[SupportFact]]
    regimes: dict[Key, tuple[RegimeFact, ...]]
    rulings: dict[Key, RulingDays]
    interruptions: dict[Key, list[InterruptionFact]]
    paid: dict[Key, list[PaidFact]]
    vouchers: dict[Key, list[str]]
    """Invoice → SHA-256 of its scans."""
