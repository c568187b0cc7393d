"""Anträge, Sitzungen and Verfügungen; from when to when a Verfügung is in force."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from sozdesk.features.cases import rules
from sozdesk.features.cases.queries.reference_values import delegations, holidays, remedies
from sozdesk.features.cases.records import (
    ApplicationRecord,
    CaseMemberRecord,
    CaseRecord,
    MeetingRecord,
    PersonRecord,
    RulingRecord,
)
from sozdesk.features.cases.terms import (
    ApplicationKind,
    ApplicationRow,
    Decider,
    GivenNumber,
    MeetingRow,
    Notification,
    PathLine,
    Resolved,
    RulingFact,
    RulingNature,
    RulingRow,
    RulingSpan,
)
from sozdesk.features.offices import queries as offices

# ------------------------------------------------------------------ in force


def ruling_spans(
    session: Session, case_ids: Iterable[UUID] | Select[UUID] | None = None
) -> Mapping[UUID, RulingSpan]:
    """Id of the Verfügung → the days on which it is in force; of all cases, or of some.

    One that is missing here is not in force on any day: a draft, not eröffnet, an Ablehnung, a
    Beendigung, or replaced before it began.
    """
    return {span.ruling_id: span for span in rules.ruling_spans(ruling_facts(session, case_ids))}


def ruling_facts(
    session: Session, case_ids: Iterable[UUID] | Select[UUID] | None = None
) -> tuple[RulingFact, ...]:
    """What decides whether they are in force, columns only; finished ones first by number."""
    table = RulingRecord
    query = select(
        table.id,
        table.case_id,
        table.replaces_id,
        table.number,
        table.nature,
        table.ruled_on,
        table.valid_from,
        table.finalised_on,
        table.notified_on,
        table.contested_on,
        table.final_on,
    ).order_by(table.number, table.id)
    if case_ids is not None:
        chosen = case_ids if isinstance(case_ids, Select) else set(case_ids)
        query = query.where(table.case_id.in_(chosen))
    natures = {one.value: one for one in RulingNature}
    return tuple(
        RulingFact(
            id=row[0],
            case_id=row[1],
            replaces_id=row[2],
            number=row[3],
            nature=natures[row[4]],
            ruled_on=row[5],
            valid_from=row[6],
            finalised_on=row[7],
            notified_on=row[8],
            contested_on=row[9],
            final_on=row[10],
        )
        for row in session.execute(query)
    )


# ------------------------------------------------------------------ Verfügungen


def rulings_of(session: Session, case_id: UUID) -> tuple[RulingRow, ...]:
    """All Verfügungen of a case, drafts first, then the newest."""
    return _rulings(session, _rulings_named().where(RulingRecord.case_id == case_id))


def ruling_of(session: Session, ruling_id: UUID) -> RulingRow | None:
    """One Verfügung, None if gone."""
    return next(iter(_rulings(session, _rulings_named().where(RulingRecord.id == ruling_id))), None)


_EARLIER = aliased(RulingRecord)


def _rulings_named() -> Any:
    table = RulingRecord
    return (
        select(
            table, CaseRecord.number, CaseRecord.bfs_number, _EARLIER.number, _EARLIER.limit_amount
        )
        .join(CaseRecord, CaseRecord.id == table.case_id)
        .outerjoin(_EARLIER, _EARLIER.id == table.replaces_id)
        .order_by(table.number.is_not(None), table.number.desc(), table.id.desc())
    )


def _rulings(session: Session, query: Any) -> tuple[RulingRow, ...]:
    return tuple(_ruling(*row) for row in session.execute(query))


_PLAIN = (
    "id",
    "version",
    "case_id",
    "application_id",
    "replaces_id",
    "number",
    "addressee",
    "subject",
    "facts",
    "considerations",
    "disposition",
    "limit_amount",
    "valid_from",
    "heard_on",
    "remedy",
    "remedy_days",
    "ruled_on",
    "finalised_on",
    "pdf_sha256",
    "docx_sha256",
    "notified_on",
    "contested_on",
    "final_on",
)


def _ruling(
    row: RulingRecord,
    case_number: int,
    bfs_number: int,
    replaces: str | None,
    replaced_limit: int | None,
) -> RulingRow:
    return RulingRow(
        **{name: getattr(row, name) for name in _PLAIN},
        case_number=case_number,
        bfs_number=bfs_number,
        nature=RulingNature(row.nature),
        decider=Decider(row.decider),
        notified_by=Notification(row.notified_by) if row.notified_by else None,
        replaces=replaces or "",
        replaced_limit=replaced_limit,
    )


def surroundings(session: Session, ruling: RulingRow, today: date) -> rules.Around:
    """What a draft is checked against."""
    day = ruling.ruled_on or today
    application = application_of(session, ruling.application_id) if ruling.application_id else None
    kind = application.kind if application else ApplicationKind.OTHER
    return rules.Around(
        today=today,
        application=application,
        delegation=rules.delegation_for(
            kind, ruling.decider, ruling.bfs_number, day, delegations(session)
        ),
        remedy=rules.remedy_on(ruling.decider, day, remedies(session)),
        somebody_signs=bool(offices.signatories(session, ruling.bfs_number, day)),
        same_number=_same_number(session, application),
    )


def _same_number(session: Session, application: ApplicationRow | None) -> tuple[int, ...]:
    if application is None or application.resolved_on is None:
        return ()
    given = given_numbers(session, application.bfs_number, application.decider)
    number, year = application.resolution_number, application.resolved_on.year
    return rules.number_elsewhere(number, year, application.id, given)


def given_numbers(session: Session, bfs_number: int, decider: Decider) -> tuple[GivenNumber, ...]:
    """Numbers of all Beschlüsse of one body of a municipality."""
    table = ApplicationRecord
    query = (
        select(table.resolution_number, table.resolved_on, table.id, CaseRecord.number)
        .join(CaseRecord, table.case_id == CaseRecord.id)
        .where(
            table.resolution_number != "",
            table.decider == decider.value,
            CaseRecord.bfs_number == bfs_number,
        )
        .order_by(CaseRecord.number)
    )
    return tuple(
        GivenNumber(number=number, year=day.year, application_id=key, case_number=case_number)
        for number, day, key, case_number in session.execute(query)
        if day is not None
    )


# ------------------------------------------------------------------ Anträge


def application_of(session: Session, application_id: UUID) -> ApplicationRow | None:
    """One Antrag, None if gone."""
    found = _applications(session, ApplicationRecord.id == application_id)
    return next(iter(found), None)


def applications_of(session: Session, case_id: UUID) -> tuple[ApplicationRow, ...]:
    """All Anträge of a case, the newest first."""
    return _applications(session, ApplicationRecord.case_id == case_id)


def agenda(session: Session, meeting_id: UUID) -> tuple[ApplicationRow, ...]:
    """The Traktanden of a Sitzung in their order."""
    found = _applications(session, ApplicationRecord.meeting_id == meeting_id)
    return tuple(sorted(found, key=lambda row: (row.agenda_number or 0, row.case_number)))


def undrafted(session: Session, meeting_id: UUID) -> tuple[ApplicationRow, ...]:
    """The Traktanden of a Sitzung with a Beschluss that no Verfügung follows yet, in their order."""
    drafted = set(
        session.scalars(
            select(RulingRecord.application_id).where(RulingRecord.application_id.is_not(None))
        )
    )
    return tuple(
        row
        for row in agenda(session, meeting_id)
        if row.resolved not in (None, Resolved.POSTPONED) and row.id not in drafted
    )


def waiting(session: Session, bfs_number: int) -> tuple[ApplicationRow, ...]:
    """Anträge of a municipality that wait for a Sitzung, the oldest first."""
    table = ApplicationRecord
    found = _applications(
        session,
        (CaseRecord.bfs_number == bfs_number)
        & table.meeting_id.is_(None)
        & (table.decider == Decider.AUTHORITY.value)
        & (table.resolved.is_(None) | (table.resolved == Resolved.POSTPONED.value)),
    )
    return found[::-1]


def _applications(session: Session, chosen: Any) -> tuple[ApplicationRow, ...]:
    table = ApplicationRecord
    query = (
        select(table, CaseRecord.number, CaseRecord.bfs_number, MeetingRecord.held_on)
        .join(CaseRecord, CaseRecord.id == table.case_id)
        .outerjoin(MeetingRecord, MeetingRecord.id == table.meeting_id)
        .where(chosen)
        .order_by(table.submitted_on.desc(), CaseRecord.number.desc(), table.id.desc())
    )
    rows = session.execute(query).all()
    names = case_names(session, {row[0].case_id for row in rows})
    return tuple(_application(row, names) for row in rows)


def case_names(session: Session, case_ids: Iterable[UUID]) -> Mapping[UUID, str]:
    """Case → «Muster Anna», of its main person."""
    member, who = CaseMemberRecord, PersonRecord
    query = (
        select(member.case_id, who.last_name, who.first_name)
        .join(who, who.id == member.person_id)
        .where(member.case_id.in_(set(case_ids)))
        .order_by(member.main, who.name_sort.desc())
    )
    return {
        row.case_id: f"{row.last_name} {row.first_name}".strip() for row in session.execute(query)
    }


def _application(row: Any, names: Mapping[UUID, str]) -> ApplicationRow:
    record, case_number, bfs_number, held_on = row
    return ApplicationRow(
        id=record.id,
        version=record.version,
        case_id=record.case_id,
        case_number=case_number,
        case_name=names.get(record.case_id, ""),
        bfs_number=bfs_number,
        kind=ApplicationKind(record.kind),
        title=record.title,
        reasons=record.reasons,
        proposal=record.proposal,
        submitted_on=record.submitted_on,
        decider=Decider(record.decider),
        delegation_id=record.delegation_id,
        meeting_id=record.meeting_id,
        held_on=held_on,
        agenda_number=record.agenda_number,
        resolution_number=record.resolution_number,
        resolved_on=record.resolved_on,
        resolved=Resolved(record.resolved) if record.resolved else None,
        extract=record.extract,
    )


# ------------------------------------------------------------------ Sitzungen, the whole way


def meetings(session: Session) -> tuple[MeetingRow, ...]:
    """All Sitzungen, the latest first."""
    names = {row.bfs_number: row.short_name for row in offices.all_municipalities(session)}
    table, item = MeetingRecord, ApplicationRecord
    query = (
        select(table, func.count(item.id), func.count(item.resolved))
        .outerjoin(item, item.meeting_id == table.id)
        .group_by(table.id)
        .order_by(table.held_on.desc(), table.bfs_number)
    )
    return tuple(
        MeetingRow(
            id=row.id,
            version=row.version,
            bfs_number=row.bfs_number,
            municipality=names.get(row.bfs_number, str(row.bfs_number)),
            held_on=row.held_on,
            place=row.place,
            minutes_number=row.minutes_number,
            items=items,
            resolved=resolved,
        )
        for row, items, resolved in session.execute(query)
    )


def path_of(session: Session, case_id: UUID) -> tuple[PathLine, ...]:
    """Every Antrag of a case with what came of it; a Verfügung without Antrag stands alone.

    Drafts and what waits come first, then the latest Verfügung.
    """
    rulings = rulings_of(session, case_id)
    asked = {row.id: row for row in applications_of(session, case_id)}
    done = {row.application_id for row in rulings}
    free = holidays(session)
    days = {row.day for row in free}
    return (
        *(
            PathLine(application=row, ruling=None, deadline=None)
            for row in asked.values()
            if row.id not in done
        ),
        *(
            PathLine(
                application=asked.get(row.application_id) if row.application_id else None,
                ruling=row,
                deadline=deadline_of(row, days),
            )
            for row in rulings
        ),
    )


def deadline_of(ruling: RulingRow, free_days: Iterable[date]) -> date | None:
    """Last day of the remedy; None before the Eröffnung, or where no remedy was frozen."""
    if ruling.notified_on is None or ruling.remedy_days is None:
        return None
    return rules.deadline(ruling.notified_on, ruling.remedy_days, set(free_days))
