"""What the invented office plans for the measures of the public report, and its own report on them.

Measures, states and texts are facts of the report; who is responsible and what is to be done until
when are invented, and say so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sozdesk.app.commands_measures import period_of
from sozdesk.app.commands_measures_report import imprint_of
from sozdesk.documents.safe_write import make_folder, write_bytes
from sozdesk.features.strategy import queries, reports, usecases

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
    period = period_of(archive, PERIOD)
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


def report(archive: Archive, out: Path, *, keep_documents: bool) -> str:
    """Keep the first version of the report in the file, and its files in ``massnahmen/``."""
    period = period_of(archive, PERIOD)
    draft = archive.query(queries.report_draft, period, period.ends, archive.context().today)
    imprint = imprint_of(archive)
    numbered = replace(imprint, number=draft.number)
    files = reports.report_files(draft.content, numbered, list(reports.WRITERS))
    command = usecases.FreezeReport(
        period_id=period.id,
        as_of=period.ends,
        number=draft.number,
        content_sha256=draft.content_sha256,
        files=files,
    )
    outcome = archive.run(usecases.freeze_report, command)
    if keep_documents:
        folder = make_folder(out / "massnahmen")
        for file in (*files, *reports.figure_files(draft.content, imprint)):
            write_bytes(folder / file.name, file.content)
    return outcome.summary
