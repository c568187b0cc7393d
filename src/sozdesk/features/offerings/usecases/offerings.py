"""Offerings: entered, changed, put on the platform, removed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sozdesk.archive.updates import cleaned, refuse
from sozdesk.features.offerings import queries, rules, texts
from sozdesk.features.offerings.records import (
    AgreementOfferingRecord,
    DecisionRecord,
    OfferingLanguageRecord,
    OfferingPlaceRecord,
    OfferingPriceRecord,
    OfferingRecord,
    OfferingStartRecord,
    ProviderContactRecord,
    ProviderPlaceRecord,
    ReportedOfferingRecord,
    RequestRecord,
)
from sozdesk.features.offerings.terms import (
    AttachmentOwner,
    Audience,
    Childcare,
    Financing,
    LanguageRow,
    OfferingState,
)
from sozdesk.features.offerings.usecases.common import (
    CHANGED,
    change,
    drop_attachments,
    existing,
    found,
    name_of,
    offering_of,
    provider_of,
    refuse_service,
    uses,
)
from sozdesk.features.offerings.usecases.providers import RemoveRow
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.findings import Finding
from sozdesk.kernel.usecase import Outcome, usecase

THE_OFFERING = "Das Angebot"
REFERRING: Final = (
    RequestRecord.offering_id,
    DecisionRecord.offering_id,
    AgreementOfferingRecord.offering_id,
    ReportedOfferingRecord.offering_id,
)
"""What keeps an offering; its starts, languages, places and prices go with it."""
_PARTS = ("starts", "languages", "place_ids")
"""What is stored in rows of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddOffering:
    """What a provider offers; it begins as a draft and gets the next free number."""

    provider_id: UUID
    category_code: str
    title: str
    segment: str = ""
    goals: str = ""
    content: str = ""
    audience: Audience = Audience.BOTH
    for_refugees: bool = False
    for_women: bool = False
    for_mothers: bool = False
    with_health_impairment: bool = False
    age_from: int | None = None
    age_to: int | None = None
    workload_from: int | None = None
    workload_to: int | None = None
    workload_note: str = ""
    weeks_min: int | None = None
    weeks_max: int | None = None
    starts_any_time: bool = False
    capacity: int | None = None
    free_places: int | None = None
    free_as_of: date | None = None
    childcare: Childcare = Childcare.NO
    includes_travel: bool = False
    includes_meals: bool = False
    contact_id: UUID | None = None
    link: str = ""
    checked_on: date | None = None
    starts: tuple[date, ...] = ()
    languages: tuple[LanguageRow, ...] = ()
    place_ids: tuple[UUID, ...] = ()
    """Of places of the same provider."""


COLUMNS = frozenset(field.name for field in fields(AddOffering)) - {*_PARTS, "provider_id"}


@usecase(undoable=True)
def add_offering(session: Session, command: AddOffering, context: Context) -> Outcome:
    """Enter an offering as a draft; ``Outcome.value`` is its id.

    Raises:
        NotFound: the provider, a place or the contact is gone.
        RuleViolation: something is missing or contradicts itself.
    """
    refuse_service(session)
    provider = provider_of(session, command.provider_id)
    values = {name: _stored(getattr(command, name)) for name in COLUMNS}
    row = OfferingRecord(
        id=context.new_id(),
        number=(session.scalar(select(func.max(OfferingRecord.number))) or 0) + 1,
        provider_id=provider.id,
        title_sort="",
        state=OfferingState.DRAFT.value,
        **values,
    )
    _finish(session, row, command.languages, context)
    _refuse_foreign(session, row, command.place_ids)
    session.add(row)
    session.flush()
    parts = {
        "starts": command.starts,
        "languages": command.languages,
        "place_ids": command.place_ids,
    }
    _write_parts(session, row, parts, context)
    return Outcome(CHANGED, texts.added(name_of(row)), row.id)


def _stored(value: object) -> object:
    if isinstance(value, Audience | Childcare):
        return value.value
    return cleaned(value) if isinstance(value, str) else value


def _finish(
    session: Session,
    row: OfferingRecord,
    languages: Iterable[LanguageRow],
    context: Context,
    kept: tuple[str, ...] = (),
) -> None:
    """Refuse what is wrong and set what follows from the rest.

    A category in ``kept`` need not hold today: it was chosen when it did.
    """
    row.title = german.clean(row.title)
    row.title_sort = german.sort_key(row.title)[0]
    known = [one.code for one in queries.categories(session, context.today)]
    refuse(rules.offering_findings(row, tuple(languages), (*known, *kept)))


def _refuse_foreign(session: Session, row: OfferingRecord, place_ids: Iterable[UUID]) -> None:
    """Contact and places of another provider; NotFound if one is gone."""
    with session.no_autoflush:
        contact = (
            found(session, ProviderContactRecord, row.contact_id, "Diesen Kontakt")
            if row.contact_id is not None
            else None
        )
        places = [found(session, ProviderPlaceRecord, one, "Diesen Ort") for one in place_ids]
    refuse(
        rules.parts_findings(
            row.provider_id,
            contact.provider_id if contact else None,
            [one.provider_id for one in places],
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeOffering:
    """New values for some of the fields of :class:`AddOffering` (but the provider)."""

    id: UUID
    base_version: int
    changes: Mapping[str, object]


@usecase(undoable=True)
def change_offering(session: Session, command: ChangeOffering, context: Context) -> Outcome:
    """Change an offering; its parts (starts, languages, places) are given whole.

    Raises:
        RuleViolation: something is missing or contradicts itself.
        Outdated: somebody was faster.
    """
    refuse_service(session)
    columns = {key: _stored(value) for key, value in command.changes.items() if key in COLUMNS}
    parts = {key: value for key, value in command.changes.items() if key in _PARTS}
    kept = offering_of(session, command.id).category_code
    row = change(session, OfferingRecord, command.id, command.base_version, columns, THE_OFFERING)
    languages = parts.get("languages", queries.languages_of(session, [row.id]).get(row.id, ()))
    _finish(session, row, languages, context, (kept,))  # type: ignore[arg-type]  # parts come in as objects
    _refuse_foreign(session, row, parts.get("place_ids", ()))  # type: ignore[arg-type]  # as above
    session.flush()
    _write_parts(session, row, parts, context)
    return Outcome(CHANGED, texts.changed(name_of(row)))


def _write_parts(
    session: Session, row: OfferingRecord, parts: Mapping[str, object], context: Context
) -> None:
    """Add what is new and remove what is gone; what stays keeps its row and its Verlauf."""
    writers = {"starts": _write_starts, "languages": _write_languages, "place_ids": _write_places}
    for name, wanted in parts.items():
        writers[name](session, row, wanted, context)  # type: ignore[operator]
    session.flush()


def _write_starts(
    session: Session, row: OfferingRecord, wanted: tuple[date, ...], context: Context
) -> None:
    table = OfferingStartRecord
    known = {
        one.starts_on: one
        for one in session.scalars(select(table).where(table.offering_id == row.id))
    }
    for day in known.keys() - set(wanted):
        session.delete(known[day])
    for day in sorted(set(wanted) - known.keys()):
        session.add(table(id=context.new_id(), offering_id=row.id, starts_on=day))


def _write_languages(
    session: Session, row: OfferingRecord, wanted: tuple[LanguageRow, ...], context: Context
) -> None:
    table = OfferingLanguageRecord
    known = {
        one.language: one
        for one in session.scalars(select(table).where(table.offering_id == row.id))
    }
    names = {german.clean(one.language) for one in wanted}
    for name in known.keys() - names:
        session.delete(known[name])
    for one in wanted:
        name = german.clean(one.language)
        line = known.get(name) or table(id=context.new_id(), offering_id=row.id, language=name)
        line.needed = one.needed.value if one.needed else None
        line.reached = one.reached.value if one.reached else None
        session.add(line)


def _write_places(
    session: Session, row: OfferingRecord, wanted: tuple[UUID, ...], context: Context
) -> None:
    table = OfferingPlaceRecord
    known = {
        one.place_id: one
        for one in session.scalars(select(table).where(table.offering_id == row.id))
    }
    for place_id in known.keys() - set(wanted):
        session.delete(known[place_id])
    for place_id in wanted:
        if place_id not in known:
            session.add(table(id=context.new_id(), offering_id=row.id, place_id=place_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class SetOfferingState:
    """Where the offering stands on the platform from now on."""

    id: UUID
    base_version: int
    state: OfferingState


@usecase(undoable=True)
def set_offering_state(session: Session, command: SetOfferingState, context: Context) -> Outcome:
    """Put an offering on the platform, pause it or strike it off.

    Raises:
        RuleViolation: it is not recognised today, or has no price though persons are billed for it.
    """
    refuse_service(session)
    row, found_here = _set_state(session, command, context)
    refuse(found_here)
    session.flush()
    return Outcome(CHANGED, f"{name_of(row)}: {texts.word(command.state)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SetOfferingStates:
    """The same state for several offerings, in one act."""

    offerings: tuple[tuple[UUID, int], ...]
    """Id and the version that was seen."""
    state: OfferingState


@usecase(undoable=True)
def set_offering_states(session: Session, command: SetOfferingStates, context: Context) -> Outcome:
    """All of them or none; RuleViolation names each offering that cannot follow, and why."""
    refuse_service(session)
    findings: list[Finding] = []
    for row_id, version in command.offerings:
        one = SetOfferingState(id=row_id, base_version=version, state=command.state)
        row, found_here = _set_state(session, one, context)
        findings += [replace(f, message=f"{name_of(row)}: {f.message}") for f in found_here]
    refuse(findings)
    session.flush()
    count = german.plural(len(command.offerings), "Angebot", "Angebote")
    return Outcome(CHANGED, f"{count}: {texts.word(command.state)}")


def _set_state(
    session: Session, command: SetOfferingState, context: Context
) -> tuple[OfferingRecord, tuple[Finding, ...]]:
    row = existing(session, OfferingRecord, command.id, command.base_version, THE_OFFERING)
    today = queries.offering(session, row.id, context.today)
    assert today is not None
    row.state = command.state.value
    return row, rules.publication_findings(
        command.state,
        today.recognition,
        has_price=today.price is not None,
        needs_price=today.financing is Financing.PER_PERSON,
    )


@usecase(undoable=True)
def remove_offering(session: Session, command: RemoveRow, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Remove an offering that was entered by mistake; RuleViolation if anything refers to it."""
    refuse_service(session)
    row = existing(session, OfferingRecord, command.id, command.base_version, THE_OFFERING)
    refuse(rules.offering_removal_findings(uses(session, REFERRING, row.id)))
    for table in (
        OfferingStartRecord,
        OfferingLanguageRecord,
        OfferingPlaceRecord,
        OfferingPriceRecord,
    ):
        for part in session.scalars(select(table).where(table.offering_id == row.id)):
            session.delete(part)
    drop_attachments(session, AttachmentOwner.OFFERING, row.id)
    session.flush()
    session.delete(offering_of(session, row.id))
    session.flush()
    return Outcome(CHANGED, texts.removed(name_of(row)))
