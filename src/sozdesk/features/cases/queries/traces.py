"""What the Verlauf alone still says of a case and its persons: rows that were removed before.

A removed note, a person merged away, a permit taken back: the row is gone, but the Verlauf keeps
its words so that the removal can be undone. A deletion for good must find them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive.base import Base
from sozdesk.archive.journal_tables import CHANGE, Op
from sozdesk.archive.journal_values import from_json
from sozdesk.features.cases.queries.belongings import Belongings, belongings, joined
from sozdesk.features.cases.records import CaseMemberRecord

Key = tuple[str, UUID]
"""Table and id of a row."""
_ID: Final = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_HASH: Final = re.compile(r"\b[0-9a-f]{64}\b")
_UPWARDS: Final = ("person", "invoice")
"""Tables whose removed rows go with a row that pointed to them."""
_PROOF: Final = frozenset({"deletion", "person_access"})
"""Rows that prove what was done: they stay, and their words about a person are emptied."""
_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Gone:
    """Rows that were removed, with every payload that the Verlauf keeps of them."""

    payloads: Mapping[Key, tuple[str, ...]]
    named: Mapping[UUID, frozenset[Key]]
    """Id → removed rows whose payloads name it."""

    def hashes(self, rows: Belongings) -> set[str]:
        """Files that these removed rows held."""
        keys = ((name, one) for name, ids in rows.items() for one in ids)
        return {
            found
            for key in keys
            for text in self.payloads.get(key, ())
            for found in _HASH.findall(text)
        }


def gone_rows(session: Session) -> Gone:
    """Every row that the Verlauf knows and no table holds any more."""
    removed = select(CHANGE.c.row_id).where(CHANGE.c.op == Op.DELETE.value)
    query = select(CHANGE.c.table_name, CHANGE.c.row_id, CHANGE.c.payload).where(
        CHANGE.c.payload.is_not(None), CHANGE.c.row_id.in_(removed)
    )
    texts: dict[Key, list[str]] = defaultdict(list)
    for name, row_id, payload in session.execute(query):
        if name in Base.metadata.tables and name not in _PROOF:
            texts[name, row_id].append(payload)
    living = _living(session, texts)
    payloads = {key: tuple(found) for key, found in texts.items() if key not in living}
    named: dict[UUID, set[Key]] = defaultdict(set)
    for key, found in payloads.items():
        for one in {UUID(text) for payload in found for text in _ID.findall(payload)}:
            named[one].add(key)
    return Gone(payloads, {one: frozenset(keys) for one, keys in named.items()})


def _living(session: Session, keys: Iterable[Key]) -> set[Key]:
    by_table: dict[str, list[UUID]] = defaultdict(list)
    for name, row_id in keys:
        by_table[name].append(row_id)
    return {
        (name, one)
        for name, ids in by_table.items()
        for start in range(0, len(ids), _AT_ONCE)
        for one in _ids_there(session, name, ids[start : start + _AT_ONCE])
    }


def _ids_there(session: Session, name: str, ids: Iterable[UUID]) -> Iterable[UUID]:
    column = Base.metadata.tables[name].c.id
    return session.execute(select(column).where(column.in_(list(ids)))).scalars()


def spread(session: Session, found: Belongings, gone: Gone) -> tuple[Belongings, Belongings]:
    """(living rows of persons who had left the case and are in none, removed rows of them all).

    Removed rows are followed downwards (they name what is found), and upwards to persons merged
    into one of these and to removed invoices, until nothing new comes.
    """
    lost: Belongings = {}
    past: Belongings = {}
    waiting = [(name, one) for name, ids in found.items() for one in ids]
    seen = set(waiting)
    while waiting:
        new: set[Key] = set()
        for key in waiting:
            new |= gone.named.get(key[1], frozenset())
        new |= _pointed_to(session, waiting, gone)
        left = _left_persons(session, new - seen, joined(found, lost), gone)
        lost = joined(lost, left)
        past = joined(past, _by_table(new - seen))
        waiting = sorted((new - seen) | {(name, one) for name, ids in left.items() for one in ids})
        seen |= set(waiting)
    return lost, past


def _by_table(keys: Iterable[Key]) -> Belongings:
    rows: dict[str, set[UUID]] = defaultdict(set)
    for name, one in keys:
        rows[name].add(one)
    return {name: frozenset(ids) for name, ids in rows.items()}


def _pointed_to(session: Session, keys: Iterable[Key], gone: Gone) -> set[Key]:
    """Removed persons and invoices that these rows name now or named once."""
    columns = {
        (table.name, column.name): key.column.table.name
        for table in Base.metadata.sorted_tables
        for column in table.columns
        for key in column.foreign_keys
        if key.column.table.name in _UPWARDS
    }
    tables = {name for name, _column in columns}
    found: set[Key] = set()
    for name, ids in _by_table(one for one in keys if one[0] in tables).items():
        for payload in _payloads(session, name, sorted(ids)):
            for column, pair in from_json(payload).items():
                up = columns.get((name, column))
                found |= {(up, one) for one in pair if up and isinstance(one, UUID)}
    return {key for key in found if key in gone.payloads}


def _payloads(session: Session, name: str, ids: list[UUID]) -> Iterable[str]:
    for start in range(0, len(ids), _AT_ONCE):
        yield from (
            session.execute(
                select(CHANGE.c.payload).where(
                    CHANGE.c.table_name == name,
                    CHANGE.c.row_id.in_(ids[start : start + _AT_ONCE]),
                    CHANGE.c.payload.is_not(None),
                )
            ).scalars()
        )


def named_hashes(session: Session, rows: Belongings) -> set[str]:
    """Files that rows hold now or held once, as the Verlauf knows."""
    return {
        found
        for name, ids in rows.items()
        for payload in _payloads(session, name, sorted(ids))
        for found in _HASH.findall(payload)
    }


def _left_persons(
    session: Session, keys: Iterable[Key], found: Belongings, gone: Gone
) -> Belongings:
    """Persons whose place in the household was removed, who are in no case and only had this one."""
    places = [key for key in keys if key[0] == CaseMemberRecord.__tablename__]
    named = {
        pair[1] or pair[0]
        for key in places
        for payload in gone.payloads[key]
        if (pair := from_json(payload).get("person_id"))
    }
    people = {one for one in named if isinstance(one, UUID)}
    people -= found.get("person", frozenset())
    member = CaseMemberRecord.person_id
    people -= set(session.scalars(select(member).where(member.in_(people))))
    lost: Belongings = {}
    for person in sorted(set(_ids_there(session, "person", people))):
        mine = belongings(session, "person", [person])
        elsewhere = {name for name, ids in mine.items() if ids - found.get(name, frozenset())}
        if not any("case_id" in Base.metadata.tables[name].columns for name in elsewhere):
            lost = joined(lost, mine)
    return lost
