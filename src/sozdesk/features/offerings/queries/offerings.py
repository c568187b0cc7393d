"""Offerings as they stand on a day. A list costs the same few questions, however long it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from sozdesk.features.offerings import rules
from sozdesk.features.offerings.queries.decisions import Facts, decision_facts
from sozdesk.features.offerings.queries.providers import places
from sozdesk.features.offerings.queries.values import known_categories
from sozdesk.features.offerings.records import (
    AgreementOfferingRecord,
    AgreementRecord,
    OfferingLanguageRecord,
    OfferingPlaceRecord,
    OfferingPriceRecord,
    OfferingRecord,
    OfferingStartRecord,
    ProviderRecord,
)
from sozdesk.features.offerings.terms import (
    Audience,
    CategoryRow,
    CefrLevel,
    Childcare,
    Financing,
    LanguageRow,
    OfferingRow,
    OfferingState,
    PlaceRow,
    PriceRow,
    PriceUnit,
    Vat,
)
from sozdesk.kernel.dated import on


def offerings(session: Session, day: date) -> tuple[OfferingRow, ...]:
    """Every offering as it stands on ``day``, by title."""
    return _rows(session, _named(), day)


def offerings_of(session: Session, provider_id: UUID, day: date) -> tuple[OfferingRow, ...]:
    """The offerings of one provider."""
    return _rows(session, _named().where(OfferingRecord.provider_id == provider_id), day)


def offering(session: Session, offering_id: UUID, day: date) -> OfferingRow | None:
    """One offering, or None if it is gone."""
    rows = _rows(session, _named().where(OfferingRecord.id == offering_id), day)
    return rows[0] if rows else None


def recognised_on(session: Session, day: date) -> tuple[OfferingRow, ...]:
    """The offerings that are recognised on ``day``: what a municipality may enact with a share."""
    return tuple(row for row in offerings(session, day) if row.recognition.recognised)


# Columns instead of records: making 5'000 records for one list costs more than reading them.
_COLUMNS = tuple(
    column
    for column in OfferingRecord.__table__.columns
    if column.key not in {"category_code", "audience", "childcare", "state", "title_sort"}
)


def _named() -> Select[Any]:
    return (
        select(
            *_COLUMNS,
            OfferingRecord.category_code,
            OfferingRecord.audience,
            OfferingRecord.childcare,
            OfferingRecord.state,
            ProviderRecord.name.label("provider_name"),
        )
        .join(ProviderRecord, ProviderRecord.id == OfferingRecord.provider_id)
        .order_by(OfferingRecord.title_sort, OfferingRecord.number)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """What belongs to the offerings of a list, by offering."""

    categories: Mapping[str, CategoryRow]
    starts: Mapping[UUID, tuple[date, ...]]
    languages: Mapping[UUID, tuple[LanguageRow, ...]]
    places: Mapping[UUID, tuple[PlaceRow, ...]]
    prices: Mapping[UUID, tuple[PriceRow, ...]]
    agreed: frozenset[UUID]
    facts: Facts


def _rows(session: Session, query: Select[Any], day: date) -> tuple[OfferingRow, ...]:
    found = session.execute(query).all()
    ids = [row.id for row in found]
    around = _Around(
        categories=known_categories(session, day),
        starts=_starts(session, ids),
        languages=languages_of(session, ids),
        places=_places(session, ids),
        prices=prices_of(session, ids),
        agreed=_agreed(session, day),
        facts=decision_facts(session),
    )
    return tuple(_offering(row, around, day) for row in found)


def _offering(row: Row[Any], around: _Around, day: date) -> OfferingRow:
    category = around.categories.get(row.category_code)
    plain = {column.key: getattr(row, column.key) for column in _COLUMNS}
    return OfferingRow(
        **plain,
        provider_name=row.provider_name,
        category_code=row.category_code,
        category_name=category.name if category else row.category_code,
        audience=Audience(row.audience),
        childcare=Childcare(row.childcare),
        state=OfferingState(row.state),
        starts=around.starts.get(row.id, ()),
        languages=around.languages.get(row.id, ()),
        places=around.places.get(row.id, ()),
        price=on(day, around.prices.get(row.id, ())),
        financing=_financing(row.id, category, around),
        recognition=rules.offering_recognised_on(
            day,
            around.facts.of_offering.get(row.id, ()),
            around.facts.of_provider.get(row.provider_id, ()),
        ),
    )


def _financing(offering_id: UUID, category: CategoryRow | None, around: _Around) -> Financing:
    if offering_id in around.agreed:
        return Financing.PER_AGREEMENT
    return category.financing if category else Financing.PER_PERSON


def _starts(session: Session, ids: Sequence[UUID]) -> Mapping[UUID, tuple[date, ...]]:
    table = OfferingStartRecord
    grouped: dict[UUID, list[date]] = defaultdict(list)
    query = select(table.offering_id, table.starts_on).order_by(table.starts_on)
    for offering_id, day in session.execute(_only(query, table.offering_id, ids)):
        grouped[offering_id].append(day)
    return {key: tuple(rows) for key, rows in grouped.items()}


def languages_of(session: Session, ids: Sequence[UUID]) -> Mapping[UUID, tuple[LanguageRow, ...]]:
    """Offering → its languages, by name."""
    table = OfferingLanguageRecord
    grouped: dict[UUID, list[LanguageRow]] = defaultdict(list)
    query = select(table.offering_id, table.language, table.needed, table.reached).order_by(
        table.language
    )
    for offering_id, language, needed, reached in session.execute(
        _only(query, table.offering_id, ids)
    ):
        grouped[offering_id].append(
            LanguageRow(
                language=language,
                needed=CefrLevel(needed) if needed else None,
                reached=CefrLevel(reached) if reached else None,
            )
        )
    return {key: tuple(rows) for key, rows in grouped.items()}


def _places(session: Session, ids: Sequence[UUID]) -> Mapping[UUID, tuple[PlaceRow, ...]]:
    known = {place.id: place for rows in places(session).values() for place in rows}
    table = OfferingPlaceRecord
    grouped: dict[UUID, list[PlaceRow]] = defaultdict(list)
    query = select(table.offering_id, table.place_id)
    for offering_id, place_id in session.execute(_only(query, table.offering_id, ids)):
        grouped[offering_id].append(known[place_id])
    return {key: tuple(sorted(rows, key=_by_name)) for key, rows in grouped.items()}


def _by_name(place: PlaceRow) -> tuple[str, str]:
    return (place.town, place.name)


def prices_of(session: Session, ids: Sequence[UUID]) -> Mapping[UUID, tuple[PriceRow, ...]]:
    """Offering → all its prices, oldest first."""
    table = OfferingPriceRecord
    query = select(*table.__table__.columns).order_by(table.valid_from)
    grouped: dict[UUID, list[PriceRow]] = defaultdict(list)
    for row in session.execute(_only(query, table.offering_id, ids)):
        values = dict(row._mapping)
        grouped[row.offering_id].append(
            PriceRow(**{**values, "unit": PriceUnit(row.unit), "vat": Vat(row.vat)})
        )
    return {key: tuple(rows) for key, rows in grouped.items()}


def _agreed(session: Session, day: date) -> frozenset[UUID]:
    """Offerings that a Leistungsvereinbarung of that day pays for."""
    agreement, link = AgreementRecord, AgreementOfferingRecord
    query = (
        select(link.offering_id)
        .join(agreement, agreement.id == link.agreement_id)
        .where(agreement.begins <= day, (agreement.ends.is_(None)) | (agreement.ends >= day))
    )
    return frozenset(session.scalars(query))


_FEW = 50


def _only(query: Any, column: Any, ids: Iterable[UUID]) -> Any:
    """Only the rows of a few offerings; for a long list all are read, which is quicker."""
    wanted = list(ids)
    return query.where(column.in_(wanted)) if len(wanted) <= _FEW else query
