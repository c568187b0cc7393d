"""What a list of persons is compared with, and what recording it would do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive.column_mappings import remembered
from sozdesk.archive.staff import Staff
from sozdesk.features.cases import rules
from sozdesk.features.cases.queries.persons import (
    cases,
    persons,
    regime_overrides,
    regime_rules,
    residences,
)
from sozdesk.features.cases.records import CaseMemberRecord
from sozdesk.features.cases.terms.importing import (
    IMPORT_PURPOSE,
    Decision,
    ImportBase,
    ImportPlan,
    ImportTable,
    MemberFact,
    StaffFact,
)
from sozdesk.features.offerings import queries as offerings
from sozdesk.features.offices import queries as offices


def remembered_import_columns(session: Session) -> Mapping[str, Mapping[str, int]]:
    """Heads → the columns that somebody confirmed of a table with these heads."""
    return remembered(session, IMPORT_PURPOSE)


def import_plan(
    session: Session,
    table: ImportTable,
    opened_on: date | None,
    decisions: Mapping[int, Decision],
    today: date,
) -> ImportPlan:
    """What recording the table would do; nothing is written."""
    return rules.import_plan(table, _base(session, today), opened_on, decisions)


def _base(session: Session, today: date) -> ImportBase:
    people = persons(session)
    ids = [one.id for one in people]
    return ImportBase(
        persons=people,
        residences=residences(session, ids),
        cases=cases(session, today),
        members=_members(session),
        own=offices.own_municipalities(session, today),
        staff=tuple(
            StaffFact(row.id, row.name, row.sign)
            for row in session.execute(select(Staff.id, Staff.name, Staff.sign))
        ),
        today=today,
        overrides=regime_overrides(session, ids),
        regime_rules=regime_rules(session),
        regime_names={one.code: one.name for one in offerings.regimes(session, today)},
    )


def _members(session: Session) -> tuple[MemberFact, ...]:
    table = CaseMemberRecord
    query = select(
        table.id,
        table.version,
        table.case_id,
        table.person_id,
        table.valid_from,
        table.ended_on,
        table.supported,
        table.main,
    ).order_by(table.case_id, table.valid_from.desc(), table.id)
    return tuple(MemberFact(*row) for row in session.execute(query))
