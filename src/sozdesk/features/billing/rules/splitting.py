"""Amounts over days, without a Rappen lost; months and spans of days, in closed form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache

ONE_DAY = timedelta(days=1)
Days = tuple[date, date]
"""First and last day, both included."""


def part_of(amount: int, whole: Days, part: Days) -> int:
    """What of an amount, spread evenly over ``whole``, falls on ``part`` (inside ``whole``).

    Parts that follow one another add up to the amount exactly, also below zero.
    """
    if part == whole:
        return amount
    count = (whole[1] - whole[0]).days + 1
    before = (part[0] - whole[0]).days
    after = (part[1] - whole[0]).days + 1
    return amount * after // count - amount * before // count


def pieces(whole: Days, turns: Iterable[date]) -> Iterator[Days]:
    """``whole`` cut before every turning day in it."""
    first, last = whole
    for turn in sorted({day for day in turns if whole[0] < day <= last}):
        yield first, turn - ONE_DAY
        first = turn
    yield first, last


def months_in(whole: Days) -> Iterator[date]:
    """First days of the months that begin inside ``whole``, after its first day."""
    day = next_month(whole[0])
    while day <= whole[1]:
        yield day
        day = next_month(day)


def union(spans: Iterable[Days]) -> list[Days]:
    """The same days in ascending spans that neither overlap nor touch."""
    ordered = sorted(spans)
    if len(ordered) < 2:
        return ordered
    found: list[Days] = []
    for first, last in ordered:
        if found and first <= found[-1][1] + ONE_DAY:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


def count_days(spans: Iterable[Days]) -> int:
    """Days in spans that do not overlap."""
    count = 0
    for first, last in spans:
        count += (last - first).days + 1
    return count


def clipped(spans: Iterable[Days], to: Days) -> list[Days]:
    """What of the spans lies inside ``to``."""
    cut = ((max(first, to[0]), min(last, to[1])) for first, last in spans)
    return [(first, last) for first, last in cut if first <= last]


_FEW_DAYS = 4096
"""A bill asks for the months of the same few days ten thousand times."""


@lru_cache(_FEW_DAYS)
def month_of(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


@lru_cache(_FEW_DAYS)
def whole_month(day: date) -> Days:
    """The month that a day lies in."""
    return month_of(day), next_month(day) - ONE_DAY


@lru_cache(_FEW_DAYS)
def next_month(day: date) -> date:
    """The first day of the month after."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


@lru_cache(_FEW_DAYS)
def days_in_month(day: date) -> int:
    """28 to 31."""
    return (next_month(day) - month_of(day)).days


def thirtieths(days: Days) -> int:
    """How much of a month of 30 days some days of one month are.

    The 31st is nothing, the last day of February is the rest.
    """
    return _thirtieth(days[1]) - _thirtieth(days[0] - ONE_DAY) * (days[0].day > 1)


def _thirtieth(day: date) -> int:
    """Thirtieths from the first of its month to a day."""
    return 30 if day.month == 2 and day.day == days_in_month(day) else min(day.day, 30)


def course_month_end(anchor: date, day: date) -> date:
    """Last day of the course month, counted from ``anchor``, that ``day`` lies in.

    From the 15th it goes to the 14th; a start on the 31st turns on the last day of shorter months.
    """
    turn = _turn(day, anchor.day)
    if turn <= day:
        turn = _turn(next_month(day), anchor.day)
    return turn - ONE_DAY


def _turn(month: date, number: int) -> date:
    return month.replace(day=min(number, days_in_month(month)))
