"""Files that the page writes: the list as seen, the forms, the overview. Run in the worker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sozdesk.documents.csv import excel_csv
from sozdesk.documents.report import Column, Fact, Report, Row, Table
from sozdesk.documents.safe_write import write_bytes
from sozdesk.documents.xlsx import write_xlsx
from sozdesk.features.rent_limits.files import form_workbook
from sozdesk.features.rent_limits.terms import FormRequest
from sozdesk.features.rent_limits.ui.lists import ListColumn
from sozdesk.kernel.errors import Cancelled
from sozdesk.widgets.table import TableView

LIST_FILTERS = "Excel (*.xlsx);;CSV für Excel (*.csv)"


def list_report(
    table: TableView,
    columns: Sequence[ListColumn],
    title: str,
    facts: Sequence[tuple[str, str]],
    *,
    now: datetime,
    today: date,
    sample: bool,
) -> Report:
    """The rows and columns that a list shows just now, in its order; ``now`` is UTC."""
    by_title = {entry.column.title: entry for entry in columns}
    seen = [by_title[name] for name in table.shown_text().titles]
    content = Table(
        title="Liste",
        columns=tuple(Column(entry.column.name, entry.column.title, entry.kind) for entry in seen),
        rows=tuple(_cells(row, seen) for row in table.rows_model.rows()),
    )
    return Report(
        title=title,
        created=now,
        dated=today,
        facts=tuple(Fact(label, value) for label, value in facts),
        tables=(content,),
        sample=sample,
    )


def _cells(row: Any, columns: Sequence[ListColumn]) -> Row:
    return tuple(entry.cell(row) for entry in columns)


def write_list(path: Path, report: Report) -> Path:
    """Write a list as xlsx, or as csv if the name says so; DocumentWriteError if it cannot be."""
    as_csv = path.suffix.lower() == ".csv"
    write_bytes(path, excel_csv(report, report.tables[0]) if as_csv else write_xlsx(report))
    return path


def write_forms(
    folder: Path,
    requests: Sequence[FormRequest],
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> tuple[Path, ...]:
    """Write one workbook per request; what is written when it is cancelled stays.

    Raises:
        DocumentWriteError: the folder cannot be written.
    """
    written = []
    for number, request in enumerate(requests):
        if cancelled():
            raise Cancelled
        progress(number, len(requests))
        path = folder / request.file_name
        write_bytes(path, form_workbook(request))
        written.append(path)
    return tuple(written)


def already_there(folder: Path, requests: Sequence[FormRequest]) -> int:
    """How many of the forms lie in the folder already."""
    return sum((folder / request.file_name).exists() for request in requests)
