"""Verfügungen: drafted, finished and frozen, eröffnet, angefochten, rechtskräftig; a change is a new one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive import blobs
from sozdesk.archive.updates import refuse
from sozdesk.features.cases import files, queries, reports, rules, texts
from sozdesk.features.cases.records import ApplicationRecord, RulingRecord
from sozdesk.features.cases.terms import (
    ApplicationRow,
    CasePart,
    Decider,
    Notification,
    RulingNature,
    RulingRow,
)
from sozdesk.features.cases.terms.work import ExpiredRemedy
from sozdesk.features.cases.usecases.applications import THE_APPLICATION, where
from sozdesk.features.cases.usecases.attachments import drop_attachments
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
from sozdesk.kernel.findings import stop
from sozdesk.kernel.numbering import next_number
from sozdesk.kernel.usecase import Outcome, usecase

_THE_RULING = "Diese Verfügung"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRuling:
    """A Verfügung from an Antrag, or without one; what is not given is prefilled from the Antrag."""

    case_id: UUID
    nature: RulingNature
    application_id: UUID | None = None
    replaces_id: UUID | None = None


@usecase(undoable=True)
def draft_ruling(session: Session, command: DraftRuling, context: Context) -> Outcome:
    """Draft a Verfügung; ``Outcome.value`` is its id.

    Subject, facts and Dispositiv come from the Antrag and its Beschluss; of one that replaces another everything that
    still holds comes from that; the addressee is the main person of the case with the
    address, its own or that of the dwelling.

    Raises:
        NotFound: case, Antrag or the Verfügung to replace are gone.
        RuleViolation: what shall be replaced is only a draft itself.
    """
    refuse_cantonal(session)
    case = case_of(session, command.case_id)
    application = _application(session, command.application_id)
    row = RulingRecord(
        id=context.new_id(),
        case_id=case.id,
        application_id=application.id if application else None,
        nature=command.nature.value,
        decider=Decider.AUTHORITY.value,
        addressee=_addressee(session, case.id, context.today),
        ruled_on=context.today,
    )
    _take_over(session, row, command.replaces_id)
    _fill(row, application)
    session.add(row)
    session.flush()
    return Outcome(CHANGED, f"{where(case)}: Verfügung entworfen", row.id)


def _application(session: Session, application_id: UUID | None) -> ApplicationRow | None:
    if application_id is None:
        return None
    found(session, ApplicationRecord, application_id, THE_APPLICATION)
    return queries.application_of(session, application_id)


def _addressee(session: Session, case_id: UUID, day: date) -> str:
    """Who still is in the household, the main person first."""
    members = [
        one
        for one in queries.members_of(session, case_id)
        if one.valid_from <= day and (one.ended_on is None or one.ended_on >= day)
    ]
    if not members:
        return ""
    person = members[0].person
    name = f"{person.first_name} {person.last_name}".strip()
    address = person.address or _dwelling(session, case_id, day)
    return "\n".join(filter(None, (name, *german.address_lines(address))))


def _dwelling(session: Session, case_id: UUID, day: date) -> str:
    """The address of the dwelling of that day; empty without one."""
    lived = (
        row.address
        for row in queries.tenancies_of(session, case_id)
        if row.valid_from <= day and (row.ended_on is None or row.ended_on >= day)
    )
    return next(lived, "")


def _take_over(session: Session, row: RulingRecord, replaces_id: UUID | None) -> None:
    if replaces_id is None:
        return
    earlier = _replaced(session, row, replaces_id)
    row.replaces_id, row.decider = earlier.id, earlier.decider
    row.subject, row.facts = earlier.subject, earlier.facts
    row.considerations, row.limit_amount = earlier.considerations, earlier.limit_amount


def _replaced(session: Session, row: RulingRecord, replaces_id: UUID) -> RulingRecord:
    earlier = found(session, RulingRecord, replaces_id, _THE_RULING)
    if earlier.finalised_on is None or earlier.case_id != row.case_id:
        refuse([stop("replaces_draft", texts.REPLACES_DRAFT, "replaces_id")])
    return earlier


def _fill(row: RulingRecord, application: ApplicationRow | None) -> None:
    if application is not None:
        row.subject, row.facts = application.title, application.reasons
        row.disposition = rules.disposition(application)
        row.decider = application.decider.value


def draft_of(session: Session, ruling_id: UUID) -> RulingRecord:
    """A Verfügung that is not finished; NotFound if it is gone, RuleViolation if it is finished."""
    row = found(session, RulingRecord, ruling_id, _THE_RULING)
    if row.finalised_on is not None:
        refuse([stop("finalised", texts.FINALISED)])
    return row


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRuling:
    """New values for any column of a draft that a person writes."""

    id: UUID
    base_version: int
    changes: Mapping[str, object]


@usecase(undoable=True)
def change_ruling(session: Session, command: ChangeRuling, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Change a draft; RuleViolation once it is finished, Outdated if somebody was faster."""
    refuse_cantonal(session)
    draft_of(session, command.id)
    row = change(
        session, RulingRecord, command.id, command.base_version, command.changes, _THE_RULING
    )
    row.nature, row.decider = RulingNature(row.nature).value, Decider(row.decider).value
    if row.replaces_id is not None:
        _replaced(session, row, row.replaces_id)
    session.flush()
    refuse(rules.draft_findings(_row(session, row)))
    return Outcome(CHANGED, texts.changed(where(case_of(session, row.case_id)), "Verfügung"))


def _row(session: Session, record: RulingRecord) -> RulingRow:
    row = queries.ruling_of(session, record.id)
    assert row is not None, "written just now"
    return row


@usecase(undoable=True)
def remove_ruling(session: Session, command: RemoveRow, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Throw a draft away with its files; RuleViolation once it is finished."""
    refuse_cantonal(session)
    row = existing(session, RulingRecord, command.id, command.base_version, _THE_RULING)
    draft_of(session, row.id)
    name = where(case_of(session, row.case_id))
    drop_attachments(session, CasePart.RULING, row.id)
    session.delete(row)
    session.flush()
    return Outcome(CHANGED, texts.removed(name, "Entwurf der Verfügung"))


# ------------------------------------------------------------------ finished, eröffnet, rechtskräftig


@dataclass(frozen=True, slots=True, kw_only=True)
class FinaliseRuling:
    """A draft as it was seen."""

    id: UUID
    base_version: int


@usecase(undoable=False)
def finalise_ruling(session: Session, command: FinaliseRuling, context: Context) -> Outcome:
    """Give a draft its number, freeze docx, pdf and remedy; ``Outcome.value`` is the number.

    Raises:
        RuleViolation: something is missing, nobody may decide it, or the template has mistakes.
        Outdated: it was changed since it was seen.
    """
    refuse_cantonal(session)
    row = existing(session, RulingRecord, command.id, command.base_version, _THE_RULING)
    draft_of(session, row.id)
    draft = _row(session, row)
    around = queries.surroundings(session, draft, context.today)
    refuse(rules.ruling_findings(draft, around))
    refuse(files.template_findings(queries.ruling_template(session).content))
    assert row.ruled_on is not None, "a ruling without a day was refused"
    assert around.remedy is not None, "a ruling without a remedy was refused"
    known = session.scalars(select(RulingRecord.number).where(RulingRecord.number.is_not(None)))
    row.number = next_number(row.ruled_on.year, filter(None, known.all()))
    row.remedy, row.remedy_days = around.remedy.text, around.remedy.days
    row.finalised_on = context.today
    session.flush()
    letter = queries.ruling_letter(session, _row(session, row), context.now, context.today)
    row.docx_sha256, row.pdf_sha256 = blobs.put_all(session, reports.ruling_files(letter))
    session.flush()
    case = case_of(session, row.case_id)
    return Outcome(CHANGED, f"{where(case)}: Verfügung {row.number} fertig gestellt", row.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotifyRuling:
    """Eröffnung: on which day the person got it, and how."""

    id: UUID
    base_version: int
    notified_on: date
    notified_by: Notification


@usecase(undoable=True)
def notify_ruling(session: Session, command: NotifyRuling, context: Context) -> Outcome:
    """Record the Eröffnung; the deadline runs from the next day.

    Raises:
        RuleViolation: it is not finished, or the day lies before the ruling or in the future.
    """
    refuse_cantonal(session)
    row = _finished(session, command.id, command.base_version)
    assert row.ruled_on is not None, "a finished ruling has its day"
    refuse(rules.notification_findings(row.ruled_on, command.notified_on, context.today))
    _refuse_after_final(row)
    row.notified_on, row.notified_by = command.notified_on, command.notified_by.value
    session.flush()
    return Outcome(CHANGED, f"{_name(session, row)}: Eröffnung erfasst")


def _finished(session: Session, ruling_id: UUID, base_version: int) -> RulingRecord:
    row = existing(session, RulingRecord, ruling_id, base_version, _THE_RULING)
    if row.finalised_on is None:
        refuse([stop("not_finalised", texts.NOT_FINALISED)])
    return row


def _refuse_after_final(row: RulingRecord) -> None:
    if row.final_on is not None:
        refuse([stop("final", texts.FINAL)])


def _name(session: Session, row: RulingRecord) -> str:
    return f"{where(case_of(session, row.case_id))}: Verfügung {row.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestRuling:
    """An Einsprache or Beschwerde came in."""

    id: UUID
    base_version: int
    contested_on: date


@usecase(undoable=True)
def contest_ruling(session: Session, command: ContestRuling, context: Context) -> Outcome:
    """Record that it is angefochten; RuleViolation before the Eröffnung or once rechtskräftig."""
    refuse_cantonal(session)
    row = _finished(session, command.id, command.base_version)
    if row.notified_on is None:
        refuse([stop("not_notified", texts.NOT_NOTIFIED)])
    assert row.notified_on is not None, "refused above"
    _refuse_after_final(row)
    refuse(rules.contest_findings(row.notified_on, command.contested_on, context.today))
    row.contested_on = command.contested_on
    session.flush()
    return Outcome(CHANGED, f"{_name(session, row)}: Anfechtung erfasst")


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkFinal:
    """Since which day a Verfügung is rechtskräftig."""

    id: UUID
    base_version: int
    final_on: date


@usecase(undoable=True)
def mark_final(session: Session, command: MarkFinal, context: Context) -> Outcome:
    """Record that it is rechtskräftig.

    Raises:
        RuleViolation: it is not eröffnet, the deadline still runs, or the day lies before the
            Anfechtung.
    """
    refuse_cantonal(session)
    row = _become_final(session, command, context.today)
    since = german.day(command.final_on)
    return Outcome(CHANGED, f"{_name(session, row)}: rechtskräftig seit {since}")


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkExpiredFinal:
    """Verfügungen as they were proposed: the Frist is over and nobody contested them."""

    expired: tuple[ExpiredRemedy, ...]


@usecase(undoable=True)
def mark_expired_final(session: Session, command: MarkExpiredFinal, context: Context) -> Outcome:
    """Record of all of them that they are rechtskräftig since the day after the Frist.

    Raises:
        RuleViolation: one was contested meanwhile, or its Frist still runs.
        Outdated: one was changed since it was proposed.
    """
    refuse_cantonal(session)
    for one in command.expired:
        final = MarkFinal(id=one.ruling_id, base_version=one.version, final_on=one.final_on)
        row = _become_final(session, final, context.today)
        if row.contested_on is not None:
            refuse([stop("contested", texts.CONTESTED)])
    return Outcome(CHANGED, texts.marked_final(len(command.expired)))


def _become_final(session: Session, command: MarkFinal, today: date) -> RulingRecord:
    row = _finished(session, command.id, command.base_version)
    _refuse_after_final(row)
    free = [one.day for one in queries.holidays(session)]
    last = queries.deadline_of(_row(session, row), free)
    if last is None:
        refuse([stop("not_notified", texts.NOT_NOTIFIED)])
    assert last is not None, "refused above"
    refuse(rules.final_findings(last, row.contested_on, command.final_on, today))
    row.final_on = command.final_on
    session.flush()
    return row
