"""The day in Switzerland, compared with the time zone database where there is one."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozdesk.kernel.swiss_time import on_swiss_day, swiss_clock, swiss_day


@given(moment=st.datetimes(datetime(1996, 1, 1), datetime(2037, 12, 31)))  # noqa: DTZ001 - made aware below
def test_the_day_is_the_one_of_the_time_zone_database(moment: datetime) -> None:
    instant = moment.replace(tzinfo=UTC)
    here = instant.astimezone(ZoneInfo("Europe/Zurich"))
    assert swiss_day(instant) == here.date()
    assert swiss_clock(instant) == here.replace(tzinfo=None)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-12-31T22:59:59+00:00", date(2026, 12, 31)),
        ("2026-12-31T23:00:00+00:00", date(2027, 1, 1)),
        ("2026-07-31T21:59:59+00:00", date(2026, 7, 31)),
        ("2026-07-31T22:00:00+00:00", date(2026, 8, 1)),
        ("2027-01-01T03:00:00+09:00", date(2026, 12, 31)),
        ("2026-07-31T22:00:00", date(2026, 8, 1)),
    ],
)
def test_midnight_is_swiss_midnight(moment: str, day: date) -> None:
    assert swiss_day(datetime.fromisoformat(moment)) == day


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_the_clock_changes_on_the_last_sunday(day: date) -> None:
    """At 22:30 UTC of that day both changes are done: summer in March, winter in October."""
    late = datetime(day.year, day.month, day.day, 22, 30, tzinfo=UTC)
    expected = day if day.month == 10 else date(2026, 3, 30)
    assert swiss_day(late) == expected


@pytest.mark.parametrize(
    ("moment", "same"),
    [
        ("2026-11-26T14:30:00+00:00", "2027-01-05T14:30:00+00:00"),
        (
            "2026-07-31T22:30:00+00:00",
            "2027-01-04T23:30:00+00:00",
        ),  # 00:30, in summer and in winter
        ("2026-12-31T23:30:00+00:00", "2027-01-04T23:30:00+00:00"),
    ],
)
def test_the_same_time_on_another_day(moment: str, same: str) -> None:
    moved = on_swiss_day(datetime.fromisoformat(moment), date(2027, 1, 5))
    assert moved == datetime.fromisoformat(same)
