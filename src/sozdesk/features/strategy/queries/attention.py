"""What is to do about the measures now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from sozdesk.features.strategy import rules
from sozdesk.features.strategy.queries.periods import (
    default_period,
    overdue_tasks,
    periods,
    view,
)
from sozdesk.features.strategy.terms import Attention, MeasureRow, PeriodRow, PeriodView


def attention(session: Session, today: date) -> Attention:
    """Late tasks of all periods, newest first; silent measures only while their period runs."""
    late = (
        _part(session, period, today, lambda row: bool(row.overdue_tasks))
        for period in periods(session)
        if overdue_tasks(session, period.id, today)
    )
    return Attention(
        late=tuple(one for one in late if one is not None), silent=_silent(session, today)
    )


def _silent(session: Session, today: date) -> PeriodView | None:
    period = default_period(session, today)
    if period is None or not period.begins <= today <= period.ends:
        return None
    return _part(session, period, today, lambda row: rules.is_silent(row, today))


def _part(
    session: Session, period: PeriodRow, today: date, keeps: Callable[[MeasureRow], bool]
) -> PeriodView | None:
    """A period with some of its measures; None if none is kept."""
    shown = view(session, period, today)
    kept = tuple(filter(keeps, shown.measures))
    return replace(shown, measures=kept) if kept else None
