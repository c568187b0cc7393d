"""Attached files of cases."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive import blobs
from sozdesk.features.cases.records import CaseAttachmentRecord
from sozdesk.features.cases.terms import CasePart
from sozdesk.kernel.attached import AttachmentRow
from sozdesk.kernel.errors import NotFound


def attachments(session: Session, kind: CasePart, owner_id: UUID) -> tuple[AttachmentRow, ...]:
    """The files of one owner, newest first, without bytes and words."""
    table = CaseAttachmentRecord
    columns = (table.id, table.version, table.name, table.size, table.added_on)
    found = session.execute(
        select(*columns)
        .where(table.owner_kind == kind.value, table.owner_id == owner_id)
        .order_by(table.added_on.desc(), table.name)
    )
    return tuple(
        AttachmentRow(
            id=row.id, version=row.version, name=row.name, size=row.size, added_on=row.added_on
        )
        for row in found
    )


def attachment_content(session: Session, attachment_id: UUID) -> bytes:
    """The bytes of a file; NotFound if it was removed meanwhile."""
    row = session.get(CaseAttachmentRecord, attachment_id)
    if row is None:
        raise NotFound("Diesen Anhang gibt es nicht mehr.", "Laden Sie die Seite neu.")
    return blobs.get(session, row.sha256)
