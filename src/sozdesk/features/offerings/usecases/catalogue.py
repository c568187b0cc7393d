"""The KSA writes the catalogue: what the municipalities may know of offerings, signed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from sozdesk.archive import blobs
from sozdesk.archive.file_info import file_info
from sozdesk.exchange import envelope, keys
from sozdesk.exchange.envelope import Head
from sozdesk.features.offerings import queries, rules
from sozdesk.features.offerings.records import CatalogueRecord
from sozdesk.features.offerings.terms import TOPIC
from sozdesk.features.offerings.terms.catalogue import (
    CATALOGUE_KIND,
    CATALOGUE_VERSION,
    CatalogueDraft,
    CatalogueFile,
    CatalogueFileRow,
)
from sozdesk.features.offerings.texts import catalogue as texts
from sozdesk.features.offerings.usecases.common import refuse_service
from sozdesk.features.offerings.usecases.office_keys import endorsements, office_keys
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import NotFound
from sozdesk.kernel.ids import natural_id
from sozdesk.kernel.usecase import Outcome, usecase


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportCatalogue:
    """Nothing to say: what stands in the file today goes out."""


@usecase(undoable=False)
def export_catalogue(session: Session, command: ExportCatalogue, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a command
    """Write the catalogue; ``Outcome.value`` is a CatalogueFile.

    If nothing has changed since the last one, that is answered again, byte for byte, and nothing
    is written down.

    Raises:
        RuleViolation: in the file of a Sozialdienst.
        NotFound: no offering is on the platform.
        ReturnFileError: an answer does not fit into a catalogue; names it.
    """
    refuse_service(session)
    draft = queries.catalogue_draft(session, context.today)
    if draft.same and draft.last is not None:
        return Outcome(value=_again(session, draft.last))
    if not draft.content.tables["offering"]:
        raise NotFound(*texts.NOTHING_PUBLISHED)
    return _write(session, draft, context)


def _again(session: Session, last: CatalogueFileRow) -> CatalogueFile:
    data = queries.catalogue_bytes(session, last.sha256)
    return CatalogueFile(last.name, data, last.serial)


def _write(session: Session, draft: CatalogueDraft, context: Context) -> Outcome:
    signing, encryption = office_keys(session, context)
    content = replace(draft.content, encryption_key=encryption.public.decode())
    info = file_info(session)
    head = Head(
        kind=CATALOGUE_KIND,
        content_version=CATALOGUE_VERSION,
        serial=draft.last.serial + 1 if draft.last else 1,
        made_at=context.now.replace(microsecond=0),
        office=info.office_name,
        key=signing.public.hex(),
        endorsements=endorsements(session, signing),
        sample=info.sample,
    )
    data = envelope.seal(head, rules.content_to_json(content), signing.secret)
    row = CatalogueRecord(
        id=natural_id("catalogue", head.serial),
        serial=head.serial,
        as_of=content.as_of,
        made_at=head.made_at,
        taken_at=context.now,
        key_fingerprint=keys.fingerprint(head.key),
        sha256=blobs.put(session, data),
        offerings=len(content.tables["offering"]),
    )
    session.add(row)
    session.flush()
    file = CatalogueFile(draft.name, data, head.serial)
    return Outcome(frozenset({TOPIC}), texts.exported(head.serial, row.offerings), file)
