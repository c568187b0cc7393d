"""Grundsatzentscheide: the municipality's own, at the KSA those that were declared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sozdesk.features.cases.records import PolicyDecisionRecord, PolicyDeclarationRecord
from sozdesk.features.cases.rules.work import holds_until
from sozdesk.features.cases.terms import PolicyOrigin
from sozdesk.features.cases.terms.work import PolicyDecision, PolicyRow, PolicyStanding
from sozdesk.features.offices import queries as offices
from sozdesk.kernel import german


def policies(session: Session) -> tuple[PolicyRow, ...]:
    """All of them: by topic, municipality, and the newest first."""
    table = PolicyDecisionRecord
    names = {row.bfs_number: row.short_name for row in offices.all_municipalities(session)}
    of_topic: dict[tuple[int, str], list[PolicyDecisionRecord]] = defaultdict(list)
    for row in session.scalars(select(table).order_by(table.valid_from.desc())):
        of_topic[row.bfs_number, row.topic].append(row)
    rows = [
        _policy(row, names.get(row.bfs_number, ""), same)
        for same in of_topic.values()
        for row in same
    ]
    return tuple(sorted(rows, key=_order))


def policy_standings(session: Session, day: date) -> tuple[PolicyStanding, ...]:
    """Every municipality of a day: whether it has declared, and how many decisions it declared."""
    told, table = PolicyDeclarationRecord, PolicyDecisionRecord
    at = {row.bfs_number: row.declared_at for row in session.scalars(select(told))}
    counted = select(table.bfs_number, func.count()).group_by(table.bfs_number)
    numbers = {key: count for key, count in session.execute(counted).all() if count}
    return tuple(
        PolicyStanding(
            bfs_number=row.bfs_number,
            municipality=row.short_name,
            declared_at=at.get(row.bfs_number),
            decisions=numbers.get(row.bfs_number, 0),
        )
        for row in offices.municipalities(session, day)
    )


def _order(row: PolicyRow) -> tuple[object, ...]:
    return (
        german.sort_key(row.topic),
        german.sort_key(row.municipality),
        -row.valid_from.toordinal(),
    )


def _policy(
    row: PolicyDecisionRecord, municipality: str, same: Sequence[PolicyDecisionRecord]
) -> PolicyRow:
    said = decision_of(row)
    return PolicyRow(
        **{name: getattr(said, name) for name in DECLARED},
        id=row.id,
        version=row.version,
        bfs_number=row.bfs_number,
        municipality=municipality,
        origin=PolicyOrigin(row.origin),
        declared_at=row.declared_at,
        until=holds_until(said, [decision_of(one) for one in same]),
    )


DECLARED = (
    "topic",
    "decision",
    "decided_on",
    "resolution_number",
    "amount",
    "amount_note",
    "valid_from",
    "ended_on",
)
"""The columns that a file declares."""


def decision_of(row: PolicyDecisionRecord | PolicyRow) -> PolicyDecision:
    """What is declared of a row."""
    return PolicyDecision(**{name: getattr(row, name) for name in DECLARED})
