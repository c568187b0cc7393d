"""Which backups may go: dense for the last days, sparse for the years before."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import datetime, timedelta

_NEWEST = 5


def superfluous(taken: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """The moments whose backups may be deleted.

    Kept are the newest five, everything of the last day, the last one per day for two weeks, per
    week for two months, per month for two years, and per year for ever.
    """
    ordered = sorted(taken, reverse=True)
    kept = {*ordered[:_NEWEST], *(moment for moment in ordered if moment > now - timedelta(days=1))}
    for days, period in _STEPS:
        recent = [moment for moment in ordered if moment > now - timedelta(days=days)]
        kept |= _last_of_each(recent, period)
    return frozenset(ordered) - kept


def _last_of_each(
    newest_first: Iterable[datetime], period: Callable[[datetime], Hashable]
) -> set[datetime]:
    last: dict[Hashable, datetime] = {}
    for moment in newest_first:
        last.setdefault(period(moment), moment)
    return set(last.values())


_STEPS: tuple[tuple[int, Callable[[datetime], Hashable]], ...] = (
    (14, lambda moment: moment.date()),
    (61, lambda moment: moment.isocalendar()[:2]),
    (731, lambda moment: (moment.year, moment.month)),
    (500_000, lambda moment: moment.year),
)
