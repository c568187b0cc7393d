"""What an issued bill rests on stays as it is until the bill is taken back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from sozdesk.archive.updates import refuse
from sozdesk.features.cases.queries import billed
from sozdesk.features.cases.queries.billed import Billed
from sozdesk.features.cases.records import EnactmentRecord
from sozdesk.features.cases.texts import invoices as said
from sozdesk.kernel.findings import stop

_OF_ENACTMENT = ("person_id", "unit", "price", "units_possible", "without_share", "gfs_free")
"""Columns of an enactment that a bill is computed with; days and amount have room outside the bill."""


def refuse_billed_lines(session: Session, line_ids: Collection[UUID]) -> None:
    """RuleViolation if one of these lines of an invoice stands in a bill."""
    _refuse(billed.billed_lines(session, line_ids), said.BILLED_INVOICE)


def refuse_billed_change(session: Session, row: EnactmentRecord, before: Mapping[str, Any]) -> None:
    """RuleViolation if a bill rests on something of an enactment that was different before.

    Days that no bill holds may come and go, the approved amount may rise, and another Verfügung may
    take the place of one, but not none.
    """
    held = billed.billed_enactment(session, row.id)
    lowered = row.approved < before["approved"]
    unruled = row.ruling_id is None and before["ruling_id"] is not None
    if lowered or unruled or any(getattr(row, key) != before[key] for key in _OF_ENACTMENT):
        _refuse(held, said.BILLED_ENACTMENT)
    outside = [one for one in held if one.first < row.first_day or one.last > row.last_day]
    _refuse(outside, said.BILLED_ENACTMENT)


def held_of(row: EnactmentRecord) -> dict[str, Any]:
    """What of an enactment may matter to a bill, before it is changed."""
    return {key: getattr(row, key) for key in ("approved", "ruling_id", *_OF_ENACTMENT)}


def refuse_billed_begin(session: Session, enactment_id: UUID, began_on: date | None) -> None:
    """RuleViolation if a bill holds days before the begin of taking part, or there is none any more."""
    held = billed.billed_enactment(session, enactment_id)
    before = [one for one in held if began_on is None or one.first < began_on]
    _refuse(before, said.BILLED_ENACTMENT, "began_on")


def refuse_billed_enactment(session: Session, enactment_id: UUID) -> None:
    """RuleViolation if a bill holds anything of an enactment that shall go."""
    _refuse(billed.billed_enactment(session, enactment_id), said.BILLED_ENACTMENT)


def refuse_deducted(session: Session, enactment_id: UUID, first: date, last: date) -> None:
    """RuleViolation if a bill has taken off what a third party pays for these days."""
    _refuse(billed.deducted(session, enactment_id, first, last), said.BILLED_PAYMENT)


def refuse_billed_days(session: Session, case_id: UUID, moved_on: date) -> None:
    """RuleViolation if a bill holds days from which on another municipality would bill."""
    _refuse(billed.billed_case_from(session, case_id, moved_on), said.BILLED_DAYS, "moved_on")


def _refuse(held: Iterable[Billed], what: str, field: str = "") -> None:
    bills = tuple(dict.fromkeys(one.bill for one in held))
    if bills:
        refuse([stop("billed", said.billed(what, bills), field)])
