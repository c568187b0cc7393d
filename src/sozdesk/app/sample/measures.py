"""What the invented office plans for the measures of the public report.

Measures, states and texts are facts of the report; who is responsible and what is to be done until
when are invented, and say so.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from sozdesk.features.strategy import queries, usecases

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

PERIOD = "2021-2024"
RESPONSIBLE: Mapping[str, str] = {
    "1.3": "Abteilung Grundlagen (Beispiel)",
    "1.4": "Abteilung Grundlagen (Beispiel)",
    "2.4": "Leitung KSA (Beispiel)",
    "7.1": "Projekt Assessmentcenter (Beispiel)",
}
TASKS: tuple[tuple[str, str, date, date | None, bool], ...] = (
    ("1.3", "Methodik mit KKSH und FKSH besprechen", date(2026, 11, 30), None, False),
    ("1.3", "Leitfaden liegt vor", date(2027, 6, 30), None, True),
    ("1.4", "Grundsatzentscheide sammeln", date(2026, 10, 31), date(2026, 10, 28), False),
    ("2.4", "Antwort auf das Postulat entwerfen", date(2027, 3, 31), None, False),
    ("7.1", "Stand des Aufbaus einholen", date(2026, 12, 15), None, False),
)
"""Measure, what, until when, done when, milestone. Two are overdue on the day of the sample."""


def plan(archive: Archive) -> None:
    """Name who is responsible, and plan the tasks."""
    period = archive.query(queries.period_of, PERIOD)
    day = archive.context().today
    rows = {row.number: row for row in archive.query(queries.view, period, day).measures}
    for number, body in RESPONSIBLE.items():
        row = rows[number]
        command = usecases.ChangeMeasure(
            id=row.id, base_version=row.version, changes={"responsible_body": body}
        )
        archive.run(usecases.change_measure, command)
    for number, title, due_on, done_on, milestone in TASKS:
        task = usecases.AddTask(
            measure_id=rows[number].id,
            title=f"{title} (Beispiel)",
            due_on=due_on,
            done_on=done_on,
            responsible=RESPONSIBLE[number],
            milestone=milestone,
        )
        archive.run(usecases.add_task, task)
