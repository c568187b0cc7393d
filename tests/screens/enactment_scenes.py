"""Enacted offerings, participations and providers' invoices: invented persons over the sample's catalogue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QApplication, QDialog, QWidget

import case_kit
import enactment_kit as kit
from screens.stage import Stage, settle
from sozdesk.archive.store import Archive
from sozdesk.features.cases import queries
from sozdesk.features.cases.terms import Payer
from sozdesk.features.cases.ui import (
    enact_page,
    enactments_part,
    invoice_page,
    invoices_page,
    participations_page,
)
from sozdesk.features.cases.usecases import (
    AddThirdParty,
    LoadCaseReference,
    add_third_party,
    load_case_reference,
)
from sozdesk.features.offerings import queries as offerings
from sozdesk.features.offerings.terms import OfferingRow, PriceUnit
from sozdesk.features.offices import queries as offices
from sozdesk.widgets import layouts
from sozdesk.widgets.page import Page

Scene = Callable[[Stage], QWidget | None]
_FIRST = 9_101
"""Numbers of the invented cases."""


def _archive(stage: Stage) -> Archive:
    archive: Archive = stage.window.desk._archive
    return archive


def _prepared(stage: Stage) -> list[UUID]:
    """Ids of the invented cases, made once per file."""
    archive = _archive(stage)
    today = archive.context().today
    known = [
        row.id
        for row in archive.query(queries.cases, today)
        if row.number in range(_FIRST, _FIRST + 10)
    ]
    if known:
        return known
    archive.run(load_case_reference, LoadCaseReference())
    towns = archive.query(offices.own_municipalities, today)
    offered = [
        row
        for row in archive.query(offerings.offerings, today)
        if row.recognition.recognised and row.price is not None
    ][:4]
    names = ("Beispiel Jan", "Muster Anna", "Probe Luca", "Vorlage Mia")
    made = []
    for place, name in enumerate(names):
        last, first = name.split()
        person = case_kit.person(archive, last, first)
        town = towns[place % len(towns)].bfs_number
        case = case_kit.case(archive, [person], _FIRST + place, town, opened_on=date(2026, 1, 1))
        made.append(case)
        if offered:
            _take_part(archive, case, person, offered[place % len(offered)], place, today)
    if made and offered:
        _more(archive, made[0], offered, today)
    return made


def _take_part(
    archive: Archive, case: UUID, person: UUID, row: OfferingRow, place: int, today: date
) -> None:
    price = row.price
    assert price is not None
    days = price.unit in (PriceUnit.DAY, PriceUnit.HOUR)
    first = today - timedelta(days=150 - 20 * place)
    last = today + timedelta(days=20 + 60 * place)
    ruling = (
        case_kit.ruling(archive, case, f"2026-9{place:02}", subject=row.title)
        if place % 2 == 0
        else None
    )
    enacted = case_kit.enactment(
        archive, case, person, row.id, ruling,
        offering_number=row.number, offering_title=row.title,
        category_code=row.category_code, provider_id=row.provider_id,
        provider_name=row.provider_name, first_day=first, last_day=last,
        unit=price.unit.value, price=price.amount, approved=price.amount * 6,
        units_possible=800 if days else None,
    )  # fmt: skip
    if place < 3:
        line = replace(
            kit.line(enacted, price.amount), first_day=first, last_day=first + timedelta(days=29)
        )
        paid = today - timedelta(days=90) if place == 0 else None
        kit.invoice(
            archive, row.provider_id, line, number=f"2026-{place + 117}",
            invoiced_on=first + timedelta(days=31), paid_on=paid,
        )  # fmt: skip


def _more(archive: Archive, case: UUID, offered: list[OfferingRow], today: date) -> None:
    (row,) = archive.query(queries.enactments, case)
    paid = AddThirdParty(
        enactment_id=row.id, payer=Payer.IV, first_day=row.first_day,
        last_day=row.first_day + timedelta(days=29), amount=30_000,
    )  # fmt: skip
    archive.run(add_third_party, paid)


def _opened(stage: Stage, made: Any) -> Any:
    stage.open_area("cases")
    stage.workspace.open_subpage(made)
    settle()
    return made


def _desk(stage: Stage) -> tuple[Any, Any]:
    return stage.window.desk, stage.workspace


def participations(chip: str = "running") -> Scene:
    """The list with one of its filters."""

    def go(stage: Stage) -> None:
        _prepared(stage)
        _opened(stage, participations_page.build(*_desk(stage), chip=chip))

    return go


def invoices(stage: Stage) -> None:
    _prepared(stage)
    _opened(stage, invoices_page.build(*_desk(stage)))


def _part(stage: Stage) -> Any:
    """The tab alone on a page: the page of the area shows it inside a detail."""
    case_id = _prepared(stage)[0]
    made = enactments_part.build(*_desk(stage))
    case = _archive(stage).query(queries.case, case_id, _archive(stage).context().today)
    page = Page(f"Fall {case.number}, {case.name}")
    holder = layouts.box(layouts.column(made.widget, None, margins=(24, 14, 20, 20)))
    page.set_content(holder, scroll=True)
    _opened(stage, page)
    made.show_case(case)
    settle()
    return made


def part(stage: Stage) -> None:
    _part(stage)


def part_dialog(name: str) -> Scene:
    """One of the dialogs of the tab."""

    def go(stage: Stage) -> QDialog:
        made = _part(stage)
        chosen = {
            "participation": made.change_participation,
            "ruling": made.link_ruling,
            "interruption": made.interruptions.add,
            "third": made.third_parties.add,
            "incentive": made.incentives.add,
        }
        chosen[name]()
        settle()
        (found,) = (
            widget
            for widget in QApplication.topLevelWidgets()
            if isinstance(widget, QDialog) and widget.isVisible()
        )
        return found

    return go


def enact(stage: Stage) -> None:
    """An offering to choose."""
    case_id = _prepared(stage)[0]
    _opened(stage, enact_page.build(*_desk(stage), case_id=case_id))


def enact_chosen(stage: Stage) -> None:
    """Chosen, with days and something that does not fit."""
    case_id = _prepared(stage)[0]
    page = _opened(stage, enact_page.build(*_desk(stage), case_id=case_id))
    row = next(
        row for row in page.known.offerings if row.recognition.recognised and row.price is not None
    )
    today = page.known.today
    form = page.entry.form
    form["offering_id"].input.set_value(row.id)
    form["first_day"].input.set_value(today)
    form["last_day"].input.set_value(today + timedelta(days=400))
    form["workload"].input.set_value(80)
    form["units_possible"].input.set_value(800)
    form["price"].input.set_value((row.price.amount if row.price else 0) + 5_000)
    settle()
    form.mark_clean()


def invoice(stage: Stage) -> None:
    """Two lines, one with a Prüfhinweis."""
    case_id = _prepared(stage)[0]
    archive = _archive(stage)
    row = archive.query(queries.enactments, case_id)[0]
    page = _opened(
        stage,
        invoice_page.build(*_desk(stage), provider_id=row.provider_id, enactment_id=row.id),
    )
    form = page.entry.form
    form["number"].input.set_value("2026-245")
    form["invoiced_on"].input.set_value(archive.context().today)
    form["amount_0"].input.set_value(row.price * 9)
    form["units_0"].input.set_value(800)
    page.entry.add_line()
    settle()
    page._clean = page.entry.draft()


def empty(module: Any) -> Scene:
    """A page of an office that has nothing yet."""

    def go(stage: Stage) -> None:
        _opened(stage, module.build(*_desk(stage)))

    return go


def part_empty(stage: Stage) -> None:
    """The tab of a case without offerings, in a file without a catalogue."""
    stage.unlock_copy("leer-service.sozdesk", "angebote-leer")
    _part(stage)


SAMPLE: dict[str, Scene] = {
    "345-teilnahmen": participations(),
    "345-teilnahmen-ohne-verfuegung": participations("ruling"),
    "346-verfuegte-angebote": part,
    "347-angebot-waehlen": enact,
    "348-angebot-verfuegen": enact_chosen,
    "349-teilnahme": part_dialog("participation"),
    "350-verfuegung-zuordnen": part_dialog("ruling"),
    "351-unterbruch": part_dialog("interruption"),
    "352-zahlung-dritter": part_dialog("third"),
    "353-anreizbeitrag": part_dialog("incentive"),
    "354-rechnungen": invoices,
    "355-rechnung": invoice,
}
EMPTY: dict[str, Scene] = {
    "356-teilnahmen-leer": empty(participations_page),
    "357-rechnungen-leer": empty(invoices_page),
    "358-rechnung-leer": empty(invoice_page),
    "359-angebote-leer": part_empty,
}
