"""An Übergabeblatt leaves the office: who gets it, what for, who prepared and who released it.

Where the office has set «zweite Person gibt frei», one person prepares it, and another one, signed in
as herself, releases it: as with the deletion of cases and with bills. Once the office asks for one
person only, a sheet that still waits is released by whoever is signed in.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive.updates import refuse
from sozdesk.features.cases import queries, rules
from sozdesk.features.cases.records import HandoverDraftRecord
from sozdesk.features.cases.terms import AccessKind
from sozdesk.features.cases.terms.handover import Handover, HandoverDraft, HandoverRelease
from sozdesk.features.cases.texts import casework as said
from sozdesk.features.cases.usecases.common import CHANGED, RELOAD, case_of, refuse_cantonal
from sozdesk.features.cases.usecases.privacy import TRACES, RecordExport, record_export
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import NotFound
from sozdesk.kernel.findings import stop
from sozdesk.kernel.usecase import Outcome, usecase


@dataclass(frozen=True, slots=True, kw_only=True)
class PrepareHandover:
    """For whom the sheet of a case is meant, and what for."""

    case_id: UUID
    recipient: str
    purpose: str


@usecase(undoable=True)
def prepare_handover(session: Session, command: PrepareHandover, context: Context) -> Outcome:
    """Have a sheet wait for its release; it takes the place of one that waits already.

    RuleViolation: recipient or purpose is missing.
    """
    refuse_cantonal(session)
    refuse(rules.export_findings(command.recipient, command.purpose))
    case = case_of(session, command.case_id)
    row = _draft(session, case.id)
    if row is None:
        row = HandoverDraftRecord(id=context.new_id(), case_id=case.id)
        session.add(row)
    row.recipient, row.purpose = german.clean(command.recipient), german.clean(command.purpose)
    row.prepared_by, row.prepared_on = context.staff_name, context.today
    session.flush()
    return Outcome(CHANGED, f"{said.case_name(case.number)}: Übergabeblatt vorbereitet")


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveHandoverDraft:
    """The case whose prepared sheet is not to leave after all."""

    case_id: UUID


@usecase(undoable=True)
def remove_handover_draft(
    session: Session,
    command: RemoveHandoverDraft,
    context: Context,  # noqa: ARG001 - every use case is handed a context
) -> Outcome:
    """Withdraw a prepared sheet; NotFound if none waits any more."""
    refuse_cantonal(session)
    case = case_of(session, command.case_id)
    row = _draft(session, case.id)
    if row is None:
        raise NotFound(said.NO_DRAFT, RELOAD)
    session.delete(row)
    session.flush()
    return Outcome(CHANGED, f"{said.case_name(case.number)}: vorbereitetes Übergabeblatt verworfen")


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """Who releases it is who is signed in; of a prepared sheet recipient and purpose stand already."""

    case_id: UUID
    recipient: str = ""
    purpose: str = ""


def sheet_to_hand_over(
    session: Session, command: HandOver, context: Context
) -> tuple[Handover, HandoverRelease]:
    """What the sheet says and who answers for it, to be written and then noted.

    Raises:
        RuleViolation: recipient or purpose is missing; or two persons are asked for, and nobody has
            prepared the sheet, or whoever is signed in did.
    """
    refuse_cantonal(session)
    case = case_of(session, command.case_id)
    release = _release(session, command, context)
    content = queries.handover(session, case.id, context)
    assert content is not None, "the case is there"
    return content, release


@usecase(undoable=False)
def hand_over(session: Session, command: HandOver, context: Context) -> Outcome:
    """Note for every person on the sheet that it was handed over, once it is written.

    RuleViolation: as :func:`sheet_to_hand_over`.
    """
    case = case_of(session, command.case_id)
    content, release = sheet_to_hand_over(session, command, context)
    people = tuple(dict.fromkeys(one.member.person.id for one in content.persons))
    handed = RecordExport(
        person_ids=people,
        recipient=release.recipient,
        purpose=release.purpose,
        kind=AccessKind.HANDED_OVER,
        prepared_by=release.prepared_by,
        released_by=release.released_by,
    )
    record_export(session, handed, context)
    topics = TRACES
    if (row := _draft(session, case.id)) is not None:
        session.delete(row)
        topics |= CHANGED
    session.flush()
    summary = f"{said.case_name(case.number)}: Übergabeblatt ausgegeben"
    return Outcome(topics, summary)


def _release(session: Session, command: HandOver, context: Context) -> HandoverRelease:
    """Who answers for the sheet: it leaves as it was prepared, or as it is asked for now."""
    state = queries.handover_state(session, command.case_id, context.today)
    if state.second_person:
        _refuse_alone(state.draft, context)
    draft = state.draft
    told = command if draft is None else draft
    recipient, purpose = german.clean(told.recipient), german.clean(told.purpose)
    refuse(rules.export_findings(recipient, purpose))
    return HandoverRelease(
        recipient=recipient,
        purpose=purpose,
        prepared_by=context.staff_name if draft is None else draft.prepared_by,
        released_by=context.staff_name,
    )


def _refuse_alone(draft: HandoverDraft | None, context: Context) -> None:
    """RuleViolation: nobody has prepared the sheet, or whoever is signed in did."""
    if draft is None:
        refuse([stop("not_prepared", said.NOT_PREPARED)])
    elif german.same_name(draft.prepared_by, context.staff_name):
        refuse([stop("own_sheet", said.OWN_SHEET)])


def _draft(session: Session, case_id: UUID) -> HandoverDraftRecord | None:
    table = HandoverDraftRecord
    return session.scalar(select(table).where(table.case_id == case_id))
