"""The area «Fälle» of a Sozialdienst: the list of the cases, and one of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from sozdesk.features.cases import queries, usecases
from sozdesk.features.cases.terms import TOPIC
from sozdesk.features.cases.terms.case_list import CaseLine
from sozdesk.features.cases.ui import area_data, lists, subpages
from sozdesk.features.cases.ui.area_data import AreaData, CaseData
from sozdesk.features.cases.ui.case_parts import PARTS
from sozdesk.features.cases.ui.commands import Commands
from sozdesk.features.cases.ui.detail import CaseDetail
from sozdesk.features.cases.usecases.privacy import BILLS
from sozdesk.kernel import german
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator, Target
from sozdesk.widgets import buttons
from sozdesk.widgets.chips import ChipBar
from sozdesk.widgets.inputs import Choice
from sozdesk.widgets.list_page import ListLook, ListPage
from sozdesk.widgets.page import EmptyState, Step
from sozdesk.widgets.prepared_search import prepare_search
from sozdesk.widgets.table import RowsModel

_LOOK = ListLook(
    key="cases",
    name="Fälle",
    noun=("Fall", "Fälle"),
    nothing="Kein Fall passt zu diesen Filtern.",
    share=0.5,
)
"""A plain list of persons: what leaves the file asks for recipient and purpose elsewhere."""
_EMPTY = (
    "SozDesk steht neben Ihrem Fallführungssystem: Hier steht nur, was Verfügungen, Angebote, "
    "Fristen und die Abrechnung mit dem Kanton brauchen."
)
_STEPS = (
    Step("Zuerst", "Fall erfassen: Gemeinde, Beginn, Hauptperson"),
    Step("Dann", "Haushalt und Aufenthalt: Daraus folgt das Regime an jedem Tag"),
    Step("Laufend", "Verfügungen, Angebote und Rechnungen erfassen, vierteljährlich abrechnen"),
)
_MINE = "mine"


def _no_bills(*_of_a_case: object) -> tuple[str, ...]:
    return ()


def build(
    desk: Desk,
    navigator: Navigator,
    due: queries.DueQuery = queries.case_due,
    kinds: Callable[[], queries.Kinds] = lambda: usecases.CASES,
    billed: queries.BilledQuery = _no_bills,
) -> QWidget:
    """The page of the area.

    ``due`` says what its list of everything due holds, ``kinds`` what data protection is about,
    ``billed`` what bills hold of a case.
    """
    return CasesPage(desk, navigator, due, kinds, billed)


class CasesPage(ListPage):
    """List with detail; every case as it stands today."""

    def __init__(
        self,
        desk: Desk,
        navigator: Navigator,
        due: queries.DueQuery,
        kinds: Callable[[], queries.Kinds],
        billed: queries.BilledQuery,
    ) -> None:
        columns = lists.columns(lambda: self.shown().today)
        super().__init__(
            "Fälle",
            desk=desk,
            navigator=navigator,
            model=RowsModel(columns, key=lambda row: row.id),
            look=_LOOK,
        )
        self.commands = Commands(self)
        self._first = buttons.button("Ersten Fall &erfassen …", self.commands.add)
        self.set_empty(
            EmptyState(
                "folder-open",
                "Noch kein Fall erfasst",
                _EMPTY,
                self._first,
                steps_title="So geht es",
                steps=_STEPS,
            )
        )
        self._due, self._kinds, self._billed = due, kinds, billed
        self.data: AreaData | None = None
        self.detail: CaseDetail | None = None
        self._goal: UUID | None = None
        self._part: tuple[UUID, str] | None = None
        """The tab that is wanted of a case that is not shown yet."""
        self._filters: dict[str, lists.Filter] = {}
        self.table.menu_for = lambda _row: self._row_commands()
        self._build_tools()
        desk.changed.connect(self._on_changed)
        self.reload()

    @property
    def handbook_place(self) -> str:
        """Of the tab in which one works, else of the cases."""
        inside = QApplication.focusWidget()
        if self.detail is None or inside is None or not self.detail.isAncestorOf(inside):
            return "faelle"
        return self.detail.handbook_place()

    # ------------------------------------------------------------------ building

    def _build_tools(self) -> None:
        self.search.left_downwards.connect(self._enter_list)
        self.responsible, self.municipality = Choice(()), Choice(())
        for choice, name in (
            (self.responsible, "Zuständige Person"),
            (self.municipality, "Gemeinde"),
        ):
            choice.setAccessibleName(name)
            choice.setMinimumContentsLength(14)
            choice.setSizeAdjustPolicy(
                Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            choice.changed.connect(self._filter)
        self.chips = ChipBar("Filter nach Stand")
        self.chips.chosen.connect(lambda _key: self._filter())
        self.add_tools(None, self.responsible, self.municipality, self.search)
        self.add_tools(self.chips)

    # ------------------------------------------------------------------ data

    def shown(self) -> AreaData:
        """What the page shows; its commands only exist while it shows something."""
        assert self.data is not None
        return self.data

    def _on_changed(self, topics: frozenset[str]) -> None:
        if TOPIC in topics:
            self.reload()
        elif BILLS & topics:
            self.show_row(self.current())

    def reload(self) -> None:
        """Read the list again; at first what fills the screen, and the others after it."""
        load = area_data.load_first if self.data is None else area_data.load
        self.desk.call(load, done=self._show, owner=self)

    def _show(self, data: AreaData) -> None:
        if self.data is not None and self.data.whole and not data.whole:
            return  # a change was read in the meantime
        before, self.data = self.data, data
        shown = self.current()
        self._show_lines(data, first=before is None)
        if before is None or before.whole or self.current() != shown:
            self.show_row(self.current())
        if data.whole:
            prepare_search(self.desk, self.model)
        else:
            self.reload()

    def _show_lines(self, data: AreaData, *, first: bool) -> None:
        self._filling = True
        some = bool(data.lines)
        self.head.set_facts(_facts(data))
        self.commands.show_head(data)
        self._first.setEnabled(data.may_write)
        for widget in (self.search, self.chips, self.responsible):
            widget.setVisible(some)
        self.municipality.setVisible(some and len({row.bfs_number for row in data.lines}) > 1)
        self.show_list(some=some)
        self._show_filters(data)
        if first:
            self.chips.choose(lists.RUNNING)
        self._set_keep()
        self.model.set_rows(data.lines)
        if data.whole:
            self._go_to_goal()
        self.keep_current()
        self._filling = False

    def _show_filters(self, data: AreaData) -> None:
        self._filters = {one.key: one for one in lists.filters(data)}
        self.chips.set_chips([one.chip(data) for one in self._filters.values()])
        names = {row.responsible_id: row.responsible for row in data.lines if row.responsible_id}
        people = sorted(names.items(), key=lambda pair: german.sort_key(pair[1]))
        self.responsible.offer([(_MINE, "meine Fälle"), *people], "alle Zuständigen")
        places = {row.bfs_number: row.municipality for row in data.lines}
        found = sorted(places.items(), key=lambda pair: german.sort_key(pair[1]))
        self.municipality.offer(found, "alle Gemeinden")

    # ------------------------------------------------------------------ choosing

    def _filter(self) -> None:
        if not self._filling:
            self._set_keep()
            self.keep_current()

    def _set_keep(self) -> None:
        place, wanted = self.municipality.value(), self.responsible.value()
        who = self.shown().me if wanted == _MINE else wanted
        chip = self._filters.get(self.chips.current())
        of_chip = chip.keeps if chip else None
        if place is None and who is None:
            self.model.set_keep(of_chip)
            return

        def keeps(row: CaseLine) -> bool:
            return (
                place in (None, row.bfs_number)
                and who in (None, row.responsible_id)
                and (of_chip is None or of_chip(row))
            )

        self.model.set_keep(keeps)

    def _enter_list(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_filters(self) -> None:
        """Show all cases."""
        self.search.clear()
        self.responsible.set_value(None)
        self.municipality.set_value(None)
        self.chips.choose(lists.ALL)

    def current(self) -> CaseLine | None:
        """The case that commands are about."""
        row: CaseLine | None = self.table.current_row()
        return row

    def _row_commands(self) -> Sequence[QAction]:
        return self.commands.of_case()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Coming here with a key, one goes on with keys."""
        super().showEvent(event)
        if not event.spontaneous() and self.table.isVisibleTo(self):
            self._enter_list()

    # ------------------------------------------------------------------ detail

    def show_row(self, row: CaseLine | None) -> None:
        """Read a case, or show none."""
        if row is None:
            self.detail = None
            self.split.set_detail(None)
            return
        self.desk.call(
            lambda archive: area_data.load_case(archive, row.id, self._billed),
            done=self._show_detail,
            owner=self,
        )

    def _show_detail(self, data: CaseData | None) -> None:
        row = self.current()
        if data is None or row is None or row.id != data.row.id:
            return  # another row is current by now
        if self.detail is None:
            self.detail = CaseDetail(self.desk, self.navigator, self.commands.of_case)
            self.split.set_detail(self.detail)
        self.detail.show_data(data, self.shown())
        self._open_part()

    # ------------------------------------------------------------------ going there

    def open_target(self, **target: object) -> None:
        """``case`` and ``part``, its tab; ``person``; ``chip`` of the list; ``page`` behind it."""
        if subpages.open_wanted(self.open_page, target):
            return
        chip = target.get("chip")
        if isinstance(chip, str) and chip in self._filters:
            self.clear_filters()
            self.chips.choose(chip)
        found = target.get("case")
        if isinstance(found, UUID):
            part = target.get("part")
            self._part = (found, part) if isinstance(part, str) else None
            self.bring(found)
            self._open_part()

    def here(self) -> Target:
        """The case that is shown, and its tab."""
        row = self.current()
        if row is None or self.detail is None:
            return {}
        return {"case": row.id, "part": PARTS[self.detail.tabs.current()][1]}

    def open_page(self, module: str, **target: object) -> None:
        """A page behind this one."""
        if module == subpages.WEEK_PAGE:
            target["due"] = self._due
        if module in subpages.OF_PAPERS:
            target["kinds"] = self._kinds()
        subpages.open_subpage(self.desk, self.navigator, module, **target)

    def _open_part(self) -> None:
        """The wanted tab, as soon as its case is shown."""
        shown = self.detail.data if self.detail else None
        if self._part and self.detail and shown and shown.row.id == self._part[0]:
            _, part = self._part
            self._part = None
            self.detail.open_part(part)

    def bring(self, case_id: UUID) -> None:
        """Select a case, now or as soon as the list has it."""
        self._goal = case_id
        if self.data and self.data.whole and case_id in {row.id for row in self.data.lines}:
            self._go_to_goal()

    def _go_to_goal(self) -> None:
        goal, self._goal = self._goal, None
        if goal is None or self.table.select_key(goal):
            return
        self.clear_filters()
        self._set_keep()
        self.table.select_key(goal)


def _facts(data: AreaData) -> str:
    if not (data.lines and data.whole):
        return ""
    running = sum(row.is_running(data.today) for row in data.lines)
    return f"{german.plural(running, 'laufender Fall', 'laufende Fälle')} von {german.count(len(data.lines))}"
