"""Files attached to anything of a case, kept inside the encrypted data file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive import blobs
from sozdesk.archive.base import Record
from sozdesk.archive.updates import refuse
from sozdesk.features.cases import texts
from sozdesk.features.cases.records import (
    ApplicationRecord,
    CaseAttachmentRecord,
    CaseRecord,
    EnactmentRecord,
    IncentiveRecord,
    InvoiceRecord,
    PersonRecord,
    RulingRecord,
    TenancyRecord,
)
from sozdesk.features.cases.terms import CasePart
from sozdesk.features.cases.usecases.common import (
    CHANGED,
    RemoveRow,
    existing,
    found,
    refuse_cantonal,
)
from sozdesk.kernel import german
from sozdesk.kernel.attached import ATTACHED_ALREADY, file_findings
from sozdesk.kernel.context import Context
from sozdesk.kernel.findings import stop
from sozdesk.kernel.usecase import Outcome, usecase

_OWNERS: Final[Mapping[CasePart, type[Record]]] = {
    CasePart.CASE: CaseRecord,
    CasePart.PERSON: PersonRecord,
    CasePart.TENANCY: TenancyRecord,
    CasePart.APPLICATION: ApplicationRecord,
    CasePart.RULING: RulingRecord,
    CasePart.ENACTMENT: EnactmentRecord,
    CasePart.INVOICE: InvoiceRecord,
    CasePart.INCENTIVE: IncentiveRecord,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachToCase:
    """A file for something of a case: pdf, docx, jpg or png up to 20 MB."""

    owner_kind: CasePart
    owner_id: UUID
    name: str
    content: bytes
    text: str = ""
    """Its words, for the search (``documents.attached_text``)."""


@usecase(undoable=True)
def attach_to_case(session: Session, command: AttachToCase, context: Context) -> Outcome:
    """Attach a file; ``Outcome.value`` is the id of the attachment.

    Raises:
        NotFound: the owner is gone.
        RuleViolation: the file is none of the kinds, too large, or there already.
    """
    refuse_cantonal(session)
    owner = found(session, _OWNERS[command.owner_kind], command.owner_id, "Den Eintrag dazu")
    name = german.clean(command.name)
    refuse(file_findings(name, command.content))
    sha256 = blobs.put(session, command.content)
    _refuse_twice(session, command, sha256)
    row = CaseAttachmentRecord(
        id=context.new_id(),
        case_id=_case_id(owner),
        owner_kind=command.owner_kind.value,
        owner_id=owner.id,
        name=name,
        size=len(command.content),
        sha256=sha256,
        added_on=context.today,
        text=command.text,
    )
    session.add(row)
    session.flush()
    return Outcome(CHANGED, texts.added(_where(session, row), "Anhang"), row.id)


def _case_id(owner: Record) -> UUID | None:
    """None for a person, who may be in several cases, and for an invoice over several."""
    if isinstance(owner, CaseRecord):
        return owner.id
    if isinstance(owner, (PersonRecord, InvoiceRecord)):
        return None
    found_id: UUID = owner.case_id  # type: ignore[attr-defined]  # every other owner has one
    return found_id


def _where(session: Session, row: CaseAttachmentRecord) -> str:
    """«Fall 12», else what the file belongs to; never a name."""
    case = session.get(CaseRecord, row.case_id) if row.case_id else None
    return texts.case_name(case.number) if case else texts.word(CasePart(row.owner_kind))


def _refuse_twice(session: Session, command: AttachToCase, sha256: str) -> None:
    table = CaseAttachmentRecord
    same = select(table.id).where(
        table.owner_kind == command.owner_kind.value,
        table.owner_id == command.owner_id,
        table.sha256 == sha256,
    )
    if session.scalar(same) is not None:
        refuse([stop("attached_already", ATTACHED_ALREADY)])


@usecase(undoable=True)
def remove_case_attachment(session: Session, command: RemoveRow, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Remove an attached file; Ctrl+Z brings it back, because its bytes stay in the data file."""
    refuse_cantonal(session)
    row = existing(session, CaseAttachmentRecord, command.id, command.base_version, "Der Anhang")
    where = _where(session, row)
    session.delete(row)
    session.flush()
    return Outcome(CHANGED, texts.removed(where, "Anhang"))


def drop_attachments(session: Session, kind: CasePart, owner_id: UUID) -> None:
    """Remove the files of something that is removed; their bytes stay for Ctrl+Z."""
    table = CaseAttachmentRecord
    mine = select(table).where(table.owner_kind == kind.value, table.owner_id == owner_id)
    for one in session.scalars(mine):
        session.delete(one)


def give_attachments(session: Session, kind: CasePart, owner_id: UUID, drop_id: UUID) -> None:
    """Files of ``drop_id`` become files of ``owner_id``; what both have stays once."""
    table = CaseAttachmentRecord
    of = table.owner_kind == kind.value
    there = set(session.scalars(select(table.sha256).where(of, table.owner_id == owner_id)))
    for row in session.scalars(select(table).where(of, table.owner_id == drop_id)).all():
        if row.sha256 in there:
            session.delete(row)
        else:
            row.owner_id = owner_id
    session.flush()
