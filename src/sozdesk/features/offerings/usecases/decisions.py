"""Decisions: drafted, preceded by a hearing, released by a second person, sent and then frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive import blobs
from sozdesk.archive.updates import cleaned, refuse
from sozdesk.features.offerings import queries, reports, rules, texts
from sozdesk.features.offerings.records import (
    AttachmentRecord,
    ConditionRecord,
    DecisionRecord,
    OfferingRecord,
    RequestRecord,
)
from sozdesk.features.offerings.terms import (
    AttachmentOwner,
    DecisionKind,
    DecisionRow,
    OfferingState,
)
from sozdesk.features.offerings.usecases.common import (
    CHANGED,
    change,
    drop_attachments,
    existing,
    found,
    offering_of,
    provider_of,
    refuse_service,
)
from sozdesk.features.offerings.usecases.providers import RemoveRow
from sozdesk.features.offerings.usecases.requests import open_request, where
from sozdesk.kernel.context import Context
from sozdesk.kernel.findings import stop
from sozdesk.kernel.usecase import Outcome, usecase

THE_DECISION = "Dieser Entscheid"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftDecision:
    """A decision on a Gesuch, or (without one) the end of a recognition."""

    kind: DecisionKind
    request_id: UUID | None = None
    provider_id: UUID | None = None
    """Only without a Gesuch."""
    offering_id: UUID | None = None
    decided_on: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    reasons: str = ""
    duties: str = ""


@usecase(undoable=True)
def draft_decision(session: Session, command: DraftDecision, context: Context) -> Outcome:
    """Draft a decision; ``Outcome.value`` is its id. Only an end before the start is refused.

    Raises:
        NotFound: Gesuch, provider or offering are gone.
        RuleViolation: this kind is not possible now, or there is a decision already.
    """
    refuse_service(session)
    provider_id, offering_id = _subject(session, command)
    row = DecisionRecord(
        id=context.new_id(),
        provider_id=provider_id,
        offering_id=offering_id,
        request_id=command.request_id,
        kind=command.kind.value,
        decided_on=command.decided_on,
        valid_from=command.valid_from,
        valid_to=command.valid_to,
        reasons=cleaned(command.reasons),
        duties=cleaned(command.duties),
        prepared_by=context.staff_name,
    )
    session.add(row)
    session.flush()
    _refuse_wrong(session, row, context)
    return Outcome(CHANGED, f"{where(session, row)}: Entscheid «{_word(row)}» entworfen", row.id)


def _subject(session: Session, command: DraftDecision) -> tuple[UUID, UUID | None]:
    if command.request_id is not None:
        request = open_request(session, command.request_id)
        if request.decision_id is not None:
            refuse([stop("decided", texts.DECISION_EXISTS)])
        return request.provider_id, request.offering_id
    if command.offering_id is not None:
        return offering_of(session, command.offering_id).provider_id, command.offering_id
    assert command.provider_id is not None, (
        "a decision is about a Gesuch, an offering or a provider"
    )
    return provider_of(session, command.provider_id).id, None


def _word(row: DecisionRecord) -> str:
    return texts.word(DecisionKind(row.kind))


def _refuse_wrong(session: Session, row: DecisionRecord, context: Context) -> DecisionRow:
    """Refuse what cannot even be drafted; answers the decision as a row."""
    decision = queries.decision_of(session, row.id)
    assert decision is not None, "written just now"
    request = queries.request_of(session, row.request_id) if row.request_id else None
    choices = queries.kinds_for(session, request, context.today)
    why = next(one.why_not for one in choices if one.kind is decision.kind)
    if why:
        refuse([stop("kind", texts.not_possible(decision.kind, why), "kind")])
    refuse(rules.draft_findings(decision))
    return decision


def draft_of(session: Session, decision_id: UUID) -> DecisionRecord:
    """A decision that is not sent; NotFound if it is gone, RuleViolation if it is sent."""
    row = found(session, DecisionRecord, decision_id, THE_DECISION)
    if row.sent_on is not None:
        refuse([stop("sent", texts.ALREADY_SENT)])
    return row


def rewritten(row: DecisionRecord, staff_name: str) -> None:
    """Somebody wrote something of a draft: one more author, and a release is gone."""
    if staff_name not in row.prepared_by.splitlines():
        row.prepared_by = "\n".join(filter(None, (row.prepared_by, staff_name)))
    row.released_by, row.released_at = "", None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeDecision:
    """New values for kind, decided_on, valid_from, valid_to, reasons or duties of a draft."""

    id: UUID
    base_version: int
    changes: Mapping[str, object]


@usecase(undoable=True)
def change_decision(session: Session, command: ChangeDecision, context: Context) -> Outcome:
    """Change a draft; whoever changes it has prepared it too, and a release is gone.

    Raises:
        RuleViolation: it is sent, its kind is not possible, or it ends before it starts.
        Outdated: somebody was faster.
    """
    refuse_service(session)
    draft_of(session, command.id)
    row = change(
        session, DecisionRecord, command.id, command.base_version, command.changes, THE_DECISION
    )
    row.kind = DecisionKind(row.kind).value
    rewritten(row, context.staff_name)
    session.flush()
    _refuse_wrong(session, row, context)
    return Outcome(CHANGED, texts.changed(where(session, row), "Entscheid"))


@usecase(undoable=True)
def remove_decision(session: Session, command: RemoveRow, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Throw a draft away with its Auflagen; RuleViolation if it is sent."""
    refuse_service(session)
    row = existing(session, DecisionRecord, command.id, command.base_version, THE_DECISION)
    draft_of(session, row.id)
    name = where(session, row)
    table = ConditionRecord
    for part in session.scalars(select(table).where(table.decision_id == row.id)):
        drop_attachments(session, AttachmentOwner.CONDITION, part.id)
        session.delete(part)
    drop_attachments(session, AttachmentOwner.DECISION, row.id)
    session.flush()
    session.delete(row)
    session.flush()
    return Outcome(CHANGED, texts.removed(name, "Entwurf des Entscheids"))


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordHearing:
    """Rechtliches Gehör: on which day it was granted, and what came of it."""

    id: UUID
    base_version: int
    heard_on: date
    note: str = ""


@usecase(undoable=True)
def record_hearing(session: Session, command: RecordHearing, context: Context) -> Outcome:
    """Record the rechtliches Gehör; RuleViolation if it is not between Gesuch and decision."""
    refuse_service(session)
    draft = draft_of(session, command.id)
    if command.heard_on > context.today:
        refuse([stop("in_future", texts.IN_FUTURE, "heard_on")])
    request = session.get(RequestRecord, draft.request_id) if draft.request_id else None
    received_on = request.received_on if request else None
    refuse(rules.hearing_findings(command.heard_on, received_on, draft.decided_on))
    changes = {"heard_on": command.heard_on, "hearing_note": command.note}
    row = change(session, DecisionRecord, command.id, command.base_version, changes, THE_DECISION)
    rewritten(row, context.staff_name)
    session.flush()
    return Outcome(CHANGED, f"{where(session, row)}: rechtliches Gehör erfasst")


# ------------------------------------------------------------------ release, send


@dataclass(frozen=True, slots=True, kw_only=True)
class PassDecision:
    """A draft as it was seen, to be released or sent."""

    id: UUID
    base_version: int


@usecase(undoable=False)
def release_decision(session: Session, command: PassDecision, context: Context) -> Outcome:
    """Release a draft as a second person.

    Raises:
        RuleViolation: something keeps it from being sent, or whoever wrote something of it releases it.
        Outdated: it was changed since it was seen.
    """
    refuse_service(session)
    row = existing(session, DecisionRecord, command.id, command.base_version, THE_DECISION)
    draft_of(session, row.id)
    decision = _refuse_wrong(session, row, context)
    around = queries.surroundings(session, decision, context.today)
    refuse(
        (
            *rules.release_findings(decision, context.staff_name),
            *rules.decision_findings(decision, around),
        )
    )
    row.released_by, row.released_at = context.staff_name, context.now
    session.flush()
    return Outcome(CHANGED, f"{where(session, row)}: Entscheid freigegeben")


@usecase(undoable=False)
def send_decision(session: Session, command: PassDecision, context: Context) -> Outcome:
    """Give a decision its number, keep its letter, and freeze it; ``Outcome.value`` is the number.

    The end of a recognition takes its offerings off the platform from its day; running
    participations are not touched.

    Raises:
        RuleViolation: something is missing, or a second person has not released it.
        Outdated: it was changed since it was seen.
    """
    refuse_service(session)
    row = existing(session, DecisionRecord, command.id, command.base_version, THE_DECISION)
    draft_of(session, row.id)
    decision = _refuse_wrong(session, row, context)
    around = queries.surroundings(session, decision, context.today)
    refuse(rules.decision_findings(decision, around))
    if queries.needs_second_person(session, context.today) and row.released_at is None:
        refuse([stop("not_released", texts.NOT_RELEASED)])
    assert row.decided_on is not None, "a decision without a day was refused"
    assert around.remedy is not None, "a decision without a remedy was refused"
    known = session.scalars(select(DecisionRecord.number).where(DecisionRecord.number.is_not(None)))
    row.number = rules.next_number(row.decided_on.year, filter(None, known.all()))
    row.remedy, row.sent_on = around.remedy.text, context.today
    session.flush()
    _keep_letter(session, row, context)
    _leave_platform(session, row, context.today)
    session.flush()
    said = f"{where(session, row)}: Entscheid {row.number} «{_word(row)}» versandt"
    return Outcome(CHANGED, said, row.number)


def _keep_letter(session: Session, row: DecisionRecord, context: Context) -> None:
    """The letter as it goes out, in Word and as pdf, attached to the decision."""
    decision = queries.decision_of(session, row.id)
    assert decision is not None, "written just now"
    letter = queries.decision_letter(session, decision, context.now, context.today)
    files = reports.letter_files(letter)
    hashes = blobs.put_all(session, [content for _name, content in files])
    for (name, content), sha256 in zip(files, hashes, strict=True):
        session.add(
            AttachmentRecord(
                id=context.new_id(),
                owner_kind=AttachmentOwner.DECISION.value,
                owner_id=row.id,
                name=name,
                size=len(content),
                sha256=sha256,
                added_on=context.today,
            )
        )


def _leave_platform(session: Session, row: DecisionRecord, today: date) -> None:
    """At once if the day has come; before it the cockpit shows what is still on the platform."""
    ended = DecisionKind(row.kind) in rules.ENDS and row.valid_from is not None
    if not ended or row.valid_from is None or row.valid_from > today:
        return
    table = OfferingRecord
    chosen = select(table).where(
        table.provider_id == row.provider_id,
        table.state.in_((OfferingState.PUBLISHED.value, OfferingState.PAUSED.value)),
    )
    if row.offering_id is not None:
        chosen = chosen.where(table.id == row.offering_id)
    for one in session.scalars(chosen):
        one.state = OfferingState.REMOVED.value
