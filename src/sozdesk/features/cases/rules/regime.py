"""Which regime a person belongs to on a day: by permit and refugee flag, or as the office set it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sozdesk.features.cases.terms import RegimeOn, RegimeOverride, RegimeRule, Residence
from sozdesk.kernel.dated import on


def regime_on(
    day: date,
    residences: Sequence[Residence],
    overrides: Sequence[RegimeOverride],
    rules: Sequence[RegimeRule],
) -> RegimeOn:
    """The regime of a day; without a known residence or a rule for it there is none."""
    own = on(day, overrides)
    if own is not None:
        return RegimeOn(regime_code=own.regime_code, reason=own.reason)
    residence = on(day, residences)
    if residence is None:
        return RegimeOn(regime_code=None)
    fitting = [
        rule
        for rule in rules
        if rule.permit == residence.permit and rule.refugee == residence.refugee
    ]
    rule = on(day, fitting)
    if rule is None:
        return RegimeOn(regime_code=None)
    return RegimeOn(regime_code=rule.regime_code, citation=rule.citation)


def turning_days(
    first: date,
    last: date,
    dated: Sequence[Residence | RegimeOverride | RegimeRule],
) -> tuple[date, ...]:
    """The first day, and every later day up to the last on which the regime may be another one."""
    ends = (row.ended_on + timedelta(days=1) for row in dated if row.ended_on is not None)
    turns = {row.valid_from for row in dated} | set(ends)
    return (first, *sorted(day for day in turns if first < day <= last))
