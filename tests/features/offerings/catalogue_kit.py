"""A KSA with two courses on its platform, and what lies in a file altogether."""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from uuid import UUID

from platform_kit import dated, offering, price, provider, recognised

from sozdesk.archive.store import Archive
from sozdesk.exchange import envelope, keys
from sozdesk.exchange.envelope import Head
from sozdesk.features.offerings import queries
from sozdesk.features.offerings.terms import (
    CefrLevel,
    Childcare,
    DatedKind,
    LanguageRow,
    OfferingState,
)
from sozdesk.features.offerings.terms.catalogue import CatalogueFile, CataloguePreview
from sozdesk.features.offerings.usecases import (
    AddPlace,
    AddProviderContact,
    ChangeOffering,
    ExportCatalogue,
    ImportCatalogue,
    SetOfferingState,
    add_place,
    add_provider_contact,
    change_offering,
    export_catalogue,
    import_catalogue,
    set_offering_state,
)

DAY = date(2027, 1, 5)


def stocked(archive: Archive) -> tuple[UUID, UUID]:
    """Two published courses of one provider with all their parts; answers their ids."""
    who = provider(archive, iban="CH93 0076 2011 6238 5295 7", note="intern: heikel")
    place = archive.run(
        add_place,
        AddPlace(provider_id=who, name="Kurslokal", town="Sissach", bfs_number=2861),
    ).value
    contact = archive.run(
        add_provider_contact,
        AddProviderContact(provider_id=who, name="Erna Beispiel", phone="061 000 00 00"),
    ).value
    german = offering(
        archive,
        who,
        languages=(LanguageRow(language="Deutsch", needed=CefrLevel.A2, reached=CefrLevel.B1),),
        childcare=Childcare.YES,
        place_ids=(place,),
        contact_id=contact,
        starts=(date(2027, 2, 1),),
        capacity=12,
        free_places=3,
        free_as_of=date(2027, 1, 4),
    )
    sums = offering(archive, who, "Rechnen im Alltag")
    for one in (german, sums):
        price(archive, one, 120_050)
        recognised(archive, who, one)
        publish(archive, one)
    dated(
        archive,
        DatedKind.TARIFF,
        date(2026, 1, 1),
        category_code="basic_skills",
        regime_code="social_assistance",
        unit="course",
        amount=110_000,
        pro_rata="none",
    )
    return german, sums


def publish(archive: Archive, offering_id: UUID) -> None:
    set_state(archive, offering_id, OfferingState.PUBLISHED)


def set_state(archive: Archive, offering_id: UUID, state: OfferingState) -> None:
    row = archive.query(queries.offering, offering_id, DAY)
    archive.run(
        set_offering_state,
        SetOfferingState(id=offering_id, base_version=row.version, state=state),
    )


def change(archive: Archive, offering_id: UUID, **changes: Any) -> None:
    row = archive.query(queries.offering, offering_id, DAY)
    archive.run(
        change_offering,
        ChangeOffering(id=offering_id, base_version=row.version, changes=changes),
    )


def written(archive: Archive) -> CatalogueFile:
    """The catalogue as the KSA gives it away."""
    made: CatalogueFile = archive.run(export_catalogue, ExportCatalogue()).value
    return made


def read(archive: Archive, data: bytes, trust: str = "") -> Any:
    """Read a catalogue in; answers the outcome."""
    return archive.run(import_catalogue, ImportCatalogue(data=data, trust=trust))


def preview(archive: Archive, data: bytes) -> CataloguePreview:
    found: CataloguePreview = archive.query(
        queries.catalogue_preview, data, archive.context().today
    )
    return found


def print_of(data: bytes) -> str:
    """The fingerprint that the KSA reads out."""
    return keys.fingerprint(json.loads(data.split(b"\n")[1])["key"])


SECRET = bytes(range(32))


def forged(data: bytes, *, secret: bytes = SECRET, **head: Any) -> tuple[Head, bytes]:
    """The same content, signed by somebody else, with another head; and the head."""
    from dataclasses import replace

    from nacl.signing import SigningKey

    opened = envelope.unseal(data, "catalogue", 1)
    key = bytes(SigningKey(secret).verify_key).hex()
    other = replace(opened.head, key=key, **head)
    return other, envelope.seal(other, opened.content, secret)


def resigned(archive: Archive, data: bytes, content: Any, **head: Any) -> bytes:
    """Another content, rightly signed by the KSA itself."""
    from dataclasses import replace

    from sozdesk.features.offerings.terms import KeyPurpose

    opened = envelope.unseal(data, "catalogue", 1)
    secret = archive.query(lambda session: queries.office_key(session, KeyPurpose.SIGNING).secret)
    return envelope.seal(replace(opened.head, **head), content, secret)


def everything(archive: Archive) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of a file."""
    from sqlalchemy import select

    from sozdesk.archive.base import Base

    def rows(session: Any) -> dict[str, list[tuple[Any, ...]]]:
        return {
            table.name: sorted(
                (tuple(map(str, row)) for row in session.execute(select(table))), key=str
            )
            for table in Base.metadata.sorted_tables
        }

    return archive.query(rows)
