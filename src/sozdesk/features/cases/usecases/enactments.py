"""Enacting an offering for a person, and what changes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sozdesk.archive.updates import refuse
from sozdesk.features.cases import queries, rules
from sozdesk.features.cases.records import (
    CaseAttachmentRecord,
    EnactmentRecord,
    FollowUpRecord,
    InterruptionRecord,
    InvoiceLineRecord,
    ParticipationRecord,
    RulingRecord,
    ThirdPartyPaymentRecord,
)
from sozdesk.features.cases.terms import CasePart, EnactmentDraft, RulingNature
from sozdesk.features.cases.texts import enactments as said
from sozdesk.features.cases.usecases.billed import (
    held_of,
    refuse_billed_change,
    refuse_billed_enactment,
)
from sozdesk.features.cases.usecases.common import (
    CHANGED,
    RemoveRow,
    case_of,
    change,
    existing,
    found,
    person_of,
    refuse_cantonal,
)
from sozdesk.features.offerings import queries as offerings
from sozdesk.features.offerings.terms import PriceUnit
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import NotFound
from sozdesk.kernel.findings import stop
from sozdesk.kernel.usecase import Outcome, usecase

THE_ENACTMENT = "Das verfügte Angebot"
_UNFIT = {RulingNature.REFUSAL.value, RulingNature.END.value}


@dataclass(frozen=True, slots=True, kw_only=True)
class EnactOffering:
    """An offering for a person; ``draft`` as it was checked."""

    draft: EnactmentDraft


@usecase(undoable=True)
def enact_offering(session: Session, command: EnactOffering, context: Context) -> Outcome:
    """Enact an offering; its words of the day are kept. ``Outcome.value`` is its id.

    Raises:
        NotFound: case, person or offering is gone.
        RuleViolation: something is missing, or it is not recognised and the municipality does not
            bear all of it.
    """
    refuse_cantonal(session)
    draft = _cleaned(command.draft)
    case = case_of(session, draft.case_id)
    refuse(rules.may_enact(queries.enactment_check(session, draft).facts))
    assert draft.person_id is not None
    person_of(session, draft.person_id)
    _check_ruling(session, draft.ruling_id, case.id)
    row = EnactmentRecord(id=context.new_id(), **_columns(draft), **_frozen(session, draft))
    session.add(row)
    session.flush()
    session.add(ParticipationRecord(id=context.new_id(), enactment_id=row.id))
    session.flush()
    return Outcome(CHANGED, said.in_case(case.number, said.ENACTED), row.id)


def _cleaned(draft: EnactmentDraft) -> EnactmentDraft:
    return replace(draft, note=german.clean(draft.note))


def _columns(draft: EnactmentDraft) -> dict[str, object]:
    values = {one.name: getattr(draft, one.name) for one in fields(draft)}
    assert isinstance(draft.unit, PriceUnit)
    return {**values, "unit": draft.unit.value}


def _frozen(session: Session, draft: EnactmentDraft) -> dict[str, object]:
    """What the catalogue says on the first day, kept: it may drop the offering later."""
    assert draft.offering_id is not None
    assert draft.first_day is not None
    row = offerings.offering(session, draft.offering_id, draft.first_day)
    if row is None:
        raise NotFound("Dieses Angebot gibt es nicht mehr.", "Wählen Sie ein anderes.")
    return {
        "offering_number": row.number,
        "offering_title": row.title,
        "category_code": row.category_code,
        "provider_id": row.provider_id,
        "provider_name": row.provider_name,
    }


def _check_ruling(session: Session, ruling_id: UUID | None, case_id: UUID) -> None:
    if ruling_id is None:
        return
    ruling = found(session, RulingRecord, ruling_id, "Diese Verfügung")
    if ruling.case_id != case_id:
        refuse([stop("other_case", said.OTHER_CASE, "ruling_id")])
    if ruling.nature in _UNFIT:
        refuse([stop("unfit_ruling", said.RULING_UNFIT, "ruling_id")])


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeEnactment:
    """New values for some fields of the draft; case and offering stay."""

    id: UUID
    base_version: int
    changes: Mapping[str, object]


@usecase(undoable=True)
def change_enactment(session: Session, command: ChangeEnactment, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Change an enactment; the frozen words of its offering stay.

    Raises:
        Outdated: somebody was faster.
        RuleViolation: as it would be after the change, it could not be enacted, or an issued bill
            rests on what would be different.
    """
    refuse_cantonal(session)
    changes = {
        key: value.value if isinstance(value, PriceUnit) else value
        for key, value in command.changes.items()
        if key not in {"case_id", "offering_id"}
    }
    before = held_of(found(session, EnactmentRecord, command.id, "Dieses verfügte Angebot"))
    row = change(session, EnactmentRecord, command.id, command.base_version, changes, THE_ENACTMENT)
    refuse(rules.may_enact(queries.enactment_check(session, draft_of(row), row.id).facts))
    refuse_billed_change(session, row, before)
    _check_ruling(session, row.ruling_id, row.case_id)
    session.flush()
    return Outcome(CHANGED, said.in_case(_number(session, row), said.CHANGED_ENACTMENT))


def draft_of(row: EnactmentRecord) -> EnactmentDraft:
    """A record as the form shows it."""
    values = {one.name: getattr(row, one.name) for one in fields(EnactmentDraft)}
    return EnactmentDraft(**{**values, "unit": PriceUnit(row.unit)})


def _number(session: Session, row: EnactmentRecord) -> int:
    return case_of(session, row.case_id).number


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRuling:
    """The Verfügung that orders the offering; None takes it away."""

    id: UUID
    base_version: int
    ruling_id: UUID | None


@usecase(undoable=True)
def link_ruling(session: Session, command: LinkRuling, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Say on which Verfügung an enactment rests.

    RuleViolation: it is none of this case, or a bill rests on the one that is taken away.
    """
    refuse_cantonal(session)
    changes = {"ruling_id": command.ruling_id}
    before = held_of(found(session, EnactmentRecord, command.id, "Dieses verfügte Angebot"))
    row = change(session, EnactmentRecord, command.id, command.base_version, changes, THE_ENACTMENT)
    refuse_billed_change(session, row, before)
    _check_ruling(session, row.ruling_id, row.case_id)
    session.flush()
    return Outcome(CHANGED, said.in_case(_number(session, row), said.LINKED))


@usecase(undoable=True)
def remove_enactment(session: Session, command: RemoveRow, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Remove what was enacted by mistake, with its participation.

    RuleViolation: a bill rests on it, or invoices, payments of third parties or files belong to it.
    """
    refuse_cantonal(session)
    row = existing(session, EnactmentRecord, command.id, command.base_version, THE_ENACTMENT)
    number = _number(session, row)
    refuse_billed_enactment(session, row.id)
    _refuse_used(session, row)
    part = session.scalar(
        select(ParticipationRecord).where(ParticipationRecord.enactment_id == row.id)
    )
    if part is not None:
        for table in (InterruptionRecord, FollowUpRecord):
            for one in session.scalars(select(table).where(table.participation_id == part.id)):
                session.delete(one)
        session.flush()
        session.delete(part)
        session.flush()
    session.delete(row)
    session.flush()
    return Outcome(CHANGED, said.in_case(number, said.REMOVED_ENACTMENT))


def _refuse_used(session: Session, row: EnactmentRecord) -> None:
    for column in (InvoiceLineRecord.enactment_id, ThirdPartyPaymentRecord.enactment_id):
        if session.scalar(select(func.count()).where(column == row.id)):
            refuse([stop("invoiced", said.HAS_INVOICES)])
    if has_files(session, CasePart.ENACTMENT, row.id):
        refuse([stop("files", said.HAS_FILES)])


def has_files(session: Session, part: CasePart, row_id: UUID) -> bool:
    """Whether files are attached to something of a case."""
    table = CaseAttachmentRecord
    query = select(table.id).where(table.owner_kind == part.value, table.owner_id == row_id)
    return session.scalars(query).first() is not None
