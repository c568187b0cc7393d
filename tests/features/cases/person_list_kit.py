"""Invented lists of persons, as a case system exports them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl

from sozdesk.archive.store import Archive
from sozdesk.documents.csv_read import read_tables
from sozdesk.documents.formulas import formula_cells
from sozdesk.exchange.listed import TableFile
from sozdesk.features.cases import queries
from sozdesk.features.cases.files import list_table
from sozdesk.features.cases.terms.importing import ImportPlan, ImportTable
from sozdesk.features.cases.texts.importing import LABELS
from sozdesk.features.cases.usecases import ImportPersons, import_persons
from sozdesk.kernel.usecase import Outcome

TODAY = date(2027, 1, 5)
ANNA = {
    "dossier": "2026-014",
    "last_name": "Muster",
    "first_name": "Anna",
    "birth_date": date(1990, 5, 17),
    "sex": "w",
    "ahv_number": "756.9217.0769.85",
    "nationality": "Eritrea",
    "permit": "F-Flüchtling",
    "municipality": "Liestal",
    "opened_on": date(2026, 3, 1),
    "responsible": "Anna Muster",
    "supported": "ja",
}
"""The whole row of a main person; the number is a public test vector."""
BEN = {
    "dossier": "2026-014",
    "last_name": "Muster",
    "first_name": "Ben",
    "birth_date": date(2015, 2, 1),
    "sex": "m",
    "permit": "F-Flüchtling",
    "supported": "ja",
}
"""Her son."""


def workbook(*rows: Mapping[str, object], heads: Mapping[str, str] = LABELS) -> bytes:
    """Rows by the keys of the fields as Excel would save them; ``heads`` names the columns."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Fälle"
    sheet.append(list(heads.values()))
    for row in rows:
        sheet.append([row.get(key) for key in heads])
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def table_of(content: bytes, memory: Any = None, choice: Any = None) -> ImportTable:
    """What the table says with its own heads."""
    file = TableFile("faelle.xlsx", tuple(read_tables(content)), formula_cells(content))
    return list_table(file, memory or {}, choice or {}, TODAY)


def plan_of(
    archive: Archive, content: bytes, day: date | None = None, decisions: Any = None
) -> ImportPlan:
    """What recording would do."""
    plan: ImportPlan = archive.query(
        queries.import_plan, table_of(content), day, decisions or {}, TODAY
    )
    return plan


def record(
    archive: Archive, content: bytes, day: date | None = None, decisions: Any = None
) -> Outcome:
    """Record a list."""
    command = ImportPersons(table=table_of(content), opened_on=day, decisions=decisions or {})
    done: Outcome = archive.run(import_persons, command)
    return done


def said(row: Any) -> list[str]:
    """All sentences about a row."""
    return [one.message for one in row.findings]


def told(row: Any) -> list[tuple[str, str, str]]:
    """Field, before, after."""
    return [(one.label, one.before, one.after) for one in row.changes]
