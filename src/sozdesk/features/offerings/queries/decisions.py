"""What sent decisions say about providers and offerings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.features.offerings import rules
from sozdesk.features.offerings.records import DecisionRecord
from sozdesk.features.offerings.terms import DecisionFact, DecisionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The sent decisions, by what they are about."""

    of_offering: Mapping[UUID, tuple[DecisionFact, ...]]
    of_provider: Mapping[UUID, tuple[DecisionFact, ...]]
    """Decisions on the provider as a whole."""


def decision_facts(session: Session) -> Facts:
    """Every sent decision that has its days; a draft says nothing about recognition."""
    table = DecisionRecord
    found = session.execute(
        select(
            table.provider_id,
            table.offering_id,
            table.kind,
            table.number,
            table.decided_on,
            table.valid_from,
            table.valid_to,
        )
        .where(
            table.sent_on.is_not(None),
            table.decided_on.is_not(None),
            table.valid_from.is_not(None),
        )
        .order_by(table.valid_from, table.decided_on)
    )
    offerings: dict[UUID, list[DecisionFact]] = defaultdict(list)
    providers: dict[UUID, list[DecisionFact]] = defaultdict(list)
    for row in found:
        fact = DecisionFact(
            kind=DecisionKind(row.kind),
            number=row.number or "",
            decided_on=row.decided_on,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )
        if row.offering_id is None:
            providers[row.provider_id].append(fact)
        else:
            offerings[row.offering_id].append(fact)
    return Facts(
        of_offering={key: tuple(rows) for key, rows in offerings.items()},
        of_provider={key: tuple(rows) for key, rows in providers.items()},
    )


def ever_granted(session: Session, provider_id: UUID, offering_id: UUID | None) -> bool:
    """Whether an offering, or a provider with any of its offerings, was ever recognised."""
    table = DecisionRecord
    granted = select(table.id).where(
        table.provider_id == provider_id,
        table.kind.in_([kind.value for kind in rules.GRANTS]),
        table.sent_on.is_not(None),
    )
    if offering_id is not None:
        granted = granted.where(table.offering_id == offering_id)
    return session.scalars(granted).first() is not None
