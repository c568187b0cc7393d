"""Persons read in, a dwelling beside its limit, all rents: invented people only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import openpyxl
from PySide6.QtWidgets import QWidget

import case_kit
from screens.offering_report_scenes import wait_until
from screens.stage import Stage, settle
from sozdesk.archive.store import Archive
from sozdesk.features.cases import queries, usecases
from sozdesk.features.cases.terms import RentMeasure, TenancyForm
from sozdesk.features.cases.texts.importing import LABELS
from sozdesk.features.cases.ui import import_page, rents_page, tenancy_part
from sozdesk.features.cases.ui.import_page import AssignDialog
from sozdesk.features.cases.ui.tenancy_dialogs import MeasureDialog, TenancyDialog
from sozdesk.features.offices import queries as offices
from sozdesk.widgets import layouts
from sozdesk.widgets.page import Page

_CASE = 9301
"""A number that no other scene takes."""
_ROW: Mapping[str, object] = {
    "dossier": "2027-031",
    "last_name": "Erfunden",
    "first_name": "Selam",
    "birth_date": date(1992, 8, 3),
    "sex": "w",
    "nationality": "Eritrea",
    "permit": "F-Flüchtling",
    "opened_on": date(2026, 9, 1),
    "supported": "ja",
}


def _on_file(stage: Stage, read: Callable[[Archive], Any]) -> Any:
    found: list[Any] = []
    stage.window.desk.call(read, done=found.append)
    wait_until(lambda: bool(found))
    return found[0]


def _household(archive: Archive) -> Any:
    """Three people in a shared flat above the limit with an Auflage, and one person within it."""
    today = archive.context().today
    known = [row for row in archive.query(queries.cases, today) if row.number == _CASE]
    if known:
        return known[0]
    town = archive.query(offices.own_municipalities, today)[0].bfs_number
    person = case_kit.person(archive, "Beispiel", "Mirjam", birth_date=date(1988, 4, 2))
    case_id = case_kit.case(archive, [person], _CASE, town, opened_on=date(2025, 3, 1))
    flat = usecases.AddTenancy(
        case_id=case_id,
        valid_from=date(2025, 3, 1),
        address="Beispielweg 4\n4207 Bretzwil",
        net_rent=195_000,
        ancillary=24_000,
        form=TenancyForm.SHARED_FLAT,
        persons=3,
        supported=1,
        rooms=45,
    )
    tenancy_id = archive.run(usecases.add_tenancy, flat).value
    order = usecases.AddRentMeasure(
        tenancy_id=tenancy_id,
        kind=RentMeasure.ORDER,
        ordered_on=date(2026, 6, 1),
        deadline=date(2026, 11, 30),
        note="Günstigere Wohnung suchen, je Monat drei Bewerbungen vorlegen.",
    )
    measure_id = archive.run(usecases.add_rent_measure, order).value
    effort = usecases.AddSearchEffort(
        measure_id=measure_id, shown_on=date(2026, 8, 14), text="Drei Bewerbungen, zwei Absagen."
    )
    archive.run(usecases.add_search_effort, effort)
    other = case_kit.person(archive, "Muster", "Jonas")
    second = case_kit.case(archive, [other], _CASE + 1, town, opened_on=date(2025, 3, 1))
    small = usecases.AddTenancy(
        case_id=second,
        valid_from=date(2025, 3, 1),
        address="Hauptstrasse 12\n4207 Bretzwil",
        net_rent=78_000,
        form=TenancyForm.FAMILY,
        persons=1,
        supported=1,
        rooms=20,
    )
    archive.run(usecases.add_tenancy, small)
    return next(row for row in archive.query(queries.cases, today) if row.number == _CASE)


def _part(stage: Stage) -> tenancy_part.Part:
    case = _on_file(stage, _household)
    stage.open_area("cases")
    part = tenancy_part.build(stage.window.desk, stage.workspace)
    page = Page(f"Fall {case.number}", case.name, back=stage.workspace.back)
    page.set_content(layouts.box(layouts.column(part, None, margins=(24, 14, 20, 20))), scroll=True)
    stage.workspace.open_subpage(page)
    part.show_case(case)
    settle()
    return part


def dwelling(stage: Stage) -> None:
    _part(stage)


def enter(stage: Stage) -> QWidget:
    part = _part(stage)
    part.add()
    settle()
    (dialog,) = part.findChildren(TenancyDialog)
    dialog.kind.set_value(TenancyForm.SHARED_FLAT)
    dialog.form.mark_clean()
    settle()
    return dialog


def order(stage: Stage) -> QWidget:
    part = _part(stage)
    assert part.data is not None
    part.order(part.data.dwellings[0].tenancy, RentMeasure.ORDER)
    settle()
    return part.findChildren(MeasureDialog)[0]


def rents(tab: int = 0) -> Callable[[Stage], None]:
    def go(stage: Stage) -> None:
        _on_file(stage, _household)
        stage.open_area("cases")
        page = rents_page.build(stage.window.desk, stage.workspace)
        stage.workspace.open_subpage(page)
        settle()
        page.tabs.choose(tab)
        settle()

    return go


def _listed(stage: Stage) -> import_page.ImportPage:
    _on_file(stage, _household)
    stage.open_area("cases")
    made = import_page.build(stage.window.desk, stage.workspace)
    assert isinstance(made, import_page.ImportPage)
    stage.workspace.open_subpage(made)
    settle()
    rows: list[Mapping[str, object]] = [
        _ROW,
        {**_ROW, "first_name": "Natnael", "birth_date": date(2016, 1, 9), "sex": "m"},
        {
            **_ROW,
            "dossier": "",
            "last_name": "Beispiel",
            "first_name": "Mirjam",
            "birth_date": None,
        },
        {**_ROW, "dossier": "2027-040", "first_name": "Ana", "ahv_number": "756.9217.0769.84"},
    ]
    heads = {key: LABELS[key] for row in rows for key in row} | {"municipality": "Gemeinde"}
    town = _on_file(
        stage, lambda archive: archive.query(offices.own_municipalities, date(2027, 1, 1))[0]
    )
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Dossiers"
    sheet.append(list(heads.values()))
    for row in rows:
        said = {**row, "municipality": town.short_name}
        sheet.append([said.get(key) for key in heads])
    path = stage.sample / "dossiers.xlsx"
    book.save(path)
    made.open(path)
    wait_until(lambda: made.plan is not None)
    settle()
    return made


def preview(stage: Stage) -> None:
    made = _listed(stage)
    made.list.table.select_key(4)
    settle()


def assign(stage: Stage) -> QWidget:
    made = _listed(stage)
    made.list.table.select_key(4)
    made.assign()
    settle()
    return made.findChildren(AssignDialog)[0]


def empty(module: Any) -> Callable[[Stage], None]:
    def go(stage: Stage) -> None:
        stage.open_area("cases")
        stage.workspace.open_subpage(module.build(stage.window.desk, stage.workspace))

    return go


SCENES: dict[str, Callable[[Stage], QWidget | None]] = {
    "315-personen-einlesen": preview,
    "316-person-zuordnen": assign,
    "318-wohnen": dwelling,
    "319-wohnung-erfassen": enter,
    "320-auflage": order,
    "321-wohnkosten": rents(),
    "322-wohnkosten-erhebung": rents(1),
}
EMPTY: dict[str, Callable[[Stage], QWidget | None]] = {
    "317-personen-einlesen-leer": empty(import_page),
    "323-wohnkosten-leer": empty(rents_page),
}
