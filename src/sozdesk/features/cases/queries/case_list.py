"""Lists of cases and persons: columns only, so that thousands of rows cost no objects."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, String, and_, func, or_, select, type_coerce
from sqlalchemy.orm import Session

from sozdesk.archive.journal_history import deleted_values
from sozdesk.archive.staff import Staff
from sozdesk.features.cases import rules
from sozdesk.features.cases.queries.persons import cases
from sozdesk.features.cases.records import (
    CaseMemberRecord,
    CaseRecord,
    DeletionRecord,
    PersonRecord,
)
from sozdesk.features.cases.terms import DeletionKind
from sozdesk.features.cases.terms.case_list import (
    CaseLine,
    EarlierCase,
    PersonKey,
    SupportSpan,
)
from sozdesk.features.offices import queries as offices
from sozdesk.kernel import german

_ONE_DAY = timedelta(days=1)
_FEW = {"yield_per": 500}
"""Rows of the database that are held beside the lines made of them."""


def case_lines(session: Session, day: date, first: int | None = None) -> tuple[CaseLine, ...]:
    """All cases by number, with the household of ``day`` and the names of all who were ever in it.

    ``first``: only so many, and only running ones.
    """
    table = CaseRecord
    places = {row.bfs_number: row.short_name for row in offices.all_municipalities(session)}
    query = (
        select(
            type_coerce(table.id, String).label("key"),
            table.id,
            table.version,
            table.number,
            table.dossier_number,
            table.bfs_number,
            table.opened_on,
            table.closed_on,
            table.support_ended_on,
            table.moved_on,
            table.responsible_id,
            func.coalesce(Staff.name, ""),
        )
        .outerjoin(Staff, Staff.id == table.responsible_id)
        .order_by(table.number)
    )
    if first is not None:
        running = or_(table.closed_on.is_(None), table.closed_on >= day)
        query = query.where(running).limit(first)
    households = _households(session, day, None if first is None else query)
    nobody = _summed(())
    return tuple(
        CaseLine._make((*rest, places.get(rest[4], str(rest[4])), *households.get(key, nobody)))
        for key, *rest in session.execute(query, execution_options=_FEW)
    )


def _households(
    session: Session, day: date, some: Select[*tuple[Any, ...]] | None
) -> Mapping[str, _Household]:
    """Stored id of a case → who is and was in it; all cases, or those of a query.

    Ids stay as they are stored, and persons are put together here: both are several times as fast
    as making ids of them and having the database group and order everything.
    """
    member, who = CaseMemberRecord, PersonRecord
    there = and_(member.valid_from <= day, or_(member.ended_on.is_(None), member.ended_on >= day))
    case_key = type_coerce(member.case_id, String)
    query = select(
        case_key,
        type_coerce(member.person_id, String),
        member.main,
        who.name_sort,
        func.trim(who.last_name + " " + who.first_name),
        who.ahv_number,
        there,
        and_(there, member.supported),
    ).join(who, who.id == member.person_id)
    if some is not None:
        query = query.where(member.case_id.in_(some.with_only_columns(CaseRecord.id)))
    found: dict[str, list[_Member]] = defaultdict(list)
    for case_id, *row in session.execute(query, execution_options=_FEW):
        found[case_id].append(_Member(*row))
    return {case_id: _summed(rows) for case_id, rows in found.items()}


class _Member(NamedTuple):
    """A row of a household; a person may have several (another state is another row)."""

    person: str
    main: bool
    name_sort: str
    name: str
    ahv_number: str | None
    there: bool
    supported: bool


_Household = tuple[str, int, int, str, str]
"""Name of the main person, persons, supported, all names, all numbers: the end of a line."""


def _summed(rows: Sequence[_Member]) -> _Household:
    """How many there are, and everybody's name; the main person first, then by name."""
    if len(rows) > 1:
        rows = sorted(rows, key=lambda row: (not row.main, row.name_sort))
    people = {row.person: row for row in rows}.values()
    return (
        rows[0].name if rows else "",
        len({row.person for row in rows if row.there}),
        len({row.person for row in rows if row.supported}),
        ", ".join(row.name for row in people),
        " ".join(row.ahv_number for row in people if row.ahv_number),
    )


def person_keys(session: Session) -> tuple[PersonKey, ...]:
    """What tells all persons apart, by name."""
    who = PersonRecord
    query = select(who.id, who.last_name, who.first_name, who.birth_date, who.ahv_number).order_by(
        who.name_sort, who.birth_date, who.id
    )
    numbers = _numbers_of_all(session)
    return tuple(
        PersonKey(
            id=row.id,
            last_name=row.last_name,
            first_name=row.first_name,
            birth_date=row.birth_date,
            ahv_number=row.ahv_number,
            folded=rules.folded_name(row.last_name, row.first_name),
            cases=tuple(numbers.get(row.id, ())),
        )
        for row in session.execute(query)
    )


def _numbers_of_all(session: Session) -> Mapping[UUID, list[int]]:
    member = CaseMemberRecord
    query = (
        select(member.person_id, CaseRecord.number)
        .join(CaseRecord, CaseRecord.id == member.case_id)
        .order_by(CaseRecord.number)
        .distinct()
    )
    found: dict[UUID, list[int]] = defaultdict(list)
    for person_id, number in session.execute(query):
        found[person_id].append(number)
    return found


def used_case_numbers(session: Session) -> frozenset[int]:
    """Every number that a case has or had: none is given twice, also after a case was removed."""
    there = session.scalars(select(CaseRecord.number))
    table = DeletionRecord
    of_cases = table.kind == DeletionKind.CASE.value
    deleted = session.scalars(select(table.number).where(of_cases))
    removed = deleted_values(session, CaseRecord, "number")
    return frozenset([*there, *deleted, *(one for one in removed if isinstance(one, int))])


def case_numbers_of(session: Session, person_id: UUID) -> tuple[int, ...]:
    """Numbers of the cases that a person is or was in, ascending."""
    member, table = CaseMemberRecord, CaseRecord
    query = (
        select(table.number)
        .join(member, member.case_id == table.id)
        .where(member.person_id == person_id)
        .distinct()
        .order_by(table.number)
    )
    return tuple(session.scalars(query))


def earlier_cases(session: Session, person_id: UUID, bfs_number: int) -> tuple[EarlierCase, ...]:
    """Cases of a municipality that a person is or was in, the latest first."""
    member, table = CaseMemberRecord, CaseRecord
    query = (
        select(table, member)
        .join(member, member.case_id == table.id)
        .where(member.person_id == person_id, table.bfs_number == bfs_number)
        .order_by(table.number.desc(), member.valid_from)
    )
    found: dict[UUID, EarlierCase] = {}
    for there, row in session.execute(query):
        days = [day for day in (there.closed_on, row.ended_on) if day is not None]
        found[there.id] = EarlierCase(
            id=there.id,
            version=there.version,
            number=there.number,
            opened_on=there.opened_on,
            last_day=min(days, default=None),
            main=row.main,
        )
    return tuple(found.values())


def support_spans(
    session: Session, person_ids: Iterable[UUID]
) -> Mapping[UUID, tuple[SupportSpan, ...]]:
    """Person → days on which it is supported, and by which municipality; ascending.

    The day of a move decides who bills: the old municipality up to the day before ``moved_on``.
    """
    member, table = CaseMemberRecord, CaseRecord
    query = (
        select(member, table)
        .join(table, table.id == member.case_id)
        .where(member.person_id.in_(set(person_ids)), member.supported)
        .order_by(member.valid_from, table.number)
    )
    found: dict[UUID, list[SupportSpan]] = defaultdict(list)
    for row, where in session.execute(query):
        found[row.person_id].append(_span(row, where))
    return {key: tuple(rows) for key, rows in found.items()}


def _span(row: CaseMemberRecord, case: CaseRecord) -> SupportSpan:
    before_move = case.moved_on - _ONE_DAY if case.moved_on else None
    ends = [day for day in (row.ended_on, case.closed_on, before_move) if day is not None]
    return SupportSpan(
        case_id=case.id,
        case_number=case.number,
        person_id=row.person_id,
        bfs_number=case.bfs_number,
        first=max(case.opened_on, row.valid_from),
        last=min(ends, default=None),
        support_ended_on=case.support_ended_on,
        closed_on=case.closed_on,
        moved_on=case.moved_on,
    )


def successors_of(session: Session, case_id: UUID) -> tuple[UUID, ...]:
    """Ids of the cases that follow a case."""
    table = CaseRecord
    query = select(table.id).where(table.predecessor_id == case_id).order_by(table.number)
    return tuple(session.scalars(query))


def cases_with(session: Session, person_ids: Collection[UUID]) -> Mapping[UUID, list[UUID]]:
    """Person → the cases in whose household it is or was, the newest first."""
    member = CaseMemberRecord
    query = (
        select(member.person_id, member.case_id)
        .join(CaseRecord, CaseRecord.id == member.case_id)
        .where(member.person_id.in_(person_ids))
        .order_by(CaseRecord.number.desc())
    )
    found: dict[UUID, list[UUID]] = defaultdict(list)
    for person_id, case_id in dict.fromkeys(tuple(row) for row in session.execute(query)):
        found[person_id].append(case_id)  # somebody may have come into a household twice
    return found


def found_names(
    session: Session, person_ids: Collection[UUID], case_ids: Collection[UUID], day: date
) -> Mapping[UUID, tuple[str, str]]:
    """Id of a person or case that a search found → its name and one line about it."""
    who = PersonRecord
    people = select(who.id, who.last_name, who.first_name, who.birth_date).where(
        who.id.in_(person_ids)
    )
    found = {
        row.id: (
            f"{row.last_name} {row.first_name}".strip(),
            f"Person, geboren {german.day(row.birth_date)}" if row.birth_date else "Person",
        )
        for row in session.execute(people)
    }
    for row in cases(session, day, case_ids) if case_ids else ():
        name = f"Fall {row.number}, {row.name}" if row.name else f"Fall {row.number}"
        dossier = f", Dossier {row.dossier_number}" if row.dossier_number else ""
        found[row.id] = (name, f"seit {german.day(row.opened_on)}{dossier}")
    return found
