"""Writes a list as seen on the screen to a file. For the worker: knows neither Qt nor the archive."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from sozdesk.documents.report import Column, Fact, Report, Row, Table

FILTERS = "Excel (*.xlsx);;CSV für Excel (*.csv)"
"""For the prompt that asks where to write."""


def list_report(
    title: str,
    columns: Sequence[Column],
    rows: Sequence[Row],
    *,
    facts: Sequence[tuple[str, str]] = (),
    sources: Sequence[str] = (),
    now: datetime,
    today: date,
    sample: bool,
) -> Report:
    """One list as a report with one table; ``now`` is UTC.

    ``facts`` say what is left out, ``sources`` what the figures are.
    """
    return Report(
        title=title,
        created=now,
        dated=today,
        facts=tuple(Fact(label, value) for label, value in facts),
        tables=(Table(title="Liste", columns=tuple(columns), rows=tuple(rows)),),
        sources=tuple(sources),
        sample=sample,
    )


def write_list(path: Path, report: Report) -> Path:
    """Write as xlsx, or as csv if the name says so; DocumentWriteError if it cannot be."""
    from sozdesk.documents.csv import excel_csv  # noqa: PLC0415 - only when a list is written
    from sozdesk.documents.safe_write import write_bytes  # noqa: PLC0415
    from sozdesk.documents.xlsx import write_xlsx  # noqa: PLC0415

    as_csv = path.suffix.lower() == ".csv"
    write_bytes(path, excel_csv(report, report.tables[0]) if as_csv else write_xlsx(report))
    return path
