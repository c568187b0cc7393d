"""Sitzungen of the authority: Traktandenliste, and all Beschlüsse in one act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive.updates import cleaned, refuse
from sozdesk.features.cases import queries, rules, texts
from sozdesk.features.cases.records import ApplicationRecord, CaseRecord, MeetingRecord
from sozdesk.features.cases.terms import ApplicationKind, Decider, Resolved
from sozdesk.features.cases.usecases.applications import THE_APPLICATION, refuse_resolved, where
from sozdesk.features.cases.usecases.common import (
    CHANGED,
    RemoveRow,
    case_of,
    change,
    existing,
    found,
    refuse_cantonal,
)
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.findings import Finding, stop
from sozdesk.kernel.usecase import Outcome, usecase

_THE_MEETING = "Diese Sitzung"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddMeeting:
    """A Sitzung of a municipality's authority."""

    bfs_number: int
    held_on: date
    place: str = ""
    minutes_number: str = ""


@usecase(undoable=True)
def add_meeting(session: Session, command: AddMeeting, context: Context) -> Outcome:
    """Enter a Sitzung; ``Outcome.value`` is its id. RuleViolation if there is one on that day."""
    refuse_cantonal(session)
    row = MeetingRecord(
        id=context.new_id(),
        bfs_number=command.bfs_number,
        held_on=command.held_on,
        place=german.clean(command.place),
        minutes_number=german.clean(command.minutes_number),
    )
    _refuse_twice(session, row)
    session.add(row)
    session.flush()
    return Outcome(CHANGED, texts.added(_name(row)), row.id)


def _refuse_twice(session: Session, row: MeetingRecord) -> None:
    table = MeetingRecord
    same = select(table.id).where(
        table.bfs_number == row.bfs_number, table.held_on == row.held_on, table.id != row.id
    )
    with session.no_autoflush:
        if session.scalars(same).first() is not None:
            refuse([stop("meeting_twice", texts.MEETING_TWICE, "held_on")])


def _name(row: MeetingRecord) -> str:
    return f"Sitzung vom {german.day(row.held_on)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeMeeting:
    """New values for held_on, place or minutes_number."""

    id: UUID
    base_version: int
    changes: Mapping[str, object]


@usecase(undoable=True)
def change_meeting(session: Session, command: ChangeMeeting, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Change a Sitzung; Beschlüsse keep their day. Outdated if somebody was faster."""
    refuse_cantonal(session)
    row = change(
        session, MeetingRecord, command.id, command.base_version, command.changes, _THE_MEETING
    )
    _refuse_twice(session, row)
    session.flush()
    return Outcome(CHANGED, texts.changed(_name(row)))


@usecase(undoable=True)
def remove_meeting(session: Session, command: RemoveRow, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Remove a Sitzung without Traktanden."""
    refuse_cantonal(session)
    row = existing(session, MeetingRecord, command.id, command.base_version, _THE_MEETING)
    if queries.agenda(session, row.id):
        refuse([stop("used", texts.MEETING_USED)])
    name = _name(row)
    session.delete(row)
    session.flush()
    return Outcome(CHANGED, texts.removed(name))


# ------------------------------------------------------------------ Traktandenliste


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAgenda:
    """All Traktanden of a Sitzung in their order; what is not named leaves it."""

    meeting_id: UUID
    application_ids: tuple[UUID, ...]


@usecase(undoable=True)
def set_agenda(session: Session, command: SetAgenda, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Put Anträge on the Traktandenliste, order them, take some off; they are numbered anew.

    Raises:
        RuleViolation: an Antrag is of another municipality, stands on another list, is decided by
            somebody else, or is decided and would leave the list.
    """
    refuse_cantonal(session)
    meeting = found(session, MeetingRecord, command.meeting_id, _THE_MEETING)
    wanted = tuple(dict.fromkeys(command.application_ids))
    for row in _on(session, meeting.id):
        if row.id not in wanted:
            refuse_resolved(row)
            row.meeting_id = row.agenda_number = None
    for number, application_id in enumerate(wanted, start=1):
        row = found(session, ApplicationRecord, application_id, THE_APPLICATION)
        if row.meeting_id != meeting.id:
            _put_on(session, row, meeting)
        row.agenda_number = number
    session.flush()
    words = german.plural(len(wanted), "Traktandum", "Traktanden")
    return Outcome(CHANGED, f"{_name(meeting)}: {words}", len(wanted))


def _on(session: Session, meeting_id: UUID) -> Sequence[ApplicationRecord]:
    table = ApplicationRecord
    return session.scalars(select(table).where(table.meeting_id == meeting_id)).all()


def _put_on(session: Session, row: ApplicationRecord, meeting: MeetingRecord) -> None:
    """A postponed Antrag waits for its Beschluss again."""
    if row.meeting_id is not None or row.decider != Decider.AUTHORITY.value:
        refuse([stop("not_waiting", texts.NOT_WAITING)])
    refuse_resolved(row)
    if case_of(session, row.case_id).bfs_number != meeting.bfs_number:
        refuse([stop("other_municipality", texts.OTHER_MUNICIPALITY)])
    row.meeting_id, row.resolved, row.resolved_on = meeting.id, None, None


# ------------------------------------------------------------------ Beschlüsse


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The Beschluss on one Antrag as it was seen."""

    application_id: UUID
    base_version: int
    resolved: Resolved
    number: str = ""
    extract: str = ""
    """Protokollauszug."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordResolutions:
    """Beschlüsse of one day: of a Sitzung, or delegated ones."""

    resolved_on: date
    resolutions: tuple[Resolution, ...]


@usecase(undoable=True)
def record_resolutions(session: Session, command: RecordResolutions, context: Context) -> Outcome:
    """Record all of them, or none; ``Outcome.value`` is how many.

    A postponed Antrag leaves its Traktandenliste and waits for another Sitzung.

    Raises:
        RuleViolation: the day is to come, an Antrag of the authority stands on no Traktandenliste,
            or no delegation covers a delegated one.
        Outdated: an Antrag was changed since it was seen.
    """
    refuse_cantonal(session)
    refuse(_day(command, context.today))
    for one in command.resolutions:
        row = existing(
            session, ApplicationRecord, one.application_id, one.base_version, THE_APPLICATION
        )
        _record(session, row, one, command.resolved_on)
    session.flush()
    words = german.plural(len(command.resolutions), "Beschluss", "Beschlüsse")
    said = f"{words} vom {german.day(command.resolved_on)} erfasst"
    if len(command.resolutions) == 1:
        said = f"{where(_case(session, command.resolutions[0]))}: {said}"
    return Outcome(CHANGED, said, len(command.resolutions))


def _case(session: Session, one: Resolution) -> CaseRecord:
    row = found(session, ApplicationRecord, one.application_id, THE_APPLICATION)
    return case_of(session, row.case_id)


def _day(command: RecordResolutions, today: date) -> tuple[Finding, ...]:
    if command.resolved_on > today:
        return (stop("in_future", texts.IN_FUTURE, "resolved_on"),)
    return ()


def _record(session: Session, row: ApplicationRecord, one: Resolution, day: date) -> None:
    refuse_resolved(row)
    if row.decider == Decider.AUTHORITY.value:
        if row.meeting_id is None:
            refuse([stop("no_meeting", texts.WAITS_FOR_MEETING)])
    else:
        row.delegation_id = _delegation(session, row, day)
    row.resolved, row.resolved_on = one.resolved.value, day
    row.resolution_number = german.clean(one.number)
    row.extract = cleaned(one.extract)
    if one.resolved is Resolved.POSTPONED:
        row.meeting_id = row.agenda_number = None


def _delegation(session: Session, row: ApplicationRecord, day: date) -> UUID:
    kind, decider = ApplicationKind(row.kind), Decider(row.decider)
    bfs_number = case_of(session, row.case_id).bfs_number
    known = queries.delegations(session)
    delegation = rules.delegation_for(kind, decider, bfs_number, day, known)
    refuse(rules.decider_findings(kind, decider, day, delegation))
    assert delegation is not None, "without a delegation it was refused"
    return delegation.id
