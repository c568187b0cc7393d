"""Vocabulary of the offices: municipalities, the services that work for them, and the people there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sozdesk.kernel.municipality import Municipality

TOPIC = "offices"
"""Pages that show municipalities or services reload when a use case says it changed this."""


class ServiceKind(StrEnum):
    """What sort of office works for a municipality."""

    CANTONAL_OFFICE = "cantonal_office"
    """Kantonales Sozialamt (KSA)."""
    MUNICIPAL = "municipal"
    """Gemeinde or Sozialhilfebehörde for itself."""
    REGIONAL = "regional"
    """Sozialdienst for several municipalities."""


class Job(StrEnum):
    """What a service does for a municipality; each job may lie with another service."""

    DECIDES = "decides"
    """Decides on the limits."""
    DECLARES = "declares"
    """Answers the Erhebung."""
    ENACTS = "enacts"
    """Verfügt in single cases."""
    BILLS = "bills"
    """Bills the canton."""


class BodyFunction(StrEnum):
    """Function of a person in the Behörde or in the management of a service."""

    PRESIDENT = "president"
    VICE_PRESIDENT = "vice_president"
    SECRETARY = "secretary"
    """Aktuariat."""
    HEAD = "head"
    """Leitung."""
    MEMBER = "member"


@dataclass(frozen=True, slots=True, kw_only=True)
class MunicipalityRow:
    """A municipality with the version that an update must name."""

    id: UUID
    version: int
    municipality: Municipality


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRow:
    """One office that works for municipalities."""

    id: UUID
    version: int
    kind: ServiceKind
    name: str
    address: str
    email: str
    phone: str
    bfs_numbers: tuple[int, ...]
    """Municipalities it does at least one job for on the day that was asked about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipRow:
    """From when until when a service does one job for one municipality."""

    id: UUID
    version: int
    bfs_number: int
    job: Job
    service_id: UUID
    service_name: str
    valid_from: date
    ended_on: date | None
    """Last day, inclusive; None while it lasts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRow:
    """A person to ask at a municipality or at a service."""

    id: UUID
    version: int
    bfs_number: int | None
    service_id: UUID | None
    name: str
    function: str
    email: str
    phone: str
    main: bool
    """The one that forms and letters name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyMemberRow:
    """A person in the Behörde of a municipality, or in the management of a service."""

    id: UUID
    version: int
    bfs_number: int | None
    service_id: UUID | None
    name: str
    function: BodyFunction
    valid_from: date
    ended_on: date | None
    """Last day of the term, inclusive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """One line of signature on a document of a given day."""

    name: str
    function: BodyFunction
    title: str = ""
    """The function in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidyRulesRow:
    """Approval of a municipality's Mietzinsbeitragsreglement («MBG-Reglement genehmigt am»)."""

    id: UUID
    version: int
    bfs_number: int
    valid_from: date
    """Day of the approval."""
    ended_on: date | None
    """Last day on which the rules were in force."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MunicipalityDetails:
    """Everything the office knows about one municipality on one day."""

    row: MunicipalityRow
    services: tuple[tuple[Job, ServiceRow], ...]
    """Who does which job on that day, in the order of :class:`Job`; jobs without a service lack."""
    memberships: tuple[MembershipRow, ...]
    """All, past and future too, by job, newest first."""
    contacts: tuple[ContactRow, ...]
    members: tuple[BodyMemberRow, ...]
    """Of the municipality's own Behörde, newest term first."""
    signatories: tuple[Signatory, ...]
