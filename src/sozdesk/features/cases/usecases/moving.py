"""A move (Wegzug): the day decides which municipality bills."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive.updates import refuse
from sozdesk.features.cases import rules
from sozdesk.features.cases.records import CaseMemberRecord, CaseRecord
from sozdesk.features.cases.rules.casework import ONE_DAY
from sozdesk.features.cases.texts import casework as said
from sozdesk.features.cases.usecases.billed import refuse_billed_days
from sozdesk.features.cases.usecases.cases import THE_CASE, NewMember, add_row, next_number
from sozdesk.features.cases.usecases.common import CHANGED, existing, refuse_cantonal
from sozdesk.features.offices import queries as offices
from sozdesk.kernel.context import Context
from sozdesk.kernel.usecase import Outcome, usecase


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveCase:
    """The household lives elsewhere from a day on."""

    id: UUID
    base_version: int
    moved_on: date
    """First day elsewhere: the other municipality bills from then on."""
    moved_to: int | None
    """BFS number; None outside the canton."""


@usecase(undoable=True)
def move_case(session: Session, command: MoveCase, context: Context) -> Outcome:
    """Close the case the day before, and open its successor if the office serves that municipality.

    The successor holds the household of the last day; dwellings are not copied. ``Outcome.value``
    is the successor's id or None.

    Raises:
        RuleViolation: the case is closed, the day is not after its opening, it goes nowhere, or a
            bill holds days after the move.
        Outdated: somebody was faster.
    """
    refuse_cantonal(session)
    row = existing(session, CaseRecord, command.id, command.base_version, THE_CASE)
    refuse(
        rules.move_findings(
            command.moved_on, command.moved_to, row.bfs_number, row.opened_on, row.closed_on
        )
    )
    refuse_billed_days(session, row.id, command.moved_on)
    row.moved_on, row.moved_to = command.moved_on, command.moved_to
    row.closed_on = command.moved_on - ONE_DAY
    session.flush()
    successor = _successor(session, row, context)
    session.flush()
    summary = said.moved(row.number, successor.number if successor else None)
    return Outcome(CHANGED, summary, successor.id if successor else None)


def _successor(session: Session, row: CaseRecord, context: Context) -> CaseRecord | None:
    assert row.moved_on is not None
    assert row.closed_on is not None
    own = {one.bfs_number for one in offices.own_municipalities(session, context.today)}
    if row.moved_to is None or row.moved_to not in own:
        return None
    successor = CaseRecord(
        id=context.new_id(),
        number=next_number(session),
        bfs_number=row.moved_to,
        opened_on=row.moved_on,
        responsible_id=row.responsible_id,
        predecessor_id=row.id,
        repayment_starts_on=row.repayment_starts_on,
    )
    session.add(successor)
    session.flush()
    for member in _household(session, row.id, row.closed_on):
        new = NewMember(person_id=member.person_id, supported=member.supported)
        add_row(session, context, successor, new, main=member.main)
    return successor


def _household(session: Session, case_id: UUID, day: date) -> list[CaseMemberRecord]:
    table = CaseMemberRecord
    rows = session.scalars(select(table).where(table.case_id == case_id))
    return [
        row
        for row in rows
        if row.valid_from <= day and (row.ended_on is None or row.ended_on >= day)
    ]
