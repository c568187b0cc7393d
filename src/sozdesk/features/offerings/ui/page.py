"""The area «Angebote» of the KSA: the list of the offerings, and one of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QWidget

from sozdesk.features.offerings.terms import TOPIC, OfferingRow
from sozdesk.features.offerings.ui import area_data, lists, subpages
from sozdesk.features.offerings.ui.area_data import AreaData, DetailData
from sozdesk.features.offerings.ui.commands import Commands
from sozdesk.features.offerings.ui.detail import OfferingDetail
from sozdesk.kernel import german
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons
from sozdesk.widgets.chips import ChipBar
from sozdesk.widgets.inputs import Choice
from sozdesk.widgets.list_columns import columns_of
from sozdesk.widgets.list_page import ListLook, ListPage
from sozdesk.widgets.page import EmptyState, Step
from sozdesk.widgets.table import RowsModel

_LOOK = ListLook(
    key="offerings",
    name="Angebote",
    noun=("Angebot", "Angebote"),
    nothing="Kein Angebot passt zu diesen Filtern.",
    share=0.58,
    multi=True,
    export=True,
)
_EMPTY = (
    "Hier führt das KSA die Anbieter/innen, ihre Angebote, Preise und Anerkennungen. Beginnen Sie "
    "mit einer Anbieterin oder einem Anbieter."
)
_STEPS = (
    Step("Zuerst", "Anbieter/innen erfassen, mit Kontakten und Orten"),
    Step("Dann", "Angebote erfassen, mit ihren Preisen"),
    Step("Laufend", "Anerkennung entscheiden, auf die Plattform setzen, jährlich überprüfen"),
)


def build(desk: Desk, navigator: Navigator) -> QWidget:
    """The page of the area."""
    return OfferingsPage(desk, navigator)


class OfferingsPage(ListPage):
    """List with detail; every offering as it stands today."""

    handbook_place = "angebote"

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(
            "Angebote",
            desk=desk,
            navigator=navigator,
            model=RowsModel(
                columns_of(lists.columns()), key=lambda row: row.id, group_of=lists.group_of
            ),
            look=_LOOK,
        )
        self.commands = Commands(self)
        self.set_empty(
            EmptyState(
                "graduation-cap",
                "Noch kein Angebot erfasst",
                _EMPTY,
                buttons.button("Anbie&ter/innen …", partial(self.commands.open, "providers_page")),
                buttons.button(
                    "Liste e&inlesen …", partial(self.commands.open, "list_import_page")
                ),
                steps_title="So entsteht ein Angebot",
                steps=_STEPS,
            )
        )
        self.data: AreaData | None = None
        self.detail: OfferingDetail | None = None
        self._goal: UUID | None = None
        self._filters: dict[str, lists.Filter] = {}
        self.table.menu_for = self._row_commands
        self.pane.export_requested.connect(lambda _text: self.commands.export())
        self._build_tools()
        desk.changed.connect(self._on_changed)
        self.reload()

    # ------------------------------------------------------------------ building

    def _build_tools(self) -> None:
        self.search.left_downwards.connect(self._enter_list)
        self.category, self.provider = Choice(()), Choice(())
        for choice, name in ((self.category, "Kategorie"), (self.provider, "Anbieter/in")):
            choice.setAccessibleName(name)
            choice.setMinimumContentsLength(18)
            choice.setSizeAdjustPolicy(
                Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            choice.changed.connect(self._filter)
        self.chips = ChipBar("Filter nach Stand")
        self.chips.chosen.connect(lambda _key: self._filter())
        self.add_tools(self.category, self.provider, self.search)
        self.add_tools(self.chips)

    # ------------------------------------------------------------------ data

    def _on_changed(self, topics: frozenset[str]) -> None:
        if TOPIC in topics:
            self.reload()

    def reload(self) -> None:
        """Read the list again."""
        self.desk.call(area_data.load, done=self._show, owner=self)

    def _show(self, data: AreaData) -> None:
        self._filling = True
        self.data = data
        some = bool(data.offerings)
        self.head.set_facts(_facts(data))
        self.commands.show_head(data)
        for widget in (self.search, self.category, self.provider, self.chips):
            widget.setVisible(some)
        self.show_list(some=some)
        self._show_filters(data)
        self._set_keep()
        order = {code: place for place, code in enumerate(data.categories)}
        self.model.set_rows(
            sorted(data.offerings, key=lambda row: order.get(row.category_code, len(order)))
        )
        self._go_to_goal()
        self.keep_current()
        self._filling = False
        self.show_row(self.table.current_row())

    def _show_filters(self, data: AreaData) -> None:
        found = lists.filters(data)
        self._filters = {one.key: one for one in found}
        self.chips.set_chips([one.chip(data.offerings) for one in found])
        used = {row.category_code: row.category_name for row in data.offerings}
        codes = [code for code in data.categories if code in used]
        codes += [code for code in used if code not in data.categories]
        self.category.offer([(code, used[code]) for code in codes], "alle Kategorien")
        owners = {row.provider_id for row in data.offerings}
        named = [(row.id, row.name) for row in data.providers if row.id in owners]
        self.provider.offer(named, "alle Anbieter/innen")

    # ------------------------------------------------------------------ choosing

    def _filter(self) -> None:
        if not self._filling:
            self._set_keep()
            self.keep_current()

    def _set_keep(self) -> None:
        category, provider = self.category.value(), self.provider.value()
        chip = self._filters.get(self.chips.current())

        def keeps(row: OfferingRow) -> bool:
            return (
                category in (None, row.category_code)
                and provider in (None, row.provider_id)
                and (chip is None or chip.keeps(row))
            )

        self.model.set_keep(keeps)

    def _enter_list(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_filters(self) -> None:
        """Show all offerings."""
        self.search.clear()
        self.category.set_value(None)
        self.provider.set_value(None)
        self.chips.choose(lists.ALL)

    def filter_words(self) -> list[tuple[str, str]]:
        """What an exported list leaves out, in words."""
        chip = self._filters.get(self.chips.current())
        searched = german.clean(self.search.text())
        found = [("Filter", chip.word)] if chip and chip.key != lists.ALL else []
        for choice, name in ((self.category, "Kategorie"), (self.provider, "Anbieter/in")):
            found += [(name, choice.currentText())] if choice.value() is not None else []
        return [*found, *([("Gesucht", f"«{searched}»")] if searched else [])]

    def selected_rows(self) -> tuple[OfferingRow, ...]:
        """The offerings that commands are about."""
        current = self.table.current_row()
        return self.table.selected_rows() or ((current,) if current else ())

    def _row_commands(self, row: OfferingRow) -> Sequence[QAction]:
        """Of the current row, or of all selected ones if it is among them."""
        selected = self.selected_rows()
        return self.commands.of_offerings(selected if row in selected else (row,))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Coming here with a key, one goes on with keys."""
        super().showEvent(event)
        if not event.spontaneous() and self.table.isVisibleTo(self):
            self._enter_list()

    # ------------------------------------------------------------------ detail

    def show_row(self, row: OfferingRow | None) -> None:
        """Read an offering, or show none."""
        if row is None:
            self.detail = None
            self.split.set_detail(None)
            return
        self.desk.call(
            lambda archive: area_data.load_detail(archive, row.id),
            done=self._show_detail,
            owner=self,
        )

    def _show_detail(self, data: DetailData | None) -> None:
        row = self.table.current_row()
        if data is None or row is None or row.id != data.row.id:
            return  # another row is current by now
        if self.detail is None:
            self.detail = OfferingDetail(self.desk, self.navigator, self._detail_commands)
            self.split.set_detail(self.detail)
        self.detail.show_data(data)

    def _detail_commands(self) -> Sequence[QAction]:
        row = self.table.current_row()
        return self.commands.of_offerings((row,) if row else ())

    # ------------------------------------------------------------------ going there

    def open_target(self, **target: object) -> None:
        """``offering``: the one to show; ``chip``: the filter; ``page``, ``provider``: behind it."""
        if subpages.open_wanted(self.desk, self.navigator, target):
            return
        chip = target.get("chip")
        if isinstance(chip, str) and chip in self._filters:
            self.clear_filters()
            self.chips.choose(chip)
        found = target.get("offering")
        if isinstance(found, UUID):
            self._goal = found
            self._go_to_goal()

    def bring(self, offering_id: UUID) -> None:
        """Select a new offering, now or as soon as the list has it."""
        self._goal = offering_id
        if self.data and offering_id in {row.id for row in self.data.offerings}:
            self._go_to_goal()

    def _go_to_goal(self) -> None:
        goal, self._goal = self._goal, None
        if goal is None or self.table.select_key(goal):
            return
        self.clear_filters()
        self._set_keep()
        self.table.select_key(goal)


def _facts(data: AreaData) -> str:
    if not data.offerings:
        return german.plural(len(data.providers), "Anbieter/in", "Anbieter/innen")
    lost = sum(not row.recognition.recognised for row in data.offerings)
    return (
        f"{german.plural(len(data.offerings), 'Angebot', 'Angebote')} von "
        f"{german.plural(len(data.providers), 'Anbieter/in', 'Anbieter/innen')}, "
        f"{lost} heute nicht anerkannt"
    )
