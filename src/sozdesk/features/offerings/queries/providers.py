"""Providers with their contacts and places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.features.offerings.records import (
    ProviderContactRecord,
    ProviderPlaceRecord,
    ProviderRecord,
)
from sozdesk.features.offerings.terms import (
    OrganisationType,
    PlaceRow,
    ProviderContactRow,
    ProviderRow,
)


def providers(session: Session) -> tuple[ProviderRow, ...]:
    """Every provider, closed ones too, by name."""
    found = session.scalars(
        select(ProviderRecord).order_by(ProviderRecord.name_sort, ProviderRecord.id)
    )
    return tuple(map(_provider, found))


def provider(session: Session, provider_id: UUID) -> ProviderRow | None:
    """One provider, or None if it is gone."""
    record = session.get(ProviderRecord, provider_id)
    return None if record is None else _provider(record)


def _provider(row: ProviderRecord) -> ProviderRow:
    return ProviderRow(
        id=row.id,
        version=row.version,
        name=row.name,
        legal_form=row.legal_form,
        organisation_type=OrganisationType(row.organisation_type),
        address=row.address,
        email=row.email,
        phone=row.phone,
        website=row.website,
        iban=row.iban,
        closed_on=row.closed_on,
        note=row.note,
    )


def provider_contacts(session: Session) -> Mapping[UUID, tuple[ProviderContactRow, ...]]:
    """Provider → its contacts, the main one first, then by name."""
    found = session.scalars(
        select(ProviderContactRecord).order_by(
            ProviderContactRecord.main.desc(), ProviderContactRecord.name
        )
    )
    grouped: dict[UUID, list[ProviderContactRow]] = defaultdict(list)
    for row in found:
        grouped[row.provider_id].append(
            ProviderContactRow(
                id=row.id,
                version=row.version,
                provider_id=row.provider_id,
                name=row.name,
                function=row.function,
                email=row.email,
                phone=row.phone,
                main=row.main,
            )
        )
    return {key: tuple(rows) for key, rows in grouped.items()}


def places(session: Session) -> Mapping[UUID, tuple[PlaceRow, ...]]:
    """Provider → where it works, by name."""
    grouped: dict[UUID, list[PlaceRow]] = defaultdict(list)
    for row in session.scalars(select(ProviderPlaceRecord).order_by(ProviderPlaceRecord.name)):
        grouped[row.provider_id].append(
            PlaceRow(
                id=row.id,
                version=row.version,
                provider_id=row.provider_id,
                name=row.name,
                address=row.address,
                town=row.town,
                bfs_number=row.bfs_number,
                wheelchair=row.wheelchair,
            )
        )
    return {key: tuple(rows) for key, rows in grouped.items()}
