"""What the page shows, read on the archive thread: the two lists, and one record with all its parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sozdesk.archive.store import Archive
from sozdesk.archive.traces import Trace, Traced, traces
from sozdesk.features.offices import queries
from sozdesk.features.offices.terms import (
    BodyMemberRow,
    ContactRow,
    Job,
    MembershipRow,
    MunicipalityDetails,
    ServiceRow,
    SubsidyRulesRow,
)
from sozdesk.kernel.municipality import Municipality


@dataclass(frozen=True, slots=True, kw_only=True)
class MunicipalityLine:
    """One line of the list of municipalities."""

    municipality: Municipality
    services: tuple[str, ...]
    """Names of the services that work for it today, in the order of the jobs."""
    contact: ContactRow | None
    """The person to ask today; perhaps of the service that declares."""
    approved_on: date | None
    """«MBG-Reglement genehmigt am», if one is in force today."""
    exists: bool
    """Whether it exists today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceLine:
    """One line of the list of services."""

    service: ServiceRow
    municipalities: tuple[str, ...]
    """Short names of those it works for today, in German order."""
    contact: ContactRow | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Offices:
    """Both lists as of today."""

    today: date
    now: datetime
    """Instant, UTC."""
    sample: bool
    municipalities: tuple[MunicipalityLine, ...]
    services: tuple[ServiceLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownMunicipality:
    """Everything in the detail of a municipality."""

    today: date
    details: MunicipalityDetails
    stand_in: ContactRow | None
    approvals: tuple[SubsidyRulesRow, ...]
    services: tuple[ServiceRow, ...]
    """All services, to choose from."""
    traces: tuple[Trace, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownService:
    """Everything in the detail of a service."""

    today: date
    service: ServiceRow
    memberships: tuple[MembershipRow, ...]
    contacts: tuple[ContactRow, ...]
    members: tuple[BodyMemberRow, ...]
    places: tuple[Municipality, ...]
    """Municipalities of today, to choose from."""
    traces: tuple[Trace, ...]


def read_offices(archive: Archive) -> Offices:
    """Both lists."""
    context = archive.context()
    services = archive.query(queries.services, context.today)
    places = archive.query(queries.all_municipalities)
    return Offices(
        today=context.today,
        now=context.now,
        sample=context.sample,
        municipalities=_municipality_lines(archive, context.today, places),
        services=tuple(_service_line(archive, row, places) for row in services),
    )


def _municipality_lines(
    archive: Archive, today: date, places: Sequence[Municipality]
) -> tuple[MunicipalityLine, ...]:
    by_job = [archive.query(queries.services_by_municipality, job, today) for job in Job]
    contacts = archive.query(queries.contacts, today)
    approvals = archive.query(queries.subsidy_rules_on, today)
    return tuple(
        MunicipalityLine(
            municipality=place,
            services=_names(by_job, place.bfs_number),
            contact=contacts.get(place.bfs_number),
            approved_on=approvals.get(place.bfs_number),
            exists=_exists(place, today),
        )
        for place in places
    )


def _names(by_job: Sequence[Mapping[int, ServiceRow]], bfs_number: int) -> tuple[str, ...]:
    found = (services[bfs_number].name for services in by_job if bfs_number in services)
    return tuple(dict.fromkeys(found))


def _exists(place: Municipality, day: date) -> bool:
    return (place.valid_from or day) <= day <= (place.valid_to or day)


def _service_line(archive: Archive, row: ServiceRow, places: Sequence[Municipality]) -> ServiceLine:
    contacts = archive.query(queries.contacts_of, service_id=row.id)
    return ServiceLine(
        service=row,
        municipalities=tuple(
            place.short_name for place in places if place.bfs_number in row.bfs_numbers
        ),
        contact=contacts[0] if contacts else None,
    )


def read_municipality(bfs_number: int, archive: Archive) -> KnownMunicipality | None:
    """One municipality; None for a number that is not in the file."""
    today = archive.context().today
    details = archive.query(queries.details, bfs_number, today)
    if details is None:
        return None
    approvals = archive.query(queries.subsidy_rules_of, bfs_number)
    name = details.row.municipality.short_name
    records = [("municipality", details.row.id, name)]
    records += [("membership", row.id, f"Zuständigkeit für {name}") for row in details.memberships]
    records += [("subsidy_rules", row.id, f"MBG-Reglement von {name}") for row in approvals]
    records += _people(details.contacts, details.members)
    return KnownMunicipality(
        today=today,
        details=details,
        stand_in=archive.query(queries.contact_of, bfs_number, today),
        approvals=approvals,
        services=archive.query(queries.services, today),
        traces=traces(archive, records),
    )


def read_service(service_id: UUID, archive: Archive) -> KnownService | None:
    """One service; None if there is none with this id."""
    today = archive.context().today
    service = archive.query(queries.service, service_id, today)
    if service is None:
        return None
    memberships = archive.query(queries.memberships_of_service, service_id)
    contacts = archive.query(queries.contacts_of, service_id=service_id)
    members = archive.query(queries.members_of, service_id=service_id)
    records = [("social_service", service_id, service.name), *_people(contacts, members)]
    records += [("membership", row.id, f"Zuständigkeit von {service.name}") for row in memberships]
    return KnownService(
        today=today,
        service=service,
        memberships=memberships,
        contacts=contacts,
        members=members,
        places=archive.query(queries.municipalities, today),
        traces=traces(archive, records),
    )


def _people(contacts: Sequence[ContactRow], members: Sequence[BodyMemberRow]) -> list[Traced]:
    found = [("contact", row.id, row.name) for row in contacts]
    return found + [("body_member", row.id, row.name) for row in members]
