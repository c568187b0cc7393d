"""Leistungsvereinbarungen, and recognitions by municipalities under the GfS."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.features.offerings.records import (
    AgreementOfferingRecord,
    AgreementRecord,
    MunicipalRecognitionRecord,
    OfferingRecord,
    ProviderRecord,
)
from sozdesk.features.offerings.terms import AgreementRow, MunicipalRow
from sozdesk.features.offices import queries as offices


def agreements(session: Session) -> tuple[AgreementRow, ...]:
    """Every Leistungsvereinbarung, the one that began last first."""
    paid: dict[UUID, list[tuple[UUID, str]]] = defaultdict(list)
    query = (
        select(AgreementOfferingRecord.agreement_id, OfferingRecord.id, OfferingRecord.title)
        .join(OfferingRecord, OfferingRecord.id == AgreementOfferingRecord.offering_id)
        .order_by(OfferingRecord.title_sort)
    )
    for agreement_id, offering_id, title in session.execute(query):
        paid[agreement_id].append((offering_id, title))
    found = session.scalars(
        select(AgreementRecord).order_by(AgreementRecord.begins.desc(), AgreementRecord.partner)
    )
    return tuple(_agreement(row, paid.get(row.id, [])) for row in found)


def _agreement(row: AgreementRecord, paid: list[tuple[UUID, str]]) -> AgreementRow:
    return AgreementRow(
        id=row.id,
        version=row.version,
        provider_id=row.provider_id,
        partner=row.partner,
        programme=row.programme,
        number=row.number,
        amount=row.amount,
        begins=row.begins,
        ends=row.ends,
        deliverables=row.deliverables,
        citation=row.citation,
        note=row.note,
        offering_ids=tuple(key for key, _title in paid),
        offerings=tuple(title for _key, title in paid),
    )


def municipal_recognitions(session: Session) -> tuple[MunicipalRow, ...]:
    """Every recognition under the GfS, by provider, the latest first."""
    names = {row.bfs_number: row.short_name for row in offices.all_municipalities(session)}
    table = MunicipalRecognitionRecord
    found = session.execute(
        select(table, ProviderRecord.name)
        .join(ProviderRecord, ProviderRecord.id == table.provider_id)
        .order_by(ProviderRecord.name_sort, table.recognised_on.desc())
    )
    return tuple(
        MunicipalRow(
            id=row.id,
            version=row.version,
            provider_id=row.provider_id,
            provider_name=name,
            bfs_number=row.bfs_number,
            municipality=names.get(row.bfs_number, str(row.bfs_number)),
            recognised_on=row.recognised_on,
            valid_to=row.valid_to,
            notified_on=row.notified_on,
            note=row.note,
        )
        for row, name in found
    )
