"""Data protection: accesses, how far papers are on their way out, what is held of one person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive.base import Base
from sozdesk.features.cases import texts
from sozdesk.features.cases.queries.held import protected_field
from sozdesk.features.cases.queries.papers import Kinds
from sozdesk.features.cases.records import DeletionRecord, PersonAccessRecord
from sozdesk.features.cases.terms import AccessKind, ArchiveAnswer, DeletionKind
from sozdesk.features.cases.terms.privacy import (
    AccessRow,
    DeletionRow,
    DeletionStep,
    HeldTable,
    KnownPerson,
    ProtectedField,
)
from sozdesk.features.cases.texts import privacy as said
from sozdesk.features.offices import queries as offices


def accesses(
    session: Session, person_id: UUID | None = None, limit: int = 1000
) -> tuple[AccessRow, ...]:
    """Who did what with the records of persons, newest first; of one person or of all."""
    table = PersonAccessRecord
    query = select(table).order_by(table.at.desc(), table.id).limit(limit)
    if person_id is not None:
        query = query.where(table.person_id == person_id)
    return tuple(
        AccessRow(
            id=row.id,
            person_id=row.person_id,
            kind=AccessKind(row.kind),
            at=row.at,
            staff_name=row.staff_name,
            recipient=row.recipient,
            purpose=row.purpose,
            persons=row.persons,
            released_by=row.released_by,
        )
        for row in session.scalars(query)
    )


# ------------------------------------------------------------------ deletion


def deletions(session: Session, day: date, kinds: Kinds) -> tuple[DeletionRow, ...]:
    """Closed cases and bills and how far each is on its way out; those deleted come last."""
    listed = {row.subject_id: row for row in session.scalars(select(DeletionRecord))}
    waiting = [row for papers in kinds.values() for row in papers.waiting(session, day)]
    found = [_with_steps(row, listed.get(row.subject_id)) for row in waiting]
    there = {row.subject_id for row in found}
    places = {one.bfs_number: one.short_name for one in offices.all_municipalities(session)}
    gone = [
        _gone(row, places.get(row.bfs_number, ""))
        for key, row in listed.items()
        if key not in there
    ]
    return (
        *sorted(found, key=lambda row: (row.due_on or date.max, *_order(row))),
        *sorted(gone, key=lambda row: (row.deleted_on or date.max, *_order(row))),
    )


def _order(row: DeletionRow) -> tuple[str, int, int, int]:
    return row.kind.value, row.bfs_number, row.year or 0, row.number


def deletion_of(session: Session, subject_id: UUID, day: date, kinds: Kinds) -> DeletionRow | None:
    """One case or bill, whether it is closed or not; None if it is gone."""
    for papers in kinds.values():
        row = papers.one(session, subject_id, day)
        if row is not None:
            table = DeletionRecord
            listed = session.scalar(select(table).where(table.subject_id == subject_id))
            return _with_steps(row, listed)
    return None


def _with_steps(row: DeletionRow, listed: DeletionRecord | None) -> DeletionRow:
    if listed is None:
        return row
    return replace(
        row,
        id=listed.id,
        version=listed.version,
        step=_step(listed),
        listed_on=listed.listed_on,
        listed_by=listed.listed_by,
        offered_to=listed.offered_to,
        offered_on=listed.offered_on,
        answer=ArchiveAnswer(listed.answer) if listed.answer else None,
        answered_on=listed.answered_on,
        approved_by=listed.approved_by,
        approved_on=listed.approved_on,
        deleted_on=listed.deleted_on,
        deleted_by=listed.deleted_by,
        rows=listed.rows,
    )


def _gone(listed: DeletionRecord, place: str) -> DeletionRow:
    kind = DeletionKind(listed.kind)
    bare = DeletionRow(
        id=None,
        version=0,
        kind=kind,
        subject_id=listed.subject_id,
        name=said.subject_name(kind, listed.number, listed.year, place),
        number=listed.number,
        year=listed.year,
        bfs_number=listed.bfs_number,
        closed_on=listed.closed_on,
        persons=listed.persons,
        step=DeletionStep.DELETED,
        due_on=None,
        reasons=(),
    )
    return _with_steps(bare, listed)


def _step(listed: DeletionRecord) -> DeletionStep:
    if listed.deleted_on:
        return DeletionStep.DELETED
    if listed.approved_on:
        return DeletionStep.APPROVED
    if listed.answered_on:
        return DeletionStep.ANSWERED
    return DeletionStep.OFFERED if listed.offered_on else DeletionStep.LISTED


# ------------------------------------------------------------------ what is held


def known_people(session: Session, kinds: Kinds) -> tuple[KnownPerson, ...]:
    """Everybody of whom the file holds something, each once, by name."""
    found = {one.id: one for papers in kinds.values() for one in papers.people(session)}
    return tuple(sorted(found.values(), key=lambda one: (one.name, one.id)))


def held_of(session: Session, person_id: UUID, kinds: Kinds) -> tuple[HeldTable, ...]:
    """Everything that the file holds of a person, table by table, in words (Auskunft)."""
    return tuple(table for papers in kinds.values() for table in papers.held(session, person_id))


def protected_fields(kinds: Kinds) -> tuple[ProtectedField, ...]:
    """Every personal field with its job, legal basis and duration, from the data model."""
    columns = (
        protected_field(key, label)
        for key in said.PROTECTED
        if key in Base.metadata.tables
        for label in _labels(key)
    )
    return (*columns, *(one for papers in kinds.values() for one in papers.fields()))


def _labels(name: str) -> tuple[str, ...]:
    columns = Base.metadata.tables[name].columns
    labels = (texts.column_label(name, column.name) for column in columns)
    return tuple(dict.fromkeys(label for label in labels if label is not None))
