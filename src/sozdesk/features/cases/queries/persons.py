"""Persons and cases as they stand on a day, and the regime of every day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive.staff import Staff
from sozdesk.features.cases import rules
from sozdesk.features.cases.records import (
    CaseMemberRecord,
    CaseRecord,
    PersonLanguageRecord,
    PersonRecord,
    RegimeOverrideRecord,
    RegimeRuleRecord,
    RepresentativeRecord,
    ResidenceRecord,
)
from sozdesk.features.cases.terms import (
    CaseRow,
    MemberRow,
    Need,
    Permit,
    PersonLanguageRow,
    PersonRow,
    RegimeDays,
    RegimeOverrideRow,
    RegimeRule,
    RepresentativeKind,
    RepresentativeRow,
    ResidenceRow,
    Sex,
)
from sozdesk.features.offerings.terms import CefrLevel

# ------------------------------------------------------------------ persons


def person(session: Session, person_id: UUID) -> PersonRow | None:
    """One person, None if gone."""
    row = session.get(PersonRecord, person_id)
    return None if row is None else person_row(row)


def persons(session: Session, ids: Iterable[UUID] | None = None) -> tuple[PersonRow, ...]:
    """All persons, or some, sorted by name."""
    table = PersonRecord
    query = select(table).order_by(table.name_sort, table.birth_date, table.id)
    if ids is not None:
        query = query.where(table.id.in_(set(ids)))
    return tuple(person_row(row) for row in session.scalars(query))


def person_row(row: PersonRecord) -> PersonRow:
    """The frozen row of a record."""
    return PersonRow(
        id=row.id,
        version=row.version,
        last_name=row.last_name,
        first_name=row.first_name,
        birth_date=row.birth_date,
        sex=Sex(row.sex) if row.sex else None,
        ahv_number=row.ahv_number,
        ahv_missing_because=row.ahv_missing_because,
        nationality=row.nationality,
        address=row.address,
        education=row.education,
        goals=row.goals,
        set_aside=row.set_aside,
        early_language_need=Need(row.early_language_need) if row.early_language_need else None,
    )


def languages_of(session: Session, person_id: UUID) -> tuple[PersonLanguageRow, ...]:
    """Languages of a person, by name."""
    table = PersonLanguageRecord
    rows = session.scalars(
        select(table).where(table.person_id == person_id).order_by(table.language)
    )
    return tuple(
        PersonLanguageRow(
            id=row.id,
            version=row.version,
            language=row.language,
            level=CefrLevel(row.level) if row.level else None,
            tested_on=row.tested_on,
        )
        for row in rows
    )


def representatives_of(session: Session, person_id: UUID) -> tuple[RepresentativeRow, ...]:
    """Who acts or acted for a person, latest first."""
    table = RepresentativeRecord
    rows = session.scalars(
        select(table)
        .where(table.person_id == person_id)
        .order_by(table.valid_from.desc(), table.name)
    )
    return tuple(
        RepresentativeRow(
            id=row.id,
            version=row.version,
            kind=RepresentativeKind(row.kind),
            name=row.name,
            address=row.address,
            phone=row.phone,
            valid_from=row.valid_from,
            ended_on=row.ended_on,
        )
        for row in rows
    )


# ------------------------------------------------------------------ permit and regime


def residences(session: Session, ids: Iterable[UUID]) -> Mapping[UUID, tuple[ResidenceRow, ...]]:
    """Person → permits, ascending."""
    table = ResidenceRecord
    found: dict[UUID, list[ResidenceRow]] = defaultdict(list)
    query = select(table).where(table.person_id.in_(set(ids))).order_by(table.valid_from)
    for row in session.scalars(query):
        found[row.person_id].append(
            ResidenceRow(
                id=row.id,
                version=row.version,
                person_id=row.person_id,
                valid_from=row.valid_from,
                ended_on=row.ended_on,
                permit=Permit(row.permit) if row.permit else None,
                refugee=row.refugee,
            )
        )
    return {key: tuple(rows) for key, rows in found.items()}


def regime_overrides(
    session: Session, ids: Iterable[UUID]
) -> Mapping[UUID, tuple[RegimeOverrideRow, ...]]:
    """Person → regimes that the office set against the rule, ascending."""
    table = RegimeOverrideRecord
    found: dict[UUID, list[RegimeOverrideRow]] = defaultdict(list)
    query = select(table).where(table.person_id.in_(set(ids))).order_by(table.valid_from)
    for row in session.scalars(query):
        found[row.person_id].append(
            RegimeOverrideRow(
                id=row.id,
                version=row.version,
                person_id=row.person_id,
                valid_from=row.valid_from,
                ended_on=row.ended_on,
                regime_code=row.regime_code,
                reason=row.reason,
            )
        )
    return {key: tuple(rows) for key, rows in found.items()}


def regime_rules(session: Session) -> tuple[RegimeRule, ...]:
    """Which permit belongs to which regime, all days."""
    table = RegimeRuleRecord
    rows = session.scalars(select(table).order_by(table.permit, table.refugee, table.valid_from))
    return tuple(
        RegimeRule(
            valid_from=row.valid_from,
            ended_on=row.ended_on,
            permit=Permit(row.permit) if row.permit else None,
            refugee=row.refugee,
            regime_code=row.regime_code,
            citation=row.citation,
        )
        for row in rows
    )


def regime_days(
    session: Session, ids: Iterable[UUID], first: date, last: date
) -> Mapping[UUID, tuple[RegimeDays, ...]]:
    """Person → regimes of all days from ``first`` to ``last``, neighbouring equal days in one row."""
    wanted = set(ids)
    permits, overrides = residences(session, wanted), regime_overrides(session, wanted)
    known = regime_rules(session)
    return {
        one: _days(first, last, permits.get(one, ()), overrides.get(one, ()), known)
        for one in wanted
    }


def _days(
    first: date,
    last: date,
    permits: Sequence[ResidenceRow],
    overrides: Sequence[RegimeOverrideRow],
    known: Sequence[RegimeRule],
) -> tuple[RegimeDays, ...]:
    turns = rules.turning_days(first, last, [*permits, *overrides, *known])
    found: list[RegimeDays] = []
    for place, day in enumerate(turns):
        end = turns[place + 1] - timedelta(days=1) if place + 1 < len(turns) else last
        answer = rules.regime_on(day, permits, overrides, known)
        same = (answer.regime_code, answer.citation, answer.reason)
        before = found[-1] if found else None
        if before and (before.regime_code, before.citation, before.reason) == same:
            found.pop()
            day = before.first  # noqa: PLW2901 - the row begins where its neighbour began
        found.append(
            RegimeDays(
                first=day,
                last=end,
                regime_code=answer.regime_code,
                citation=answer.citation,
                reason=answer.reason,
            )
        )
    return tuple(found)


# ------------------------------------------------------------------ cases


def case(session: Session, case_id: UUID, day: date) -> CaseRow | None:
    """One case with its household of a day, None if gone."""
    return next(iter(cases(session, day, [case_id])), None)


def cases(session: Session, day: date, ids: Iterable[UUID] | None = None) -> tuple[CaseRow, ...]:
    """All cases, or some, by number; the household is the one of ``day``."""
    table, staff = CaseRecord, Staff
    query = (
        select(table, staff.name)
        .outerjoin(staff, staff.id == table.responsible_id)
        .order_by(table.number)
    )
    wanted = None if ids is None else set(ids)
    if wanted is not None:
        query = query.where(table.id.in_(wanted))
    households = _households(session, wanted)
    return tuple(
        _case_row(row, responsible or "", households.get(row.id, []), day)
        for row, responsible in session.execute(query)
    )


def _households(
    session: Session, case_ids: set[UUID] | None
) -> Mapping[UUID, list[tuple[Any, str, str]]]:
    """Case → (member, last name, first name), columns only: a list of thousands reads no person."""
    member, who = CaseMemberRecord, PersonRecord
    query = select(
        member.case_id,
        member.valid_from,
        member.ended_on,
        member.supported,
        member.main,
        who.last_name,
        who.first_name,
    ).join(who, who.id == member.person_id)
    if case_ids is not None:
        query = query.where(member.case_id.in_(case_ids))
    found: dict[UUID, list[tuple[Any, str, str]]] = defaultdict(list)
    for row in session.execute(query.order_by(member.main.desc(), who.name_sort)):
        found[row.case_id].append((row, row.last_name, row.first_name))
    return found


def _case_row(
    row: CaseRecord, responsible: str, household: Sequence[tuple[Any, str, str]], day: date
) -> CaseRow:
    there = [
        member
        for member, _, _ in household
        if member.valid_from <= day and (member.ended_on is None or member.ended_on >= day)
    ]
    name = f"{household[0][1]} {household[0][2]}".strip() if household else ""
    return CaseRow(
        id=row.id,
        version=row.version,
        number=row.number,
        dossier_number=row.dossier_number,
        bfs_number=row.bfs_number,
        opened_on=row.opened_on,
        closed_on=row.closed_on,
        support_ended_on=row.support_ended_on,
        responsible_id=row.responsible_id,
        responsible=responsible,
        predecessor_id=row.predecessor_id,
        moved_on=row.moved_on,
        moved_to=row.moved_to,
        repayment_starts_on=row.repayment_starts_on,
        retention_class=row.retention_class,
        name=name,
        persons=len(there),
        supported=sum(1 for one in there if one.supported),
    )


def members_of(session: Session, case_id: UUID) -> tuple[MemberRow, ...]:
    """Everybody who is or was in the household of a case; the main person first."""
    member, who = CaseMemberRecord, PersonRecord
    query = (
        select(member, who)
        .join(who, who.id == member.person_id)
        .where(member.case_id == case_id)
        .order_by(member.main.desc(), who.birth_date, who.name_sort, member.valid_from)
    )
    return tuple(
        MemberRow(
            id=row.id,
            version=row.version,
            case_id=row.case_id,
            person=person_row(one),
            valid_from=row.valid_from,
            ended_on=row.ended_on,
            supported=row.supported,
            main=row.main,
        )
        for row, one in session.execute(query)
    )


def cases_of(session: Session, person_id: UUID) -> tuple[UUID, ...]:
    """Ids of the cases that a person is or was in, latest first."""
    member, table = CaseMemberRecord, CaseRecord
    query = (
        select(table.id)
        .join(member, member.case_id == table.id)
        .where(member.person_id == person_id)
        .group_by(table.id, table.opened_on, table.number)
        .order_by(table.opened_on.desc(), table.number.desc())
    )
    return tuple(session.scalars(query))
