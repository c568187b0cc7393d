"""What has a retention of its own: cases here, bills in the feature above.

Each kind answers the same questions. Who asks hands in the kinds: only the shell and the command
line know all of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sozdesk.features.cases import rules
from sozdesk.features.cases.queries.belongings import of_person, only_here
from sozdesk.features.cases.queries.held import held_tables, holds, retention_years, value_of
from sozdesk.features.cases.queries.persons import persons
from sozdesk.features.cases.records import (
    CaseAttachmentRecord,
    CaseMemberRecord,
    CaseNoteRecord,
    CaseRecord,
    RulingRecord,
)
from sozdesk.features.cases.terms import CaseValueKey, DeletionKind
from sozdesk.features.cases.terms.privacy import (
    DeletionRow,
    DeletionStep,
    HeldTable,
    KnownPerson,
    ProtectedField,
    RetentionFacts,
)
from sozdesk.features.cases.texts import privacy as said
from sozdesk.kernel.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """What data protection asks of a kind of papers, and how it is deleted."""

    waiting: Callable[[Session, date], Iterable[DeletionRow]]
    """Closed ones that are still there, and since when they may be deleted."""
    one: Callable[[Session, UUID, date], DeletionRow | None]
    """One of them, closed or not; None if there is none with this id, or it is deleted."""
    people: Callable[[Session], Iterable[KnownPerson]]
    """Persons of whom they hold something."""
    held: Callable[[Session, UUID], Iterable[HeldTable]]
    """What they hold of a person."""
    fields: Callable[[], Iterable[ProtectedField]]
    """Personal fields that are no columns of a table."""
    erase: Callable[[Session, UUID, Context], int]
    """Delete one for good; answers how many rows are gone or were emptied."""


Kinds = Mapping[DeletionKind, Papers]
"""Every kind that a file holds, in its order."""


# ------------------------------------------------------------------ the cases


def waiting(session: Session, day: date) -> Iterator[DeletionRow]:
    """Closed cases."""
    closed = select(CaseRecord).where(CaseRecord.closed_on.is_not(None))
    return (_waiting(session, row, day) for row in session.scalars(closed))


def one(session: Session, subject_id: UUID, day: date) -> DeletionRow | None:
    """A case; None if it is gone."""
    row = session.get(CaseRecord, subject_id)
    return None if row is None else _waiting(session, row, day)


def people(session: Session) -> Iterator[KnownPerson]:
    """Persons of the file of a Sozialdienst."""
    member, case = CaseMemberRecord, CaseRecord
    numbers: dict[UUID, set[int]] = defaultdict(set)
    query = select(member.person_id, case.number).join(case, case.id == member.case_id)
    for person_id, number in session.execute(query):
        numbers[person_id].add(number)
    return (
        KnownPerson(
            id=row.id,
            name=row.name,
            told=said.told(row.birth_date, sorted(numbers.get(row.id, ()))),
            ids=(row.id,),
        )
        for row in persons(session)
    )


def held(session: Session, person_id: UUID) -> tuple[HeldTable, ...]:
    """What the cases of a person hold."""
    return held_tables(session, of_person(session, person_id))


def fields() -> tuple[ProtectedField, ...]:
    """All fields of the cases are columns."""
    return ()


def _waiting(session: Session, row: CaseRecord, day: date) -> DeletionRow:
    answer = rules.retention_on(_facts(session, row, day), day)
    return DeletionRow(
        id=None,
        version=0,
        kind=DeletionKind.CASE,
        subject_id=row.id,
        name=said.subject_name(DeletionKind.CASE, row.number, None, ""),
        number=row.number,
        year=None,
        bfs_number=row.bfs_number,
        closed_on=row.closed_on,
        persons=len(only_here(session, [row.id])),
        step=DeletionStep.WAITING if answer.reasons else DeletionStep.DUE,
        due_on=answer.due_on,
        reasons=answer.reasons,
    )


def _facts(session: Session, row: CaseRecord, day: date) -> RetentionFacts:
    ruling = RulingRecord
    contested = session.scalar(
        select(func.count())
        .select_from(ruling)
        .where(
            ruling.case_id == row.id,
            ruling.contested_on.is_not(None),
            ruling.final_on.is_(None),
        )
    )
    return RetentionFacts(
        kind=DeletionKind.CASE,
        closed_on=row.closed_on,
        retention_years=retention_years(session, row.retention_class, day),
        repayment_starts_on=row.repayment_starts_on,
        repayment_years=value_of(session, CaseValueKey.REPAYMENT_YEARS, "", day),
        holds=holds(session, [row.id]).get(row.id, ()),
        against=(said.CONTESTED,) if contested else (),
        newest_entry_on=_newest(session, row.id),
    )


def _newest(session: Session, case_id: UUID) -> date | None:
    note, file = CaseNoteRecord, CaseAttachmentRecord
    days = (
        session.scalar(select(func.max(note.noted_on)).where(note.case_id == case_id)),
        session.scalar(select(func.max(file.added_on)).where(file.case_id == case_id)),
    )
    return max((day for day in days if day), default=None)
