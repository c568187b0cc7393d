"""Files attached to anything of this area, kept inside the encrypted data file."""

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
from sozdesk.features.offerings import rules, texts
from sozdesk.features.offerings.records import (
    AgreementRecord,
    AttachmentRecord,
    ConditionRecord,
    DecisionRecord,
    EnclosureKindRecord,
    EnclosureRecord,
    OfferingRecord,
    ProviderRecord,
    ProviderReportRecord,
    RequestRecord,
)
from sozdesk.features.offerings.terms import AttachmentOwner
from sozdesk.features.offerings.usecases.common import CHANGED, existing, found, refuse_service
from sozdesk.features.offerings.usecases.providers import RemoveRow
from sozdesk.kernel import german
from sozdesk.kernel.attached import ATTACHED_ALREADY
from sozdesk.kernel.context import Context
from sozdesk.kernel.findings import stop
from sozdesk.kernel.usecase import Outcome, usecase

_OWNERS: Final[Mapping[AttachmentOwner, type[Record]]] = {
    AttachmentOwner.PROVIDER: ProviderRecord,
    AttachmentOwner.OFFERING: OfferingRecord,
    AttachmentOwner.REQUEST: RequestRecord,
    AttachmentOwner.ENCLOSURE: EnclosureRecord,
    AttachmentOwner.DECISION: DecisionRecord,
    AttachmentOwner.CONDITION: ConditionRecord,
    AttachmentOwner.AGREEMENT: AgreementRecord,
    AttachmentOwner.REPORT: ProviderReportRecord,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachFile:
    """A file for an owner: pdf, docx, jpg or png up to 20 MB."""

    owner_kind: AttachmentOwner
    owner_id: UUID
    name: str
    content: bytes


@usecase(undoable=True)
def attach_file(session: Session, command: AttachFile, context: Context) -> Outcome:
    """Attach a file; ``Outcome.value`` is the id of the attachment.

    Raises:
        NotFound: the owner is gone.
        RuleViolation: the file is none of the kinds, too large, there already, or its owner is an
            enclosure that is only inspected (Strafregisterauszug).
    """
    refuse_service(session)
    owner = found(session, _OWNERS[command.owner_kind], command.owner_id, "Den Eintrag dazu")
    name = german.clean(command.name)
    inspected = _is_inspected_only(session, owner)
    refuse(rules.attachment_findings(name, command.content, inspected_only=inspected))
    sha256 = blobs.put(session, command.content)
    _refuse_twice(session, command, sha256)
    row = AttachmentRecord(
        id=context.new_id(),
        owner_kind=command.owner_kind.value,
        owner_id=owner.id,
        name=name,
        size=len(command.content),
        sha256=sha256,
        added_on=context.today,
    )
    session.add(row)
    session.flush()
    return Outcome(CHANGED, texts.added(texts.word(command.owner_kind), f"Anhang «{name}»"), row.id)


def _is_inspected_only(session: Session, owner: Record) -> bool:
    if not isinstance(owner, EnclosureRecord):
        return False
    kind = EnclosureKindRecord
    return bool(session.scalar(select(kind.inspected_only).where(kind.code == owner.kind_code)))


def _refuse_twice(session: Session, command: AttachFile, sha256: str) -> None:
    table = AttachmentRecord
    same = select(table.id).where(
        table.owner_kind == command.owner_kind.value,
        table.owner_id == command.owner_id,
        table.sha256 == sha256,
    )
    if session.scalar(same) is not None:
        refuse([stop("attached_already", ATTACHED_ALREADY)])


@usecase(undoable=True)
def remove_attachment(session: Session, command: RemoveRow, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Remove an attached file; Ctrl+Z brings it back, because its bytes stay in the data file.

    RuleViolation: it is the letter of a decision that was sent.
    """
    refuse_service(session)
    row = existing(session, AttachmentRecord, command.id, command.base_version, "Der Anhang")
    _refuse_letter(session, row)
    owner = texts.word(AttachmentOwner(row.owner_kind))
    session.delete(row)
    session.flush()
    return Outcome(CHANGED, texts.removed(owner, f"Anhang «{row.name}»"))


def _refuse_letter(session: Session, row: AttachmentRecord) -> None:
    """The letter of a decision stays as it went out; scans of earlier ones hold no remedy."""
    if row.owner_kind == AttachmentOwner.DECISION.value:
        decision = session.get(DecisionRecord, row.owner_id)
        if decision is not None and decision.sent_on is not None and decision.remedy:
            refuse([stop("sent", texts.ALREADY_SENT)])
