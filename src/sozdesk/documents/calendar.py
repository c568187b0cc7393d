"""Days for the calendar of the office (``.ics``, RFC 5545): whole days with an alarm before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from icalendar import Alarm, Event

_ALARMS = (7, 1)
"""Days before."""
_PRODUCER = "-//SozDesk//Fristen//DE"
_DOMAIN = "sozdesk.invalid"
"""Belongs to nobody (RFC 2606): the id is all that counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """One whole day; ``key`` stays the same when it is written again, so that it is replaced."""

    key: UUID
    day: date
    title: str
    text: str = ""


def write_calendar(name: str, days: Sequence[CalendarDay], moment: datetime) -> bytes:
    """The days as one calendar; ``moment`` is the instant of writing. Same data, same bytes."""
    from icalendar import Calendar  # noqa: PLC0415 - heavy, only when a calendar is written

    calendar = Calendar()
    calendar.add("prodid", _PRODUCER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for entry in days:
        calendar.add_component(_event(entry, moment))
    return bytes(calendar.to_ical())


def _event(entry: CalendarDay, moment: datetime) -> Event:
    from icalendar import Event  # noqa: PLC0415 - heavy, only when a calendar is written

    event = Event()
    event.add("uid", f"{entry.key}@{_DOMAIN}")
    event.add("dtstamp", moment.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("summary", entry.title)
    if entry.text:
        event.add("description", entry.text)
    event.add("transp", "TRANSPARENT")
    for days in _ALARMS:
        event.add_component(_alarm(entry.title, days))
    return event


def _alarm(title: str, days: int) -> Alarm:
    from icalendar import Alarm  # noqa: PLC0415 - heavy, only when a calendar is written

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", timedelta(days=-days))
    return alarm
