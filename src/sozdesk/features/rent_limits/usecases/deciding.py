"""What the office decides about a return: erfassen, Rückfrage, or leave it as eingegangen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.features.offices import queries as offices
from sozdesk.features.rent_limits import queries, rules, texts
from sozdesk.features.rent_limits.records import DeclarationRecord, FindingNoteRecord
from sozdesk.features.rent_limits.terms import (
    RECORDED_STATES,
    TOPIC,
    Declaration,
    DeclarationRow,
    EntryDecision,
    RecordingResult,
    ReturnState,
    reason_key,
)
from sozdesk.features.rent_limits.usecases import wording
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import NotFound, Outdated
from sozdesk.kernel.findings import Finding, hints, stops
from sozdesk.kernel.ids import natural_id
from sozdesk.kernel.usecase import Outcome, usecase

Reasons = Mapping[str, str]
"""``reason_key`` of a hint → why it is «zur Kenntnis genommen»."""


def objections(
    name: str,
    findings: Sequence[Finding],
    decision: EntryDecision,
    reasons: Reasons,
    query_text: str,
) -> list[Finding]:
    """Why a decision cannot be carried out: a STOP, a hint without a reason, nothing to ask.

    What is only incomplete can be asked about and kept, not recorded.
    """
    found: list[Finding] = []
    if decision is EntryDecision.RECORD or not rules.may_keep(findings):
        found += _stop_findings(name, findings)
    if decision is EntryDecision.RECORD:
        found += _reason_findings(name, findings, reasons)
    if decision is EntryDecision.QUERY:
        found += _question_findings(name, findings, query_text)
    return found


def _stop_findings(name: str, findings: Sequence[Finding]) -> list[Finding]:
    return [
        wording.stop(stopping.code, wording.not_recordable(name, stopping), field=stopping.field)
        for stopping in stops(tuple(findings))
    ]


def _reason_findings(name: str, findings: Sequence[Finding], reasons: Reasons) -> list[Finding]:
    given = {key for key, reason in reasons.items() if reason.strip()}
    return [
        wording.stop("reason_missing", wording.reason_missing(name, hint), field=hint.field)
        for hint in rules.open_hints(findings, given)
    ]


def _question_findings(name: str, findings: Sequence[Finding], typed: str) -> list[Finding]:
    """A Rückfrage needs something to ask about, or words of its own."""
    found = tuple(findings)
    if typed.strip() or hints(found) or stops(found):
        return []
    return [wording.stop("question_missing", wording.question_missing(name), field="query_text")]


def put_decision(
    record: DeclarationRecord,
    decision: EntryDecision,
    recorded_state: ReturnState,
    query_text: str,
    context: Context,
) -> None:
    """Set the state of a return and who decided when."""
    if decision is EntryDecision.RECORD:
        record.state = recorded_state.value
        record.recorded_at = context.now
        record.recorded_by = context.staff_name
    elif decision is EntryDecision.QUERY:
        record.state = ReturnState.QUERIED.value
        record.query_text = query_text.strip()
        record.queried_on = context.today
    else:
        record.state = ReturnState.RECEIVED.value


def question(name: str, year: int, findings: Sequence[Finding], typed: str) -> str:
    """The Rückfrage as typed, else the draft."""
    return typed.strip() or texts.query_draft(name, year, findings)


def notes(
    declaration_id: UUID,
    year: int,
    findings: Sequence[Finding],
    reasons: Reasons,
    context: Context,
) -> list[FindingNoteRecord]:
    """The reasons that were given, each for one hint."""
    asked = {reason_key(hint): hint for hint in hints(tuple(findings))}
    return [
        FindingNoteRecord(
            id=natural_id("finding_note", str(declaration_id), key),
            declaration_id=declaration_id,
            code=str(hint.code),
            subject=hint.subject,
            value=hint.value,
            reason=german.clean(reasons[key]),
            noted_by=context.staff_name,
            noted_at=context.now,
            year=year,
        )
        for key, hint in asked.items()
        if reasons.get(key, "").strip()
    ]


def put_notes(
    session: Session, fresh: Iterable[FindingNoteRecord], known: Mapping[UUID, FindingNoteRecord]
) -> None:
    """Add new reasons; a reason that was given before is replaced."""
    for note in fresh:
        before = known.get(note.id)
        if before is None:
            session.add(note)
        elif before.reason != note.reason:
            before.reason, before.noted_by = note.reason, note.noted_by
            before.noted_at = note.noted_at


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideReturn:
    """A decision about a return that lies in the file as «eingegangen» or «Rückfrage»."""

    declaration_id: UUID
    base_version: int
    decision: EntryDecision
    reasons: Reasons = field(default_factory=dict)
    query_text: str = ""


_RESULTS = {
    EntryDecision.RECORD: RecordingResult.RECORDED,
    EntryDecision.QUERY: RecordingResult.QUERIED,
    EntryDecision.KEEP: RecordingResult.RECEIVED,
}


def result_of(decision: EntryDecision) -> RecordingResult:
    """What a decision makes of a return."""
    return _RESULTS[decision]


@usecase(undoable=True)
def decide_return(session: Session, command: DecideReturn, context: Context) -> Outcome:
    """Decide about a waiting return; ``Outcome.value`` is its id.

    Reasons that were noted before count as given.

    Raises:
        NotFound: the return is gone.
        Outdated: somebody else decided meanwhile.
        RuleViolation: it is recorded or superseded already, a hint lacks a reason, or it is to be
            recorded while an answer lacks; the corrected return replaces it.
    """
    row = queries.declaration(session, command.declaration_id)
    record = session.get(DeclarationRecord, command.declaration_id)
    if row is None or record is None:
        raise NotFound(wording.RETURN_GONE, wording.RELOAD)
    declared = row.declaration
    name = _name(session, declared.bfs_number)
    if row.version != command.base_version:
        raise Outdated(_what_is_now(name, row), wording.LOOK_AGAIN)
    wording.refuse(_standing(session, row, name))
    known = {note.id: note for note in _notes_of(session, row.id)}
    given = {note.key: note.reason for note in row.notes} | dict(command.reasons)
    wording.refuse(objections(name, row.findings, command.decision, given, command.query_text))
    put_decision(
        record,
        command.decision,
        rules.recorded_state(declared, _previous(session, declared.year, declared.bfs_number)),
        question(name, declared.year, row.findings, command.query_text),
        context,
    )
    put_notes(session, notes(row.id, declared.year, row.findings, command.reasons, context), known)
    session.flush()
    result = result_of(command.decision)
    summary = wording.one_return(name, result, row.revision, row.change_from)
    return Outcome(frozenset({TOPIC}), summary, row.id)


def _name(session: Session, bfs_number: int) -> str:
    found = offices.municipality(session, bfs_number)
    return found.short_name if found else str(bfs_number)


def _what_is_now(name: str, row: DeclarationRow) -> str:
    return f"{wording.return_outdated(name)} Sie ist jetzt «{texts.word(row.state)}»."


def _standing(session: Session, row: DeclarationRow, name: str) -> list[Finding]:
    """Only the newest revision can be decided, and only while it waits."""
    declared = row.declaration
    newest = queries.revisions(session, declared.year, declared.bfs_number, row.change_from)[0]
    if newest.id != row.id:
        return [wording.stop("superseded", wording.superseded(name))]
    if row.state in RECORDED_STATES:
        return [wording.stop("already_recorded", wording.already_recorded(name))]
    return []


def _previous(session: Session, year: int, bfs_number: int) -> Declaration | None:
    """What held at the end of the year before."""
    return queries.declared_last(session, year - 1, bfs_number).get(bfs_number)


def _notes_of(session: Session, declaration_id: UUID) -> Sequence[FindingNoteRecord]:
    wanted = select(FindingNoteRecord).where(FindingNoteRecord.declaration_id == declaration_id)
    return session.scalars(wanted).all()
