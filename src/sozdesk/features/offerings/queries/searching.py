"""What the search of offerings looks at, and which needs found nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.features.offerings import rules
from sozdesk.features.offerings.queries.offerings import offerings
from sozdesk.features.offerings.queries.values import categories
from sozdesk.features.offerings.records import OfferingRecord, ProviderRecord, UnmetNeedRecord
from sozdesk.features.offerings.terms import CountedNeed, NeedCounts, Unmet, UnmetNeedRow
from sozdesk.features.offices import queries as offices


def search_index(session: Session, day: date) -> rules.SearchIndex:
    """All offerings as they stand on a day, ready to be searched; made once per state of the data."""
    return rules.prepared(
        offerings(session, day),
        categories=categories(session, day),
        centres=offices.municipality_centres(),
        names={row.bfs_number: row.short_name for row in offices.municipalities(session, day)},
        day=day,
    )


def names_of(session: Session, ids: Collection[UUID]) -> Mapping[UUID, tuple[str, str]]:
    """Id of an offering → its title and its provider; of a provider → its name and nothing."""
    named = (
        select(OfferingRecord.id, OfferingRecord.title, ProviderRecord.name)
        .join(ProviderRecord, ProviderRecord.id == OfferingRecord.provider_id)
        .where(OfferingRecord.id.in_(ids))
    )
    provided = select(ProviderRecord.id, ProviderRecord.name).where(ProviderRecord.id.in_(ids))
    return {
        **{row_id: (title, name) for row_id, title, name in session.execute(named)},
        **{row_id: (name, "") for row_id, name in session.execute(provided)},
    }


def unmet_needs(session: Session, since: date | None = None) -> tuple[UnmetNeedRow, ...]:
    """Needs without an offering from a month on, those that were searched most often first."""
    table = UnmetNeedRecord
    query = select(table).order_by(table.month, table.origin)
    if since is not None:
        query = query.where(table.month >= since)
    grouped: dict[tuple[str, str | None, str], list[UnmetNeedRecord]] = {}
    for row in session.scalars(query):
        grouped.setdefault((row.criteria, row.category_code, row.why), []).append(row)
    found = [
        UnmetNeedRow(
            criteria=criteria,
            category_code=category,
            why=Unmet(why),
            origins=tuple(sorted({row.origin for row in rows})),
            first=rows[0].month,
            last=rows[-1].month,
            searches=sum(row.searches for row in rows),
        )
        for (criteria, category, why), rows in grouped.items()
    ]
    return tuple(sorted(found, key=lambda row: (-row.searches, row.criteria, row.why)))


def own_counts(session: Session, office: str) -> NeedCounts:
    """What this office counted itself, for the file to the KSA."""
    table = UnmetNeedRecord
    own = select(table).where(table.origin == "").order_by(table.month, table.criteria, table.why)
    return NeedCounts(
        office=office,
        counts=tuple(
            CountedNeed(
                month=row.month,
                criteria=row.criteria,
                category_code=row.category_code,
                why=Unmet(row.why),
                searches=row.searches,
            )
            for row in session.scalars(own)
        ),
    )
