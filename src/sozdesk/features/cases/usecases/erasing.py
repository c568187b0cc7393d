"""Deleting a case for good: its rows, what only the Verlauf still says of it, open forms, files."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, Final, cast
from uuid import UUID

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from sozdesk.archive import blobs, drafts
from sozdesk.archive.base import Record
from sozdesk.archive.journal_erase import erase_rows, forget_past
from sozdesk.archive.journal_rows import journalled
from sozdesk.features.cases.queries import papers, traces
from sozdesk.features.cases.queries.belongings import Belongings, joined, loose_ends, of_cases
from sozdesk.features.cases.queries.papers import Kinds, Papers
from sozdesk.features.cases.records import LegalHoldRecord, PersonAccessRecord
from sozdesk.features.cases.terms import DeletionKind
from sozdesk.kernel.context import Context


def erase(session: Session, case_id: UUID, context: Context) -> int:  # noqa: ARG001 - every kind of papers is handed it
    """Delete a case with everything of it, also what was removed before; answers the living rows.

    Persons of no other case go too, also who was taken out of the household earlier.
    """
    found = of_cases(session, [case_id])
    gone = traces.gone_rows(session)
    lost, past = traces.spread(session, found, gone)
    found = joined(found, lost)
    found = joined(found, _bill_drafts(session, found.get("person", frozenset())))
    hashes = _hashes(session, found) | gone.hashes(past)
    _empty_mentions(session, found)
    for name, ids in found.items():
        for row in _rows(session, name, ids):
            session.delete(row)
    everything = joined(found, past)
    told = forget_recipients(session, everything.get("person", frozenset()))
    erase_rows(session, everything)
    forget_past(session, told)
    drafts.discard_naming(session, (one for ids in everything.values() for one in ids))
    blobs.drop_unused(session, hashes)
    return sum(len(ids) for ids in found.values())


def forget_recipients(session: Session, persons: Collection[UUID]) -> Belongings:
    """Empty to whom the records of persons went and what for: mostly it was they; answers the rows.

    Who did it and when stays as the proof. What the Verlauf says is for the caller to forget.
    """
    table = PersonAccessRecord
    rows = session.scalars(select(table).where(table.person_id.in_(persons))).all()
    for row in rows:
        row.recipient = row.purpose = ""
    session.flush()
    return {table.__tablename__: frozenset(row.id for row in rows)}


def remove_bill_holds(session: Session, bill_id: UUID) -> Belongings:
    """Remove the holds of a bill, past ones too: their notes are about a person; answers their ids."""
    table = LegalHoldRecord
    rows = session.scalars(select(table).where(table.bill_id == bill_id)).all()
    for row in rows:
        session.delete(row)
    return {table.__tablename__: frozenset(row.id for row in rows)}


def _rows(session: Session, name: str, ids: Iterable[UUID]) -> list[Record]:
    table = journalled()[name]
    return [row for one in ids if (row := session.get(table, one)) is not None]


def _hashes(session: Session, found: Belongings) -> set[str]:
    """Files that the rows hold."""
    return {
        value
        for name, ids in found.items()
        for row in _rows(session, name, ids)
        for column in row.__table__.columns
        if column.name.endswith("sha256") and (value := getattr(row, column.key))
    }


def _empty_mentions(session: Session, found: Belongings) -> None:
    for name, column, named in loose_ends(found):
        table = journalled().get(name)
        if table is None:
            continue
        staying = [
            row
            for row in session.scalars(
                select(table).where(getattr(table, column).in_(found[named]))
            )
            if row.id not in found.get(name, frozenset())
        ]
        for row in staying:
            setattr(row, column, None)


def _bill_drafts(session: Session, persons: Iterable[UUID]) -> Belongings:
    """Bills that were never issued and name one of the persons: a draft is no voucher, it goes.

    Bills belong to a feature above, so their tables are reached by name.
    """
    wanted = set(persons)
    bill, line, part = (_table(name) for name in ("bill", "bill_line", "bill_line_cost"))
    named = set(session.scalars(select(line.c.bill_id).where(line.c.person_id.in_(wanted))))
    waiting = session.execute(select(bill.c.id, bill.c.left_out).where(bill.c.state == "draft"))
    bills = {key for key, left in waiting if key in named or _names(left, wanted)}
    lines = set(session.scalars(select(line.c.id).where(line.c.bill_id.in_(bills))))
    parts = set(session.scalars(select(part.c.id).where(part.c.line_id.in_(lines))))
    found = {"bill": bills, "bill_line": lines, "bill_line_cost": parts}
    return {name: frozenset(ids) for name, ids in found.items() if ids}


def _table(name: str) -> Table:
    return cast("Table", journalled()[name].__table__)


def _names(left_out: Any, persons: set[UUID]) -> bool:
    return any(one.get("person_id") in {str(person) for person in persons} for one in left_out)


CASES: Final[Kinds] = {
    DeletionKind.CASE: Papers(
        waiting=papers.waiting,
        one=papers.one,
        people=papers.people,
        held=papers.held,
        fields=papers.fields,
        erase=erase,
    )
}
"""The kind of papers of this feature."""
