"""What data protection asks of rows, whatever papers they belong to: words, holds, retention."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from sozdesk.archive.base import Base
from sozdesk.features.cases import rules, texts
from sozdesk.features.cases.queries.belongings import Belongings
from sozdesk.features.cases.records import (
    CaseRecord,
    CaseValueRecord,
    EnactmentRecord,
    LegalHoldRecord,
)
from sozdesk.features.cases.terms import CaseValueKey, DeletionKind, HoldReason
from sozdesk.features.cases.terms.privacy import (
    HeldEntry,
    HeldTable,
    HoldRow,
    ProtectedField,
    RetentionFacts,
    RetentionOn,
)
from sozdesk.features.cases.texts import privacy as said
from sozdesk.features.offerings import queries as offerings
from sozdesk.features.offices import queries as offices
from sozdesk.kernel.dated import on


def held_tables(
    session: Session, found: Belongings, words: texts.Names | None = None
) -> tuple[HeldTable, ...]:
    """Rows in words, table by table, with what each table is for.

    ``words`` are those of the columns of a feature above.
    """
    called = {**_names_of_codes(session), **(words or {})}
    tables = (
        held_table(key, _entries(session, key, found[key], called))
        for key in said.PROTECTED
        if key in found
    )
    return tuple(table for table in tables if table.entries)


def held_table(key: str, entries: Iterable[HeldEntry]) -> HeldTable:
    """Entries under the title of their table, with what it is for."""
    note = said.PROTECTED[key]
    return HeldTable(
        key=key,
        title=note.title,
        job=note.job,
        basis=note.basis,
        keep=note.keep,
        entries=tuple(entries),
    )


def _names_of_codes(session: Session) -> texts.Names:
    """What the codes in columns are called."""
    places: dict[object, str] = {
        row.bfs_number: row.short_name for row in offices.all_municipalities(session)
    }
    known = offerings.known_categories(session, date.max)
    return {
        "bfs_number": places,
        "moved_to": places,
        "regime_code": {row.code: row.name for row in offerings.all_regimes(session)},
        "category_code": {code: row.name for code, row in known.items()},
    }


def _entries(
    session: Session, name: str, ids: Iterable[UUID], called: texts.Names
) -> tuple[HeldEntry, ...]:
    table = Base.metadata.tables[name]
    rows = session.execute(select(table).where(table.c.id.in_(set(ids))).order_by(table.c.id))
    return tuple(HeldEntry(values=_values(name, row, called)) for row in rows.mappings())


def _values(name: str, row: Any, called: texts.Names) -> tuple[tuple[str, str], ...]:
    told = (
        (texts.column_label(name, key), texts.column_value(name, key, value, called))
        for key, value in row.items()
    )
    return tuple((label, value) for label, value in told if label is not None and value)


def protected_field(key: str, label: str) -> ProtectedField:
    """A field under its table, with what that is for."""
    note = said.PROTECTED[key]
    return ProtectedField(
        table=key, title=note.title, field=label, job=note.job, basis=note.basis, keep=note.keep
    )


def case_of_enactment(session: Session) -> Mapping[UUID, int]:
    """Enactment → number of its case, of all that are in the file."""
    table, case = EnactmentRecord, CaseRecord
    query = select(table.id, case.number).join(case, case.id == table.case_id)
    return {row.id: row.number for row in session.execute(query)}


def enactments_of(session: Session, person_id: UUID) -> tuple[UUID, ...]:
    """What was enacted for a person."""
    table = EnactmentRecord
    return tuple(session.scalars(select(table.id).where(table.person_id == person_id)))


def in_words(table: str, column: str, value: object) -> str:
    """A value that lies outside of a table, as a column of its kind is written."""
    return texts.column_value(table, column, value)


def holds(
    session: Session, subject_ids: Iterable[UUID] | None = None
) -> Mapping[UUID, tuple[HoldRow, ...]]:
    """Case or bill → holds, also past ones, ascending."""
    table = LegalHoldRecord
    query = select(table).order_by(table.valid_from, table.id)
    if subject_ids is not None:
        wanted = set(subject_ids)
        query = query.where(or_(table.case_id.in_(wanted), table.bill_id.in_(wanted)))
    found: dict[UUID, list[HoldRow]] = defaultdict(list)
    for row in session.scalars(query):
        subject_id = row.case_id or row.bill_id
        assert subject_id is not None, "the table holds one of them"
        found[subject_id].append(
            HoldRow(
                id=row.id,
                version=row.version,
                subject_id=subject_id,
                reason=HoldReason(row.reason),
                note=row.note,
                valid_from=row.valid_from,
                ended_on=row.ended_on,
            )
        )
    return {key: tuple(rows) for key, rows in found.items()}


def retention_years(session: Session, retention_class: str, day: date) -> int | None:
    """How long papers of a class are kept; None while nobody entered it."""
    return value_of(session, CaseValueKey.RETENTION_YEARS, retention_class, day)


def value_of(session: Session, key: CaseValueKey, part: str, day: date) -> int | None:
    """A figure of the case work on a day."""
    table = CaseValueRecord
    rows = session.scalars(select(table).where(table.key == key.value, table.part == part)).all()
    held = on(day, rows)
    return held.value if held else None


def bill_retention(
    session: Session, bill_id: UUID, closed_on: date | None, against: tuple[str, ...], day: date
) -> RetentionOn:
    """Since when a bill that was closed on a day may be deleted; ``against`` = what else stands."""
    facts = RetentionFacts(
        kind=DeletionKind.BILL,
        closed_on=closed_on,
        retention_years=retention_years(session, DeletionKind.BILL.value, day),
        repayment_starts_on=None,
        repayment_years=None,
        holds=holds(session, [bill_id]).get(bill_id, ()),
        against=against,
        newest_entry_on=None,
    )
    return rules.retention_on(facts, day)
