"""Writing the rows of an own declaration: the revision, its amounts, documents and derivation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive import blobs
from sozdesk.archive.base import Record
from sozdesk.features.rent_limits import queries, rules
from sozdesk.features.rent_limits.records import (
    DeclarationAmountRecord,
    DeclarationRecord,
    DerivationRecord,
    ReturnDocumentRecord,
    amounts_of,
    columns_of,
)
from sozdesk.features.rent_limits.terms import (
    Attachment,
    Declaration,
    Derivation,
    ReceivedVia,
    ReturnState,
)
from sozdesk.kernel.context import Context
from sozdesk.kernel.ids import natural_id


def put_revision(
    session: Session,
    round_id: UUID,
    declaration: Declaration,
    change_from: date | None,
    revision: int,
    context: Context,
) -> DeclarationRecord:
    """The row of a revision as a draft of today, new or in place of what stood there."""
    start = () if change_from is None else (change_from.isoformat(),)
    key = natural_id("declaration", declaration.year, declaration.bfs_number, *start, revision)
    record = session.get(DeclarationRecord, key)
    if record is None:
        record = _draft(key, round_id, change_from, revision)
        session.add(record)
    for name, value in columns_of(declaration).items():
        setattr(record, name, value)
    record.received_on = context.today
    record.recorded_by = context.staff_name
    session.flush()
    _put_amounts(session, record, declaration)
    return record


def _draft(key: UUID, round_id: UUID, change_from: date | None, revision: int) -> DeclarationRecord:
    """A new row without what is declared."""
    return DeclarationRecord(
        id=key,
        round_id=round_id,
        change_from=change_from,
        revision=revision,
        state=ReturnState.DRAFT.value,
        via=ReceivedVia.OWN.value,
        file_name="",
        recorded_at=None,  # known to the journal before it is set in the same act
        findings=[],
    )


def _put_amounts(session: Session, record: DeclarationRecord, declaration: Declaration) -> None:
    known = {row.category: row for row in _amounts(session, record.id)}
    for wanted in amounts_of(declaration, record):
        found = known.pop(wanted.category, None)
        if found is None:
            session.add(wanted)
        else:
            found.amount = wanted.amount
    for left in known.values():
        session.delete(left)
    session.flush()


def _amounts(session: Session, declaration_id: UUID) -> Sequence[DeclarationAmountRecord]:
    wanted = DeclarationAmountRecord.declaration_id == declaration_id
    return session.scalars(select(DeclarationAmountRecord).where(wanted)).all()


def remove_draft(session: Session, declaration_id: UUID) -> None:
    """Delete the row of a draft with its amounts and derivation; it has no documents."""
    for row in _amounts(session, declaration_id):
        session.delete(row)
    put_derivation(session, declaration_id, None)
    _delete(session, session.get(DeclarationRecord, declaration_id))
    session.flush()


def _delete(session: Session, record: Record | None) -> None:
    if record is not None:
        session.delete(record)


def put_documents(session: Session, declaration_id: UUID, documents: Sequence[Attachment]) -> None:
    """Keep the written files with the revision."""
    hashes = blobs.put_all(session, [one.content for one in documents])
    session.add_all(
        ReturnDocumentRecord(
            id=natural_id("return_document", str(declaration_id), position),
            declaration_id=declaration_id,
            position=position,
            name=one.name,
            sha256=sha256,
            size=len(one.content),
        )
        for position, (one, sha256) in enumerate(zip(documents, hashes, strict=True))
    )
    session.flush()


def put_derivation(session: Session, declaration_id: UUID, derivation: Derivation | None) -> None:
    """Keep how the limits of a revision were found; None forgets it."""
    key = queries.derivation_id(declaration_id)
    record = session.get(DerivationRecord, key)
    content = None if derivation is None else rules.derivation_to_json(derivation)
    if content is None:
        _delete(session, record)
    elif record is None:
        session.add(DerivationRecord(id=key, declaration_id=declaration_id, content=content))
    else:
        record.content = content
    session.flush()
