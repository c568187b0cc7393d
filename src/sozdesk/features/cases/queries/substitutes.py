"""What a Stellvertretung needs to know of somebody's cases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from sozdesk.archive.staff import Staff
from sozdesk.features.cases import texts
from sozdesk.features.cases.queries.due import DueQuery, case_due
from sozdesk.features.cases.queries.persons import cases
from sozdesk.features.cases.queries.work import note_row
from sozdesk.features.cases.records import (
    CaseMemberRecord,
    CaseNoteRecord,
    CaseRecord,
    EnactmentRecord,
    ParticipationRecord,
    RepresentativeRecord,
)
from sozdesk.features.cases.terms import CaseRow, RepresentativeKind
from sozdesk.features.cases.terms.work import (
    CaseDueKind,
    CaseDueRow,
    NoteRow,
    SubstituteCase,
    SubstituteSheet,
)
from sozdesk.features.offices import queries as offices
from sozdesk.kernel import german


def office_people(session: Session) -> tuple[tuple[UUID, str], ...]:
    """Who works with the file: id and name, in German order."""
    rows = session.execute(
        select(Staff.id, Staff.name).where(Staff.active).order_by(Staff.name_sort)
    )
    return tuple((row.id, row.name) for row in rows)


def unassigned_cases(session: Session, day: date) -> int:
    """How many open cases have nobody who is responsible."""
    return len(open_cases_of(session, None, day))


def substitute_sheet(
    session: Session,
    staff_id: UUID,
    substitute: str,
    first: date,
    last: date,
    *,
    unassigned: bool = False,
    due: DueQuery = case_due,
) -> SubstituteSheet:
    """The open cases of a person on the first day, with everything that happens until the last.

    ``unassigned`` adds the cases without a responsible person; ``due`` is the list of the Fristen.
    """
    free = open_cases_of(session, None, first) if unassigned else ()
    rows = cases(session, first, (*open_cases_of(session, staff_id, first), *free))
    found = due(session, first, last)
    mine = {row.id for row in rows}
    by_case: dict[UUID, list[CaseDueRow]] = defaultdict(list)
    for one in found:
        if one.case_id is not None:
            by_case[one.case_id].append(one)
    return SubstituteSheet(
        person=session.scalar(select(Staff.name).where(Staff.id == staff_id)) or "",
        substitute=substitute,
        first=first,
        last=last,
        cases=_sheet_cases(session, rows, by_case, first, last),
        unassigned=len(free),
        other_due=tuple(
            one
            for one in found
            if one.case_id not in mine
            and (one.responsible_id == staff_id or one.kind is CaseDueKind.STATEMENT)
        ),
    )


def open_cases_of(session: Session, staff_id: UUID | None, day: date) -> tuple[UUID, ...]:
    """Cases of a person of the office that are open on a day; with None those of nobody."""
    table = CaseRecord
    return tuple(
        session.scalars(
            select(table.id).where(
                table.responsible_id == staff_id,
                or_(table.closed_on.is_(None), table.closed_on >= day),
            )
        )
    )


def people_of(
    session: Session, case_ids: Iterable[UUID], since: date = date.min
) -> tuple[UUID, ...]:
    """Everybody who is or was in the household of these cases on a day or later, each once."""
    table = CaseMemberRecord
    query = (
        select(table.person_id)
        .where(
            table.case_id.in_(set(case_ids)),
            or_(table.ended_on.is_(None), table.ended_on >= since),
        )
        .order_by(table.valid_from, table.id)
    )
    return tuple(dict.fromkeys(session.scalars(query)))


def _sheet_cases(
    session: Session,
    rows: tuple[CaseRow, ...],
    due: Mapping[UUID, list[CaseDueRow]],
    day: date,
    last: date,
) -> tuple[SubstituteCase, ...]:
    ids = [row.id for row in rows]
    offered, notes = _offerings(session, ids, day, last), _last_notes(session, ids)
    contacts = _contacts(session, ids, day)
    names = {row.bfs_number: row.short_name for row in offices.all_municipalities(session)}
    return tuple(
        SubstituteCase(
            number=row.number,
            dossier_number=row.dossier_number,
            name=row.name,
            municipality=names.get(row.bfs_number, str(row.bfs_number)),
            persons=row.persons,
            supported=row.supported,
            move=_move(row, names) if row.moved_on and day <= row.moved_on <= last else "",
            offerings=tuple(offered.get(row.id, ())),
            due=tuple(due.get(row.id, ())),
            last_note=notes.get(row.id),
            contacts=tuple(contacts.get(row.id, ())),
        )
        for row in rows
    )


def _move(row: CaseRow, names: Mapping[int, str]) -> str:
    """«01.01.2027 nach Sissach»."""
    assert row.moved_on is not None, "asked only about cases that move"
    there = row.moved_to
    where = f" nach {names.get(there, there)}" if there is not None else ", nicht im Kanton"
    return f"{german.day(row.moved_on)}{where}"


def _offerings(
    session: Session, ids: Iterable[UUID], day: date, last: date
) -> Mapping[UUID, list[str]]:
    """What runs on the first day, or begins until the last."""
    table, taking_part = EnactmentRecord, ParticipationRecord
    query = (
        select(
            table.case_id,
            table.offering_title,
            table.provider_name,
            table.first_day,
            table.last_day,
            taking_part.began_on,
        )
        .outerjoin(taking_part, taking_part.enactment_id == table.id)
        .where(
            table.case_id.in_(ids),
            table.first_day <= last,
            table.last_day >= day,
            or_(taking_part.ended_on.is_(None), taking_part.ended_on >= day),
        )
        .order_by(table.first_day, table.offering_title)
    )
    found: dict[UUID, list[str]] = defaultdict(list)
    for row in session.execute(query):
        begins = f"ab {german.day(row.first_day)} " if row.first_day > day else ""
        until = f"{begins}bis {german.day(row.last_day)}"
        words = [row.offering_title, row.provider_name, until]
        if row.began_on is not None and row.began_on > max(day, row.first_day):
            words.append(f"Teilnahme ab {german.day(row.began_on)}")
        found[row.case_id].append(", ".join(words))
    return found


def _last_notes(session: Session, ids: Iterable[UUID]) -> Mapping[UUID, NoteRow]:
    table = CaseNoteRecord
    newest = (
        select(table.case_id, func.max(table.noted_on).label("day"))
        .where(table.case_id.in_(ids))
        .group_by(table.case_id)
        .subquery()
    )
    query = select(table).join(
        newest, (newest.c.case_id == table.case_id) & (newest.c.day == table.noted_on)
    )
    return {row.case_id: note_row(row) for row in session.scalars(query.order_by(table.id))}


def _contacts(session: Session, ids: Iterable[UUID], day: date) -> Mapping[UUID, list[str]]:
    """Who acts for somebody of the household on a day."""
    member, table = CaseMemberRecord, RepresentativeRecord
    query = (
        select(member.case_id, table.kind, table.name, table.phone)
        .join(table, table.person_id == member.person_id)
        .where(
            member.case_id.in_(ids),
            or_(member.ended_on.is_(None), member.ended_on >= day),
            table.valid_from <= day,
            or_(table.ended_on.is_(None), table.ended_on >= day),
        )
        .order_by(table.kind, table.name)
    )
    found: dict[UUID, list[str]] = defaultdict(list)
    for row in session.execute(query):
        words = ", ".join(filter(None, (row.name, row.phone)))
        said = f"{texts.word(RepresentativeKind(row.kind))}: {words}"
        if said not in found[row.case_id]:
            found[row.case_id].append(said)
    return found
