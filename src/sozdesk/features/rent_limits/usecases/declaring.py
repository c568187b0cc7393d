"""The own declaration of a Sozialdienst: saved as a draft, finished with form and pdf, corrected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from sozdesk.archive.file_info import OfficeKind, file_info
from sozdesk.features.offices import queries as offices
from sozdesk.features.rent_limits import queries, rules, texts
from sozdesk.features.rent_limits.records import DeclarationRecord, RoundRecord, finding_to_json
from sozdesk.features.rent_limits.terms import (
    TOPIC,
    Attachment,
    Declaration,
    DeclarationRow,
    Derivation,
    OwnRow,
    RecordingResult,
    Seen,
)
from sozdesk.features.rent_limits.usecases import own_rows, own_wording, wording
from sozdesk.features.rent_limits.usecases.rounds import OpenRound, added_round, refuse_odd_year
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import NotFound, Outdated, RuleViolation
from sozdesk.kernel.findings import Finding, stops
from sozdesk.kernel.ids import natural_id
from sozdesk.kernel.usecase import Outcome, usecase

_CHANGED = frozenset({TOPIC})


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveOwn:
    """What stands in the form, as a draft that colleagues see."""

    declaration: Declaration
    change_from: date | None = None
    """First day of a new Beschluss (Änderung), equal to its «gültig ab»; None = of the year."""
    was_from: date | None = None
    """First day under which this change lies in the file; None = it is new. It may have moved."""
    seen: Seen | None = None
    """Its newest revision when the form was opened; None if there was none."""
    derivation: Derivation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishOwn(SaveOwn):
    """The declaration with the documents that were written for it."""

    revision: int
    """The one that the documents name."""
    documents: tuple[Attachment, ...]
    """The form first, then the pdf."""


@dataclass(frozen=True, slots=True)
class OwnResult:
    """What became of it."""

    result: RecordingResult
    declaration_id: UUID
    revision: int


@usecase(undoable=True)
def save_own(session: Session, command: SaveOwn, context: Context) -> Outcome:
    """Keep a draft; ``Outcome.value`` is its id. Incomplete is fine, that is what drafts are for.

    The Erhebung of the year is made with the usual days where the file has none.

    Raises:
        RuleViolation: not in this office's file, or a change from an impossible day.
        Outdated: somebody else saved meanwhile.
    """
    row = _opened(session, command, context)
    record = _put(session, command, _revision(row), context)
    name = row.municipality.short_name
    summary = own_wording.saved(name, row.year, command.change_from)
    return Outcome(_CHANGED, summary, record.id)


# Not undoable: form and pdf with this version are on their way.
@usecase(undoable=False)
def finish_own(session: Session, command: FinishOwn, context: Context) -> Outcome:
    """Record the declaration with its documents, frozen; ``Outcome.value`` is an OwnResult.

    The same content as the version before changes nothing and drops the draft. Hints are kept with
    the revision and stop nothing.

    Raises:
        RuleViolation: an answer lacks without which nothing is declared; as :func:`save_own`.
        Outdated: somebody else saved or finished meanwhile.
    """
    row = _opened(session, command, context)
    name, declared = row.municipality.short_name, row.declared
    if declared is not None and rules.same_content(declared.declaration, command.declaration):
        return _nothing_new(session, row, declared)
    findings = queries.own_check(session, command.declaration, command.change_from, context.today)
    wording.refuse([texts.for_municipality(one) for one in stops(findings)])
    if command.revision != _revision(row):
        raise Outdated(own_wording.outdated(name, declared), own_wording.OUTDATED_NEXT)
    record = _put(session, command, command.revision, context)
    record.state = rules.recorded_state(command.declaration, row.previous).value
    record.recorded_at = context.now
    record.file_name = command.documents[0].name
    record.findings = [finding_to_json(finding) for finding in findings]
    session.flush()
    own_rows.put_documents(session, record.id, command.documents)
    summary = own_wording.finished(name, row.year, command.change_from, command.revision)
    result = RecordingResult.SUPERSEDED if declared else RecordingResult.RECORDED
    return Outcome(_CHANGED, summary, OwnResult(result, record.id, command.revision))


def _put(session: Session, command: SaveOwn, revision: int, context: Context) -> DeclarationRecord:
    """What stands in the form, with how its limits were found."""
    declared = command.declaration
    round_id = round_record(session, declared.year).id
    record = own_rows.put_revision(
        session, round_id, declared, command.change_from, revision, context
    )
    own_rows.put_derivation(session, record.id, command.derivation)
    return record


def _nothing_new(session: Session, row: OwnRow, declared: DeclarationRow) -> Outcome:
    if row.draft is not None:
        own_rows.remove_draft(session, row.draft.id)
    summary = own_wording.identical(row.municipality.short_name, declared.revision)
    result = OwnResult(RecordingResult.IDENTICAL, declared.id, declared.revision)
    return Outcome(_CHANGED if row.draft else frozenset(), summary, result)


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscardOwn:
    """The draft of a declaration or of a change."""

    bfs_number: int
    year: int
    change_from: date | None = None


@usecase(undoable=True)
def discard_own(session: Session, command: DiscardOwn, context: Context) -> Outcome:
    """Delete a draft; what was declared before stays as it was. NotFound if there is none."""
    row = queries.own_row(
        session, context.today, command.bfs_number, command.year, command.change_from
    )
    if row is None or row.draft is None:
        raise NotFound(own_wording.DRAFT_GONE, wording.RELOAD)
    own_rows.remove_draft(session, row.draft.id)
    name = row.municipality.short_name
    return Outcome(_CHANGED, own_wording.discarded(name, row.year, row.change_from))


# ------------------------------------------------------------------ what is checked first


def refuse_cantonal(session: Session) -> None:
    """The KSA declares nothing itself."""
    if file_info(session).office_kind is OfficeKind.KSA:
        wording.refuse([wording.stop("not_a_service", own_wording.OWN_ONLY)])


def _opened(session: Session, command: SaveOwn, context: Context) -> OwnRow:
    """The series that is written to, with the draft of a change taken along to its new day."""
    refuse_cantonal(session)
    number, year = command.declaration.bfs_number, command.declaration.year
    lies_under = command.was_from if command.change_from else None
    row = queries.own_row(session, context.today, number, year, lies_under)
    if row is None:
        said = own_wording.not_own(_name(session, number))
        raise RuleViolation([wording.stop("not_own", said)])
    is_new = command.change_from is not None and command.was_from is None
    if not is_new:
        _refuse_outdated(row, command.seen)
    if command.change_from is None:
        return row
    wording.refuse(_objections_to_change(session, row, command, context))
    if command.change_from == command.was_from:
        return row
    return _moved(session, row, command, context)


def _moved(session: Session, row: OwnRow, command: SaveOwn, context: Context) -> OwnRow:
    """The empty series of the new day; a draft of the same change leaves the old one."""
    number, name = row.municipality.bfs_number, row.municipality.short_name
    there = queries.own_row(session, context.today, number, row.year, command.change_from)
    assert there is not None
    assert command.change_from is not None
    if there.revisions:
        said = own_wording.already_a_change(name, command.change_from)
        wording.refuse([_stop("already_a_change", said)])
    if command.was_from is not None and row.draft is not None:
        own_rows.remove_draft(session, row.draft.id)
    return there


def _refuse_outdated(row: OwnRow, seen: Seen | None) -> None:
    newest = row.revisions[0] if row.revisions else None
    now = Seen(id=newest.id, version=newest.version) if newest else None
    if now != seen:
        name = row.municipality.short_name
        raise Outdated(own_wording.outdated(name, newest), own_wording.OUTDATED_NEXT)


def _objections_to_change(
    session: Session, row: OwnRow, command: SaveOwn, context: Context
) -> list[Finding]:
    """A change holds from the day that it names, later than what it changes, in the same year."""
    declared, start, name = command.declaration, command.change_from, row.municipality.short_name
    assert start is not None
    of_year = queries.own_row(session, context.today, declared.bfs_number, declared.year)
    changed = of_year.declared.declaration if of_year and of_year.declared else None
    if declared.valid_from != start:
        return [_stop("change_without_day", wording.change_without_day(name))]
    if changed is None:
        return [_stop("nothing_to_change", wording.nothing_to_change(name, declared.year))]
    if start.year != declared.year:
        said = own_wording.change_of_other_year(name, start, declared.year)
        return [_stop("change_of_other_year", said)]
    first = queries.round_or_usual(session, declared.year).valid_from
    since = max(first, changed.valid_from or first)
    if start <= since:
        return [_stop("change_too_early", own_wording.change_too_early(name, start, since))]
    return []


def _stop(code: str, message: str) -> Finding:
    return wording.stop(code, message, field="valid_from")


def _name(session: Session, bfs_number: int) -> str:
    found = offices.municipality(session, bfs_number)
    return found.short_name if found else str(bfs_number)


def _revision(row: OwnRow) -> int:
    """Of the draft, else the next one."""
    if row.draft is not None:
        return row.draft.revision
    return row.revisions[0].revision + 1 if row.revisions else 1


# ------------------------------------------------------------------ the Erhebung of the year


def round_record(session: Session, year: int) -> RoundRecord:
    """The Erhebung of a year in the file of a Sozialdienst, made with the usual days if need be.

    Raises RuleViolation for a year that can only be a slip of the keyboard.
    """
    refuse_odd_year(year)
    known = session.get(RoundRecord, natural_id("round", year))
    return known or added_round(session, OpenRound(year=year, blocks=frozenset()))
