"""Contact persons and members of the Behörden."""

# ruff: noqa: ARG001 - every use case is handed a context, also those that need none of it
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.features.offices import queries, rules, texts
from sozdesk.features.offices.records import (
    BodyMemberRecord,
    ContactRecord,
    SocialServiceRecord,
)
from sozdesk.features.offices.terms import TOPIC, BodyFunction
from sozdesk.features.offices.usecases.updates import change, existing, refuse
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.usecase import Outcome, usecase

_CHANGED = frozenset({TOPIC})


@dataclass(frozen=True, slots=True, kw_only=True)
class AddContact:
    """A person to ask, of a municipality or of a service (exactly one of the two)."""

    bfs_number: int | None = None
    service_id: UUID | None = None
    name: str
    function: str = ""
    email: str = ""
    phone: str = ""
    main: bool = False


@usecase(undoable=True)
def add_contact(session: Session, command: AddContact, context: Context) -> Outcome:
    """Enter a contact person; ``Outcome.value`` is the id."""
    refuse(rules.owner_findings(command.bfs_number, command.service_id))
    refuse(rules.name_findings(command.name))
    record = ContactRecord(
        id=context.new_id(),
        bfs_number=command.bfs_number,
        service_id=command.service_id,
        name=german.clean(command.name),
        function=german.clean(command.function),
        email=german.clean(command.email),
        phone=german.clean(command.phone),
        main=command.main,
    )
    session.add(record)
    _keep_one_main(session, record)
    session.flush()
    return Outcome(_CHANGED, texts.added(_named(session, record, texts.CONTACT)), record.id)


def _named(session: Session, row: ContactRecord | BodyMemberRecord, what: str) -> str:
    """«Böckten: Kontakt»: the Verlauf says whose."""
    if row.bfs_number is not None:
        place = queries.municipality(session, row.bfs_number)
        return texts.of(place.short_name if place else "", what)
    service = session.get(SocialServiceRecord, row.service_id)
    return texts.of(service.name if service else "", what)


def _keep_one_main(session: Session, chosen: ContactRecord) -> None:
    """A municipality or service has one main contact: the one that was chosen last."""
    if not chosen.main:
        return
    same_owner = select(ContactRecord).where(
        ContactRecord.bfs_number.is_not_distinct_from(chosen.bfs_number),
        ContactRecord.service_id.is_not_distinct_from(chosen.service_id),
        ContactRecord.id != chosen.id,
    )
    for other in session.scalars(same_owner):
        other.main = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeContact:
    """New values for some of ``name, function, email, phone, main``."""

    id: UUID
    base_version: int
    changes: Mapping[str, object]


@usecase(undoable=True)
def change_contact(session: Session, command: ChangeContact, context: Context) -> Outcome:
    """Change a contact person."""
    row = change(
        session,
        ContactRecord,
        command.id,
        command.base_version,
        command.changes,
        texts.THE_CONTACT,
    )
    refuse(rules.name_findings(row.name))
    _keep_one_main(session, row)
    session.flush()
    return Outcome(_CHANGED, texts.changed(_named(session, row, texts.CONTACT)))


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveContact:
    """A contact person who is no longer one."""

    id: UUID
    base_version: int


@usecase(undoable=True)
def remove_contact(session: Session, command: RemoveContact, context: Context) -> Outcome:
    """Delete a contact person."""
    row = existing(session, ContactRecord, command.id, command.base_version, texts.THE_CONTACT)
    session.delete(row)
    session.flush()
    return Outcome(_CHANGED, texts.removed(_named(session, row, texts.CONTACT)))


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeContacts:
    """Contacts that came from elsewhere, all together: new ones, and what is new about known ones."""

    added: tuple[AddContact, ...] = ()
    changed: tuple[ChangeContact, ...] = ()


@usecase(undoable=True)
def take_contacts(session: Session, command: TakeContacts, context: Context) -> Outcome:
    """Enter and change several contacts at once; one undo takes them all back."""
    for added in command.added:
        add_contact(session, added, context)
    for changed in command.changed:
        change_contact(session, changed, context)
    count = len(command.added) + len(command.changed)
    return Outcome(_CHANGED, texts.contacts_taken(count))


@dataclass(frozen=True, slots=True, kw_only=True)
class AddBodyMember:
    """A person with function and term (days inclusive), of a municipality or of a service."""

    bfs_number: int | None = None
    service_id: UUID | None = None
    name: str
    function: BodyFunction
    valid_from: date
    ended_on: date | None = None


@usecase(undoable=True)
def add_body_member(session: Session, command: AddBodyMember, context: Context) -> Outcome:
    """Enter a member of the Behörde or of a management; ``Outcome.value`` is the id."""
    refuse(rules.owner_findings(command.bfs_number, command.service_id))
    refuse(rules.name_findings(command.name))
    refuse(rules.span_findings(command.valid_from, command.ended_on))
    record = BodyMemberRecord(
        id=context.new_id(),
        bfs_number=command.bfs_number,
        service_id=command.service_id,
        name=german.clean(command.name),
        function=command.function.value,
        valid_from=command.valid_from,
        ended_on=command.ended_on,
    )
    session.add(record)
    session.flush()
    return Outcome(_CHANGED, texts.added(_named(session, record, texts.MEMBER)), record.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeBodyMember:
    """New values for some of ``name, function, valid_from, ended_on``."""

    id: UUID
    base_version: int
    changes: Mapping[str, object]


@usecase(undoable=True)
def change_body_member(session: Session, command: ChangeBodyMember, context: Context) -> Outcome:
    """Change a member, for example the last day of the term."""
    row = change(
        session,
        BodyMemberRecord,
        command.id,
        command.base_version,
        command.changes,
        texts.THE_MEMBER,
    )
    refuse(rules.name_findings(row.name))
    refuse(rules.span_findings(row.valid_from, row.ended_on))
    session.flush()
    return Outcome(_CHANGED, texts.changed(_named(session, row, texts.MEMBER)))


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveBodyMember:
    """A member who was entered by mistake."""

    id: UUID
    base_version: int


@usecase(undoable=True)
def remove_body_member(session: Session, command: RemoveBodyMember, context: Context) -> Outcome:
    """Delete a member; to end a term, use :func:`change_body_member`."""
    row = existing(session, BodyMemberRecord, command.id, command.base_version, texts.THE_MEMBER)
    session.delete(row)
    session.flush()
    return Outcome(_CHANGED, texts.removed(_named(session, row, texts.MEMBER)))
