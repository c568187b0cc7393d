"""Days as months and parts of a month, however months are counted from."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction


def in_months(first: date, last: date) -> Fraction:
    """Both days included, counted from the first one: 15.2.–14.3. is one month, 16.–31.1. are 16/31.

    A month without that day turns on its last one (31.1. → 28.2.).
    """
    end = last + timedelta(days=1)
    whole = (end.year - first.year) * 12 + end.month - first.month
    whole -= months_later(first, whole) > end
    turn, following = months_later(first, whole), months_later(first, whole + 1)
    return whole + Fraction((end - turn).days, (following - turn).days)


def months_later(day: date, months: int) -> date:
    """The same day some months later, or the last one of a month that is too short for it."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
