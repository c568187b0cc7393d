"""What the use cases of the offerings share: who may write, and the rows that commands name."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sozdesk.archive import updates
from sozdesk.archive.base import Record
from sozdesk.archive.file_info import OfficeKind, file_info
from sozdesk.archive.updates import refuse
from sozdesk.features.offerings import texts
from sozdesk.features.offerings.records import (
    AttachmentRecord,
    DecisionRecord,
    OfferingRecord,
    ProviderRecord,
)
from sozdesk.features.offerings.terms import TOPIC, AttachmentOwner
from sozdesk.kernel.errors import NotFound
from sozdesk.kernel.findings import stop

CHANGED = frozenset({TOPIC})
RELOAD = "Laden Sie die Seite neu."

existing = partial(updates.existing, words=texts.outdated)
change = partial(updates.change, words=texts.outdated)

_Row = TypeVar("_Row", bound=Record)


def refuse_service(session: Session) -> None:
    """Raise RuleViolation in the file of a Sozialdienst, which reads the KSA's catalogue."""
    if file_info(session).office_kind is OfficeKind.SERVICE:
        refuse([stop("not_cantonal", texts.CANTONAL_ONLY)])


def found(session: Session, table: type[_Row], row_id: UUID, what: str) -> _Row:
    """The row that a command names; NotFound with ``what`` («Dieses Angebot») if it is gone."""
    record = session.get(table, row_id)
    if record is None:
        raise NotFound(f"{what} gibt es nicht mehr.", RELOAD)
    return record


def provider_of(session: Session, provider_id: UUID) -> ProviderRecord:
    """The provider that a command names; NotFound if it is gone."""
    return found(session, ProviderRecord, provider_id, "Diese Anbieterin oder diesen Anbieter")


def offering_of(session: Session, offering_id: UUID) -> OfferingRecord:
    """The offering that a command names; NotFound if it is gone."""
    return found(session, OfferingRecord, offering_id, "Dieses Angebot")


def name_of(offering: OfferingRecord) -> str:
    """«Angebot 12»: how the Verlauf names it."""
    return f"Angebot {offering.number}"


def uses(session: Session, columns: Iterable[Any], key: object) -> dict[str, int]:
    """Table → how many of its rows name ``key`` in the column."""
    return {
        column.class_.__tablename__: session.scalar(
            select(func.count()).select_from(column.class_).where(column == key)
        )
        or 0
        for column in columns
    }


def take_back_release(session: Session, decision_id: UUID | None) -> None:
    """What a decision rests on has changed: a draft that was released must be released again."""
    row = session.get(DecisionRecord, decision_id) if decision_id else None
    if row is not None:
        row.released_by, row.released_at = "", None


def drop_attachments(session: Session, kind: AttachmentOwner, owner_id: UUID) -> None:
    """Remove the files of something that is removed; their bytes stay for Ctrl+Z."""
    table = AttachmentRecord
    mine = select(table).where(table.owner_kind == kind.value, table.owner_id == owner_id)
    for row in session.scalars(mine):
        session.delete(row)
