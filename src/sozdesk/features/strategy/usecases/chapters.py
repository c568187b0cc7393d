"""The texts of the report."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from sozdesk.archive.updates import LOOK_AGAIN, cleaned
from sozdesk.features.strategy import texts
from sozdesk.features.strategy.records import ChapterTextRecord
from sozdesk.features.strategy.terms import ChapterKey
from sozdesk.features.strategy.usecases.common import CHANGED, period_of, refuse_service
from sozdesk.features.strategy.usecases.reference import chapter_id
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import Outdated
from sozdesk.kernel.usecase import Outcome, usecase


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteChapter:
    """A text of the report, with bound figures in braces."""

    period_id: UUID
    key: ChapterKey
    base_version: int | None
    """None if nothing was written when the form was opened."""
    text: str


@usecase(undoable=True)
def write_chapter(session: Session, command: WriteChapter, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Write or change a text; Outdated if somebody else wrote it meanwhile."""
    refuse_service(session)
    period = period_of(session, command.period_id)
    key = chapter_id(period.code, command.key.value)
    row = session.get(ChapterTextRecord, key)
    if (row.version if row else None) != command.base_version:
        raise Outdated(texts.outdated(f"Der Text «{texts.word(command.key)}»", {}), LOOK_AGAIN)
    if row is None:
        row = ChapterTextRecord(id=key, period_id=period.id, key=command.key.value)
        session.add(row)
    row.text = cleaned(command.text)
    session.flush()
    return Outcome(CHANGED, f"Text «{texts.word(command.key)}» geschrieben", row.id)
