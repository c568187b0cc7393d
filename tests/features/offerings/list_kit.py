"""Invented lists of providers and offerings, as people keep them in Excel."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl

from sozdesk.archive.store import Archive
from sozdesk.documents.csv_read import read_tables
from sozdesk.documents.formulas import formula_cells
from sozdesk.features.offerings import queries
from sozdesk.features.offerings.files import ListFile, list_table
from sozdesk.features.offerings.terms.list_import import ListPlan, ListTable
from sozdesk.features.offerings.texts.list_import import LABELS
from sozdesk.features.offerings.usecases import ImportLists, import_lists
from sozdesk.kernel.usecase import Outcome

PRICES = date(2027, 1, 1)
COURSE = {
    "name": "Kurszentrum Muster",
    "organisation_type": "Verein",
    "legal_form": "Verein",
    "address": "Musterweg 1, 4410 Liestal",
    "email": "kurse@muster.example",
    "iban": "CH93 0076 2011 6238 5295 7",
    "title": "Deutsch im Alltag",
    "category": "Grundkompetenzkurs",
    "town": "Liestal",
    "audience": "Sozialhilfe, Frauen",
    "workload": "50–100 %",
    "weeks": "8–12 Wochen",
    "capacity": 12,
    "free_places": 3,
    "amount": 1200,
    "unit": "pro Kurs",
    "vat": "ausgenommen",
    "language": "Deutsch",
    "needed": "A2",
    "reached": "B1",
    "childcare": "ja",
    "wheelchair": "ja",
    "link": "https://muster.example/deutsch",
    "recognised_from": date(2025, 1, 1),
    "recognised_to": date(2027, 12, 31),
}
"""One whole row, by the keys of the fields."""
ONLY_PROVIDER = {
    "name": "Stiftung Erfunden",
    "organisation_type": "Stiftung",
    "phone": "061 000 00 00",
}


def workbook(
    *rows: Mapping[str, object], heads: Mapping[str, str] = LABELS, above: tuple[str, ...] = ()
) -> bytes:
    """Rows by the keys of the fields as Excel would save them; ``heads`` names the columns."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Angebote"
    for text in above:
        sheet.append([text])
    sheet.append(list(heads.values()))
    for row in rows:
        sheet.append([row.get(key) for key in heads])
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def file_of(content: bytes, name: str = "angebote.xlsx") -> ListFile:
    """What is read from the bytes of a file."""
    return ListFile(name, tuple(read_tables(content)), formula_cells(content))


def table_of(content: bytes, memory: Any = None, choice: Any = None) -> ListTable:
    """What the table says with its own heads."""
    return list_table(file_of(content), memory or {}, choice or {})


def plan_of(archive: Archive, content: bytes, day: date | None = PRICES) -> ListPlan:
    """What recording would do."""
    plan: ListPlan = archive.query(
        queries.list_plan, table_of(content), day, archive.context().today
    )
    return plan


def record(archive: Archive, content: bytes, day: date | None = PRICES) -> Outcome:
    """Record a list."""
    done: Outcome = archive.run(import_lists, ImportLists(table=table_of(content), prices_from=day))
    return done
