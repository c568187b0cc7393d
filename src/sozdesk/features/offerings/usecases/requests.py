"""Gesuche: received, checked for completeness and need, assessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive.updates import cleaned, refuse
from sozdesk.features.offerings import queries, rules, texts
from sozdesk.features.offerings.records import (
    AssessmentRecord,
    DecisionRecord,
    EnclosureRecord,
    RequestRecord,
)
from sozdesk.features.offerings.terms import (
    AttachmentOwner,
    InspectionResult,
    NeedResult,
    RequestKind,
    RequestRow,
)
from sozdesk.features.offerings.usecases.common import (
    CHANGED,
    RELOAD,
    change,
    drop_attachments,
    existing,
    found,
    name_of,
    offering_of,
    provider_of,
    refuse_service,
    take_back_release,
)
from sozdesk.features.offerings.usecases.providers import RemoveRow
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import NotFound, Outdated
from sozdesk.kernel.findings import Finding, stop
from sozdesk.kernel.usecase import Outcome, usecase

THE_REQUEST = "Dieses Gesuch"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveRequest:
    """A Gesuch out of the letter box."""

    provider_id: UUID
    offering_id: UUID | None
    """None: for the provider as a whole."""
    kind: RequestKind
    received_on: date
    responsible: str = ""
    note: str = ""


@usecase(undoable=True)
def receive_request(session: Session, command: ReceiveRequest, context: Context) -> Outcome:
    """Enter a Gesuch with its window and the criteria of its day; ``Outcome.value`` is its id.

    Raises:
        NotFound: provider or offering are gone.
        RuleViolation: the day is still to come, or the offering is somebody else's.
    """
    refuse_service(session)
    provider = provider_of(session, command.provider_id)
    offering = offering_of(session, command.offering_id) if command.offering_id else None
    refuse(_day_findings(command.received_on, context.today))
    if offering is not None and offering.provider_id != provider.id:
        refuse([stop("other_provider", texts.OFFERING_OF_ANOTHER, "offering_id")])
    row = RequestRecord(
        id=context.new_id(),
        provider_id=provider.id,
        offering_id=command.offering_id,
        kind=command.kind.value,
        received_on=command.received_on,
        responsible=german.clean(command.responsible),
        note=cleaned(command.note),
    )
    _place(session, row)
    session.add(row)
    session.flush()
    return Outcome(CHANGED, texts.received(where(session, row), row.received_on), row.id)


def _day_findings(day: date, today: date, field: str = "received_on") -> list[Finding]:
    return [stop("in_future", texts.IN_FUTURE, field)] if day > today else []


def _place(session: Session, row: RequestRecord) -> None:
    """The window and the criteria of the day of receipt."""
    window = rules.window_of(row.received_on, queries.windows(session))
    criteria = queries.criteria_on(session, row.received_on)
    row.window_id = window.id if window else None
    row.criteria_version_id = criteria.id if criteria else None


def where(session: Session, row: RequestRecord | DecisionRecord) -> str:
    """«Angebot 12» or the name of the provider: how the Verlauf names a Gesuch or decision."""
    if row.offering_id is not None:
        return name_of(offering_of(session, row.offering_id))
    return provider_of(session, row.provider_id).name


def _request(session: Session, request_id: UUID) -> RequestRow:
    found(session, RequestRecord, request_id, THE_REQUEST)
    row = queries.request_of(session, request_id)
    assert row is not None, "found just now"
    return row


def open_request(session: Session, request_id: UUID) -> RequestRow:
    """A Gesuch without a sent decision; NotFound if it is gone, RuleViolation if it is decided."""
    row = _request(session, request_id)
    if row.sent_on is not None:
        refuse([stop("closed", texts.REQUEST_CLOSED)])
    return row


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRequest:
    """New values for kind, received_on, responsible or note."""

    id: UUID
    base_version: int
    changes: Mapping[str, object]


@usecase(undoable=True)
def change_request(session: Session, command: ChangeRequest, context: Context) -> Outcome:
    """Change a Gesuch; another day of receipt may bring another window.

    Raises:
        RuleViolation: it is decided, or the day is still to come or after it was complete.
        Outdated: somebody was faster.
    """
    refuse_service(session)
    request = open_request(session, command.id)
    row = change(
        session, RequestRecord, command.id, command.base_version, command.changes, THE_REQUEST
    )
    refuse(_day_findings(row.received_on, context.today))
    if "received_on" in command.changes:
        if row.complete_on is not None and row.complete_on < row.received_on:
            refuse([stop("received_late", texts.received_late(row.complete_on), "received_on")])
        with session.no_autoflush:
            _place(session, row)
    take_back_release(session, request.decision_id)
    session.flush()
    return Outcome(CHANGED, texts.changed(where(session, row), "Gesuch"))


@usecase(undoable=True)
def remove_request(session: Session, command: RemoveRow, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Remove a Gesuch that was entered by mistake; RuleViolation if there is a decision on it."""
    refuse_service(session)
    row = existing(session, RequestRecord, command.id, command.base_version, THE_REQUEST)
    if open_request(session, row.id).decision_id is not None:
        refuse([stop("decided", texts.DECISION_EXISTS)])
    name = where(session, row)
    for table in (EnclosureRecord, AssessmentRecord):
        for part in session.scalars(select(table).where(table.request_id == row.id)):
            drop_attachments(session, AttachmentOwner.ENCLOSURE, part.id)
            session.delete(part)
    drop_attachments(session, AttachmentOwner.REQUEST, row.id)
    session.flush()
    session.delete(row)
    session.flush()
    return Outcome(CHANGED, texts.removed(name, "Gesuch"))


# ------------------------------------------------------------------ complete, needed


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteRequest:
    """From which day on everything was there."""

    id: UUID
    base_version: int
    complete_on: date


@usecase(undoable=True)
def complete_request(session: Session, command: CompleteRequest, context: Context) -> Outcome:
    """Say that a Gesuch is complete.

    RuleViolation: names what is missing or expired, or what came in after that day.
    """
    refuse_service(session)
    request = open_request(session, command.id)
    refuse(_day_findings(command.complete_on, context.today, "complete_on"))
    papers = queries.enclosures_of(session, request, context.today)
    lack = rules.lacking(papers)
    if lack:
        refuse([stop("lacking", lack)])
    came = [one.received_on for one in papers if one.kind.required and one.received_on]
    refuse(rules.day_findings(replace(request, complete_on=command.complete_on), came))
    changes = {"complete_on": command.complete_on}
    row = change(session, RequestRecord, command.id, command.base_version, changes, THE_REQUEST)
    take_back_release(session, request.decision_id)
    session.flush()
    return Outcome(CHANGED, f"{where(session, row)}: Gesuch vollständig")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckNeed:
    """What the check of the need (Notwendigkeit) said."""

    id: UUID
    base_version: int
    need: NeedResult
    reason: str = ""


@usecase(undoable=True)
def check_need(session: Session, command: CheckNeed, context: Context) -> Outcome:
    """Record the check of the need; without a reason the «Bedarf gedeckt» of the catalogue is named.

    RuleViolation: the reason is missing and the catalogue says nothing, or it is decided.
    """
    refuse_service(session)
    request = open_request(session, command.id)
    reason = cleaned(command.reason)
    covered = queries.covered_for(session, request)
    if not reason and command.need is NeedResult.COVERED:
        if covered is None:
            refuse([stop("reason_missing", texts.REASONS_MISSING, "reason")])
        else:
            reason = texts.need_covered(covered.valid_from, covered.segment, covered.reason)
    changes = {
        "need": command.need.value,
        "need_reason": reason,
        "need_checked_on": context.today,
    }
    row = change(session, RequestRecord, command.id, command.base_version, changes, THE_REQUEST)
    take_back_release(session, request.decision_id)
    session.flush()
    return Outcome(CHANGED, f"{where(session, row)}: {texts.word(command.need)}")


# ------------------------------------------------------------------ enclosures


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordEnclosure:
    """What came of an enclosure, or why it is waived; ``base_version`` 0 if nothing is recorded."""

    request_id: UUID
    kind_code: str
    base_version: int = 0
    received_on: date | None = None
    expires_on: date | None = None
    """None: counted from the months of its kind."""
    seen_by: str = ""
    inspection: InspectionResult | None = None
    waived_because: str = ""
    note: str = ""


@usecase(undoable=True)
def record_enclosure(session: Session, command: RecordEnclosure, context: Context) -> Outcome:
    """Record one line of the checklist; ``Outcome.value`` is its id.

    Raises:
        RuleViolation: of a Strafregisterauszug not all is said, dates are turned round, or the
            Gesuch is decided and this is no renewal of a paper that was there.
        Outdated: somebody was faster.
    """
    refuse_service(session)
    request = _request(session, command.request_id)
    line = next(
        (
            one
            for one in queries.enclosures_of(session, request, context.today)
            if one.kind.code == command.kind_code
        ),
        None,
    )
    if line is None:
        raise NotFound("Diese Beilage gibt es nicht mehr.", RELOAD)
    entry = rules.EnclosureEntry(
        received_on=command.received_on,
        expires_on=_expiry(command, line.kind.valid_months),
        seen_by=german.clean(command.seen_by),
        inspection=command.inspection,
        waived_because=cleaned(command.waived_because),
    )
    refuse(rules.enclosure_findings(line.kind, entry, context.today))
    if request.sent_on is not None and not rules.renews(line, entry):
        refuse([stop("closed", texts.ONLY_RENEWED)])
    if line.version != command.base_version:
        raise Outdated(f"«{line.kind.name}» wurde in der Zwischenzeit geändert.", _LOOK)
    row = _enclosure_row(session, command, line.id, context)
    row.received_on, row.expires_on = entry.received_on, entry.expires_on
    row.seen_by, row.waived_because = entry.seen_by, entry.waived_because
    row.inspection = entry.inspection.value if entry.inspection else None
    row.note = cleaned(command.note)
    if request.sent_on is None:
        take_back_release(session, request.decision_id)
    session.flush()
    subject = request.offering_number
    name = f"Angebot {subject}" if subject else request.provider_name
    said = f"{name}: {line.kind.name} {'erlassen' if entry.waived_because else 'erfasst'}"
    return Outcome(CHANGED, said, row.id)


_LOOK = "Schauen Sie die neuen Angaben an und ändern Sie nochmals."


def _expiry(command: RecordEnclosure, months: int | None) -> date | None:
    if command.expires_on is not None or command.received_on is None:
        return command.expires_on
    return rules.expiry(command.received_on, months)


def _enclosure_row(
    session: Session, command: RecordEnclosure, row_id: UUID | None, context: Context
) -> EnclosureRecord:
    if row_id is not None:
        return found(session, EnclosureRecord, row_id, "Diese Beilage")
    row = EnclosureRecord(
        id=context.new_id(), request_id=command.request_id, kind_code=command.kind_code
    )
    session.add(row)
    return row
