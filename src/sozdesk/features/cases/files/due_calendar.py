"""What is due as a calendar file: number of the case and kind, never a person or the words of a task."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sozdesk.documents.calendar import CalendarDay, write_calendar
from sozdesk.features.cases.terms.work import CaseDueKind, CaseDueRow
from sozdesk.features.cases.texts import work as said

NAME = "Fristen und Aufgaben"


def due_calendar(rows: Sequence[CaseDueRow], moment: datetime) -> bytes:
    """One whole day for each line; the same line keeps its id, so that a new file replaces it."""
    days = [
        CalendarDay(
            key=row.key,
            day=row.day,
            title=said.due_title(row),
            text=said.CALCULATED if row.kind is CaseDueKind.REMEDY else "",
        )
        for row in rows
    ]
    return write_calendar(NAME, days, moment)
