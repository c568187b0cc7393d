"""A Sozialdienst reads the KSA's catalogue: checked again, then written in one act."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.exchange import keys
from sozdesk.features.offerings import queries
from sozdesk.features.offerings.records import CatalogueRecord
from sozdesk.features.offerings.terms import TOPIC, KeyPurpose
from sozdesk.features.offerings.terms.catalogue import (
    NEEDS_COMPARISON,
    CataloguePreview,
    CatalogueTables,
    KeyTrust,
    Signer,
)
from sozdesk.features.offerings.texts import catalogue as texts
from sozdesk.features.offerings.usecases.catalogue_sync import take_over
from sozdesk.features.offerings.usecases.office_trust import trust_key
from sozdesk.features.offices import usecases as offices
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import ReturnFileError
from sozdesk.kernel.ids import natural_id
from sozdesk.kernel.usecase import Outcome, usecase


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportCatalogue:
    """The bytes of a file, and the fingerprint that somebody compared by phone (if asked for)."""

    data: bytes
    trust: str = ""


@usecase(undoable=False)
def import_catalogue(session: Session, command: ImportCatalogue, context: Context) -> Outcome:
    """Read a catalogue in; ``Outcome.value`` is the CataloguePreview of what was done.

    The same file again changes nothing. Ids stay those of the KSA. An offering that is gone is
    struck out («gestrichen»), not deleted. A changed key that was compared begins to count anew: so
    does a KSA that had to start its file again.

    Raises:
        ReturnFileError: forged, damaged, older, from a newer program or not readable; or its key
            was not compared. Nothing is written then.
    """
    preview: CataloguePreview = queries.catalogue_preview(session, command.data, context.today)
    if preview.same:
        return Outcome(
            summary=texts.unchanged(preview.serial, preview.content.as_of), value=preview
        )
    _refuse_untrusted(preview, command.trust)
    _trust_keys(session, preview, context)
    _add_municipalities(session, preview.content.tables, context)
    take_over(session, preview.content.tables)
    day = preview.content.as_of
    from sozdesk.features.rent_limits import usecases as rent_limits  # noqa: PLC0415 - 4 MB, only when a file is read in

    published = rent_limits.record_published(
        session,
        rent_limits.RecordPublished(
            contents=preview.content.limits, file_name=texts.file_name(day)
        ),
        context,
    )
    if preview.trust is KeyTrust.CHANGED:
        _count_anew(session)
    session.add(_record(preview, context))
    session.flush()
    changed = frozenset({TOPIC}) | published.changed
    return Outcome(changed, texts.imported(preview.serial, preview.changes), preview)


def _refuse_untrusted(preview: CataloguePreview, compared: str) -> None:
    """A key that nobody vouches for needs two people on the phone."""
    if compared and not keys.same_fingerprint(compared, preview.fingerprint):
        raise ReturnFileError(*texts.OTHER_FINGERPRINT)
    if preview.trust in NEEDS_COMPARISON and not compared:
        changed = preview.trust is KeyTrust.CHANGED
        raise ReturnFileError(*texts.untrusted(changed, preview.fingerprint))


def _trust_keys(session: Session, preview: CataloguePreview, context: Context) -> None:
    """A Sozialdienst knows one KSA: any other key of the same purpose is over."""
    by = context.staff_name if preview.trust in NEEDS_COMPARISON else ""
    signing = Signer(office=preview.office, key=preview.key)
    trust_key(session, KeyPurpose.SIGNING, signing, by, context)
    encryption = Signer(office=preview.office, key=preview.content.encryption_key)
    trust_key(session, KeyPurpose.ENCRYPTION, encryption, "", context)


def _count_anew(session: Session) -> None:
    """The numbers of another key say nothing about the age of a file; the Verlauf keeps them."""
    for row in session.scalars(select(CatalogueRecord)):
        session.delete(row)
    session.flush()


def _add_municipalities(session: Session, tables: CatalogueTables, context: Context) -> None:
    """After a merger the catalogue may name one that this file does not know yet."""
    missing = queries.unknown_municipalities(session, tables)
    if missing:
        offices.add_municipalities(
            session, offices.AddMunicipalities(municipalities=missing), context
        )


def _record(preview: CataloguePreview, context: Context) -> CatalogueRecord:
    return CatalogueRecord(
        id=natural_id("catalogue", preview.serial),
        serial=preview.serial,
        as_of=preview.content.as_of,
        made_at=preview.made_at,
        taken_at=context.now,
        key_fingerprint=preview.fingerprint,
        sha256=preview.sha256,
        offerings=len(preview.content.tables["offering"]),
    )
