"""What the search found in the daily work, by words that lead there."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.features.cases.records import (
    ApplicationRecord,
    CaseAttachmentRecord,
    CaseNoteRecord,
    CaseRecord,
    CaseTaskRecord,
    PolicyDecisionRecord,
    RulingRecord,
)

_NAMED: Final[Mapping[str, tuple[Any, Any]]] = {
    "case_note": (CaseNoteRecord, CaseNoteRecord.title),
    "case_task": (CaseTaskRecord, CaseTaskRecord.title),
    "case_attachment": (CaseAttachmentRecord, CaseAttachmentRecord.name),
    "application": (ApplicationRecord, ApplicationRecord.title),
    "ruling": (RulingRecord, RulingRecord.subject),
}
"""Kind of the search → table and the column that names a row."""


@dataclass(frozen=True, slots=True)
class FoundWork:
    """A row of the daily work; ``case_id`` None for what is in no case."""

    kind: str
    name: str
    case_id: UUID | None
    case_number: int | None


def found_work(session: Session, ids: Mapping[str, Collection[UUID]]) -> dict[UUID, FoundWork]:
    """Id → what was found; ``ids`` are the hits of each kind, others are left out."""
    found: dict[UUID, FoundWork] = {}
    for kind, (table, name) in _NAMED.items():
        if wanted := ids.get(kind):
            query = (
                select(table.id, name.label("name"), table.case_id, CaseRecord.number)
                .outerjoin(CaseRecord, CaseRecord.id == table.case_id)
                .where(table.id.in_(wanted))
            )
            for row in session.execute(query):
                found[row.id] = FoundWork(kind, row.name, row.case_id, row.number)
    if wanted := ids.get("policy_decision"):
        policy = PolicyDecisionRecord
        for row in session.execute(select(policy.id, policy.topic).where(policy.id.in_(wanted))):
            found[row.id] = FoundWork("policy_decision", row.topic, None, None)
    return found
