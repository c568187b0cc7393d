"""Providers with their contacts and places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive.updates import cleaned, refuse
from sozdesk.features.offerings import rules, texts
from sozdesk.features.offerings.records import (
    AgreementRecord,
    DecisionRecord,
    MunicipalRecognitionRecord,
    OfferingPlaceRecord,
    OfferingRecord,
    ProviderContactRecord,
    ProviderPlaceRecord,
    ProviderRecord,
    ProviderReportRecord,
    ReportReminderRecord,
    RequestRecord,
)
from sozdesk.features.offerings.terms import AttachmentOwner, OrganisationType
from sozdesk.features.offerings.usecases.common import (
    CHANGED,
    change,
    drop_attachments,
    existing,
    provider_of,
    refuse_service,
    uses,
)
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.usecase import Outcome, usecase

THE_PROVIDER = "Die Anbieterin oder der Anbieter"
REFERRING: Final = (
    OfferingRecord.provider_id,
    RequestRecord.provider_id,
    DecisionRecord.provider_id,
    MunicipalRecognitionRecord.provider_id,
    AgreementRecord.provider_id,
    ProviderReportRecord.provider_id,
    ReportReminderRecord.provider_id,
)
"""What keeps a provider; its contacts and places go with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddProvider:
    """An organisation that offers something."""

    name: str
    organisation_type: OrganisationType
    legal_form: str = ""
    address: str = ""
    email: str = ""
    phone: str = ""
    website: str = ""
    iban: str = ""
    closed_on: date | None = None
    note: str = ""


@usecase(undoable=True)
def add_provider(session: Session, command: AddProvider, context: Context) -> Outcome:
    """Enter a provider; ``Outcome.value`` is its id.

    Raises:
        RuleViolation: the name is missing or the IBAN is wrong.
    """
    refuse_service(session)
    refuse(rules.provider_findings(command.name, command.iban))
    record = ProviderRecord(
        id=context.new_id(),
        name=german.clean(command.name),
        name_sort=german.sort_key(german.clean(command.name))[0],
        legal_form=german.clean(command.legal_form),
        organisation_type=command.organisation_type.value,
        address=cleaned(command.address),
        email=german.clean(command.email),
        phone=german.clean(command.phone),
        website=german.clean(command.website),
        iban=rules.compact_iban(command.iban),
        closed_on=command.closed_on,
        note=cleaned(command.note),
    )
    session.add(record)
    session.flush()
    return Outcome(CHANGED, texts.added(record.name), record.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeProvider:
    """New values for some of the columns of :class:`AddProvider`."""

    id: UUID
    base_version: int
    changes: Mapping[str, object]


@usecase(undoable=True)
def change_provider(session: Session, command: ChangeProvider, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Change a provider; RuleViolation if it were wrong, Outdated if somebody was faster."""
    refuse_service(session)
    row = change(
        session, ProviderRecord, command.id, command.base_version, command.changes, THE_PROVIDER
    )
    refuse(rules.provider_findings(row.name, row.iban))
    row.iban = rules.compact_iban(row.iban)
    row.name_sort = german.sort_key(row.name)[0]
    session.flush()
    return Outcome(CHANGED, texts.changed(row.name))


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveRow:
    """A row that is wrong altogether, with the version that was seen."""

    id: UUID
    base_version: int


@usecase(undoable=True)
def remove_provider(session: Session, command: RemoveRow, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Remove a provider with contacts and places; RuleViolation if anything refers to it."""
    refuse_service(session)
    row = existing(session, ProviderRecord, command.id, command.base_version, THE_PROVIDER)
    refuse(rules.provider_removal_findings(uses(session, REFERRING, row.id)))
    for table in (ProviderContactRecord, ProviderPlaceRecord):
        for part in session.scalars(select(table).where(table.provider_id == row.id)):
            session.delete(part)
    drop_attachments(session, AttachmentOwner.PROVIDER, row.id)
    session.flush()
    session.delete(row)
    session.flush()
    return Outcome(CHANGED, texts.removed(row.name))


@dataclass(frozen=True, slots=True, kw_only=True)
class AddProviderContact:
    """A person to ask at a provider; a main one takes the place of the main one before."""

    provider_id: UUID
    name: str
    function: str = ""
    email: str = ""
    phone: str = ""
    main: bool = False


@usecase(undoable=True)
def add_provider_contact(
    session: Session, command: AddProviderContact, context: Context
) -> Outcome:
    """Enter a contact; ``Outcome.value`` is its id."""
    refuse_service(session)
    provider = provider_of(session, command.provider_id)
    refuse(rules.contact_findings(command.name))
    row = ProviderContactRecord(
        id=context.new_id(),
        provider_id=provider.id,
        name=german.clean(command.name),
        function=german.clean(command.function),
        email=german.clean(command.email),
        phone=german.clean(command.phone),
        main=command.main,
    )
    session.add(row)
    _only_main(session, row)
    session.flush()
    return Outcome(CHANGED, texts.added(provider.name, "Kontakt"), row.id)


def _only_main(session: Session, chosen: ProviderContactRecord) -> None:
    if not chosen.main:
        return
    others = select(ProviderContactRecord).where(
        ProviderContactRecord.provider_id == chosen.provider_id,
        ProviderContactRecord.main,
        ProviderContactRecord.id != chosen.id,
    )
    for other in session.scalars(others):
        other.main = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePart:
    """New values for some columns of a part of a provider (contact, place)."""

    id: UUID
    base_version: int
    changes: Mapping[str, object]


@usecase(undoable=True)
def change_provider_contact(session: Session, command: ChangePart, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Change a contact."""
    refuse_service(session)
    row = change(
        session,
        ProviderContactRecord,
        command.id,
        command.base_version,
        command.changes,
        "Der Kontakt",
    )
    refuse(rules.contact_findings(row.name))
    _only_main(session, row)
    session.flush()
    return Outcome(CHANGED, texts.changed(provider_of(session, row.provider_id).name, "Kontakt"))


@usecase(undoable=True)
def remove_provider_contact(session: Session, command: RemoveRow, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Remove a contact; offerings that named it name nobody."""
    refuse_service(session)
    row = existing(session, ProviderContactRecord, command.id, command.base_version, "Der Kontakt")
    for offering in session.scalars(
        select(OfferingRecord).where(OfferingRecord.contact_id == row.id)
    ):
        offering.contact_id = None
    provider = provider_of(session, row.provider_id)
    session.flush()
    session.delete(row)
    session.flush()
    return Outcome(CHANGED, texts.removed(provider.name, "Kontakt"))


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPlace:
    """Where a provider works."""

    provider_id: UUID
    town: str
    name: str = ""
    """Empty: the town."""
    address: str = ""
    bfs_number: int | None = None
    wheelchair: bool = False


@usecase(undoable=True)
def add_place(session: Session, command: AddPlace, context: Context) -> Outcome:
    """Enter a place; ``Outcome.value`` is its id."""
    refuse_service(session)
    provider = provider_of(session, command.provider_id)
    refuse(rules.place_findings(command.town))
    row = ProviderPlaceRecord(
        id=context.new_id(),
        provider_id=provider.id,
        name=german.clean(command.name) or german.clean(command.town),
        address=cleaned(command.address),
        town=german.clean(command.town),
        bfs_number=command.bfs_number,
        wheelchair=command.wheelchair,
    )
    session.add(row)
    session.flush()
    return Outcome(CHANGED, texts.added(provider.name, "Ort"), row.id)


@usecase(undoable=True)
def change_place(session: Session, command: ChangePart, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Change a place."""
    refuse_service(session)
    row = change(
        session, ProviderPlaceRecord, command.id, command.base_version, command.changes, "Der Ort"
    )
    refuse(rules.place_findings(row.town))
    row.name = row.name or row.town
    session.flush()
    return Outcome(CHANGED, texts.changed(provider_of(session, row.provider_id).name, "Ort"))


@usecase(undoable=True)
def remove_place(session: Session, command: RemoveRow, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Remove a place, also from the offerings that took place there."""
    refuse_service(session)
    row = existing(session, ProviderPlaceRecord, command.id, command.base_version, "Der Ort")
    link = OfferingPlaceRecord
    for one in session.scalars(select(link).where(link.place_id == row.id)):
        session.delete(one)
    provider = provider_of(session, row.provider_id)
    session.flush()
    session.delete(row)
    session.flush()
    return Outcome(CHANGED, texts.removed(provider.name, "Ort"))
