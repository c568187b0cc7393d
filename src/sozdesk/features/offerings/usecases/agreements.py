"""Leistungsvereinbarungen, and recognitions by municipalities under the GfS."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive.updates import cleaned, refuse
from sozdesk.features.offerings import queries, rules, texts
from sozdesk.features.offerings.records import (
    AgreementOfferingRecord,
    AgreementRecord,
    MunicipalRecognitionRecord,
)
from sozdesk.features.offerings.terms import AttachmentOwner, ValueKey
from sozdesk.features.offerings.usecases.common import (
    CHANGED,
    change,
    drop_attachments,
    existing,
    offering_of,
    provider_of,
    refuse_service,
)
from sozdesk.features.offerings.usecases.providers import RemoveRow
from sozdesk.features.offices import queries as offices
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import NotFound, RuleViolation
from sozdesk.kernel.findings import stop
from sozdesk.kernel.months import months_later
from sozdesk.kernel.usecase import Outcome, usecase

_THE_AGREEMENT = "Diese Leistungsvereinbarung"
_THE_RECOGNITION = "Diese Anerkennung nach GfS"
_MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class AddAgreement:
    """With whom, about which programme, for how much, from when to when."""

    partner: str
    programme: str
    begins: date
    provider_id: UUID | None = None
    """If the partner is among the providers."""
    number: str = ""
    amount: int | None = None
    """Rappen over the whole term."""
    ends: date | None = None
    deliverables: str = ""
    citation: str = ""
    note: str = ""
    offering_ids: tuple[UUID, ...] = ()


@usecase(undoable=True)
def add_agreement(session: Session, command: AddAgreement, context: Context) -> Outcome:
    """Enter a Leistungsvereinbarung; ``Outcome.value`` is its id.

    Raises:
        NotFound: provider or an offering are gone.
        RuleViolation: partner or programme are missing, it ends before it begins.
    """
    refuse_service(session)
    if command.provider_id is not None:
        provider_of(session, command.provider_id)
    row = AgreementRecord(
        id=context.new_id(),
        provider_id=command.provider_id,
        partner=german.clean(command.partner),
        programme=german.clean(command.programme),
        number=german.clean(command.number),
        amount=command.amount,
        begins=command.begins,
        ends=command.ends,
        deliverables=cleaned(command.deliverables),
        citation=german.clean(command.citation),
        note=cleaned(command.note),
    )
    _check(row, command.offering_ids)
    session.add(row)
    session.flush()
    _pay(session, row, command.offering_ids, context)
    return Outcome(CHANGED, texts.added(_name(row)), row.id)


def _name(row: AgreementRecord) -> str:
    return f"Leistungsvereinbarung {row.programme}, {row.partner}"


def _check(row: AgreementRecord, offering_ids: tuple[UUID, ...]) -> None:
    amount = row.amount is not None and row.amount < 0
    refuse(
        (
            *rules.agreement_findings(row.partner, row.programme, offering_ids),
            *rules.span_findings(row.begins, row.ends, field="ends"),
            *([stop("amount_negative", texts.AMOUNT_NEGATIVE, "amount")] if amount else []),
        )
    )


def _pay(
    session: Session, row: AgreementRecord, offering_ids: tuple[UUID, ...], context: Context
) -> None:
    """Have the agreement pay for these offerings and no others."""
    table = AgreementOfferingRecord
    known = {
        one.offering_id: one
        for one in session.scalars(select(table).where(table.agreement_id == row.id))
    }
    for key, one in known.items():
        if key not in offering_ids:
            session.delete(one)
    for offering_id in offering_ids:
        if offering_id not in known:
            paid = offering_of(session, offering_id)
            session.add(table(id=context.new_id(), agreement_id=row.id, offering_id=paid.id))
    session.flush()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeAgreement:
    """New values for some columns of :class:`AddAgreement`; ``offering_ids`` may be among them."""

    id: UUID
    base_version: int
    changes: Mapping[str, object]
    offering_ids: tuple[UUID, ...] | None = None
    """None leaves them."""


@usecase(undoable=True)
def change_agreement(session: Session, command: ChangeAgreement, context: Context) -> Outcome:
    """Change a Leistungsvereinbarung; RuleViolation if it were wrong, Outdated if too late."""
    refuse_service(session)
    row = change(
        session,
        AgreementRecord,
        command.id,
        command.base_version,
        command.changes,
        _THE_AGREEMENT,
    )
    _check(row, command.offering_ids or ())
    session.flush()
    if command.offering_ids is not None:
        _pay(session, row, command.offering_ids, context)
    return Outcome(CHANGED, texts.changed(_name(row)))


@usecase(undoable=True)
def remove_agreement(session: Session, command: RemoveRow, context: Context) -> Outcome:
    """Remove a Leistungsvereinbarung that is wrong altogether."""
    refuse_service(session)
    row = existing(session, AgreementRecord, command.id, command.base_version, _THE_AGREEMENT)
    _pay(session, row, (), context)
    drop_attachments(session, AttachmentOwner.AGREEMENT, row.id)
    session.delete(row)
    session.flush()
    return Outcome(CHANGED, texts.removed(_name(row)))


# ------------------------------------------------------------------ GfS


@dataclass(frozen=True, slots=True, kw_only=True)
class AddMunicipal:
    """A municipality recognised a Spielgruppe or Kita; ``valid_to`` None: as long as the law says."""

    provider_id: UUID
    bfs_number: int
    recognised_on: date
    valid_to: date | None = None
    notified_on: date | None = None
    """Day on which the canton was told."""
    note: str = ""


@usecase(undoable=True)
def add_municipal(session: Session, command: AddMunicipal, context: Context) -> Outcome:
    """Enter a recognition under the GfS (four years, ended the day before); ``value`` is its id.

    Says nothing about the recognition by the KSA.

    Raises:
        NotFound: provider or municipality are unknown.
        RuleViolation: it ends before it starts, or nobody entered for how many years it holds.
    """
    refuse_service(session)
    provider = provider_of(session, command.provider_id)
    if offices.municipality(session, command.bfs_number) is None:
        raise NotFound(
            f"Die Gemeinde mit der BFS-Nummer {command.bfs_number} gibt es nicht.",
            "Wählen Sie eine Gemeinde aus der Liste.",
        )
    valid_to = command.valid_to or _usual_end(session, command.recognised_on)
    refuse(rules.span_findings(command.recognised_on, valid_to, field="valid_to"))
    row = MunicipalRecognitionRecord(
        id=context.new_id(),
        provider_id=provider.id,
        bfs_number=command.bfs_number,
        recognised_on=command.recognised_on,
        valid_to=valid_to,
        notified_on=command.notified_on,
        note=cleaned(command.note),
    )
    _refuse_twice(session, row)
    session.add(row)
    session.flush()
    return Outcome(CHANGED, texts.added(provider.name, "Anerkennung nach GfS"), row.id)


def _usual_end(session: Session, first: date) -> date:
    """The last day of as many years as the catalogue says for that day."""
    years = queries.value_on(session, ValueKey.MUNICIPAL_RECOGNITION_YEARS, first)
    if years is None:
        raise RuleViolation([stop("years_missing", texts.YEARS_MISSING, "valid_to")])
    return months_later(first, years.value * _MONTHS) - timedelta(days=1)


def _refuse_twice(session: Session, row: MunicipalRecognitionRecord) -> None:
    table = MunicipalRecognitionRecord
    with session.no_autoflush:
        same = session.scalar(
            select(table.id).where(
                table.provider_id == row.provider_id,
                table.bfs_number == row.bfs_number,
                table.recognised_on == row.recognised_on,
                table.id != row.id,
            )
        )
    if same is not None:
        refuse([stop("same_start", texts.same_start(row.recognised_on), "recognised_on")])


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeMunicipal:
    """New values for recognised_on, valid_to, notified_on or note."""

    id: UUID
    base_version: int
    changes: Mapping[str, object]


@usecase(undoable=True)
def change_municipal(session: Session, command: ChangeMunicipal, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Change a recognition under the GfS; RuleViolation if it were wrong."""
    refuse_service(session)
    row = change(
        session,
        MunicipalRecognitionRecord,
        command.id,
        command.base_version,
        command.changes,
        _THE_RECOGNITION,
    )
    refuse(rules.span_findings(row.recognised_on, row.valid_to, field="valid_to"))
    _refuse_twice(session, row)
    session.flush()
    provider = provider_of(session, row.provider_id)
    return Outcome(CHANGED, texts.changed(provider.name, "Anerkennung nach GfS"))


@usecase(undoable=True)
def remove_municipal(session: Session, command: RemoveRow, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Remove a recognition under the GfS that is wrong altogether."""
    refuse_service(session)
    row = existing(
        session, MunicipalRecognitionRecord, command.id, command.base_version, _THE_RECOGNITION
    )
    provider = provider_of(session, row.provider_id)
    session.delete(row)
    session.flush()
    return Outcome(CHANGED, texts.removed(provider.name, "Anerkennung nach GfS"))
