"""«Liste einlesen»: empty, with columns to choose, with a preview of everything that can happen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import openpyxl

from screens.offering_report_scenes import wait_until
from screens.stage import Stage, settle
from sozdesk.archive.store import Archive
from sozdesk.features.offerings import queries
from sozdesk.features.offerings.texts.list_import import LABELS
from sozdesk.features.offerings.ui import list_import_page
from sozdesk.features.offerings.ui.list_import_page import ListImportPage

_NEW: Mapping[str, object] = {
    "name": "Lernwerk Beispiel",
    "organisation_type": "Verein",
    "email": "kontakt@lernwerk.example",
    "title": "Lesen und Schreiben im Alltag",
    "category": "Grundkompetenzkurs",
    "town": "Liestal",
    "capacity": 12,
    "amount": 1150,
    "unit": "Kurs",
    "vat": "ausgenommen",
    "recognised_from": date(2025, 8, 1),
}


def _rows(stage: Stage) -> list[Mapping[str, object]]:
    """A new one, one that changes an offering of the file, one as it is, one with wrong cells."""
    known: list[Any] = []

    def read(archive: Archive) -> list[Any]:
        return list(archive.query(queries.offerings, archive.context().today)[:2])

    stage.window.desk.call(read, done=known.extend)
    wait_until(lambda: bool(known))
    rows: list[Mapping[str, object]] = [
        _NEW,
        {**_NEW, "title": "Rechnen am Arbeitsplatz", "amount": 990, "recognised_from": None},
        {
            **_NEW,
            "title": "Kurs mit Fehlern",
            "iban": "CH93 0076 2011 6238 5295 8",
            "weeks": "3 Monate",
        },
        {"name": "Stiftung Neubeginn", "organisation_type": "Stiftung", "phone": "061 000 00 00"},
    ]
    for number, row in enumerate(known):
        said = {"name": row.provider_name, "title": row.title, "category": row.category_name}
        rows.append({**said, "capacity": 17 if number == 0 else row.capacity})
    return rows


def _write(stage: Stage, heads: Mapping[str, str], *, flawed: bool) -> ListImportPage:
    stage.open_area("offerings")
    made = list_import_page.build(stage.window.desk, stage.workspace)
    stage.workspace.open_subpage(made)
    settle()
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Angebote"
    sheet.append(list(heads.values()))
    for row in _rows(stage):
        if flawed or row.get("title") != "Kurs mit Fehlern":
            sheet.append([row.get(key) for key in heads])
    path = stage.sample / "angebote.xlsx"
    book.save(path)
    made.open(path)
    wait_until(lambda: made.plan is not None)
    settle()
    return made


def empty(stage: Stage) -> None:
    stage.open_area("offerings")
    stage.workspace.open_subpage(list_import_page.build(stage.window.desk, stage.workspace))


def preview(*, flawed: bool = True, day: str = "01.01.2027") -> Callable[[Stage], None]:
    def go(stage: Stage) -> None:
        used = {key: LABELS[key] for row in _rows(stage) for key in row}
        made = _write(stage, used, flawed=flawed)
        made.day_input.setText(day)
        made.day_input.editingFinished.emit()
        wait_until(
            lambda: made.plan is not None and (made.plan.prices_from is not None) == bool(day)
        )
        settle()

    return go


def columns(stage: Stage) -> None:
    used = {key: LABELS[key] for row in _rows(stage) for key in row}
    _write(stage, {**used, "name": "Wer macht es", "capacity": "Anz."}, flawed=False)


SAMPLE = {
    "210-liste-einlesen": preview(flawed=False),
    "211-liste-nicht-verwertbar": preview(),
    "212-liste-spalten": columns,
    "213-liste-preise-ohne-tag": preview(flawed=False, day=""),
}
EMPTY = {"214-liste-leer": empty}
