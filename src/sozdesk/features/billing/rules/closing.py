"""When nothing of a bill is open any more: from then on its retention counts."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from sozdesk.features.billing.terms import BillOrigin, BillState
from sozdesk.features.billing.texts import papers as texts


@dataclass(frozen=True, slots=True, kw_only=True)
class BillFacts:
    """What of a bill decides whether it is closed; ``taker`` takes it back."""

    origin: BillOrigin
    state: BillState
    booked_on: date | None
    paid_on: date | None
    """Of its voucher."""
    taker: BillFacts | None
    open_differences: int
    cases: tuple[int, ...]
    """Numbers of the cases behind its lines that are still in the file."""


def closed_on(facts: BillFacts) -> date | None:
    """The day on which the last of it was booked or paid; None while something is open.

    A bill that was taken back is closed with the one that takes it back.
    """
    if facts.taker is not None:
        return closed_on(facts.taker)
    if facts.state is not BillState.SETTLED:
        return None
    return facts.booked_on if facts.origin is BillOrigin.OWN else facts.paid_on


def against(facts: BillFacts) -> tuple[str, ...]:
    """What else stands against its deletion, in words.

    The lines of an open case rest on its bills (nothing is claimed twice): the case goes first.
    """
    found = [texts.OPEN_DIFFERENCE] if facts.open_differences else []
    return (*found, texts.case_first(facts.cases)) if facts.cases else tuple(found)


def whole_months(first: date, last: date) -> tuple[date, date]:
    """The days widened to whole months: what stays when the persons go says no exact day."""
    return first.replace(day=1), last.replace(day=monthrange(last.year, last.month)[1])
