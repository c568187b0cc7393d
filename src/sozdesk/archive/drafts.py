"""Open forms that were not saved yet; a lock, a crash or a closed window loses nothing.

Drafts belong to one person. They are not in the Verlauf and not undone: they are not yet facts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from sozdesk.archive.base import Base, Instant
from sozdesk.kernel.context import Context
from sozdesk.kernel.ids import natural_id
from sozdesk.kernel.usecase import Outcome, usecase

TOPIC = "drafts"
_ID = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Draft(Base):
    """What stood in one form of one person."""

    __tablename__ = "draft"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    """Made from form, record and person, so that each has one draft."""
    form: Mapped[str]
    record_id: Mapped[UUID | None]
    staff_id: Mapped[UUID | None] = mapped_column(index=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    saved_at: Mapped[datetime] = mapped_column(Instant)


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft as a frozen row."""

    form: str
    record_id: UUID | None
    content: Mapping[str, Any]
    saved_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveDraft:
    """Keep what stands in a form; ``content`` is whatever JSON holds, by field."""

    form: str
    """Key of the form, for example ``rent_limits.entry``."""
    record_id: UUID | None = None
    """The record that the form changes; None in a form for a new one."""
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscardDraft:
    """Forget what stood in a form."""

    form: str
    record_id: UUID | None = None


@usecase(undoable=False)
def save_draft(session: Session, command: SaveDraft, context: Context) -> Outcome:
    """Keep the form of this person; an earlier draft of the same form is replaced."""
    draft = Draft(
        id=_draft_id(command.form, command.record_id, context.staff_id),
        form=command.form,
        record_id=command.record_id,
        staff_id=context.staff_id,
        content=dict(command.content),
        saved_at=context.now,
    )
    session.merge(draft)
    return Outcome(frozenset({TOPIC}))


@usecase(undoable=False)
def discard_draft(session: Session, command: DiscardDraft, context: Context) -> Outcome:
    """Forget the form of this person; nothing happens if there is no draft."""
    draft_id = _draft_id(command.form, command.record_id, context.staff_id)
    session.execute(delete(Draft).where(Draft.id == draft_id))
    return Outcome(frozenset({TOPIC}))


def discard_naming(session: Session, ids: Iterable[UUID]) -> None:
    """Forget everybody's open forms of these records, and those that name one of them."""
    gone = {str(one) for one in ids}
    for key, record_id, content in session.execute(
        select(Draft.id, Draft.record_id, Draft.content)
    ).all():
        if str(record_id) in gone or gone & set(_ID.findall(json.dumps(content))):
            session.execute(delete(Draft).where(Draft.id == key))


def drafts(session: Session, staff_id: UUID | None) -> tuple[DraftRow, ...]:
    """The open forms of a person, the latest first."""
    query = select(Draft).where(Draft.staff_id == staff_id)
    rows = session.scalars(query.order_by(Draft.saved_at.desc(), Draft.form, Draft.id))
    return tuple(_row(draft) for draft in rows)


def draft_of(
    session: Session, form: str, record_id: UUID | None, staff_id: UUID | None
) -> DraftRow | None:
    """What stood in this form of a person, or None."""
    draft = session.get(Draft, _draft_id(form, record_id, staff_id))
    return None if draft is None else _row(draft)


def _draft_id(form: str, record_id: UUID | None, staff_id: UUID | None) -> UUID:
    return natural_id("draft", form, str(record_id), str(staff_id))


def _row(draft: Draft) -> DraftRow:
    return DraftRow(draft.form, draft.record_id, draft.content, draft.saved_at)
