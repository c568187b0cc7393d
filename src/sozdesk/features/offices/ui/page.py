"""The area «Gemeinden und Stellen»."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from sozdesk.archive.file_info import OfficeKind
from sozdesk.features.offices.terms import TOPIC
from sozdesk.features.offices.ui import lists
from sozdesk.features.offices.ui.details import Detail, MunicipalityDetail, ServiceDetail
from sozdesk.features.offices.ui.known import MunicipalityLine, Offices, ServiceLine, read_offices
from sozdesk.features.offices.ui.list_side import ListSide
from sozdesk.features.offices.ui.office_dialogs import AddMunicipalityDialog, ServiceDialog
from sozdesk.kernel import german
from sozdesk.kernel.errors import SozDeskError
from sozdesk.runtime import list_export, worker
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, errors, file_prompts, layouts
from sozdesk.widgets.chips import ChipBar
from sozdesk.widgets.page import EmptyState, Page
from sozdesk.widgets.tabs import Tabs

MUNICIPALITIES, SERVICES = range(2)
_KEY = "offices"
_SHARE = 0.55


def build(desk: Desk, navigator: Navigator) -> QWidget:
    """The page of the area."""
    return OfficesPage(desk, navigator)


class OfficesPage(Page):
    """Two lists with their details: municipalities, and the offices that work for them."""

    handbook_place = "gemeinden"

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__("Gemeinden und Stellen")
        self.desk, self.navigator = desk, navigator
        self.offices: Offices | None = None
        self._waiting_target: dict[str, object] = {}
        self.municipalities = ListSide(
            "Gemeinden",
            ("Gemeinde", "Gemeinden"),
            lists.MUNICIPALITIES,
            lambda line: line.municipality.bfs_number,
            self._make_municipality,
            share=navigator.share_of(f"{_KEY}_municipalities", _SHARE),
        )
        self.services = ListSide(
            "Stellen",
            ("Stelle", "Stellen"),
            lists.SERVICES,
            lambda line: line.service.id,
            self._make_service,
            share=navigator.share_of(f"{_KEY}_services", _SHARE),
        )
        self.chips = ChipBar("Bezirke")
        self._build()
        self._connect()
        self._load()

    # ------------------------------------------------------------------ building

    def _build(self) -> None:
        writable = self.desk.file is not None and not self.desk.file.read_only
        self.add_button = buttons.button("Neue &Stelle …", self.add_service, icon="plus")
        self.add_button.setEnabled(writable)
        self.add_municipality = buttons.action(
            "Gemeinde eintragen …", self._add_municipality, enabled=writable
        )
        self.head.set_actions(self.add_button, more=[self.add_municipality])
        self.lists = Tabs(
            [
                ("Gemeinden", _tools(self.chips, self.municipalities.filter)),
                ("Stellen", _tools(None, self.services.filter)),
            ]
        )
        self.add_tools(self.lists)
        self._content_of = QStackedWidget()
        self._no_service = EmptyState(
            "users",
            "Tragen Sie die erste Stelle ein",
            "Eine Stelle beschliesst, meldet, verfügt oder rechnet ab: für eine Gemeinde oder für "
            "mehrere, jede Aufgabe ab einem Tag.",
            buttons.button("Stelle &eintragen …", self.add_service, primary=True),
        )
        for widget in (self.municipalities.split, self.services.split, self._no_service):
            self._content_of.addWidget(widget)
        self.set_content(self._content_of)

    def _connect(self) -> None:
        for side, page in ((self.municipalities, "municipalities"), (self.services, "services")):
            side.pane.export_requested.connect(lambda _text, side=side: self._export(side))
            side.pane.filter_cleared.connect(lambda side=side: self._clear_filters(side))
            side.chosen.connect(self._fill)
            side.remember_share(self.navigator, f"{_KEY}_{page}")
        self.chips.chosen.connect(self._keep)
        self.lists.changed.connect(self._show_list)
        self.desk.changed.connect(self._on_changed)

    def _make_municipality(self) -> MunicipalityDetail:
        assert self.offices is not None
        return MunicipalityDetail(self.desk, self.navigator, self.offices.today)

    def _make_service(self) -> ServiceDetail:
        assert self.offices is not None
        return ServiceDetail(self.desk, self.navigator, self.offices.today)

    # ------------------------------------------------------------------ showing

    def _on_changed(self, topics: frozenset[str]) -> None:
        if TOPIC in topics:
            self._load()

    def _load(self) -> None:
        self.desk.call(read_offices, done=self._show, owner=self)

    def _show(self, offices: Offices) -> None:
        is_first = self.offices is None
        another_day = self.offices is not None and self.offices.today != offices.today
        self.offices = offices
        for side in (self.municipalities, self.services) if another_day else ():
            side.forget_detail()
        self.chips.set_chips(lists.municipality_chips(offices.municipalities))
        if is_first and self._is_service() and any(row.services for row in offices.municipalities):
            self.chips.choose(lists.SERVED)  # those it works for, not the whole canton
        self._keep(self.chips.current())
        self.municipalities.set_rows(offices.municipalities)
        self.services.set_rows(offices.services)
        self._show_counts(offices)
        self._show_list(self.lists.current())
        target, self._waiting_target = self._waiting_target, {}
        self.open_target(**target)

    def _is_service(self) -> bool:
        file = self.desk.file
        return file is not None and file.info.office_kind is OfficeKind.SERVICE

    def _show_counts(self, offices: Offices) -> None:
        today = sum(line.exists for line in offices.municipalities)
        self.lists.set_title(MUNICIPALITIES, f"Gemeinden ({today})")
        self.lists.set_title(SERVICES, f"Stellen ({len(offices.services)})")
        self.head.set_facts(f"Stand heute, {german.day(offices.today)}")

    def _show_list(self, number: int) -> None:
        empty = number == SERVICES and not (self.offices and self.offices.services)
        self._content_of.setCurrentIndex(2 if empty else number)

    def _keep(self, chip: str) -> None:
        self.municipalities.model.set_keep(lambda line: lists.belongs(line, chip))

    def _clear_filters(self, side: ListSide) -> None:
        side.filter.clear()
        self.chips.choose(lists.ALL)

    def _fill(self, detail: Detail, line: object) -> None:
        if isinstance(detail, MunicipalityDetail) and isinstance(line, MunicipalityLine):
            assert self.offices is not None
            districts = lists.districts(self.offices.municipalities)
            detail.open(line.municipality.bfs_number, districts)
        elif isinstance(detail, ServiceDetail) and isinstance(line, ServiceLine):
            detail.open(line.service.id)

    # ------------------------------------------------------------------ commands

    def open_target(self, **target: object) -> None:
        """Select a municipality by ``bfs``, or a service by ``service`` or ``service_id``.

        Waits for the lists if they are still being read.
        """
        if self.offices is None:
            self._waiting_target = target
            return
        service_id = target.get("service", target.get("service_id"))
        if isinstance(target.get("bfs"), int):
            self._open(MUNICIPALITIES, self.municipalities, target["bfs"])
        elif isinstance(service_id, UUID):
            self._open(SERVICES, self.services, service_id)

    def _open(self, number: int, side: ListSide, key: object) -> None:
        self.lists.choose(number)
        if not side.select(key):
            self._lift_filters(side, key)
            side.select(key)
        side.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lift_filters(self, side: ListSide, key: object) -> None:
        """Show the record whatever was filtered; a merged municipality has its own filter."""
        self._clear_filters(side)
        lines = self.offices.municipalities if self.offices else ()
        if any(line.municipality.bfs_number == key and not line.exists for line in lines):
            self.chips.choose(lists.FORMER)

    def add_service(self) -> None:
        """Enter a service."""
        self.lists.choose(SERVICES)
        ServiceDialog(self, self.desk).present()

    def _add_municipality(self) -> None:
        if self.offices is not None:
            districts = lists.districts(self.offices.municipalities)
            AddMunicipalityDialog(self, self.desk, districts, self.offices.today).present()

    def _export(self, side: ListSide) -> None:
        if self.offices is None or self.desk.file is None:
            return
        title = side.table.accessibleName()
        suggested = self.desk.file.path.parent / f"{title}.xlsx"
        path = file_prompts.save_file(self, "Liste exportieren", suggested, list_export.FILTERS)
        if path is None:
            return
        report = list_export.list_report(
            title,
            *side.content(),
            now=self.offices.now,
            today=self.offices.today,
            sample=self.offices.sample,
        )
        worker.run(
            list_export.write_list,
            path,
            report,
            done=self._written,
            failed=self._failed,
            owner=self,
        )

    def _written(self, path: Path) -> None:
        self.navigator.say(f"Die Liste steht in «{path.name}».")

    def _failed(self, error: SozDeskError) -> None:
        errors.show(self, error)


def _tools(first: QWidget | None, filter_input: QWidget) -> QWidget:
    """A row above a list; the first widget gets the room."""
    line = layouts.row(first, filter_input, spacing=12)
    line.setStretch(0, 1)
    return layouts.box(line)
