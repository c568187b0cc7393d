"""What is to do about the measures now."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from sozdesk.features.strategy import rules
from sozdesk.features.strategy.queries.periods import default_period, measure_rows
from sozdesk.features.strategy.terms import Attention


def attention(session: Session, today: date) -> Attention:
    """Late tasks of the period that the page opens; silent measures only while it runs."""
    period = default_period(session, today)
    if period is None:
        return Attention(late=(), silent=())
    rows = measure_rows(session, period, today)
    runs = period.begins <= today <= period.ends
    return Attention(
        late=tuple(row for row in rows if row.overdue_tasks),
        silent=tuple(row for row in rows if runs and rules.is_silent(row, period.begins, today)),
    )
