"""More time for single municipalities (Fristerstreckung)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from sozdesk.features.offices import queries as offices
from sozdesk.features.rent_limits import queries
from sozdesk.features.rent_limits.records import ExtensionRecord
from sozdesk.features.rent_limits.terms import TOPIC, RoundRow
from sozdesk.features.rent_limits.usecases import letter_wording as wording
from sozdesk.features.rent_limits.usecases.rounds import refuse_service
from sozdesk.features.rent_limits.usecases.wording import refuse, stop
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.findings import Finding
from sozdesk.kernel.ids import natural_id
from sozdesk.kernel.usecase import Outcome, usecase

_CHANGED = frozenset({TOPIC})


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendDeadline:
    """More time for one or several municipalities of an Erhebung."""

    year: int
    bfs_numbers: tuple[int, ...]
    until: date
    """Last day, inclusive."""
    reason: str


@usecase(undoable=True)
def extend_deadline(session: Session, command: ExtendDeadline, context: Context) -> Outcome:
    """Grant more time; a day that was granted before is replaced.

    Raises:
        NotFound: the Erhebung was not opened.
        RuleViolation: nobody is named, a number is foreign, there is no reason, or the day does
            not lie after the deadline of the Erhebung.
    """
    refuse_service(session)
    round_ = queries.opened_round(session, command.year)
    names = _names(session, round_, command.bfs_numbers)
    refuse(_objections(command, round_))
    for number in command.bfs_numbers:
        _put(session, round_, number, command, context)
    session.flush()
    return Outcome(_CHANGED, wording.extended(names, command.until))


def _objections(command: ExtendDeadline, round_: RoundRow) -> list[Finding]:
    found = []
    if command.until <= round_.due_on:
        message = wording.not_later(round_.due_on)
        found.append(stop("not_later", message, field="until"))
    if not command.reason.strip():
        found.append(stop("reason_missing", wording.NO_REASON, field="reason"))
    return found


def _put(
    session: Session, round_: RoundRow, number: int, command: ExtendDeadline, context: Context
) -> None:
    record = session.get(ExtensionRecord, _key(round_, number))
    if record is None:
        record = ExtensionRecord(id=_key(round_, number), round_id=round_.id, bfs_number=number)
        session.add(record)
    record.until = command.until
    record.reason = german.clean(command.reason)
    record.granted_on, record.granted_by = context.today, context.staff_name


def _key(round_: RoundRow, number: int) -> UUID:
    return natural_id("deadline_extension", round_.year, number)


def _names(session: Session, round_: RoundRow, numbers: Sequence[int]) -> list[str]:
    """Short names; RuleViolation if nobody is named or a number is foreign."""
    here = {
        row.bfs_number: row.short_name for row in offices.municipalities(session, round_.valid_from)
    }
    field = "municipalities"
    if not numbers:
        refuse([stop("nobody", wording.NOBODY, field=field)])
    refuse(
        [
            stop("not_in_round", wording.not_in_round(number, round_.year), field=field)
            for number in numbers
            if number not in here
        ]
    )
    return [here[number] for number in numbers]


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawExtension:
    """The deadline of the Erhebung holds again."""

    year: int
    bfs_numbers: tuple[int, ...]


@usecase(undoable=True)
def withdraw_extension(session: Session, command: WithdrawExtension, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Take the extension back; municipalities without one are left alone."""
    round_ = queries.opened_round(session, command.year)
    records = {
        number: record
        for number in command.bfs_numbers
        if (record := session.get(ExtensionRecord, _key(round_, number))) is not None
    }
    if not records:
        return Outcome()
    for record in records.values():
        session.delete(record)
    session.flush()
    return Outcome(_CHANGED, wording.extension_withdrawn(_names(session, round_, list(records))))
