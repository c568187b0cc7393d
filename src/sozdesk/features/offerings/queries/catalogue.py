"""Catalogue files that were written or read, and what the next one would say (KSA)."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive import blobs
from sozdesk.exchange import envelope, keys
from sozdesk.features.offerings import rules
from sozdesk.features.offerings.queries.catalogue_rows import catalogue_tables, outgoing_tables
from sozdesk.features.offerings.records import CatalogueRecord, OfficeKeyRecord, TrustedKeyRecord
from sozdesk.features.offerings.terms import KeyPurpose
from sozdesk.features.offerings.terms.catalogue import (
    CATALOGUE_KIND,
    CATALOGUE_VERSION,
    CatalogueContent,
    CatalogueDraft,
    CatalogueFileRow,
    OfficeKeyRow,
    TrustedKeyRow,
    WrongPlace,
)
from sozdesk.features.offerings.texts import catalogue as texts
from sozdesk.features.rent_limits import queries as rent_limits
from sozdesk.kernel.errors import ReturnFileError


def catalogues(session: Session) -> tuple[CatalogueFileRow, ...]:
    """Every catalogue that was written or read here, newest first."""
    found = session.scalars(select(CatalogueRecord).order_by(CatalogueRecord.serial.desc())).all()
    days = [row.as_of for row in found]
    return tuple(
        CatalogueFileRow(
            id=row.id,
            serial=row.serial,
            name=texts.file_name(row.as_of, days[place:].count(row.as_of)),
            as_of=row.as_of,
            made_at=row.made_at,
            taken_at=row.taken_at,
            fingerprint=row.key_fingerprint,
            sha256=row.sha256,
            offerings=row.offerings,
        )
        for place, row in enumerate(found)
    )


def office_key(session: Session, purpose: KeyPurpose) -> OfficeKeyRow | None:
    """The pair of keys that this office uses now; None before its first catalogue."""
    row = session.scalar(
        select(OfficeKeyRecord).where(
            OfficeKeyRecord.purpose == purpose.value, OfficeKeyRecord.retired_on.is_(None)
        )
    )
    return None if row is None else OfficeKeyRow(id=row.id, public=row.public, secret=row.secret)


def trusted_keys(session: Session) -> tuple[TrustedKeyRow, ...]:
    """Every key of other offices that this one trusts or trusted, newest first."""
    found = session.scalars(
        select(TrustedKeyRecord).order_by(TrustedKeyRecord.confirmed_on.desc(), TrustedKeyRecord.id)
    )
    return tuple(
        TrustedKeyRow(
            id=row.id,
            version=row.version,
            purpose=KeyPurpose(row.purpose),
            public=row.public,
            office_name=row.office_name,
            confirmed_on=row.confirmed_on,
            confirmed_by=row.confirmed_by,
            retired_on=row.retired_on,
            service_id=row.service_id,
            bfs_number=row.bfs_number,
        )
        for row in found
    )


def catalogue_bytes(session: Session, sha256: str) -> bytes:
    """A file that the KSA wrote, exactly as it was."""
    return blobs.get(session, sha256)


def catalogue_draft(session: Session, day: date) -> CatalogueDraft:
    """What the KSA's next catalogue would say; ReturnFileError if an answer does not fit into it."""
    written = catalogues(session)
    last = next(iter(written), None)
    before = _content_of(session, last)
    earlier: set[UUID] = (
        {row["id"] for row in before.tables["offering"] if isinstance(row["id"], UUID)}
        if before
        else set()
    )
    encryption = office_key(session, KeyPurpose.ENCRYPTION)
    signing = office_key(session, KeyPurpose.SIGNING)
    content = CatalogueContent(
        as_of=day,
        tables=outgoing_tables(catalogue_tables(session), earlier),
        limits=rent_limits.published_contents(session),
        encryption_key=encryption.public.decode() if encryption else NO_KEY_YET,
    )
    _refuse_unfit(content)
    same = (
        last is not None
        and before is not None
        and _says(before) == _says(content)
        and signing is not None
        and last.fingerprint == keys.fingerprint(signing.public.hex())
    )
    nth = sum(row.as_of == day for row in written) + 1
    return CatalogueDraft(
        content=content,
        name=last.name if last is not None and same else texts.file_name(day, nth),
        last=last,
        changes=rules.catalogue_changes(
            rules.catalogue_items(before.tables) if before else (),
            rules.catalogue_items(content.tables),
        ),
        same=same,
        fingerprint=keys.fingerprint(signing.public.hex()) if signing else "",
    )


NO_KEY_YET: Final = "-"
"""Stands for the key in a draft before the first catalogue; never written."""


def _says(content: CatalogueContent) -> dict[str, object]:
    """Everything but the day."""
    stored = rules.content_to_json(content)
    return {key: value for key, value in stored.items() if key != "as_of"}


def _content_of(session: Session, row: CatalogueFileRow | None) -> CatalogueContent | None:
    if row is None:
        return None
    data = blobs.get(session, row.sha256)
    opened = envelope.unseal(data, CATALOGUE_KIND, CATALOGUE_VERSION)
    content = rules.content_from_json(opened.content)
    return None if isinstance(content, WrongPlace) else content


def _refuse_unfit(content: CatalogueContent) -> None:
    """What others could not read is not written."""
    stored = rules.content_to_json(content)
    checked = rules.content_from_json(stored)
    if isinstance(checked, WrongPlace):
        raise ReturnFileError(*texts.not_writable(rules.place_words(stored, checked)))
