"""A catalogue file before it is read in: everything is checked here, nothing is written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final, cast

from sqlalchemy.orm import Session

from sozdesk.archive.file_info import OfficeKind, file_info
from sozdesk.exchange import envelope, keys
from sozdesk.exchange.envelope import Envelope, EnvelopeFlaw, RefusedEnvelope
from sozdesk.features.offerings import rules
from sozdesk.features.offerings.queries.catalogue import catalogues, trusted_keys
from sozdesk.features.offerings.queries.catalogue_rows import MUNICIPALITY, catalogue_tables
from sozdesk.features.offerings.terms import KeyPurpose, OfferingState
from sozdesk.features.offerings.terms.catalogue import (
    CATALOGUE_KIND,
    CATALOGUE_VERSION,
    CatalogueChange,
    CatalogueContent,
    CatalogueFileRow,
    CataloguePreview,
    CatalogueTables,
    KeyTrust,
    WrongPlace,
)
from sozdesk.features.offerings.texts import catalogue as texts
from sozdesk.features.offices import queries as offices
from sozdesk.features.rent_limits import queries as rent_limits
from sozdesk.kernel.errors import ReturnFileError
from sozdesk.kernel.municipality import Municipality

_FLAWS: Final[Mapping[EnvelopeFlaw, texts.Refusal]] = {
    EnvelopeFlaw.NOT_FOUND: texts.NOT_FOUND,
    EnvelopeFlaw.TOO_BIG: texts.TOO_BIG,
    EnvelopeFlaw.NOT_OURS: texts.NOT_OURS,
    EnvelopeFlaw.TOO_NEW: texts.TOO_NEW,
    EnvelopeFlaw.WRONG_KIND: texts.WRONG_KIND,
    EnvelopeFlaw.DAMAGED: texts.DAMAGED,
    EnvelopeFlaw.BROKEN_CONTENT: texts.broken_content(""),
}


def refused(error: RefusedEnvelope) -> ReturnFileError:
    """The same in words."""
    return ReturnFileError(*_FLAWS[error.flaw])


def catalogue_preview(session: Session, data: bytes, today: date) -> CataloguePreview:
    """What reading this file would do.

    Size, format and version, signature, key, content and age are looked at in this order; the
    first that is wrong is named. Whether its key is trusted is in the answer: to look is allowed.

    Raises:
        ReturnFileError: the file is refused; says why and what to do.
    """
    if file_info(session).office_kind is OfficeKind.KSA:
        raise ReturnFileError(*texts.NOT_FOR_KSA)
    try:
        opened = envelope.unseal(data, CATALOGUE_KIND, CATALOGUE_VERSION)
    except RefusedEnvelope as error:
        raise refused(error) from error
    if opened.head.sample and not file_info(session).sample:
        raise ReturnFileError(*texts.FOR_SAMPLE_ONLY)
    known = _trusted(session)
    trust = _trust(opened, known)
    last = next(iter(catalogues(session)), None)
    content = _checked(opened, last if trust is not KeyTrust.CHANGED else None)
    return CataloguePreview(
        serial=opened.head.serial,
        made_at=opened.head.made_at,
        office=opened.head.office,
        key=opened.head.key,
        fingerprint=keys.fingerprint(opened.head.key),
        trust=trust,
        known_fingerprint=keys.fingerprint(known) if known else "",
        sha256=opened.sha256,
        same=last is not None and last.sha256 == opened.sha256,
        content=content,
        changes=_changes(session, content.tables),
        limits=rent_limits.counted_news(session, content.limits, today),
        own_limits=rent_limits.own_news(session, content.limits, today),
        looked_on=today,
        new_municipalities=tuple(
            one.short_name for one in unknown_municipalities(session, content.tables)
        ),
    )


def _trusted(session: Session) -> str:
    """The key of the KSA that this office trusts now; empty if there is none."""
    return next(
        (
            row.public
            for row in trusted_keys(session)
            if row.purpose is KeyPurpose.SIGNING and row.retired_on is None
        ),
        "",
    )


def _trust(opened: Envelope, known: str) -> KeyTrust:
    head = opened.head
    if not known:
        return KeyTrust.FIRST
    if known == head.key:
        return KeyTrust.KNOWN
    vouched = keys.is_vouched({known}, head.key, head.endorsements)
    return KeyTrust.ENDORSED if vouched else KeyTrust.CHANGED


def _checked(opened: Envelope, last: CatalogueFileRow | None) -> CatalogueContent:
    """Every part of the content as it should be, and not older than what is there.

    ``last`` is None if nothing counts: a changed key that two people compared begins to count anew.
    """
    found = rules.content_from_json(opened.content)
    if isinstance(found, WrongPlace):
        raise ReturnFileError(*texts.broken_content(rules.place_words(opened.content, found)))
    if not keys.is_recipient(found.encryption_key):
        raise ReturnFileError(*texts.broken_content(texts.PARTS["encryption_key"]))
    if any(rent_limits.published_year(one) is None for one in found.limits):
        raise ReturnFileError(*texts.broken_content(texts.PARTS["limits"]))
    if last is not None:
        _refuse_outdated(opened, found.as_of, last)
    return found


def _refuse_outdated(opened: Envelope, as_of: date, last: CatalogueFileRow) -> None:
    serial = opened.head.serial
    if serial < last.serial:
        raise ReturnFileError(*texts.older(serial, as_of, last.serial, last.as_of))
    if serial == last.serial and opened.sha256 != last.sha256:
        raise ReturnFileError(*texts.two_of_a_number(serial))


def _changes(session: Session, after: CatalogueTables) -> tuple[CatalogueChange, ...]:
    """Against what this file holds; what was struck out before is no news."""
    before = catalogue_tables(session)
    still = {row["id"] for row in after["offering"]}
    before = {
        **before,
        "offering": tuple(
            row
            for row in before["offering"]
            if row["id"] in still or row["state"] != OfferingState.REMOVED.value
        ),
    }
    return rules.catalogue_changes(rules.catalogue_items(before), rules.catalogue_items(after))


def unknown_municipalities(session: Session, tables: CatalogueTables) -> tuple[Municipality, ...]:
    """Municipalities of a catalogue that this file does not know yet, for example after a merger."""
    known = {row.bfs_number for row in offices.all_municipalities(session)}
    return tuple(
        Municipality(
            bfs_number=cast("int", row["bfs_number"]),
            official_name=str(row["official_name"]),
            short_name=str(row["short_name"]),
            district=str(row["district"]),
            valid_from=cast("date | None", row["valid_from"]),
            valid_to=cast("date | None", row["valid_to"]),
        )
        for row in tables[MUNICIPALITY]
        if row["bfs_number"] not in known
    )
