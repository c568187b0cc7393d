"""The tables of the data file as a catalogue holds them: the same columns out as in."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive.base import Record
from sozdesk.features.offerings import rules
from sozdesk.features.offerings.records import (
    AgreementOfferingRecord,
    AgreementRecord,
    CategoryRecord,
    CoveredNeedRecord,
    DecisionRecord,
    OfferingLanguageRecord,
    OfferingPlaceRecord,
    OfferingPriceRecord,
    OfferingRecord,
    OfferingStartRecord,
    OfferingValueRecord,
    ProviderContactRecord,
    ProviderPlaceRecord,
    ProviderRecord,
    RegimeRateRecord,
    RegimeRecord,
    TariffRecord,
)
from sozdesk.features.offerings.terms import OfferingState
from sozdesk.features.offerings.terms.catalogue import CatalogueRow, CatalogueTables
from sozdesk.features.offices import queries as offices
from sozdesk.kernel.ids import natural_id

CATALOGUE_RECORDS: Final[Mapping[str, type[Record]]] = {
    record.__tablename__: record
    for record in (
        CategoryRecord,
        RegimeRecord,
        RegimeRateRecord,
        TariffRecord,
        OfferingValueRecord,
        CoveredNeedRecord,
        ProviderRecord,
        ProviderContactRecord,
        ProviderPlaceRecord,
        OfferingRecord,
        OfferingStartRecord,
        OfferingLanguageRecord,
        OfferingPlaceRecord,
        OfferingPriceRecord,
        DecisionRecord,
        AgreementRecord,
        AgreementOfferingRecord,
    )
}
"""Table → record, parents before children; municipalities belong to another feature."""
MUNICIPALITY: Final = "municipality"


def catalogue_tables(session: Session) -> CatalogueTables:
    """Every row that a catalogue could hold, also drafts; the decisions that say who is recognised."""
    tables = {name: _rows(session, name, record) for name, record in CATALOGUE_RECORDS.items()}
    decisions = tables[DecisionRecord.__tablename__]
    tables[DecisionRecord.__tablename__] = tuple(
        row for row in decisions if rules.says_recognised(row)
    )
    return {**tables, MUNICIPALITY: _municipalities(session)}


def _rows(session: Session, name: str, record: type[Record]) -> tuple[CatalogueRow, ...]:
    columns = [getattr(record, column) for column in rules.SCHEMA[name].columns]
    return tuple(
        dict(row._mapping) for row in session.execute(select(*columns).order_by(record.id))
    )


def _municipalities(session: Session) -> tuple[CatalogueRow, ...]:
    return tuple(
        {
            "id": natural_id("municipality", row.bfs_number),
            "bfs_number": row.bfs_number,
            "official_name": row.official_name,
            "short_name": row.short_name,
            "district": row.district,
            "valid_from": row.valid_from,
            "valid_to": row.valid_to,
        }
        for row in offices.all_municipalities(session)
    )


def outgoing_tables(tables: CatalogueTables, earlier: Collection[UUID]) -> CatalogueTables:
    """What of the KSA's own tables goes out.

    Offerings on the platform, and those that an ``earlier`` catalogue held: withdrawn, paused or
    removed ones stay known, so that nobody has to wonder where one went. Of providers, contacts,
    decisions and agreements only what belongs to them.
    """
    offered = {
        row["id"]: row
        for row in tables["offering"]
        if row["state"] == OfferingState.PUBLISHED.value
        or (row["id"] in earlier and row["state"] != OfferingState.DRAFT.value)
    }
    providers = {row["provider_id"] for row in offered.values()}
    links = tuple(row for row in tables["agreement_offering"] if row["offering_id"] in offered)
    agreements = {row["agreement_id"] for row in links}
    kept = dict(tables)
    kept["offering"] = tuple(offered.values())
    kept["provider"] = tuple(row for row in tables["provider"] if row["id"] in providers)
    for name in ("provider_contact", "provider_place"):
        kept[name] = tuple(row for row in tables[name] if row["provider_id"] in providers)
    for name in _PARTS:
        kept[name] = tuple(row for row in tables[name] if row["offering_id"] in offered)
    kept["recognition_decision"] = tuple(
        row
        for row in tables["recognition_decision"]
        if row["offering_id"] in offered
        or (row["offering_id"] is None and row["provider_id"] in providers)
    )
    kept["agreement_offering"] = links
    kept["service_agreement"] = tuple(
        {**row, "provider_id": row["provider_id"] if row["provider_id"] in providers else None}
        for row in tables["service_agreement"]
        if row["id"] in agreements
    )
    return kept


_PARTS = ("offering_start", "offering_language", "offering_place", "offering_price")
