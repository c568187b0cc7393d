"""Opening and changing an Erhebung."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from sozdesk.archive.file_info import OfficeKind, file_info
from sozdesk.features.rent_limits import queries, rules
from sozdesk.features.rent_limits.records import RoundRecord
from sozdesk.features.rent_limits.terms import TOPIC, Block
from sozdesk.features.rent_limits.usecases import wording
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import NotFound, Outdated
from sozdesk.kernel.ids import natural_id
from sozdesk.kernel.usecase import Outcome, usecase

_CHANGED = frozenset({TOPIC})


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRound:
    """A new Erhebung; what is left out takes the usual date, or last year's blocks."""

    year: int
    """Year of validity."""
    call_on: date | None = None
    due_on: date | None = None
    valid_from: date | None = None
    blocks: frozenset[Block] | None = None


@usecase(undoable=True)
def open_round(session: Session, command: OpenRound, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Open the Erhebung of a year; ``Outcome.value`` is its id.

    By default the call goes out on 1 November before the year, answers are due on 31 December,
    and the limits hold from 1 January (the cantonal office's practice).
    Raises RuleViolation if the year has one already, and in the file of a Sozialdienst.
    """
    refuse_service(session)
    year = command.year
    refuse_odd_year(year)
    if queries.round_of(session, year) is not None:
        wording.refuse([wording.stop("round_exists", wording.round_exists(year), field="year")])
    record = added_round(session, command)
    return Outcome(_CHANGED, wording.round_opened(year, record.due_on), record.id)


def refuse_service(session: Session) -> None:
    """Raise RuleViolation in the file of a Sozialdienst: only the canton calls and publishes.

    Its file has years of its own, for its own declarations.
    """
    if file_info(session).office_kind is OfficeKind.SERVICE:
        wording.refuse([wording.stop("not_cantonal", wording.CANTONAL_ONLY)])


def added_round(session: Session, command: OpenRound) -> RoundRecord:
    """The row of a year that has none yet, with the usual days where the command names no other."""
    days = {
        key: getattr(command, key) or usual for key, usual in rules.usual_days(command.year).items()
    }
    record = RoundRecord(
        id=natural_id("round", command.year),
        year=command.year,
        blocks=_stored(_last_blocks(session) if command.blocks is None else command.blocks),
        **days,
    )
    refuse_odd_dates(record)
    session.add(record)
    session.flush()
    return record


def refuse_odd_year(year: int) -> None:
    """Raise RuleViolation for a year that can only be a slip of the keyboard."""
    if not 2000 <= year <= 2100:
        wording.refuse([wording.stop("year_unlikely", wording.year_unlikely(year), field="year")])


def _last_blocks(session: Session) -> frozenset[Block]:
    rounds = queries.rounds(session)
    return rounds[0].blocks if rounds else frozenset()


def _stored(blocks: Iterable[Block]) -> list[str]:
    return sorted(block.value for block in blocks)


def refuse_odd_dates(record: RoundRecord) -> None:
    """Nobody can answer before being asked."""
    if record.due_on < record.call_on:
        message = wording.due_before_call(record.call_on, record.due_on)
        wording.refuse([wording.stop("due_before_call", message, field="due_on")])


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRound:
    """New dates or blocks; None keeps what is there."""

    year: int
    base_version: int
    call_on: date | None = None
    due_on: date | None = None
    valid_from: date | None = None
    blocks: frozenset[Block] | None = None


@usecase(undoable=True)
def change_round(session: Session, command: ChangeRound, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Change an Erhebung; NotFound if it was not opened, Outdated if somebody was faster."""
    record = session.get(RoundRecord, natural_id("round", command.year))
    if record is None:
        raise NotFound(f"Die Erhebung {command.year} gibt es nicht.", wording.RELOAD)
    if record.version != command.base_version:
        message = wording.round_outdated(command.year, record.due_on, record.valid_from)
        raise Outdated(message, wording.LOOK_AGAIN)
    record.call_on = command.call_on or record.call_on
    record.due_on = command.due_on or record.due_on
    record.valid_from = command.valid_from or record.valid_from
    if command.blocks is not None:
        record.blocks = _stored(command.blocks)
    refuse_odd_dates(record)
    session.flush()
    return Outcome(_CHANGED, wording.round_changed(command.year), record.id)
