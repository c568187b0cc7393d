"""From when to when a Verfügung is in force: one meaning for the case, the page and the bill."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from sozdesk.features.cases.terms import RulingFact, RulingNature, RulingSpan

GRANTING_NOTHING: Final = (RulingNature.REFUSAL, RulingNature.END)
"""Nothing can rest on them; what they replace ends all the same."""


def first_day(ruling: RulingFact) -> date | None:
    """First day of its effect: as it says, else the day of the ruling; None until it is eröffnet."""
    if ruling.finalised_on is None or ruling.notified_on is None:
        return None
    return ruling.valid_from or ruling.ruled_on


def spans(rulings: Sequence[RulingFact]) -> tuple[RulingSpan, ...]:
    """When each Verfügung is in force, in the order given; those that never are, are left out.

    It ends the day before the first effect of one that replaces it, straight or over others between.
    Being angefochten does not end it: that is said, and a person checks whether it is suspended.
    """
    later = _replacing(rulings)
    found = []
    for one in rulings:
        first = first_day(one)
        if first is None or one.nature in GRANTING_NOTHING:
            continue
        last = _last_day(one.id, later)
        if last is None or last >= first:
            found.append(_span(one, first, last))
    return tuple(found)


def in_force(rulings: Sequence[RulingFact], day: date) -> tuple[RulingSpan, ...]:
    """What is in force on a day."""
    return tuple(span for span in spans(rulings) if span.holds_on(day))


def _span(ruling: RulingFact, first: date, last: date | None) -> RulingSpan:
    return RulingSpan(
        ruling_id=ruling.id,
        case_id=ruling.case_id,
        number=ruling.number or "",
        nature=ruling.nature,
        first=first,
        last=last,
        contested=ruling.contested_on is not None and ruling.final_on is None,
    )


def _replacing(rulings: Iterable[RulingFact]) -> Mapping[UUID, list[RulingFact]]:
    later: dict[UUID, list[RulingFact]] = {}
    for one in rulings:
        if one.replaces_id is not None:
            later.setdefault(one.replaces_id, []).append(one)
    return later


def _last_day(ruling_id: UUID, later: Mapping[UUID, list[RulingFact]]) -> date | None:
    days, seen, waiting = [], {ruling_id}, [ruling_id]
    while waiting:
        for one in later.get(waiting.pop(), ()):
            if one.id in seen:
                continue
            seen.add(one.id)
            waiting.append(one.id)
            if (first := first_day(one)) is not None:
                days.append(first)
    return min(days) - timedelta(days=1) if days else None
