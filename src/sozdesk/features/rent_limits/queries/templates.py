"""The letters of the office: shipped ones, and what it made its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive import blobs
from sozdesk.archive.journal_history import history
from sozdesk.features.rent_limits.records import LetterAttachmentRecord, LetterTemplateRecord
from sozdesk.features.rent_limits.terms import (
    PAPER_KINDS,
    Attachment,
    AttachmentRow,
    LetterKind,
    LetterTemplate,
    TemplateRow,
)
from sozdesk.features.rent_limits.texts import SHIPPED_MAILS
from sozdesk.kernel import places
from sozdesk.kernel.ids import natural_id


def letter_templates(session: Session) -> tuple[TemplateRow, ...]:
    """Every kind of letter, in the order of an Erhebung."""
    records = _records(session)
    attachments = _attachments(session)
    return tuple(_row(session, kind, records.get(kind), attachments[kind]) for kind in LetterKind)


def receipts_are_on(session: Session) -> bool:
    """Whether receipts are offered after recording."""
    record = _records(session).get(LetterKind.RECEIPT)
    return record is None or record.active


def letter_template(session: Session, kind: LetterKind) -> LetterTemplate:
    """One kind with its bytes; NotFound if a document is not in the file any more."""
    row = next(row for row in letter_templates(session) if row.kind is kind)
    return LetterTemplate(
        kind=kind,
        document=_document(session, row),
        subject=row.subject,
        body=row.body,
        attachments=tuple(
            Attachment(file.name, blobs.get(session, file.sha256)) for file in row.attachments
        ),
        active=row.active,
    )


def shipped_document(kind: LetterKind) -> bytes:
    """The letter in Word that comes with the program; empty for a kind without one."""
    if kind not in PAPER_KINDS:
        return b""
    return places.resource("letters", f"{kind}.docx").read_bytes()


def _document(session: Session, row: TemplateRow) -> bytes:
    if row.document_sha256 is None:
        return shipped_document(row.kind)
    return blobs.get(session, row.document_sha256)


def _records(session: Session) -> Mapping[str, LetterTemplateRecord]:
    return {record.kind: record for record in session.scalars(select(LetterTemplateRecord))}


def _attachments(session: Session) -> Mapping[str, list[AttachmentRow]]:
    found: defaultdict[str, list[AttachmentRow]] = defaultdict(list)
    query = select(LetterAttachmentRecord).order_by(LetterAttachmentRecord.position)
    for record in session.scalars(query):
        found[record.kind].append(
            AttachmentRow(id=record.id, name=record.name, sha256=record.sha256, size=record.size)
        )
    return found


def _row(
    session: Session,
    kind: LetterKind,
    record: LetterTemplateRecord | None,
    attachments: list[AttachmentRow],
) -> TemplateRow:
    shipped = SHIPPED_MAILS[kind]
    since, by = _changed(session, kind) if record else (None, "")
    return TemplateRow(
        kind=kind,
        active=record.active if record else True,
        document_name=record.document_name if record else "",
        document_sha256=record.document_sha256 if record else None,
        subject=(record.subject if record else "") or shipped.subject,
        body=(record.body if record else "") or shipped.body,
        own_text=bool(record and (record.subject or record.body)),
        attachments=tuple(attachments),
        since=since,
        by=by,
    )


def _changed(session: Session, kind: LetterKind) -> tuple[datetime | None, str]:
    """When the letter in Word was last replaced, and by whom: the Verlauf knows."""
    for row in history(session, "letter_template", natural_id("letter_template", kind)):
        if any(field.column == "document_sha256" for field in row.fields):
            return row.act.at, row.act.staff_name
    return None, ""
