"""The overview as files in a folder."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from sozdesk.documents.csv import excel_csv
from sozdesk.documents.pdf import write_pdf
from sozdesk.documents.safe_write import write_bytes
from sozdesk.documents.xlsx import write_xlsx
from sozdesk.features.rent_limits.reports.overview import INTERNAL, overview_report
from sozdesk.features.rent_limits.terms import OverviewRow, RoundRow


def write_overview(
    folder: Path,
    rows: Sequence[OverviewRow],
    found: RoundRow,
    now: datetime,
    *,
    today: date,
    sample: bool,
    missing_reason: str = "",
) -> tuple[Path, ...]:
    """Write the overview as xlsx, pdf and csv for Excel; answers the three paths.

    Raises:
        DocumentWriteError: the folder is missing or cannot be written.
    """
    reasons = {row.bfs_number: missing_reason for row in rows if row.current is None}
    report = overview_report(rows, found, now, today=today, sample=sample, missing_reasons=reasons)
    contents = {
        "xlsx": write_xlsx(report),
        "pdf": write_pdf(report),
        "csv": excel_csv(report, report.tables[0], INTERNAL),
    }
    return tuple(_written(folder, found.year, *content) for content in contents.items())


def _written(folder: Path, year: int, kind: str, content: bytes) -> Path:
    path = folder / f"mietzinsgrenzwerte_{year}.{kind}"
    write_bytes(path, content)
    return path
