"""Frozen rows of persons and cases: what queries answer and screens show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sozdesk.features.cases.terms.rows import RegimeOverride, Residence
from sozdesk.features.cases.terms.words import Need, RepresentativeKind, Sex
from sozdesk.features.offerings.terms import CefrLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A person as entered."""

    id: UUID
    version: int
    last_name: str
    first_name: str
    birth_date: date | None
    sex: Sex | None
    ahv_number: str | None
    """13 digits."""
    ahv_missing_because: str
    nationality: str
    address: str
    education: str
    goals: str
    set_aside: str
    """Lines «Feld: Wert» of an entry that was merged."""
    early_language_need: Need | None

    @property
    def name(self) -> str:
        """«Muster Anna»: as lists sort it."""
        return f"{self.last_name} {self.first_name}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidenceRow(Residence):
    """Permit and refugee flag of a person from a day on, as entered."""

    id: UUID
    version: int
    person_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class RegimeOverrideRow(RegimeOverride):
    """A regime that the office set against the rule, as entered."""

    id: UUID
    version: int
    person_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLanguageRow:
    """A language of a person."""

    id: UUID
    version: int
    language: str
    level: CefrLevel | None
    tested_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RepresentativeRow:
    """Who acts for a person."""

    id: UUID
    version: int
    kind: RepresentativeKind
    name: str
    address: str
    phone: str
    valid_from: date
    ended_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """A case as entered, with the name that it bears."""

    id: UUID
    version: int
    number: int
    dossier_number: str
    bfs_number: int
    opened_on: date
    closed_on: date | None
    support_ended_on: date | None
    responsible_id: UUID | None
    responsible: str
    """Name of that person of the office."""
    predecessor_id: UUID | None
    moved_on: date | None
    moved_to: int | None
    repayment_starts_on: date | None
    retention_class: str
    name: str
    """«Muster Anna», of the main person; empty if nobody is in it."""
    persons: int
    """Who are in the household on the day that was asked about."""
    supported: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRow:
    """A person in the household of a case."""

    id: UUID
    version: int
    case_id: UUID
    person: PersonRow
    valid_from: date
    ended_on: date | None
    supported: bool
    main: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RegimeDays:
    """Days of one regime, both ends inclusive; no code where no rule covers them."""

    first: date
    last: date
    regime_code: str | None
    citation: str
    reason: str
    """Of an override."""
