"""The municipality keeps its Grundsatzentscheide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive.updates import cleaned, refuse
from sozdesk.features.cases import texts
from sozdesk.features.cases.queries.policies import decision_of
from sozdesk.features.cases.records import PolicyDecisionRecord
from sozdesk.features.cases.rules import work as rules
from sozdesk.features.cases.terms import PolicyOrigin
from sozdesk.features.cases.texts import work as said
from sozdesk.features.cases.usecases.common import (
    CHANGED,
    RemoveRow,
    change,
    existing,
    refuse_cantonal,
)
from sozdesk.features.offices import queries as offices
from sozdesk.kernel.context import Context
from sozdesk.kernel.findings import stop
from sozdesk.kernel.usecase import Outcome, usecase

_THE = "Der Grundsatzentscheid"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPolicy:
    """A Grundsatzentscheid from a day on; ``amount`` in Rappen."""

    bfs_number: int
    topic: str
    decision: str
    decided_on: date
    valid_from: date
    ended_on: date | None = None
    resolution_number: str = ""
    amount: int | None = None
    amount_note: str = ""


@usecase(undoable=True)
def add_policy(session: Session, command: AddPolicy, context: Context) -> Outcome:
    """Enter a decision; a later one on the same topic ends it. ``Outcome.value`` is its id."""
    refuse_cantonal(session)
    own = {one.bfs_number for one in offices.own_municipalities(session, context.today)}
    if command.bfs_number not in own:
        refuse([stop("not_own", said.NO_OWN_MUNICIPALITY, "bfs_number")])
    row = PolicyDecisionRecord(
        id=context.new_id(),
        bfs_number=command.bfs_number,
        topic=cleaned(command.topic),
        decision=cleaned(command.decision),
        decided_on=command.decided_on,
        resolution_number=cleaned(command.resolution_number),
        amount=command.amount,
        amount_note=cleaned(command.amount_note),
        valid_from=command.valid_from,
        ended_on=command.ended_on,
        origin=PolicyOrigin.OWN.value,
    )
    _check(session, row)
    session.add(row)
    session.flush()
    return Outcome(CHANGED, texts.added(_name(session, row)), row.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePolicy:
    """New values for some columns; the municipality stays."""

    id: UUID
    base_version: int
    changes: Mapping[str, object]


@usecase(undoable=True)
def change_policy(session: Session, command: ChangePolicy, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Change a decision or give it a last day; Outdated if somebody was faster."""
    refuse_cantonal(session)
    row = change(
        session, PolicyDecisionRecord, command.id, command.base_version, command.changes, _THE
    )
    _check(session, row)
    session.flush()
    return Outcome(CHANGED, texts.changed(_name(session, row)))


@usecase(undoable=True)
def remove_policy(session: Session, command: RemoveRow, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Remove a decision that never was one; to let one run out, give it a last day."""
    refuse_cantonal(session)
    row = existing(session, PolicyDecisionRecord, command.id, command.base_version, _THE)
    name = _name(session, row)
    session.delete(row)
    session.flush()
    return Outcome(CHANGED, texts.removed(name))


def _check(session: Session, row: PolicyDecisionRecord) -> None:
    table = PolicyDecisionRecord
    same = select(table).where(table.bfs_number == row.bfs_number, table.topic == row.topic)
    with session.no_autoflush:
        others = [decision_of(one) for one in session.scalars(same) if one is not row]
    refuse(rules.policy_findings(decision_of(row), others))


def _name(session: Session, row: PolicyDecisionRecord) -> str:
    town = offices.municipality(session, row.bfs_number)
    return said.policy_name(town.short_name if town else str(row.bfs_number), row.topic)
