"""Values that hold from a day on: the end follows from the next row or from ``ended_on``."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Protocol, TypeVar


class Dated(Protocol):
    """A value with a first day (inclusive) and perhaps a last day (inclusive)."""

    @property
    def valid_from(self) -> date:
        """First day, inclusive."""

    @property
    def ended_on(self) -> date | None:
        """Last day, inclusive; None while it goes on."""


_Row = TypeVar("_Row", bound=Dated)


def on(day: date, rows: Iterable[_Row]) -> _Row | None:
    """The row of one subject and key that holds on ``day``, or None."""
    started = [row for row in rows if row.valid_from <= day]
    if not started:
        return None
    latest = max(started, key=lambda row: row.valid_from)
    if latest.ended_on is not None and latest.ended_on < day:
        return None
    return latest


def ended_before(row: _Row, rows: Iterable[_Row]) -> date | None:
    """The last day of a row among its subject's: what it says, or the day before the next one."""
    following = min(
        (one.valid_from for one in rows if one.valid_from > row.valid_from), default=None
    )
    if following is None:
        return row.ended_on
    before = following - timedelta(days=1)
    return before if row.ended_on is None else min(before, row.ended_on)
