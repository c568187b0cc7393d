"""Short ways to fill a file with services and people."""

from __future__ import annotations

from datetime import date

from sozdesk.features.offices import usecases
from sozdesk.features.offices.terms import BodyFunction, Job

BOECKTEN, ITINGEN, SISSACH = 2842, 2849, 2861


def day(text):
    """``1.7.2027`` as a date."""
    parts = text.split(".")
    return date(int(parts[2]), int(parts[1]), int(parts[0]))


def add_service(archive, name="Sozialdienst Oberes Ergolztal"):
    return archive.run(usecases.add_service, usecases.AddService(name=name)).value


def join(archive, bfs, service_id, since, *, until=None, jobs=tuple(Job)):
    command = usecases.JoinService(
        bfs_number=bfs,
        service_id=service_id,
        jobs=jobs,
        valid_from=day(since),
        ended_on=day(until) if until else None,
    )
    return archive.run(usecases.join_service, command)


def leave(archive, membership, last_day):
    command = usecases.LeaveServices(
        memberships=((membership.id, membership.version),),
        ended_on=day(last_day) if last_day else None,
    )
    return archive.run(usecases.leave_services, command)


def add_member(archive, name, function, since, *, until=None, **owner):
    command = usecases.AddBodyMember(
        name=name,
        function=BodyFunction(function),
        valid_from=day(since),
        ended_on=day(until) if until else None,
        **owner,
    )
    return archive.run(usecases.add_body_member, command).value
