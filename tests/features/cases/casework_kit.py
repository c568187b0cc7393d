"""A Sozialdienst with municipalities, and short ways to open a case."""

from __future__ import annotations

from datetime import date

from sozdesk.archive.store import Archive
from sozdesk.features.cases import usecases
from sozdesk.features.offices import queries as offices
from sozdesk.features.offices.terms import Job
from sozdesk.features.offices.usecases import JoinService, join_service

LIESTAL, SISSACH, PRATTELN = 2829, 2861, 2831
OPENED = date(2026, 3, 10)
TODAY = date(2027, 1, 5)


def serve(archive: Archive, *numbers: int) -> None:
    """The office works for these municipalities since 2025."""
    service = next(row for row in archive.query(offices.services, TODAY))
    for number in numbers:
        command = JoinService(
            bfs_number=number,
            service_id=service.id,
            jobs=tuple(Job),
            valid_from=date(2025, 1, 1),
        )
        archive.run(join_service, command)


def opened(archive: Archive, *people, day: date = OPENED, bfs: int = LIESTAL, **more):
    """A case opened by the use case; answers its id."""
    members = tuple(usecases.NewMember(person_id=one) for one in people)
    command = usecases.OpenCase(bfs_number=bfs, opened_on=day, members=members, **more)
    return archive.run(usecases.open_case, command).value
