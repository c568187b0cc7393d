"""Offerings on all days: what a bill asks once for everybody who takes part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.features.offerings import rules
from sozdesk.features.offerings.queries.decisions import Facts, decision_facts
from sozdesk.features.offerings.queries.offerings import prices_of
from sozdesk.features.offerings.queries.values import all_categories
from sozdesk.features.offerings.records import (
    AgreementOfferingRecord,
    AgreementRecord,
    MunicipalRecognitionRecord,
    OfferingRecord,
    ProviderRecord,
)
from sozdesk.features.offerings.terms import CategoryRow, DecisionFact, Financing, OfferingDays
from sozdesk.features.offerings.terms.facts import Span

_ONE_DAY = timedelta(days=1)


def offering_days(session: Session, ids: Iterable[UUID]) -> Mapping[UUID, OfferingDays]:
    """Offering → recognition, financing and prices of all days; those that are gone are missing."""
    wanted = set(ids)
    offering, provider = OfferingRecord, ProviderRecord
    query = select(
        offering.id,
        offering.number,
        offering.title,
        offering.category_code,
        provider.id.label("provider_id"),
        provider.name.label("provider_name"),
    ).join(provider, provider.id == offering.provider_id)
    rows = [row for row in session.execute(query) if row.id in wanted]
    facts, agreed = decision_facts(session), _agreed(session)
    prices, municipal = prices_of(session, [row.id for row in rows]), _municipal(session)
    paid = _paid_by_category(all_categories(session))
    return {
        row.id: OfferingDays(
            **row._mapping,
            recognised=_recognised(row.id, row.provider_id, facts),
            financing=_financing(paid.get(row.category_code, ()), agreed.get(row.id, ())),
            prices=prices.get(row.id, ()),
            municipal=tuple(municipal.get(row.provider_id, ())),
        )
        for row in rows
    }


def _recognised(offering_id: UUID, provider_id: UUID, facts: Facts) -> tuple[Span, ...]:
    own = facts.of_offering.get(offering_id, ())
    of_provider = facts.of_provider.get(provider_id, ())
    turns = sorted({day for one in (*own, *of_provider) for day in _turns(one)})
    found: list[tuple[date, date | None]] = []
    for place, day in enumerate(turns):
        if not rules.offering_recognised_on(day, own, of_provider).recognised:
            continue
        last = turns[place + 1] - _ONE_DAY if place + 1 < len(turns) else None
        if found and found[-1][1] == day - _ONE_DAY:
            found[-1] = (found[-1][0], last)
        else:
            found.append((day, last))
    return tuple(found)


def _turns(fact: DecisionFact) -> Iterator[date]:
    yield fact.valid_from
    if fact.valid_to is not None:
        yield fact.valid_to + _ONE_DAY


def _agreed(session: Session) -> Mapping[UUID, list[Span]]:
    agreement, link = AgreementRecord, AgreementOfferingRecord
    query = select(link.offering_id, agreement.begins, agreement.ends).join(
        agreement, agreement.id == link.agreement_id
    )
    found: dict[UUID, list[Span]] = defaultdict(list)
    for offering_id, begins, ends in session.execute(query.order_by(agreement.begins)):
        found[offering_id].append((begins, ends))
    return found


def _municipal(session: Session) -> Mapping[UUID, list[tuple[int, Span]]]:
    table = MunicipalRecognitionRecord
    query = select(table.provider_id, table.bfs_number, table.recognised_on, table.valid_to)
    found: dict[UUID, list[tuple[int, Span]]] = defaultdict(list)
    for provider_id, bfs_number, first, last in session.execute(
        query.order_by(table.recognised_on)
    ):
        found[provider_id].append((bfs_number, (first, last)))
    return found


def _paid_by_category(
    rows: Iterable[CategoryRow],
) -> Mapping[str, list[tuple[Span, Financing]]]:
    """Category → how it is paid; a row ends where the next one begins."""
    by_code: dict[str, list[CategoryRow]] = defaultdict(list)
    for row in sorted(rows, key=lambda one: one.valid_from):
        by_code[row.code].append(row)
    return {code: list(_spans(its)) for code, its in by_code.items()}


def _spans(rows: Sequence[CategoryRow]) -> Iterator[tuple[Span, Financing]]:
    for place, row in enumerate(rows):
        following = rows[place + 1].valid_from - _ONE_DAY if place + 1 < len(rows) else None
        ends = [day for day in (row.ended_on, following) if day is not None]
        yield (row.valid_from, min(ends, default=None)), row.financing


def _financing(
    category: Iterable[tuple[Span, Financing]], agreed: Iterable[Span]
) -> tuple[tuple[Span, Financing], ...]:
    return (*category, *((span, Financing.PER_AGREEMENT) for span in agreed))
