"""To whom letters about the limits of a municipality go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from sozdesk.documents.mail_draft import usable_address
from sozdesk.features.offices import queries as offices
from sozdesk.features.offices.terms import ContactRow, Job, ServiceRow
from sozdesk.features.rent_limits.terms import Addressee
from sozdesk.kernel.municipality import Municipality


def addressees(session: Session, day: date) -> Mapping[int, Addressee]:
    """BFS number → to whom a letter goes on ``day``, for all municipalities.

    A service that declares for several municipalities answers for all of them and is written to
    once. Else it is the main contact of the municipality, else the service that declares for it.
    """
    municipalities = offices.municipalities(session, day)
    here = {row.bfs_number for row in municipalities}
    declaring = offices.services_by_municipality(session, Job.DECLARES, day)
    served = _served(declaring, here)
    of_service = {
        service.id: next(iter(offices.contacts_of(session, service_id=service.id)), None)
        for service in {row.id: row for row in declaring.values()}.values()
    }
    contacts = offices.contacts(session, day)
    found: dict[int, Addressee] = {}
    for row in municipalities:
        service = declaring.get(row.bfs_number)
        known = _Known(
            row,
            _own(contacts.get(row.bfs_number)),
            service,
            of_service[service.id] if service else None,
            served.get(service.id, ()) if service else (),
        )
        found[row.bfs_number] = _addressee(known)
    return found


def _served(declaring: Mapping[int, ServiceRow], here: set[int]) -> Mapping[UUID, tuple[int, ...]]:
    """Service → its municipalities, where there are several."""
    served: dict[UUID, list[int]] = {}
    for number, service in declaring.items():
        if number in here:
            served.setdefault(service.id, []).append(number)
    return {key: tuple(sorted(numbers)) for key, numbers in served.items() if len(numbers) > 1}


def _own(contact: ContactRow | None) -> ContactRow | None:
    return contact if contact is not None and contact.service_id is None else None


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known about one municipality and its service."""

    municipality: Municipality
    contact: ContactRow | None
    """Its own."""
    service: ServiceRow | None
    service_contact: ContactRow | None
    served: tuple[int, ...]


def _addressee(known: _Known) -> Addressee:
    by_service = _of_service(known) if known.service else None
    own = _of_municipality(known)
    if by_service is None:
        return own
    first, second = (by_service, own) if known.served or not known.contact else (own, by_service)
    return first if first.email or not second.email else second


def _of_municipality(known: _Known) -> Addressee:
    contact, postal = known.contact, _lines(known.municipality.address)
    return Addressee(
        name=contact.name if contact else "",
        email=_first_usable([contact.email] if contact else []),
        lines=(f"Gemeinde {known.municipality.short_name}", *_person(contact), *postal),
        can_be_posted=bool(postal),
    )


def _of_service(known: _Known) -> Addressee:
    service, contact = known.service, known.service_contact
    assert service is not None
    typed, postal = [contact.email] if contact else [], _lines(service.address)
    return Addressee(
        name=contact.name if contact else "",
        email=_first_usable([*typed, service.email]),
        lines=(service.name, *_person(contact), *postal),
        can_be_posted=bool(postal),
        service=service.name if known.served else "",
        served=known.served,
    )


def _person(contact: ContactRow | None) -> tuple[str, ...]:
    return tuple(filter(None, (contact.name, contact.function))) if contact else ()


def _lines(address: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in address.splitlines() if line.strip())


def _first_usable(typed: Iterable[str]) -> str:
    return next(filter(None, map(usable_address, typed)), "")
