"""What can be done with what was found: a sheet, a comparison, a list, a counted need."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton

from sozdesk.documents.safe_write import write_bytes
from sozdesk.features.offerings import rules, usecases
from sozdesk.features.offerings.reports import client_sheet
from sozdesk.features.offerings.terms import FoundOffering
from sozdesk.features.offerings.texts import searching as said
from sozdesk.features.offerings.ui import subpages
from sozdesk.kernel.errors import SozDeskError
from sozdesk.kernel.usecase import Outcome
from sozdesk.runtime import list_export, worker
from sozdesk.widgets import buttons, errors, save_path
from sozdesk.widgets.list_columns import list_content

if TYPE_CHECKING:
    from sozdesk.features.offerings.ui.search_page import SearchPage

_SHEET_FILTERS = "PDF (*.pdf);;Word (*.docx)"


class SearchCommands:
    """The commands of one page."""

    def __init__(self, page: SearchPage) -> None:
        self._page = page

    def menu(self) -> list[QAction]:
        """``…`` in the head; at a Sozialdienst with the other pages of the area."""
        own = [
            buttons.action("Fehlende Angebote …", self.open_needs),
            buttons.action("Liste exportieren …", self.export, enabled=bool(self._page.result)),
        ]
        others = [
            buttons.action(words, partial(self._open, module))
            for words, module in subpages.SERVICE_SUBPAGES
        ]
        data = self._page.data
        return [*(others if data is not None and data.service else []), *own]

    def first_steps(self) -> list[QPushButton]:
        """What a Sozialdienst without a catalogue can do; the first one is the main button."""
        return [
            buttons.button(words, partial(self._open, module), primary=number == 0)
            for number, (words, module) in enumerate(subpages.SERVICE_SUBPAGES)
        ]

    def _open(self, module: str) -> None:
        subpages.open_subpage(self._page.desk, self._page.navigator, module)

    def open_needs(self) -> None:
        """The counted needs."""
        self._open("needs_page")

    def read_handbook(self) -> None:
        """The page of the search."""
        self._page.navigator.open_handbook(self._page.handbook_place)

    # ------------------------------------------------------------------ sheet and list

    def write_sheet(self) -> None:
        """Ask where, then write the sheet of the selected offering as pdf or docx."""
        page, data = self._page, self._page.data
        found: FoundOffering | None = page.selected()
        if found is None:
            return
        name = f"{client_sheet.sheet_name(found.row)}.pdf"
        path = save_path.ask(page, page.desk, "Blatt speichern", name, _SHEET_FILTERS)
        if path is None or data is None:
            return
        worker.run(
            _write_sheet,
            data.sheet(found.row),
            path,
            done=self._sheet_written,
            failed=self._failed,
            owner=page,
        )

    def _sheet_written(self, path: Path) -> None:
        open_ = buttons.link("Öffnen", partial(save_path.show, path))
        self._page.show_notice(f"Das Blatt steht in «{path.name}».", open_, state="ok")

    def export(self) -> None:
        """The results as they are seen."""
        page, data = self._page, self._page.data
        name = "Angebote.xlsx"
        path = save_path.ask(page, page.desk, "Liste exportieren", name, list_export.FILTERS)
        if path is None or data is None:
            return
        criteria = page.criteria()
        report = list_export.list_report(
            "Angebote",
            *list_content(page.table, page.columns),
            facts=[("Filter", criteria)] if criteria else [],
            now=data.now,
            today=data.day,
            sample=data.sample,
        )
        worker.run(
            list_export.write_list,
            path,
            report,
            done=lambda done: page.navigator.say(f"Die Liste steht in «{done.name}»."),
            failed=self._failed,
            owner=page,
        )

    # ------------------------------------------------------------------ comparing, counting

    def compare(self) -> None:
        """The ticked offerings side by side, also those that the filters hide just now."""
        page, data = self._page, self._page.data
        if data is None or page.result is None:
            return
        everything = rules.search(data.index, replace(page.result.effective_place, hidden=True))
        known = {found.id: found for found in rules.described(everything)}
        chosen = [known[one] for one in page.compared if one in known]
        made = import_module("sozdesk.features.offerings.ui.compare_page")
        page.navigator.open_subpage(made.build(page.desk, page.navigator, data, chosen))

    def count_need(self) -> None:
        """Count the search of now, without its text."""
        page, why = self._page, self._page.unmet()
        if page.result is None or why is None:
            return
        wanted = replace(page.result.effective, text="", age=None)
        page.remember_count()
        page.desk.run(
            usecases.count_unmet_need,
            usecases.CountUnmetNeed(wanted=wanted, why=why),
            done=self._counted,
            failed=self._failed,
            owner=page,
        )

    def _counted(self, outcome: Outcome) -> None:
        self._page.navigator.say(f"{outcome.summary}. {said.UNDONE_WITH_KEYS}")

    def _failed(self, error: SozDeskError) -> None:
        errors.show(self._page, error)


def _write_sheet(content: client_sheet.SheetContent, path: Path) -> Path:
    """For the worker."""
    ending = "docx" if path.suffix.lower() == ".docx" else "pdf"
    write_bytes(path, client_sheet.write_sheet(content, ending))
    return path
