"""Services, and which of them does which job for whom from when."""

# ruff: noqa: ARG001 - every use case is handed a context, also those that need none of it
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive.file_info import RenameOffice, file_info, rename_office
from sozdesk.features.offices import queries, rules, texts
from sozdesk.features.offices.records import MembershipRecord, SocialServiceRecord
from sozdesk.features.offices.terms import TOPIC, Job, ServiceKind
from sozdesk.features.offices.usecases.updates import change, existing, refuse
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import NotFound
from sozdesk.kernel.ids import natural_id
from sozdesk.kernel.usecase import Outcome, usecase

_CHANGED = frozenset({TOPIC})


@dataclass(frozen=True, slots=True, kw_only=True)
class AddService:
    """A new office that works for municipalities."""

    name: str
    kind: ServiceKind = ServiceKind.REGIONAL
    address: str = ""
    email: str = ""
    phone: str = ""


@usecase(undoable=True)
def add_service(session: Session, command: AddService, context: Context) -> Outcome:
    """Enter a service; ``Outcome.value`` is its id."""
    refuse(rules.name_findings(command.name))
    record = SocialServiceRecord(
        id=context.new_id(),
        kind=command.kind.value,
        name=german.clean(command.name),
        name_sort=german.sort_key(command.name)[0],
        address=command.address.strip(),
        email=german.clean(command.email),
        phone=german.clean(command.phone),
    )
    session.add(record)
    session.flush()
    return Outcome(_CHANGED, texts.added(record.name), record.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeService:
    """New values for some of ``name, kind, address, email, phone``."""

    id: UUID
    base_version: int
    changes: Mapping[str, object]


@usecase(undoable=True)
def change_service(session: Session, command: ChangeService, context: Context) -> Outcome:
    """Change what is known about a service."""
    row = change(
        session,
        SocialServiceRecord,
        command.id,
        command.base_version,
        command.changes,
        texts.THE_SERVICE,
    )
    refuse(rules.name_findings(row.name))
    row.name_sort = german.sort_key(row.name)[0]
    session.flush()
    return Outcome(_CHANGED, texts.changed(row.name))


@usecase(undoable=True)
def rename_own_office(session: Session, command: RenameOffice, context: Context) -> Outcome:
    """Rename the office that the file belongs to, with its row among the services."""
    refuse(rules.name_findings(command.office_name))
    name, before = german.clean(command.office_name), file_info(session).office_name
    known = select(SocialServiceRecord).where(SocialServiceRecord.name == before)
    for row in session.scalars(known):
        row.name, row.name_sort = name, german.sort_key(name)[0]
    renamed = rename_office(session, RenameOffice(office_name=name), context)
    session.flush()
    return replace(renamed, changed=renamed.changed | _CHANGED)


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinService:
    """A municipality hands jobs to a service from a day on."""

    bfs_number: int
    service_id: UUID
    jobs: tuple[Job, ...]
    valid_from: date
    ended_on: date | None = None


@usecase(undoable=True)
def join_service(session: Session, command: JoinService, context: Context) -> Outcome:
    """Enter the membership for each job; RuleViolation if a job is taken on one of the days."""
    service = queries.service(session, command.service_id, command.valid_from)
    municipality = queries.municipality(session, command.bfs_number)
    if municipality is None:
        raise NotFound(texts.municipality_unknown(command.bfs_number), texts.CHECK_NUMBER)
    if service is None:
        raise NotFound(f"{texts.THE_SERVICE} gibt es nicht mehr.", "Laden Sie die Seite neu.")
    for job in command.jobs:
        taken = queries.memberships(session, command.bfs_number, job)
        refuse(rules.may_join(command.valid_from, command.ended_on, taken))
    session.add_all(_membership(command, job) for job in command.jobs)
    session.flush()
    return Outcome(
        _CHANGED, texts.joined(municipality.short_name, service.name, command.valid_from)
    )


def _membership(command: JoinService, job: Job) -> MembershipRecord:
    return MembershipRecord(
        id=natural_id("membership", command.bfs_number, job, command.valid_from.isoformat()),
        bfs_number=command.bfs_number,
        job=job.value,
        service_id=command.service_id,
        valid_from=command.valid_from,
        ended_on=command.ended_on,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveServices:
    """The last day of several memberships: an Austritt with all its jobs is one act."""

    memberships: tuple[tuple[UUID, int], ...]
    """Id and base version of each."""
    ended_on: date | None
    """Inclusive; None takes an end back."""


@usecase(undoable=True)
def leave_services(session: Session, command: LeaveServices, context: Context) -> Outcome:
    """End memberships on a day, or prolong them if the days are free; all or none."""
    rows = [_end(session, *named, command.ended_on) for named in command.memberships]
    session.flush()
    jobs = [Job(row.job) for row in rows]
    return Outcome(_CHANGED, texts.left(jobs, command.ended_on))


def _end(
    session: Session, membership_id: UUID, base_version: int, ended_on: date | None
) -> MembershipRecord:
    row = existing(session, MembershipRecord, membership_id, base_version, texts.THE_MEMBERSHIP)
    others = queries.memberships(session, row.bfs_number, Job(row.job))
    refuse(rules.may_join(row.valid_from, ended_on, others, itself=row.id))
    row.ended_on = ended_on
    return row


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveMembership:
    """A membership that was entered by mistake."""

    membership_id: UUID
    base_version: int


@usecase(undoable=True)
def remove_membership(session: Session, command: RemoveMembership, context: Context) -> Outcome:
    """Delete a membership; to end one, use :func:`leave_services`."""
    row = existing(
        session,
        MembershipRecord,
        command.membership_id,
        command.base_version,
        texts.THE_MEMBERSHIP,
    )
    session.delete(row)
    session.flush()
    return Outcome(_CHANGED, texts.removed(texts.MEMBERSHIP))
