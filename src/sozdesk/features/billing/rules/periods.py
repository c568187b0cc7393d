"""Periods of bills: how they are written, said and chosen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from sozdesk.features.billing.rules.splitting import ONE_DAY, next_month
from sozdesk.features.billing.terms import BillRow, Period

_WRITTEN: Final = re.compile(r"(\d{4})(?:-(?:Q([1-4])|H([12])|(0[1-9]|1[0-2])))?", re.IGNORECASE)
_EARLIEST, _LATEST = 2000, 2200


def period_of(text: str) -> Period | None:
    """«2027-Q1», «2027-H2», «2027-03», «2027» → its days; None for anything else."""
    found = _WRITTEN.fullmatch(text.strip())
    if found is None or not _EARLIEST <= int(found[1]) <= _LATEST:
        return None
    year = int(found[1])
    if found[2]:
        return _months(year, 3, int(found[2]))
    if found[3]:
        return _months(year, 6, int(found[3]))
    return _months(year, 1, int(found[4])) if found[4] else _months(year, 12, 1)


def _months(year: int, months: int, place: int) -> Period:
    first = date(year, (place - 1) * months + 1, 1)
    following = first
    for _ in range(months):
        following = next_month(following)
    return Period(first=first, last=following - ONE_DAY)


def written(first: date, last: date) -> str:
    """«2027-Q1»: as ``period_of`` reads it; days for anything that is no such period."""
    year = first.year
    quarter, half = (first.month + 2) // 3, (first.month + 5) // 6
    for name in (f"{year}-{first.month:02}", f"{year}-Q{quarter}", f"{year}-H{half}", f"{year}"):
        period = period_of(name)
        if period is not None and (period.first, period.last) == (first, last):
            return name
    return f"{first.isoformat()}..{last.isoformat()}"


def period_around(day: date, months: int) -> Period:
    """The period of so many months (1, 3, 6 or 12) that a day lies in."""
    return _months(day.year, months, (day.month - 1) // months + 1)


def periods_before(today: date, months: int, count: int) -> Iterator[Period]:
    """The last periods of so many months that are over, the latest first.

    ``months`` is 1, 3, 6 or 12.
    """
    period = period_around(today, months)
    for _ in range(count):
        period = period_around(period.first - ONE_DAY, months)
        yield period


def with_cut_off(period: Period, days: int | None) -> Period:
    """The period with its cut-off so many days after its end; none without a figure."""
    cut_off = None if days is None else period.last + timedelta(days=days)
    return Period(first=period.first, last=period.last, cut_off=cut_off)


def billed_in(own: Iterable[BillRow], period: Period) -> frozenset[int]:
    """BFS numbers of the municipalities with a bill or a draft of some days of a period.

    An accrual is none, and neither is a bill that was taken back.
    """
    return frozenset(
        row.bfs_number
        for row in own
        if not (row.accrual or row.cancels or row.cancelled_by)
        and row.first_day <= period.last
        and row.last_day >= period.first
    )
