"""Tables of invented measures, as people fill them in."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import openpyxl

from sozdesk.archive.store import Archive
from sozdesk.documents.csv_read import read_tables
from sozdesk.documents.formulas import formula_cells
from sozdesk.features.strategy import queries
from sozdesk.features.strategy.files import measures_in
from sozdesk.features.strategy.terms import ImportPlan, MeasureTable
from sozdesk.features.strategy.usecases import ImportMeasures, import_measures

CODE = "2025-2028"
HEAD = (
    "Nummer",
    "Titel",
    "Handlungsfeld",
    "Ziel",
    "Priorität",
    "Horizont",
    "Armutsstrategie",
    "Zuständige Stelle",
    "Zuständige Personen",
    "Führt fort",
    "Stand",
    "Grund",
    "Stand per",
)
KEYS = (
    "number",
    "title",
    "action_field",
    "aim",
    "priority",
    "horizon",
    "poverty_strategy",
    "responsible_body",
    "responsible_people",
    "continues",
    "state",
    "reason",
    "as_of",
)


def row(number: object, title: object = "Erfundene Massnahme", **more: object) -> tuple[Any, ...]:
    """A row of the template; ``more`` by the keys of the fields."""
    poverty = "nein" if number and not str(number).startswith("=") else None
    values = {"number": number, "title": title, "poverty_strategy": poverty, **more}
    return tuple(values.get(key) for key in KEYS)


def workbook(
    *rows: tuple[object, ...], head: tuple[object, ...] = HEAD, sheet: str = "Massnahmen"
) -> bytes:
    """The rows as Excel would save them."""
    book = openpyxl.Workbook()
    made = book.worksheets[0]
    made.title = sheet
    for number, cells in enumerate((head, *rows), 1):
        for column, value in enumerate(cells, 1):
            made.cell(number, column, value)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def csv(*lines: str, coding: str = "utf-8", head: str = ";".join(HEAD)) -> bytes:
    return "\r\n".join((head, *lines)).encode(coding)


def table_of(content: bytes) -> MeasureTable:
    """What is read from the bytes of a file."""
    return measures_in(read_tables(content), formula_cells(content), "massnahmen.xlsx")


def table(*rows: tuple[object, ...]) -> MeasureTable:
    return table_of(workbook(*rows))


def plan_of(archive: Archive, content: bytes | MeasureTable, code: str = CODE) -> ImportPlan:
    read = table_of(content) if isinstance(content, bytes) else content
    period = archive.query(queries.period_of, code)
    return archive.query(queries.import_plan, period, read, archive.context().today)


def record(archive: Archive, content: bytes | MeasureTable, code: str = CODE, **accept: bool):
    """Import; answers the counts."""
    read = table_of(content) if isinstance(content, bytes) else content
    period = archive.query(queries.period_of, code)
    command = ImportMeasures(period_id=period.id, table=read, **accept)
    return archive.run(import_measures, command).value


def measures(archive: Archive, code: str = CODE, day: date = date(2027, 1, 5)):
    """Number → row."""
    period = archive.query(queries.period_of, code)
    return {row.number: row for row in archive.query(queries.view, period, day).measures}


def said(found) -> list[tuple[str, str]]:
    """Cell without its sheet, and the sentence; by cell."""
    return sorted((one.cell.rpartition("!")[2], one.message) for one in found)
