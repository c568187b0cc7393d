"""The regime of every day of many persons at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import String, select, type_coerce
from sqlalchemy.orm import Session

from sozdesk.features.cases import rules
from sozdesk.features.cases.queries.persons import regime_rules
from sozdesk.features.cases.records import RegimeOverrideRecord
from sozdesk.features.cases.terms import Permit, RegimeOverride, RegimeRule, Residence
from sozdesk.features.cases.terms.claiming import Key, RegimeFact, ResidenceFact

_Permit = tuple[date, date | None, str | None, bool]
_Override = tuple[date, date | None, str, str]


def regimes_of(
    session: Session,
    persons: Iterable[Key],
    residences: Mapping[Key, Sequence[ResidenceFact]],
    first: date,
    last: date,
) -> dict[Key, tuple[RegimeFact, ...]]:
    """Person → regimes from ``first`` to ``last``; days that no rule covers are missing.

    Most persons have one permit for all these days: whoever has the same gets the same answer.
    """
    overrides: dict[Key, list[_Override]] = defaultdict(list)
    own = RegimeOverrideRecord
    person = type_coerce(own.person_id, String)
    asked = select(person, own.valid_from, own.ended_on, own.regime_code, own.reason)
    for person_id, *rest in session.execute(asked.order_by(own.valid_from)):
        overrides[person_id].append(tuple(rest))  # type: ignore[arg-type]
    known = regime_rules(session)
    answers: dict[tuple[object, object], tuple[RegimeFact, ...]] = {}
    found = {}
    for person_id in persons:
        mine = _since([one[1:] for one in residences.get(person_id, ())], first)
        set_by_office = tuple(overrides.get(person_id, ()))
        key = (mine, set_by_office)
        if key not in answers:
            answers[key] = _facts(first, last, mine, set_by_office, known)
        found[person_id] = answers[key]
    return found


def _since(permits: Sequence[_Permit], first: date) -> tuple[_Permit, ...]:
    """Permits that matter from a day on; the one that runs then counts as if it began then."""
    before = [one for one in permits if one[0] <= first]
    return (
        *((first, *one[1:]) for one in before[-1:]),
        *(one for one in permits if one[0] > first),
    )


def _facts(
    first: date,
    last: date,
    permits: Sequence[_Permit],
    overrides: Sequence[_Override],
    known: Sequence[RegimeRule],
) -> tuple[RegimeFact, ...]:
    held = [
        Residence(
            valid_from=one[0],
            ended_on=one[1],
            permit=Permit(one[2]) if one[2] else None,
            refugee=one[3],
        )
        for one in permits
    ]
    own = [
        RegimeOverride(valid_from=one[0], ended_on=one[1], regime_code=one[2], reason=one[3])
        for one in overrides
    ]
    turns = rules.turning_days(first, last, [*held, *own, *known])
    found: list[RegimeFact] = []
    for place, day in enumerate(turns):
        end = turns[place + 1] - timedelta(days=1) if place + 1 < len(turns) else last
        answer = rules.regime_on(day, held, own, known)
        if answer.regime_code is None:
            continue
        made = RegimeFact(day, end, answer.regime_code, answer.reason)
        before = found[-1] if found else None
        if before and before.last + timedelta(days=1) == day and before[2:] == made[2:]:
            found[-1] = before._replace(last=end)
        else:
            found.append(made)
    return tuple(found)
