"""Day and time in Switzerland, without a time zone database: Windows brings none."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta


def swiss_day(moment: datetime) -> date:
    """The day on which a moment falls in Switzerland; see :func:`swiss_clock`."""
    return swiss_clock(moment).date()


def swiss_clock(moment: datetime) -> datetime:
    """What clocks in Switzerland show at a moment, without time zone; without one it is taken as UTC.

    Summer time lasts from the last Sunday of March to the last Sunday of October, each time at
    01:00 UTC (Sommerzeitverordnung, SR 941.299.1); valid from 1996 on. Raises OverflowError at the
    end of the calendar.
    """
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    utc = aware.astimezone(UTC)
    summer = _change(utc.year, 3) <= utc < _change(utc.year, 10)
    return (utc + timedelta(hours=2 if summer else 1)).replace(tzinfo=None)


def on_swiss_day(moment: datetime, day: date) -> datetime:
    """The moment at which clocks in Switzerland show the same time on another day, in UTC."""
    utc = moment.astimezone(UTC)
    moved = utc + (day - swiss_day(utc))
    return moved + _ahead(utc) - _ahead(moved)


def _ahead(utc: datetime) -> timedelta:
    """How far clocks in Switzerland are ahead of UTC."""
    return swiss_clock(utc) - utc.replace(tzinfo=None)


def _change(year: int, month: int) -> datetime:
    """01:00 UTC on the last Sunday of a month with 31 days."""
    last = datetime(year, month, 31, 1, tzinfo=UTC)
    return last - timedelta(days=last.isoweekday() % 7)
