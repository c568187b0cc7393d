"""Notes and tasks of a case."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive.staff import Staff
from sozdesk.features.cases.records import CaseNoteRecord, CaseTaskRecord
from sozdesk.features.cases.terms.work import CaseTaskRow, NoteRow


def notes_of(session: Session, case_id: UUID) -> tuple[NoteRow, ...]:
    """The Aktennotizen of a case, newest first."""
    table = CaseNoteRecord
    rows = session.scalars(
        select(table)
        .where(table.case_id == case_id)
        .order_by(table.noted_on.desc(), table.id.desc())
    )
    return tuple(note_row(row) for row in rows)


def note_row(row: CaseNoteRecord) -> NoteRow:
    """The frozen row of a record."""
    return NoteRow(
        id=row.id,
        version=row.version,
        noted_on=row.noted_on,
        title=row.title,
        text=row.text,
        author=row.author,
    )


def tasks_of(session: Session, case_id: UUID | None) -> tuple[CaseTaskRow, ...]:
    """The tasks of a case (None: those of no case), open ones first, then by day."""
    table = CaseTaskRecord
    query = (
        select(table, Staff.name)
        .outerjoin(Staff, Staff.id == table.responsible_id)
        .where(table.case_id.is_(None) if case_id is None else table.case_id == case_id)
        .order_by(table.done_on.is_not(None), table.due_on, table.title, table.id)
    )
    return tuple(
        CaseTaskRow(
            id=row.id,
            version=row.version,
            case_id=row.case_id,
            title=row.title,
            due_on=row.due_on,
            responsible_id=row.responsible_id,
            responsible=name or "",
            done_on=row.done_on,
            note=row.note,
        )
        for row, name in session.execute(query)
    )
