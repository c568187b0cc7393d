"""The clock of the sample canton."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

_BEGIN = time(8, 0, tzinfo=UTC)


class SampleClock:
    """A clock that moves on by a minute with every look."""

    def __init__(self, day: date) -> None:
        self.begin(day)

    def begin(self, day: date) -> None:
        """The morning of a day."""
        self.now = datetime.combine(day, _BEGIN)

    def __call__(self) -> datetime:
        """The next minute."""
        self.now += timedelta(minutes=1)
        return self.now
