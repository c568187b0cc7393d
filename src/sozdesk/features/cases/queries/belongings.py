"""What belongs to a case or a person, found from the foreign keys of the data model.

A new table is found by itself: whatever names a case or a person by a foreign key belongs to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Column, Table, select
from sqlalchemy.orm import Session

from sozdesk.archive.base import Base
from sozdesk.features.cases.records import (
    CaseAttachmentRecord,
    CaseMemberRecord,
    InvoiceLineRecord,
    InvoiceRecord,
    PersonAccessRecord,
)

Belongings = Mapping[str, frozenset[UUID]]
"""Table → ids of its rows."""

_OWNING: Final = ("case_id", "person_id")
"""Columns that make a row part of what they name, also where they may be empty."""
_AT_ONCE: Final = 500


def belongings(session: Session, table: str, ids: Collection[UUID]) -> Belongings:
    """The rows themselves, and everything that belongs to them, over all tables."""
    found: dict[str, set[UUID]] = defaultdict(set)
    found[table] = set(ids)
    waiting = [(table, set(ids))]
    while waiting:
        name, keys = waiting.pop()
        for child, column in _children(name):
            new = _ids(session, child, column, keys) - found[child.name]
            if new:
                found[child.name] |= new
                waiting.append((child.name, new))
    found["case_attachment"] |= _attached(session, found)
    return {name: frozenset(rows) for name, rows in found.items() if rows}


def _children(name: str) -> Iterator[tuple[Table, Column[Any]]]:
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            owned = column.name in _OWNING or not column.nullable
            if owned and any(key.column.table.name == name for key in column.foreign_keys):
                yield table, column


def loose_ends(found: Belongings) -> Iterator[tuple[str, str, str]]:
    """(table, column, table named) of the columns that only mention rows: emptied, not followed."""
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            for key in column.foreign_keys:
                if (
                    key.column.table.name in found
                    and column.nullable
                    and column.name not in _OWNING
                ):
                    yield table.name, column.name, key.column.table.name


def _ids(session: Session, table: Table, column: Column[Any], keys: Iterable[UUID]) -> set[UUID]:
    wanted, found = list(keys), set[UUID]()
    for start in range(0, len(wanted), _AT_ONCE):
        part = wanted[start : start + _AT_ONCE]
        found |= set(session.scalars(select(table.c.id).where(column.in_(part))))
    return found


def _attached(session: Session, found: Mapping[str, Collection[UUID]]) -> set[UUID]:
    """Files name their owner without a foreign key."""
    owners = {one for rows in found.values() for one in rows}
    return _ids(
        session,
        Base.metadata.tables["case_attachment"],
        Base.metadata.tables["case_attachment"].c.owner_id,
        owners,
    )


def only_here(session: Session, case_ids: Collection[UUID]) -> frozenset[UUID]:
    """Persons who are in these cases and in no other."""
    member = CaseMemberRecord
    inside = set(session.scalars(select(member.person_id).where(member.case_id.in_(case_ids))))
    outside = set(
        session.scalars(
            select(member.person_id).where(
                member.person_id.in_(inside), member.case_id.not_in(case_ids)
            )
        )
    )
    return frozenset(inside - outside)


def emptied_invoices(session: Session, lines: Collection[UUID]) -> frozenset[UUID]:
    """Invoices whose every line is among these."""
    line = InvoiceLineRecord
    touched = set(session.scalars(select(line.invoice_id).where(line.id.in_(lines))))
    kept = set(
        session.scalars(
            select(line.invoice_id).where(line.invoice_id.in_(touched), line.id.not_in(lines))
        )
    )
    return frozenset(touched - kept)


def joined(one: Belongings, other: Belongings) -> Belongings:
    """Both together."""
    names = {**one, **other}
    return {name: one.get(name, frozenset()) | other.get(name, frozenset()) for name in names}


def of_cases(session: Session, case_ids: Collection[UUID]) -> Belongings:
    """Everything that goes when these cases go: their persons, invoices and files too."""
    found = belongings(session, "support_case", case_ids)
    found = joined(found, belongings(session, "person", only_here(session, case_ids)))
    gone = emptied_invoices(session, found.get("invoice_line", frozenset()))
    return joined(found, belongings(session, InvoiceRecord.__tablename__, gone))


def of_person(session: Session, person_id: UUID) -> Belongings:
    """Everything that the file holds of a person: what names them, and the cases they are in."""
    found = {**belongings(session, "person", [person_id])}
    member = CaseMemberRecord
    mine = set(session.scalars(select(member.case_id).where(member.person_id == person_id)))
    for name, rows in _of_their_cases(session, mine).items():
        found[name] = found.get(name, frozenset()) | rows
    found[PersonAccessRecord.__tablename__] = frozenset(
        session.scalars(
            select(PersonAccessRecord.id).where(PersonAccessRecord.person_id == person_id)
        )
    )
    return {name: rows for name, rows in found.items() if rows}


_OF_THE_WHOLE_CASE: Final = (
    "support_case",
    "tenancy",
    "rent_measure",
    "search_effort",
    "application",
    "ruling",
    "case_note",
    "case_task",
    "handover_draft",
    "legal_hold",
)
"""Concern everybody of the household; what names one other person only is theirs."""


def _of_their_cases(session: Session, case_ids: Collection[UUID]) -> Belongings:
    whole = belongings(session, "support_case", case_ids)
    found = {name: rows for name, rows in whole.items() if name in _OF_THE_WHOLE_CASE}
    file = CaseAttachmentRecord
    owners = {one for rows in found.values() for one in rows}
    attached = session.scalars(select(file.id).where(file.owner_id.in_(owners)))
    return {**found, "case_attachment": frozenset(attached)}
