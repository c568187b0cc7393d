"""Which backups may go."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sozdesk.archive.thinning import superfluous

NOW = datetime(2027, 1, 5, 10, 0, tzinfo=UTC)

moments = st.sets(
    st.integers(0, 7 * 365 * 24 * 60).map(lambda minutes: NOW - timedelta(minutes=minutes)),
    max_size=60,
)


def hours_ago(*hours: float) -> list[datetime]:
    return [NOW - timedelta(hours=hour) for hour in hours]


def test_few_backups_all_stay() -> None:
    assert superfluous(hours_ago(1, 2, 24 * 400, 24 * 401, 24 * 402), NOW) == frozenset()


def test_everything_of_the_last_day_stays() -> None:
    assert superfluous(hours_ago(*range(24)), NOW) == frozenset()


def test_of_a_day_last_week_only_the_last_backup_stays() -> None:
    newest = hours_ago(1, 2, 3, 4, 5)
    that_day = [datetime(2026, 12, 30, hour, tzinfo=UTC) for hour in (8, 12, 17)]
    assert superfluous([*newest, *that_day], NOW) == frozenset(that_day[:2])


def test_of_a_week_last_month_only_the_last_backup_stays() -> None:
    newest = hours_ago(1, 2, 3, 4, 5)
    monday, wednesday, sunday = (datetime(2026, 12, day, 9, tzinfo=UTC) for day in (7, 9, 13))
    assert superfluous([*newest, monday, wednesday, sunday], NOW) == {monday, wednesday}


def test_of_a_month_last_year_and_of_an_old_year_the_last_backup_stays() -> None:
    newest = hours_ago(1, 2, 3, 4, 5)
    march = [datetime(2026, 3, day, tzinfo=UTC) for day in (2, 30)]
    long_ago = [datetime(2022, month, 1, tzinfo=UTC) for month in (2, 11)]
    assert superfluous([*newest, *march, *long_ago], NOW) == {march[0], long_ago[0]}


@given(taken=moments)
def test_the_newest_five_and_the_last_of_every_year_always_stay(taken: set[datetime]) -> None:
    gone = superfluous(taken, NOW)
    ordered = sorted(taken, reverse=True)
    last_of_years = {max(m for m in taken if m.year == year) for year in {m.year for m in taken}}
    assert gone.isdisjoint(ordered[:5])
    assert gone.isdisjoint(last_of_years)


@given(taken=moments)
def test_thinning_twice_takes_nothing_more(taken: set[datetime]) -> None:
    kept = taken - superfluous(taken, NOW)
    assert superfluous(kept, NOW) == frozenset()
