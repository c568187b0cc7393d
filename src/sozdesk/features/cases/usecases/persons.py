"""Persons: entered, changed, removed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive.updates import cleaned, refuse
from sozdesk.features.cases import queries, rules, texts
from sozdesk.features.cases.records import (
    PersonAccessRecord,
    PersonLanguageRecord,
    PersonRecord,
    RegimeOverrideRecord,
    RepresentativeRecord,
    ResidenceRecord,
)
from sozdesk.features.cases.terms import CasePart, Need, Sex
from sozdesk.features.cases.texts import casework as said
from sozdesk.features.cases.usecases.attachments import drop_attachments
from sozdesk.features.cases.usecases.common import (
    CHANGED,
    RemoveRow,
    change,
    existing,
    refuse_cantonal,
)
from sozdesk.features.cases.usecases.references import uses
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.findings import stop
from sozdesk.kernel.usecase import Outcome, usecase

THE_PERSON = "Die Person"
OWN_PARTS = (ResidenceRecord, RegimeOverrideRecord, PersonLanguageRecord, RepresentativeRecord)
"""What goes with a person that is removed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPerson:
    """A person; an AHV number, or why it is missing."""

    last_name: str
    first_name: str = ""
    birth_date: date | None = None
    sex: Sex | None = None
    ahv_number: str = ""
    ahv_missing_because: str = ""
    nationality: str = ""
    address: str = ""
    education: str = ""
    goals: str = ""
    early_language_need: Need | None = None


COLUMNS = frozenset(field.name for field in fields(AddPerson))


@usecase(undoable=True)
def add_person(session: Session, command: AddPerson, context: Context) -> Outcome:
    """Enter a person; ``Outcome.value`` is the id.

    Raises:
        RuleViolation: something is missing or wrong, or somebody else has the AHV number.
    """
    refuse_cantonal(session)
    row = new_person(session, command, context)
    return Outcome(CHANGED, texts.added(said.persons_of(())), row.id)


def new_person(session: Session, command: AddPerson, context: Context) -> PersonRecord:
    """The record of a new person, also as part of another act."""
    values = {name: _stored(name, getattr(command, name)) for name in COLUMNS}
    row = PersonRecord(id=context.new_id(), name_sort="", **values)
    _finish(session, row, context.today)
    session.add(row)
    session.flush()
    return row


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePerson:
    """New values for some of the fields of :class:`AddPerson`."""

    id: UUID
    base_version: int
    changes: Mapping[str, object]


@usecase(undoable=True)
def change_person(session: Session, command: ChangePerson, context: Context) -> Outcome:
    """Change what is known about a person.

    Raises:
        RuleViolation: something is missing or wrong, or somebody else has the AHV number.
        Outdated: somebody was faster; names what is different now.
    """
    refuse_cantonal(session)
    changes = {
        key: _stored(key, value)
        for key, value in command.changes.items()
        if key in (*COLUMNS, "set_aside")
    }
    with session.no_autoflush:
        row = change(session, PersonRecord, command.id, command.base_version, changes, THE_PERSON)
        _finish(session, row, context.today)
    session.flush()
    return Outcome(CHANGED, texts.changed(name_of(session, row.id)))


def name_of(session: Session, person_id: UUID) -> str:
    """How the Verlauf names a person: «Fall 12: Person»."""
    return said.persons_of(queries.case_numbers_of(session, person_id))


def _stored(name: str, value: object) -> object:
    if isinstance(value, StrEnum):
        return value.value
    if name == "ahv_number":
        return rules.compact_ahv(str(value or "")) or None
    return cleaned(value) if isinstance(value, str) else value


def _finish(session: Session, row: PersonRecord, today: date) -> None:
    """Refuse what is wrong and set what follows from the rest."""
    row.name_sort = " ".join(german.sort_key(f"{row.last_name} {row.first_name}".strip()))
    number = row.ahv_number or ""
    if number:
        row.ahv_missing_because = ""
    found = rules.person_findings(
        row.last_name, row.birth_date, number, row.ahv_missing_because, today
    )
    if other := _other_with(session, row.id, number):
        found = (*found, stop("ahv_taken", said.ahv_taken(other), "ahv_number"))
    refuse(found)


def _other_with(session: Session, person_id: UUID, number: str) -> str:
    """Name of another person with the same AHV number, empty if there is none."""
    table = PersonRecord
    if not number:
        return ""
    query = select(table).where(table.ahv_number == number, table.id != person_id)
    other = session.scalars(query.limit(1)).first()
    return f"{other.last_name} {other.first_name}".strip() if other else ""


@usecase(undoable=True)
def remove_person(session: Session, command: RemoveRow, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Remove a person entered by mistake, with permit, languages, representatives and files.

    Raises:
        RuleViolation: a household, an offering or a bill refers to the person; says what does.
    """
    refuse_cantonal(session)
    row = existing(session, PersonRecord, command.id, command.base_version, THE_PERSON)
    found = uses(session, PersonRecord, row.id, (*OWN_PARTS, PersonAccessRecord))
    if any(found.values()):
        refuse([stop("in_use", said.in_use(THE_PERSON, found))])
    for table in OWN_PARTS:
        for part in session.scalars(select(table).where(table.person_id == row.id)):
            session.delete(part)
    drop_attachments(session, CasePart.PERSON, row.id)
    session.flush()
    session.delete(row)
    session.flush()
    return Outcome(CHANGED, texts.removed(said.persons_of(())))
