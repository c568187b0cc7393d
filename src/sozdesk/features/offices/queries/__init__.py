"""What is known about municipalities, services and their people; frozen rows, German order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from sozdesk.archive.file_info import OfficeKind, file_info
from sozdesk.features.offices import rules
from sozdesk.features.offices.queries.centres import municipality_centres as municipality_centres
from sozdesk.features.offices.records import (
    BodyMemberRecord,
    ContactRecord,
    MembershipRecord,
    MunicipalityRecord,
    SocialServiceRecord,
    SubsidyRulesRecord,
)
from sozdesk.features.offices.terms import (
    BodyFunction,
    BodyMemberRow,
    ContactRow,
    Job,
    MembershipRow,
    MunicipalityDetails,
    MunicipalityRow,
    ServiceKind,
    ServiceRow,
    Signatory,
    SubsidyRulesRow,
)
from sozdesk.kernel import dated
from sozdesk.kernel.municipality import Municipality

# ------------------------------------------------------------------ municipalities


def municipalities(session: Session, day: date) -> tuple[Municipality, ...]:
    """The municipalities that exist on ``day``, in German order of their short names."""
    query = (
        select(MunicipalityRecord)
        .where(_holds(day, MunicipalityRecord.valid_from, MunicipalityRecord.valid_to))
        .order_by(MunicipalityRecord.name_sort, MunicipalityRecord.short_name)
    )
    return tuple(_municipality(record) for record in session.scalars(query))


def all_municipalities(session: Session) -> tuple[Municipality, ...]:
    """Every municipality in the file, merged and future ones too, by BFS number."""
    query = select(MunicipalityRecord).order_by(MunicipalityRecord.bfs_number)
    return tuple(_municipality(record) for record in session.scalars(query))


def municipality(session: Session, bfs_number: int) -> Municipality | None:
    """One municipality by its number, existing or merged; None for a number from elsewhere."""
    record = _municipality_record(session, bfs_number)
    return _municipality(record) if record else None


def details(session: Session, bfs_number: int, day: date) -> MunicipalityDetails | None:
    """Everything about one municipality as of ``day``; None for a number from elsewhere."""
    record = _municipality_record(session, bfs_number)
    if record is None:
        return None
    at_work = services_of(session, bfs_number, day)
    return MunicipalityDetails(
        row=MunicipalityRow(
            id=record.id, version=record.version, municipality=_municipality(record)
        ),
        services=tuple((job, at_work[job]) for job in Job if job in at_work),
        memberships=memberships(session, bfs_number),
        contacts=contacts_of(session, bfs_number=bfs_number),
        members=members_of(session, bfs_number=bfs_number),
        signatories=signatories(session, bfs_number, day),
    )


def _municipality_record(session: Session, bfs_number: int) -> MunicipalityRecord | None:
    return session.scalar(
        select(MunicipalityRecord).where(MunicipalityRecord.bfs_number == bfs_number)
    )


def _municipality(record: MunicipalityRecord) -> Municipality:
    return Municipality(
        bfs_number=record.bfs_number,
        official_name=record.official_name,
        short_name=record.short_name,
        district=record.district,
        valid_from=record.valid_from,
        valid_to=record.valid_to,
        address=record.address,
    )


def _holds(day: date, first: Any, last: Any) -> ColumnElement[bool]:
    """SQL: ``day`` lies between two columns, both inclusive, NULL = open."""
    return or_(first.is_(None), first <= day) & or_(last.is_(None), last >= day)


# ------------------------------------------------------------------ services and memberships


def services(session: Session, day: date) -> tuple[ServiceRow, ...]:
    """All services with the municipalities they work for on ``day``, in German order."""
    query = select(SocialServiceRecord).order_by(
        SocialServiceRecord.name_sort, SocialServiceRecord.name
    )
    return _service_rows(session, session.scalars(query).all(), day)


def service(session: Session, service_id: UUID, day: date) -> ServiceRow | None:
    """One service by its id."""
    record = session.get(SocialServiceRecord, service_id)
    return _service_rows(session, [record], day)[0] if record else None


def service_of(session: Session, bfs_number: int, job: Job, day: date) -> ServiceRow | None:
    """Who does a job for a municipality on ``day``; None if the municipality does it itself."""
    return services_of(session, bfs_number, day).get(job)


def services_of(session: Session, bfs_number: int, day: date) -> Mapping[Job, ServiceRow]:
    """Job → service of one municipality on ``day``."""
    query = select(MembershipRecord.job, MembershipRecord.service_id).where(
        MembershipRecord.bfs_number == bfs_number, _lasts(day)
    )
    by_job = {Job(job): service_id for job, service_id in session.execute(query)}
    wanted = select(SocialServiceRecord).where(SocialServiceRecord.id.in_(set(by_job.values())))
    rows = {row.id: row for row in _service_rows(session, session.scalars(wanted).all(), day)}
    return {job: rows[service_id] for job, service_id in by_job.items()}


def services_by_municipality(session: Session, job: Job, day: date) -> Mapping[int, ServiceRow]:
    """BFS number → the service that does ``job`` on ``day``, for all municipalities at once."""
    rows = {row.id: row for row in services(session, day)}
    query = select(MembershipRecord.bfs_number, MembershipRecord.service_id).where(
        MembershipRecord.job == job.value, _lasts(day)
    )
    return {bfs_number: rows[service_id] for bfs_number, service_id in session.execute(query)}


def memberships(
    session: Session, bfs_number: int, job: Job | None = None
) -> tuple[MembershipRow, ...]:
    """All memberships of a municipality, past and future too; by job, newest first."""
    query = (
        select(MembershipRecord, SocialServiceRecord.name)
        .join(SocialServiceRecord, SocialServiceRecord.id == MembershipRecord.service_id)
        .where(MembershipRecord.bfs_number == bfs_number)
    )
    if job is not None:
        query = query.where(MembershipRecord.job == job.value)
    rows = [_membership(record, name) for record, name in session.execute(query)]
    order = tuple(Job)
    return tuple(sorted(rows, key=lambda row: (order.index(row.job), -row.valid_from.toordinal())))


def memberships_of_service(session: Session, service_id: UUID) -> tuple[MembershipRow, ...]:
    """All memberships of a service, past and future too; by BFS number, newest first."""
    query = (
        select(MembershipRecord, SocialServiceRecord.name)
        .join(SocialServiceRecord, SocialServiceRecord.id == MembershipRecord.service_id)
        .where(MembershipRecord.service_id == service_id)
        .order_by(MembershipRecord.bfs_number, MembershipRecord.valid_from.desc())
    )
    return tuple(_membership(record, name) for record, name in session.execute(query))


def _membership(record: MembershipRecord, service_name: str) -> MembershipRow:
    return MembershipRow(
        id=record.id,
        version=record.version,
        bfs_number=record.bfs_number,
        job=Job(record.job),
        service_id=record.service_id,
        service_name=service_name,
        valid_from=record.valid_from,
        ended_on=record.ended_on,
    )


def _lasts(day: date) -> ColumnElement[bool]:
    return _holds(day, MembershipRecord.valid_from, MembershipRecord.ended_on)


def _service_rows(
    session: Session, records: Sequence[SocialServiceRecord], day: date
) -> tuple[ServiceRow, ...]:
    served = _served(session, [record.id for record in records], day)
    return tuple(
        ServiceRow(
            id=record.id,
            version=record.version,
            kind=ServiceKind(record.kind),
            name=record.name,
            address=record.address,
            email=record.email,
            phone=record.phone,
            bfs_numbers=tuple(sorted(served[record.id])),
        )
        for record in records
    )


def _served(session: Session, service_ids: Iterable[UUID], day: date) -> Mapping[UUID, set[int]]:
    query = select(MembershipRecord.service_id, MembershipRecord.bfs_number).where(
        MembershipRecord.service_id.in_(list(service_ids)), _lasts(day)
    )
    served: defaultdict[UUID, set[int]] = defaultdict(set)
    for service_id, bfs_number in session.execute(query):
        served[service_id].add(bfs_number)
    return served


def own_municipalities(
    session: Session, day: date, job: Job | None = None
) -> tuple[Municipality, ...]:
    """The municipalities that the office of the file works for on ``day``, in German order.

    With ``job`` only those for which it does this one. The KSA has none of its own.
    """
    info = file_info(session)
    if info.office_kind is OfficeKind.KSA:
        return ()
    everyone = services(session, day)
    own = [row for row in everyone if row.name == info.office_name] or everyone
    numbers = {number for service in own for number in service.bfs_numbers}
    if job is not None:
        ids = {row.id for row in own}
        doing = services_by_municipality(session, job, day)
        numbers = {number for number, row in doing.items() if row.id in ids}
    return tuple(row for row in municipalities(session, day) if row.bfs_number in numbers)


# ------------------------------------------------------------------ people


def contact_of(session: Session, bfs_number: int, day: date | None = None) -> ContactRow | None:
    """The person to ask at a municipality: its main contact, else its first one.

    With ``day``, the contact of the service that declares on that day stands in for none.
    """
    found = contacts_of(session, bfs_number=bfs_number)
    if not found and day is not None:
        declares = service_of(session, bfs_number, Job.DECLARES, day)
        found = contacts_of(session, service_id=declares.id) if declares else ()
    return found[0] if found else None


def contacts(session: Session, day: date) -> Mapping[int, ContactRow]:
    """BFS number → the person to ask, for all municipalities at once; as :func:`contact_of`."""
    rows = [_contact(record) for record in session.scalars(_by_rank(select(ContactRecord)))]
    own = {row.bfs_number: row for row in reversed(rows) if row.bfs_number is not None}
    of_service = {row.service_id: row for row in reversed(rows) if row.service_id is not None}
    declaring = services_by_municipality(session, Job.DECLARES, day)
    lent = {
        bfs_number: of_service[row.id]
        for bfs_number, row in declaring.items()
        if row.id in of_service
    }
    return {**lent, **own}


def contacts_by_municipality(session: Session) -> Mapping[int, tuple[ContactRow, ...]]:
    """BFS number → its own contacts, the main one first; without those of the services."""
    found: defaultdict[int, list[ContactRow]] = defaultdict(list)
    for record in session.scalars(_by_rank(select(ContactRecord))):
        if record.bfs_number is not None:
            found[record.bfs_number].append(_contact(record))
    return {number: tuple(rows) for number, rows in found.items()}


def by_email(session: Session, day: date) -> Mapping[str, frozenset[int]]:
    """E-mail address in small letters → BFS numbers of the municipalities whose contact has it.

    The contact of a service stands for every municipality that it declares for on ``day``.
    """
    served: defaultdict[UUID, set[int]] = defaultdict(set)
    for bfs_number, row in services_by_municipality(session, Job.DECLARES, day).items():
        served[row.id].add(bfs_number)
    found: defaultdict[str, set[int]] = defaultdict(set)
    for record in session.scalars(select(ContactRecord).where(ContactRecord.email != "")):
        own = {record.bfs_number} if record.bfs_number is not None else set()
        theirs = served[record.service_id] if record.service_id is not None else set()
        found[record.email.casefold()] |= own | theirs
    return {email: frozenset(numbers) for email, numbers in found.items()}


def contacts_of(
    session: Session, *, bfs_number: int | None = None, service_id: UUID | None = None
) -> tuple[ContactRow, ...]:
    """The contacts of a municipality or of a service; the main one first."""
    query = _by_rank(select(ContactRecord)).where(
        ContactRecord.bfs_number == bfs_number
        if service_id is None
        else ContactRecord.service_id == service_id
    )
    return tuple(_contact(record) for record in session.scalars(query))


def _by_rank(query: Any) -> Any:
    return query.order_by(ContactRecord.main.desc(), ContactRecord.name, ContactRecord.id)


def _contact(record: ContactRecord) -> ContactRow:
    return ContactRow(
        id=record.id,
        version=record.version,
        bfs_number=record.bfs_number,
        service_id=record.service_id,
        name=record.name,
        function=record.function,
        email=record.email,
        phone=record.phone,
        main=record.main,
    )


def members_of(
    session: Session, *, bfs_number: int | None = None, service_id: UUID | None = None
) -> tuple[BodyMemberRow, ...]:
    """Members of a municipality's Behörde or of a service's management; newest term first."""
    query = (
        select(BodyMemberRecord)
        .where(
            BodyMemberRecord.bfs_number == bfs_number
            if service_id is None
            else BodyMemberRecord.service_id == service_id
        )
        .order_by(BodyMemberRecord.valid_from.desc(), BodyMemberRecord.name)
    )
    return tuple(_member(record) for record in session.scalars(query))


def _member(record: BodyMemberRecord) -> BodyMemberRow:
    return BodyMemberRow(
        id=record.id,
        version=record.version,
        bfs_number=record.bfs_number,
        service_id=record.service_id,
        name=record.name,
        function=BodyFunction(record.function),
        valid_from=record.valid_from,
        ended_on=record.ended_on,
    )


def signatories(session: Session, bfs_number: int, day: date) -> tuple[Signatory, ...]:
    """Who signs for a municipality on ``day``: one or two lines, empty if nobody is entered.

    Where a service decides on that day its people sign, else those of the municipality itself.
    """
    decides = service_of(session, bfs_number, Job.DECIDES, day)
    theirs = rules.signing(members_of(session, service_id=decides.id), day) if decides else ()
    return theirs or rules.signing(members_of(session, bfs_number=bfs_number), day)


# ------------------------------------------------------------------ MBG-Reglement


def subsidy_rules_of(session: Session, bfs_number: int) -> tuple[SubsidyRulesRow, ...]:
    """All approvals of one municipality, newest first."""
    query = (
        select(SubsidyRulesRecord)
        .where(SubsidyRulesRecord.bfs_number == bfs_number)
        .order_by(SubsidyRulesRecord.valid_from.desc())
    )
    return tuple(_subsidy_rules(record) for record in session.scalars(query))


def subsidy_rules_on(session: Session, day: date) -> Mapping[int, date]:
    """BFS number → «MBG-Reglement genehmigt am», where one is in force on ``day``."""
    by_municipality: defaultdict[int, list[SubsidyRulesRow]] = defaultdict(list)
    for record in session.scalars(select(SubsidyRulesRecord)):
        by_municipality[record.bfs_number].append(_subsidy_rules(record))
    in_force = {bfs: dated.on(day, rows) for bfs, rows in by_municipality.items()}
    return {bfs: row.valid_from for bfs, row in in_force.items() if row}


def _subsidy_rules(record: SubsidyRulesRecord) -> SubsidyRulesRow:
    return SubsidyRulesRow(
        id=record.id,
        version=record.version,
        bfs_number=record.bfs_number,
        valid_from=record.valid_from,
        ended_on=record.ended_on,
    )
