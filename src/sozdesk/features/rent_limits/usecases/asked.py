"""What the KSA asks of a Sozialdienst: the deadline, the questions, and last year's values of its form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from sozdesk.features.offices import queries as offices
from sozdesk.features.offices.terms import Job
from sozdesk.features.rent_limits import queries, rules
from sozdesk.features.rent_limits.records import RoundRecord
from sozdesk.features.rent_limits.terms import (
    TOPIC,
    AskedForm,
    Declaration,
    ReceivedVia,
)
from sozdesk.features.rent_limits.usecases import own_rows, own_wording, wording
from sozdesk.features.rent_limits.usecases.declaring import refuse_cantonal, round_record
from sozdesk.features.rent_limits.usecases.rounds import refuse_odd_dates
from sozdesk.kernel.context import Context
from sozdesk.kernel.municipality import Municipality
from sozdesk.kernel.usecase import Outcome, usecase

_CHANGED = frozenset({TOPIC})


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDeadline:
    """Until when the KSA wants the declarations of a year."""

    year: int
    due_on: date


@usecase(undoable=True)
def set_deadline(session: Session, command: SetDeadline, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Note the deadline of the KSA's letter; RuleViolation before the call, or in the KSA's file."""
    refuse_cantonal(session)
    record = round_record(session, command.year)
    record.due_on = command.due_on
    refuse_odd_dates(record)
    session.flush()
    return Outcome(_CHANGED, own_wording.deadline_set(command.year, command.due_on))


@dataclass(frozen=True, slots=True)
class TakeAskedForm:
    """The form that the KSA sent, as read."""

    form: AskedForm


@usecase(undoable=True)
def take_asked_form(session: Session, command: TakeAskedForm, context: Context) -> Outcome:
    """Note deadline and questions; keep last year's values where the file has none of that year.

    ``Outcome.value`` is the year of the form.
    Raises RuleViolation in the file of the KSA, and for a form of municipalities of others.
    """
    refuse_cantonal(session)
    form = command.form
    own = offices.own_municipalities(session, context.today, Job.DECLARES)
    _refuse_foreign(form, own)
    record = round_record(session, form.year)
    _put_days(record, form)
    refuse_odd_dates(record)
    session.flush()
    kept = [
        town.short_name
        for town in own
        for page in form.pages
        if page.bfs_number == town.bfs_number
        and page.previous is not None
        and _keep(session, page.previous, form.file_name, context)
    ]
    summary = own_wording.asked(form.year, record.due_on, kept)
    return Outcome(_CHANGED, summary, form.year)


def _refuse_foreign(form: AskedForm, own: Sequence[Municipality]) -> None:
    """The blank form is for everybody."""
    numbers = {town.bfs_number for town in own}
    if form.pages and not any(page.bfs_number in numbers for page in form.pages):
        names = [town.short_name for town in own]
        message = own_wording.foreign_form(form.file_name, names)
        wording.refuse([wording.stop("foreign_form", message)])


def _put_days(record: RoundRecord, form: AskedForm) -> None:
    record.due_on = form.due_on or record.due_on
    record.valid_from = form.valid_from or record.valid_from
    record.blocks = sorted(block.value for block in form.blocks)


def _keep(session: Session, declared: Declaration, file_name: str, context: Context) -> bool:
    """Record last year's values, unless something of that year lies in the file already."""
    row = queries.own_row(session, context.today, declared.bfs_number, declared.year)
    if row is None or row.revisions:
        return False
    round_id = round_record(session, declared.year).id
    record = own_rows.put_revision(session, round_id, declared, None, 1, context)
    record.via = ReceivedVia.FILE.value
    record.state = rules.recorded_state(declared, row.previous).value
    record.recorded_at = context.now
    record.file_name = file_name
    session.flush()
    return True
