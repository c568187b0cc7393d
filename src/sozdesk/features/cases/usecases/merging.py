"""Two entries of one person become one: everything is kept, and an undo brings both back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import UniqueConstraint, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from sozdesk.archive.base import AS_WRITTEN, Record
from sozdesk.archive.updates import refuse
from sozdesk.features.cases import queries, texts
from sozdesk.features.cases.records import (
    CaseMemberRecord,
    CaseRecord,
    PersonLanguageRecord,
    PersonRecord,
    RegimeOverrideRecord,
    ResidenceRecord,
)
from sozdesk.features.cases.terms import CasePart, Permit
from sozdesk.features.cases.texts import casework as said
from sozdesk.features.cases.usecases.attachments import give_attachments
from sozdesk.features.cases.usecases.cases import add_note
from sozdesk.features.cases.usecases.common import CHANGED, existing, refuse_cantonal
from sozdesk.features.cases.usecases.persons import THE_PERSON
from sozdesk.features.cases.usecases.references import pointers
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.findings import stop
from sozdesk.kernel.usecase import Outcome, usecase


@dataclass(frozen=True, slots=True, kw_only=True)
class MergePersons:
    """``drop`` becomes ``keep``; of fields that differ those in ``take`` come from ``drop``."""

    keep_id: UUID
    keep_version: int
    drop_id: UUID
    drop_version: int
    take: frozenset[str] = frozenset()


@usecase(undoable=True)
def merge_persons(session: Session, command: MergePersons, context: Context) -> Outcome:
    """Give everything of one person to the other; what differs is kept in a note of its latest case.

    Without a case it stands on the page of the person. ``Outcome.value`` is the id that stays.

    Raises:
        RuleViolation: both are the same person already.
        Outdated: somebody was faster.
    """
    refuse_cantonal(session)
    if command.keep_id == command.drop_id:
        refuse([stop("same", said.SAME_PERSON)])
    keep = existing(session, PersonRecord, command.keep_id, command.keep_version, THE_PERSON)
    drop = existing(session, PersonRecord, command.drop_id, command.drop_version, THE_PERSON)
    lines = [*drop.set_aside.splitlines(), *_merge_values(keep, drop, command.take)]
    for table, column in pointers(PersonRecord):
        if column.info == AS_WRITTEN:
            continue
        lines += _give(session, table, column, keep.id, drop.id)
    give_attachments(session, CasePart.PERSON, keep.id, drop.id)
    session.flush()
    session.delete(drop)
    session.flush()
    _keep_lines(session, context, keep, lines)
    numbers = queries.case_numbers_of(session, keep.id)
    return Outcome(CHANGED, f"{said.persons_of(numbers)} zusammengeführt", keep.id)


def _merge_values(keep: PersonRecord, drop: PersonRecord, take: frozenset[str]) -> Iterator[str]:
    """Fill what is empty, take what is wanted; answers a line for every value that goes."""
    for column, label in said.PERSON_FIELDS.items():
        mine, theirs = getattr(keep, column), getattr(drop, column)
        if theirs in (None, "", mine):
            continue
        gone = theirs
        if mine in (None, "") or column in take:
            setattr(keep, column, theirs)
            gone = mine
        if gone not in (None, ""):
            yield f"{label}: {said.person_value(column, gone)}"
    if keep.ahv_number:
        keep.ahv_missing_because = ""
    keep.name_sort = " ".join(german.sort_key(f"{keep.last_name} {keep.first_name}".strip()))


def _give(
    session: Session,
    table: type[Record],
    column: InstrumentedAttribute[Any],
    keep_id: UUID,
    drop_id: UUID,
) -> list[str]:
    """Rows of the one become rows of the other; one that has no room goes into the note."""
    there = list(session.scalars(select(table).where(column == keep_id)))
    lines: list[str] = []
    for row in session.scalars(select(table).where(column == drop_id)).all():
        twin = next((one for one in there if _collide(table, column.key, one, row)), None)
        if twin is None:
            setattr(row, column.key, keep_id)
            there.append(row)
            continue
        if isinstance(row, CaseMemberRecord) and row.main:
            _bear_the_name(there, row)
        lines += _said(twin, row)
        session.delete(row)
    return lines


def _collide(table: type[Record], key: str, one: Any, other: Any) -> bool:
    if isinstance(one, CaseMemberRecord):
        return bool(one.case_id == other.case_id and _meet(one, other))
    for constraint in table.__table__.constraints:  # type: ignore[attr-defined]  # a Table
        names = {column.name for column in getattr(constraint, "columns", ())} - {key}
        if isinstance(constraint, UniqueConstraint) and key in constraint.columns:
            return all(getattr(one, name) == getattr(other, name) for name in names)
    return False


def _meet(one: CaseMemberRecord, other: CaseMemberRecord) -> bool:
    apart = (one.ended_on is not None and other.valid_from > one.ended_on) or (
        other.ended_on is not None and one.valid_from > other.ended_on
    )
    return not apart


def _bear_the_name(rows: list[Any], dropped: CaseMemberRecord) -> None:
    for row in rows:
        if row.case_id == dropped.case_id:
            row.main = True


def _said(twin: Any, row: Any) -> list[str]:
    """A line for a row that goes, unless the one that stays says the same."""
    mine, theirs = _words(twin), _words(row)
    return [theirs] if theirs and theirs != mine else []


def _words(row: Any) -> str:
    if isinstance(row, ResidenceRecord):
        permit = Permit(row.permit) if row.permit else None
        words = texts.permit_words(permit, refugee=row.refugee)
        return f"Aufenthalt: {words}, {said.days(row.valid_from, row.ended_on)}"
    if isinstance(row, RegimeOverrideRecord):
        days = said.days(row.valid_from, row.ended_on)
        return f"Regime von Hand: {row.regime_code}, {days}, {row.reason}"
    if isinstance(row, PersonLanguageRecord):
        return f"Sprache: {row.language} {row.level or ''}".strip()
    if isinstance(row, CaseMemberRecord):
        state = "unterstützt" if row.supported else "nicht unterstützt"
        return f"Haushalt: {said.days(row.valid_from, row.ended_on)}, {state}"
    return ""


def _keep_lines(session: Session, context: Context, keep: PersonRecord, lines: list[str]) -> None:
    member, table = CaseMemberRecord, CaseRecord
    query = (
        select(table.id)
        .join(member, member.case_id == table.id)
        .where(member.person_id == keep.id)
        .order_by(table.opened_on.desc(), table.number.desc())
    )
    case_id = session.scalars(query.limit(1)).first()
    if lines and case_id is not None:
        add_note(session, context, case_id, said.MERGED, said.merged_note(lines))
    elif lines:
        keep.set_aside = "\n".join(dict.fromkeys((*keep.set_aside.splitlines(), *lines)))
    session.flush()
