"""What leaves the file with names of persons is written down: to whom, and for what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from sozdesk.archive.staff import Staff
from sozdesk.archive.updates import cleaned, refuse
from sozdesk.features.cases.queries.due import DueQuery
from sozdesk.features.cases.queries.rulings import agenda
from sozdesk.features.cases.queries.substitutes import open_cases_of, people_of, substitute_sheet
from sozdesk.features.cases.records import MeetingRecord, RulingRecord
from sozdesk.features.cases.rules import work as rules
from sozdesk.features.cases.terms.work import SubstituteSheet
from sozdesk.features.cases.texts import work as said
from sozdesk.features.cases.usecases.common import case_of, found, refuse_cantonal
from sozdesk.features.cases.usecases.privacy import TRACES, RecordExport, record_export
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.usecase import Outcome, usecase


@dataclass(frozen=True, slots=True, kw_only=True)
class HandToSubstitute:
    """Who is away, who stands in, and the first and the last day of it."""

    staff_id: UUID
    substitute: str
    first: date
    last: date
    unassigned: bool = False
    """Whether the cases without a responsible person are on the sheet too."""


def sheet_for(session: Session, command: HandToSubstitute, due: DueQuery) -> SubstituteSheet:
    """What the Stellvertretungsblatt says, to be written and then noted; ``due``: all Fristen.

    NotFound if who is away is gone.
    """
    found(session, Staff, command.staff_id, "Diese Person")
    return substitute_sheet(
        session,
        command.staff_id,
        cleaned(command.substitute),
        command.first,
        command.last,
        unassigned=command.unassigned,
        due=due,
    )


@usecase(undoable=False)
def hand_to_substitute(session: Session, command: HandToSubstitute, context: Context) -> Outcome:
    """Note who got the Stellvertretungsblatt, once it is written.

    RuleViolation if nobody is named or the days are the wrong way round.
    """
    refuse_cantonal(session)
    refuse(rules.substitute_findings(command.substitute, command.first, command.last))
    owners = (command.staff_id, None) if command.unassigned else (command.staff_id,)
    cases = [one for owner in owners for one in open_cases_of(session, owner, command.first)]
    handed = RecordExport(
        person_ids=people_of(session, cases, command.first),
        recipient=command.substitute,
        purpose=said.SUBSTITUTE_PURPOSE,
    )
    record_export(session, handed, context)
    return Outcome(TRACES, said.substitute_written(len(cases)))


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOutNotes:
    """Who gets the Aktennotizen of a case, and what for."""

    case_id: UUID
    recipient: str
    purpose: str


@usecase(undoable=False)
def hand_out_notes(session: Session, command: HandOutNotes, context: Context) -> Outcome:
    """Note who got the Aktennotizen of a case and what for, once they are written.

    RuleViolation: recipient or purpose is missing.
    """
    refuse_cantonal(session)
    case = case_of(session, command.case_id)
    handed = RecordExport(
        person_ids=people_of(session, [case.id]),
        recipient=command.recipient,
        purpose=command.purpose,
    )
    record_export(session, handed, context)
    return Outcome(TRACES, said.notes_written(case.number))


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOutAgenda:
    """Traktandenliste or Anträge of a Sitzung that were written."""

    meeting_id: UUID


@usecase(undoable=False)
def hand_out_agenda(session: Session, command: HandOutAgenda, context: Context) -> Outcome:
    """Note that the deciding body got the names in the papers of a Sitzung; nothing is asked."""
    refuse_cantonal(session)
    meeting = found(session, MeetingRecord, command.meeting_id, "Diese Sitzung")
    cases = [row.case_id for row in agenda(session, meeting.id)]
    handed = RecordExport(
        person_ids=people_of(session, cases, context.today),
        recipient=said.AUTHORITY,
        purpose=said.meeting_purpose(meeting.held_on),
    )
    return record_export(session, handed, context)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOutRuling:
    """A Verfügung that was written, finished or as a draft."""

    ruling_id: UUID


@usecase(undoable=False)
def hand_out_ruling(session: Session, command: HandOutRuling, context: Context) -> Outcome:
    """Note that the names in a Verfügung left the file; nothing is asked."""
    refuse_cantonal(session)
    ruling = found(session, RulingRecord, command.ruling_id, "Diese Verfügung")
    addressee = german.clean((ruling.addressee.splitlines() or [""])[0])
    finished = ruling.finalised_on is not None
    handed = RecordExport(
        person_ids=people_of(session, [ruling.case_id], context.today),
        recipient=(addressee or said.ADDRESSEE) if finished else said.AUTHORITY,
        purpose=said.ruling_purpose(ruling.number if finished else None),
    )
    return record_export(session, handed, context)
