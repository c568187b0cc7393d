"""Revisions of returns and changes, read with a fixed number of statements however many there are.

A *return* answers the Erhebung of a year; a *change* (Änderung) is a new Beschluss outside of it.
Both are declarations and count their own revisions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from sozdesk.features.rent_limits.records import (
    DeclarationAmountRecord,
    DeclarationRecord,
    FindingNoteRecord,
    ReturnDocumentRecord,
    RoundRecord,
    declaration_from,
    finding_from,
)
from sozdesk.features.rent_limits.terms import (
    RECORDED_STATES,
    Declaration,
    DeclarationRow,
    DocumentRow,
    NoteRow,
    ReceivedVia,
    ReturnState,
)

Revisions = Mapping[int, tuple[DeclarationRow, ...]]
"""BFS number → revisions of one year, newest first."""
_RETURN = DeclarationRecord.change_from.is_(None)
_CHANGE = DeclarationRecord.change_from.is_not(None)


def revisions(
    session: Session, year: int, bfs_number: int, change_from: date | None = None
) -> tuple[DeclarationRow, ...]:
    """All revisions of one municipality's return, newest first; empty if it did not answer.

    With ``change_from`` those of its change from that day.
    """
    one = (RoundRecord.year == year) & (DeclarationRecord.bfs_number == bfs_number)
    series = _RETURN if change_from is None else DeclarationRecord.change_from == change_from
    return _read(session, one & series).get(year, {}).get(bfs_number, ())


def revisions_of_year(session: Session, year: int) -> Revisions:
    """The revisions of all municipalities that answered an Erhebung."""
    return _read(session, (RoundRecord.year == year) & _RETURN).get(year, {})


def revisions_until(session: Session, year: int) -> Mapping[int, Revisions]:
    """Year → revisions of the returns of all municipalities, up to and including ``year``."""
    return _read(session, (RoundRecord.year <= year) & _RETURN)


def changes_of_year(session: Session, year: int, bfs_number: int | None = None) -> Revisions:
    """The changes of a year, waiting ones too: by first day, within one by revision; newest first.

    Of all municipalities, or only of one.
    """
    return _read(session, _of(year, bfs_number) & _CHANGE).get(year, {})


def _of(year: int, bfs_number: int | None) -> ColumnElement[bool]:
    wanted = RoundRecord.year == year
    return wanted if bfs_number is None else wanted & (DeclarationRecord.bfs_number == bfs_number)


def changes_until(session: Session, year: int) -> Mapping[int, Revisions]:
    """Year → changes of all municipalities, up to and including ``year``."""
    return _read(session, (RoundRecord.year <= year) & _CHANGE)


def of_municipality(
    session: Session, bfs_number: int
) -> tuple[Mapping[int, Revisions], Mapping[int, Revisions]]:
    """Returns and changes of one municipality, each as year → revisions."""
    one = DeclarationRecord.bfs_number == bfs_number
    return _read(session, one & _RETURN), _read(session, one & _CHANGE)


def revisions_of(session: Session, numbers: Collection[int]) -> Mapping[int, Revisions]:
    """Year → everything that some municipalities declared: the returns, before them the changes."""
    return _read(session, DeclarationRecord.bfs_number.in_(numbers))


def recorded_changes(rows: Iterable[DeclarationRow]) -> tuple[DeclarationRow, ...]:
    """What holds of these changes: of each first day the newest recorded one; oldest day first."""
    found: dict[date, DeclarationRow] = {}
    for row in rows:
        if row.change_from is not None and row.state in RECORDED_STATES:
            found.setdefault(row.change_from, row)
    return tuple(found[day] for day in sorted(found))


def declared_last(
    session: Session, year: int, bfs_number: int | None = None
) -> Mapping[int, Declaration]:
    """BFS number → what holds at the end of a year: its last change, else its return.

    Of all municipalities, or only of one.
    """
    return _held_last(*_apart(_read(session, _of(year, bfs_number)).get(year, {})))


def _held_last(returns: Revisions, changes: Revisions) -> Mapping[int, Declaration]:
    found = dict(recorded_by_municipality(returns))
    for number, rows in changes.items():
        if held := recorded_changes(rows):
            found[number] = held[-1].declaration
    return found


def _apart(of_year: Revisions) -> tuple[Revisions, Revisions]:
    """Returns and changes of a year, each without the municipalities that have none."""
    returns = {
        number: found
        for number, rows in of_year.items()
        if (found := tuple(row for row in rows if row.change_from is None))
    }
    changes = {
        number: found
        for number, rows in of_year.items()
        if (found := tuple(row for row in rows if row.change_from is not None))
    }
    return returns, changes


@dataclass(frozen=True, slots=True)
class YearBesideLast:
    """A year and what it is compared with."""

    returns: Revisions
    changes: Revisions
    held_last: Mapping[int, Declaration]
    """BFS number → what held at the end of the year before."""


def year_beside_last(session: Session, year: int) -> YearBesideLast:
    """Both years with one reading of each table: that is what a page waits for."""
    read = _read(session, RoundRecord.year.in_((year - 1, year)))
    returns, changes = _apart(read.get(year, {}))
    return YearBesideLast(returns, changes, _held_last(*_apart(read.get(year - 1, {}))))


def declaration(session: Session, declaration_id: UUID) -> DeclarationRow | None:
    """One revision by its id."""
    for year in _read(session, DeclarationRecord.id == declaration_id).values():
        for rows in year.values():
            return rows[0]
    return None


def recorded(rows: Iterable[DeclarationRow]) -> Declaration | None:
    """What holds of these revisions (newest first): the newest one that was recorded."""
    row = recorded_row(rows)
    return row.declaration if row else None


def recorded_row(rows: Iterable[DeclarationRow]) -> DeclarationRow | None:
    """The same with how it reached the file."""
    return next((row for row in rows if row.state in RECORDED_STATES), None)


def recorded_by_municipality(revisions: Revisions) -> Mapping[int, Declaration]:
    """BFS number → what holds, without municipalities of which nothing was recorded."""
    found = {bfs_number: recorded(rows) for bfs_number, rows in revisions.items()}
    return {bfs_number: row for bfs_number, row in found.items() if row is not None}


def _read(session: Session, condition: ColumnElement[bool]) -> Mapping[int, Revisions]:
    query = (
        select(DeclarationRecord, RoundRecord.year)
        .join(RoundRecord, RoundRecord.id == DeclarationRecord.round_id)
        .where(condition)
        .order_by(
            RoundRecord.year,
            DeclarationRecord.bfs_number,
            DeclarationRecord.change_from.desc(),
            DeclarationRecord.revision.desc(),
        )
    )
    amounts = _amounts(session, condition)
    notes = _notes(session, condition)
    documents = _documents(session, condition)
    read: dict[int, dict[int, tuple[DeclarationRow, ...]]] = {}
    for record, year in session.execute(query):
        row = _row(
            record,
            declaration_from(record, year, amounts[record.id]),
            tuple(notes[record.id]),
            tuple(documents[record.id]),
        )
        of_year = read.setdefault(year, {})
        of_year[record.bfs_number] = (*of_year.get(record.bfs_number, ()), row)
    return read


def _row(
    record: DeclarationRecord,
    declared: Declaration,
    notes: tuple[NoteRow, ...],
    documents: tuple[DocumentRow, ...],
) -> DeclarationRow:
    return DeclarationRow(
        id=record.id,
        version=record.version,
        revision=record.revision,
        change_from=record.change_from,
        state=ReturnState(record.state),
        declaration=declared,
        received_on=record.received_on,
        via=ReceivedVia(record.via),
        file_name=record.file_name,
        recorded_at=record.recorded_at,
        recorded_by=record.recorded_by,
        query_text=record.query_text,
        queried_on=record.queried_on,
        findings=tuple(finding_from(stored) for stored in record.findings),
        notes=notes,
        documents=documents,
    )


def _amounts(session: Session, condition: ColumnElement[bool]) -> Mapping[UUID, dict[str, int]]:
    table = DeclarationAmountRecord
    query = select(table.declaration_id, table.category, table.amount).where(
        table.declaration_id.in_(_picked(condition))
    )
    by_declaration: defaultdict[UUID, dict[str, int]] = defaultdict(dict)
    for declaration_id, category, amount in session.execute(query):
        by_declaration[declaration_id][category] = amount
    return by_declaration


def _notes(session: Session, condition: ColumnElement[bool]) -> Mapping[UUID, list[NoteRow]]:
    table = FindingNoteRecord
    query = select(table).where(table.declaration_id.in_(_picked(condition)))
    by_declaration: defaultdict[UUID, list[NoteRow]] = defaultdict(list)
    for record in session.scalars(query.order_by(table.noted_at, table.code, table.subject)):
        by_declaration[record.declaration_id].append(
            NoteRow(
                code=record.code,
                subject=record.subject,
                value=record.value,
                reason=record.reason,
                noted_by=record.noted_by,
                noted_at=record.noted_at,
                year=record.year,
            )
        )
    return by_declaration


def _documents(
    session: Session, condition: ColumnElement[bool]
) -> Mapping[UUID, list[DocumentRow]]:
    table = ReturnDocumentRecord
    query = select(table.declaration_id, table.name, table.sha256, table.size).where(
        table.declaration_id.in_(_picked(condition))
    )
    by_declaration: defaultdict[UUID, list[DocumentRow]] = defaultdict(list)
    for declaration_id, name, sha256, size in session.execute(query.order_by(table.position)):
        by_declaration[declaration_id].append(DocumentRow(name=name, sha256=sha256, size=size))
    return by_declaration


def _picked(condition: ColumnElement[bool]) -> Select[UUID]:
    """Ids of the declarations that the condition picks."""
    return (
        select(DeclarationRecord.id)
        .join(RoundRecord, RoundRecord.id == DeclarationRecord.round_id)
        .where(condition)
    )
