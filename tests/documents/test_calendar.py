"""Days for the calendar: whole days with alarms, stable ids, lines as the standard wants them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar

from sozdesk.documents.calendar import CalendarDay, write_calendar
from sozdesk.kernel.ids import natural_id

MOMENT = datetime(2026, 11, 2, 9, 0, 30, 123456, tzinfo=UTC)
DUE = CalendarDay(
    key=natural_id("deadline", 2027, "due"),
    day=date(2026, 12, 31),
    title="Mietzinsgrenzwerte 2027: Frist für Rückmeldungen; alles, was fehlt, wird erinnert",
    text="Für 2 Gemeinden: Bretzwil\nund Lauwil",
)


def written():
    return write_calendar("Mietzinsgrenzwerte 2027", [DUE], MOMENT)


def test_a_day_is_whole_and_reminds_a_week_and_a_day_before():
    (event,) = Calendar.from_ical(written()).walk("VEVENT")
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (DUE.day, date(2027, 1, 1))
    assert (str(event["summary"]), str(event["description"])) == (DUE.title, DUE.text)
    assert event["uid"] == f"{DUE.key}@sozdesk.invalid"
    assert event.decoded("dtstamp") == MOMENT.replace(microsecond=0)
    alarms = [alarm.decoded("trigger") for alarm in event.walk("VALARM")]
    assert alarms == [timedelta(days=-7), timedelta(days=-1)]


def test_lines_are_folded_and_end_as_the_standard_wants():
    lines = written().split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    assert b"DTSTART;VALUE=DATE:20261231" in lines


def test_the_same_days_make_the_same_bytes():
    assert written() == written()
