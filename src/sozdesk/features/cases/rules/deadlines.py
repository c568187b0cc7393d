"""Deadlines in days from the Eröffnung, ending on a working day. Always «berechnet, bitte prüfen»."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

SATURDAY = 5


def deadline(notified_on: date, days: int, holidays: Collection[date]) -> date:
    """The last day: counted from the day after the Eröffnung; never a Saturday, Sunday or holiday.

    ``days`` and ``holidays`` are dated rows of the canton with their source.
    """
    last = notified_on + timedelta(days=days)
    while last.weekday() >= SATURDAY or last in holidays:
        last += timedelta(days=1)
    return last
