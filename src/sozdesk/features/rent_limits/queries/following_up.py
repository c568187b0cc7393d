"""Deadlines that were extended, what was written to whom, and who asked back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive.journal_history import history
from sozdesk.features.rent_limits.records import ExtensionRecord, LetterRecord, RoundRecord
from sozdesk.features.rent_limits.terms import ExtensionRow, LetterKind, LetterRow


def extensions(session: Session, year: int) -> Mapping[int, ExtensionRow]:
    """BFS number → until when the municipality has time, where the deadline was extended."""
    query = (
        select(ExtensionRecord)
        .join(RoundRecord, RoundRecord.id == ExtensionRecord.round_id)
        .where(RoundRecord.year == year)
    )
    return {
        record.bfs_number: ExtensionRow(
            id=record.id,
            version=record.version,
            bfs_number=record.bfs_number,
            until=record.until,
            reason=record.reason,
            granted_on=record.granted_on,
            granted_by=record.granted_by,
        )
        for record in session.scalars(query)
    }


def letters(session: Session, year: int) -> Mapping[int, tuple[LetterRow, ...]]:
    """BFS number → what was written to the municipality in this Erhebung, newest first."""
    query = (
        select(LetterRecord)
        .join(RoundRecord, RoundRecord.id == LetterRecord.round_id)
        .where(RoundRecord.year == year)
        .order_by(LetterRecord.written_at.desc(), LetterRecord.id.desc())
    )
    found: defaultdict[int, list[LetterRow]] = defaultdict(list)
    for record in session.scalars(query):
        found[record.bfs_number].append(_letter(record))
    return {number: tuple(rows) for number, rows in found.items()}


def is_called(session: Session, year: int) -> bool:
    """Whether the call of an Erhebung was written."""
    query = (
        select(LetterRecord.id)
        .join(RoundRecord, RoundRecord.id == LetterRecord.round_id)
        .where(RoundRecord.year == year, LetterRecord.kind == LetterKind.CALL.value)
        .limit(1)
    )
    return session.scalar(query) is not None


def asked_by(session: Session, ids: Iterable[UUID]) -> Mapping[UUID, str]:
    """Return → who asked back about it last; the Verlauf knows. Without those nobody asked about."""
    found: dict[UUID, str] = {}
    for declaration_id in ids:
        for row in history(session, "declaration", declaration_id):
            if any(field.column == "queried_on" and field.new for field in row.fields):
                found[declaration_id] = row.act.staff_name
                break
    return found


def _letter(record: LetterRecord) -> LetterRow:
    return LetterRow(
        id=record.id,
        bfs_number=record.bfs_number,
        kind=LetterKind(record.kind),
        written_on=record.written_on,
        written_at=record.written_at,
        written_by=record.written_by,
        addressee=record.addressee,
        file_name=record.file_name,
    )
