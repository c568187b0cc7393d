"""Recording the returns of an import: planned first, then written, all in one transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from sozdesk.archive import blobs
from sozdesk.archive.base import Record
from sozdesk.features.offices import queries as offices
from sozdesk.features.rent_limits import queries, rules
from sozdesk.features.rent_limits.records import (
    DeclarationRecord,
    FindingNoteRecord,
    ReturnDocumentRecord,
    amounts_of,
    columns_of,
    finding_to_json,
)
from sozdesk.features.rent_limits.terms import (
    RECORDED_RESULTS,
    TOPIC,
    Attachment,
    Declaration,
    DeclarationRow,
    EntryDecision,
    ReceivedVia,
    RecordingResult,
    ReturnState,
    RoundRow,
)
from sozdesk.features.rent_limits.usecases import deciding, wording
from sozdesk.kernel.context import Context
from sozdesk.kernel.findings import Finding
from sozdesk.kernel.ids import natural_id
from sozdesk.kernel.usecase import Outcome, usecase

_AT_ONCE = 100
"""Returns in memory at a time: what is flushed the session lets go, so that an import of the whole
country stays small (a test counts)."""


_Series = tuple[int, date | None]
"""BFS number, and the first day of a change; None = the return."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnEntry:
    """One return of an import, as checked, with what the person decided about it."""

    declaration: Declaration
    findings: tuple[Finding, ...] = ()
    decision: EntryDecision = EntryDecision.RECORD
    reasons: deciding.Reasons = field(default_factory=dict)
    query_text: str = ""
    """The Rückfrage; the draft if left empty."""
    received_on: date
    via: ReceivedVia = ReceivedVia.FILE
    file_name: str = ""
    content: bytes = b""
    """The form itself; empty if it was typed in."""
    attachments: tuple[Attachment, ...] = ()
    change_from: date | None = None
    """First day, if it is a change outside the Erhebung (Änderung); its «gültig ab»."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReturns:
    """The returns of one import into the Erhebung of a year."""

    year: int
    entries: tuple[ReturnEntry, ...]


@dataclass(frozen=True, slots=True)
class ReturnResult:
    """What became of one entry."""

    bfs: int
    result: RecordingResult
    declaration_id: UUID
    revision: int
    change_from: date | None = None


def recorded_ids(results: Iterable[ReturnResult]) -> tuple[UUID, ...]:
    """The returns that were recorded just now; of a municipality's return only the newest."""
    newest: dict[_Series, ReturnResult] = {}
    for one in results:
        known = newest.get((one.bfs, one.change_from))
        if one.result in RECORDED_RESULTS and (known is None or known.revision < one.revision):
            newest[one.bfs, one.change_from] = one
    return tuple(one.declaration_id for one in newest.values())


@dataclass(frozen=True, slots=True)
class _Step:
    """What is to be done with one entry."""

    entry: ReturnEntry
    outcome: ReturnResult
    new: bool
    """A row is written; else the one that waits is decided, or nothing happens."""


@dataclass(frozen=True, slots=True)
class _Earlier(rules.EarlierReturn):
    """A return of a municipality, in the file or earlier in the same import."""

    id: UUID
    state: ReturnState


@usecase(undoable=True)
def record_returns(session: Session, command: RecordReturns, context: Context) -> Outcome:
    """Record, query or keep the returns; ``Outcome.value`` is a ReturnResult per entry.

    A return with the newest content again changes nothing, unless it decides one that waits; nor
    does one that was corrected since (``rules.repeated``). Other content is a new revision and the
    earlier ones stay readable. Within one import the later day of receipt wins.

    A change (``change_from``) counts its own revisions beside the return.

    Raises:
        NotFound: the Erhebung was not opened.
        RuleViolation: a change without a return to change, or that holds from another day than it
            says; a STOP finding (of an incomplete return only if it is to be recorded), or a
            hint to be recorded without a reason; names the municipality. Nothing is recorded then.
    """
    round_ = queries.opened_round(session, command.year)
    names = {row.bfs_number: row.short_name for row in offices.all_municipalities(session)}
    returns = queries.revisions_of_year(session, command.year)
    answered = {*returns, *_returns_in(command.entries)}
    wording.refuse(
        [
            found
            for entry in command.entries
            for found in (
                *_objections(entry, command.year, names),
                *_objections_to_change(entry, answered, names),
            )
        ]
    )
    steps = _plan(session, command, returns)
    previous = queries.declared_last(session, command.year - 1)
    write = _Writing(session, round_, context, names, previous)
    new = [step for step in steps if step.new]
    for start in range(0, len(new), _AT_ONCE):
        _write_new(write, new[start : start + _AT_ONCE])
    _decide_waiting(write, [step for step in steps if _decides(step)])
    return _outcome([step.outcome for step in steps], names)


@dataclass(frozen=True, slots=True)
class _Writing:
    """What every writing step needs."""

    session: Session
    round: RoundRow
    context: Context
    names: Mapping[int, str]
    previous: Mapping[int, Declaration]


def _objections(entry: ReturnEntry, year: int, names: Mapping[int, str]) -> list[Finding]:
    declared = entry.declaration
    if declared.bfs_number not in names:
        message = wording.unknown_number(declared.bfs_number)
        return [wording.stop("unknown_municipality", message)]
    name = names[declared.bfs_number]
    if declared.year != year:
        return [wording.stop("wrong_year", wording.wrong_year(name, declared.year, year))]
    return deciding.objections(
        name, entry.findings, entry.decision, entry.reasons, entry.query_text
    )


def _returns_in(entries: Iterable[ReturnEntry]) -> Iterator[int]:
    """BFS numbers of the municipalities whose return is among the entries."""
    return (entry.declaration.bfs_number for entry in entries if entry.change_from is None)


def _objections_to_change(
    entry: ReturnEntry, answered: Collection[int], names: Mapping[int, str]
) -> list[Finding]:
    """A change changes something: the return of the year, from its own «gültig ab» on."""
    start, declared = entry.change_from, entry.declaration
    if start is None or declared.bfs_number not in names:
        return []
    name = names[declared.bfs_number]
    if declared.valid_from != start:
        message = wording.change_without_day(name)
        return [wording.stop("change_without_day", message, field="valid_from")]
    if declared.bfs_number not in answered:
        message = wording.nothing_to_change(name, declared.year)
        return [wording.stop("nothing_to_change", message)]
    return []


# ------------------------------------------------------------------ plan


def _plan(session: Session, command: RecordReturns, returns: queries.Revisions) -> list[_Step]:
    """One step per entry, in the order of the entries."""
    earlier: dict[_Series, list[_Earlier]] = {}
    for of_year in (returns, queries.changes_of_year(session, command.year)):
        for bfs_number, rows in of_year.items():
            for row in rows:
                earlier.setdefault((bfs_number, row.change_from), []).append(_stored(row))
    numbered = list(enumerate(command.entries))
    steps: dict[int, _Step] = {}
    for number, entry in sorted(numbered, key=lambda pair: pair[1].received_on):
        known = earlier.setdefault((entry.declaration.bfs_number, entry.change_from), [])
        step = _step(entry, known)
        steps[number] = step
        _remember(known, step)
    return [steps[number] for number, _ in numbered]


def _stored(row: DeclarationRow) -> _Earlier:
    hashes = frozenset(document.sha256 for document in row.documents)
    return _Earlier(row.declaration, row.revision, row.received_on, hashes, row.id, row.state)


def _step(entry: ReturnEntry, earlier: Sequence[_Earlier]) -> _Step:
    """What an entry does; ``earlier`` are the returns of its municipality, newest first."""
    declared, start = entry.declaration, entry.change_from
    result = deciding.result_of(entry.decision)
    same = rules.repeated(declared, entry.received_on, _hash(entry), earlier)
    if same is not None:
        if same is not earlier[0] or not _moves(same.state, entry.decision):
            result = RecordingResult.IDENTICAL
        again = ReturnResult(declared.bfs_number, result, same.id, same.revision, start)
        return _Step(entry, again, new=False)
    revision = earlier[0].revision + 1 if earlier else 1
    if earlier and result is RecordingResult.RECORDED:
        result = RecordingResult.SUPERSEDED
    key = _key(declared, start, revision)
    return _Step(entry, ReturnResult(declared.bfs_number, result, key, revision, start), new=True)


def _key(declared: Declaration, start: date | None, revision: int) -> UUID:
    """The same in every copy of the file."""
    day = () if start is None else (start.isoformat(),)
    return natural_id("declaration", declared.year, declared.bfs_number, *day, revision)


def _hash(entry: ReturnEntry) -> str:
    """SHA-256 of the form; empty if the return was typed in."""
    return sha256(entry.content).hexdigest() if entry.content else ""


def _moves(state: ReturnState, decision: EntryDecision) -> bool:
    """Whether a decision about the same content gets a waiting return further."""
    if state is ReturnState.RECEIVED:
        return decision is not EntryDecision.KEEP
    return state is ReturnState.QUERIED and decision is EntryDecision.RECORD


def _decides(step: _Step) -> bool:
    return not step.new and step.outcome.result is not RecordingResult.IDENTICAL


_STATES = {
    EntryDecision.RECORD: ReturnState.RECORDED,
    EntryDecision.QUERY: ReturnState.QUERIED,
    EntryDecision.KEEP: ReturnState.RECEIVED,
}


def _remember(earlier: list[_Earlier], step: _Step) -> None:
    """A later entry of the same import is compared with what this one leaves."""
    if step.outcome.result is RecordingResult.IDENTICAL:
        return
    entry, outcome = step.entry, step.outcome
    one = _Earlier(
        entry.declaration,
        outcome.revision,
        entry.received_on,
        frozenset({_hash(entry)} - {""}),
        outcome.declaration_id,
        _STATES[entry.decision],
    )
    earlier[: 0 if step.new else 1] = [one]


# ------------------------------------------------------------------ write


def _write_new(write: _Writing, steps: Sequence[_Step]) -> None:
    documents = _documents(write.session, steps)
    declarations = [_declaration(write, step) for step in steps]
    _add(write.session, declarations)
    amounts: list[Record] = []
    notes: list[Record] = []
    for record, step in zip(declarations, steps, strict=True):
        amounts += amounts_of(step.entry.declaration, record)
        notes += _notes(write, step)
    _add(write.session, [*amounts, *documents, *notes])


def _add(session: Session, rows: Iterable[Record]) -> None:
    """Parents before children: without relationships the session does not know the order."""
    session.add_all(rows)
    session.flush()


def _declaration(write: _Writing, step: _Step) -> DeclarationRecord:
    entry = step.entry
    record = DeclarationRecord(
        id=step.outcome.declaration_id,
        round_id=write.round.id,
        change_from=entry.change_from,
        revision=step.outcome.revision,
        received_on=entry.received_on,
        via=entry.via.value,
        file_name=entry.file_name,
        findings=[finding_to_json(finding) for finding in entry.findings],
        **columns_of(entry.declaration),
    )
    _put_decision(write, record, entry)
    return record


def _put_decision(write: _Writing, record: DeclarationRecord, entry: ReturnEntry) -> None:
    declared = entry.declaration
    name = write.names[declared.bfs_number]
    asking = entry.decision is EntryDecision.QUERY
    deciding.put_decision(
        record,
        entry.decision,
        rules.recorded_state(declared, write.previous.get(declared.bfs_number)),
        deciding.question(name, declared.year, entry.findings, entry.query_text) if asking else "",
        write.context,
    )


def _notes(write: _Writing, step: _Step) -> list[FindingNoteRecord]:
    return deciding.notes(
        step.outcome.declaration_id,
        write.round.year,
        step.entry.findings,
        step.entry.reasons,
        write.context,
    )


def _documents(session: Session, steps: Sequence[_Step]) -> list[ReturnDocumentRecord]:
    """The forms and their attachments, with their bytes kept in the file."""
    files = [
        (step.outcome.declaration_id, position, file)
        for step in steps
        for position, file in enumerate(_files_of(step.entry))
    ]
    hashes = blobs.put_all(session, [file.content for _, _, file in files])
    return [
        ReturnDocumentRecord(
            id=natural_id("return_document", str(key), position),
            declaration_id=key,
            position=position,
            name=file.name,
            sha256=sha256,
            size=len(file.content),
        )
        for (key, position, file), sha256 in zip(files, hashes, strict=True)
    ]


def _files_of(entry: ReturnEntry) -> tuple[Attachment, ...]:
    """The form first; a return that was typed in has none."""
    form = (Attachment(entry.file_name, entry.content),) if entry.content else ()
    return (*form, *entry.attachments)


def _decide_waiting(write: _Writing, steps: Sequence[_Step]) -> None:
    """The same content again, now with a decision: no new revision."""
    ids = [step.outcome.declaration_id for step in steps]
    waiting = _by_id(write.session, DeclarationRecord, DeclarationRecord.id.in_(ids))
    known = _by_id(write.session, FindingNoteRecord, FindingNoteRecord.declaration_id.in_(ids))
    for step in steps:
        record = waiting[step.outcome.declaration_id]
        record.findings = [finding_to_json(finding) for finding in step.entry.findings]
        _put_decision(write, record, step.entry)
        deciding.put_notes(write.session, _notes(write, step), known)
    write.session.flush()


_Row = TypeVar("_Row", bound=Record)


def _by_id(session: Session, table: type[_Row], condition: ColumnElement[bool]) -> dict[UUID, _Row]:
    return {row.id: row for row in session.scalars(select(table).where(condition))}


# ------------------------------------------------------------------ answer


def _outcome(results: Sequence[ReturnResult], names: Mapping[int, str]) -> Outcome:
    found = [row.result for row in results]
    changed = any(result is not RecordingResult.IDENTICAL for result in found)
    if len(results) == 1:
        only = results[0]
        summary = wording.one_return(names[only.bfs], only.result, only.revision, only.change_from)
    else:
        summary = wording.many_returns(found)
    return Outcome(frozenset({TOPIC} if changed else ()), summary, tuple(results))
