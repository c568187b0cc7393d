"""What stands above the list: the day that is looked at, and the filters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from sozdesk.features.strategy.terms import PeriodRow
from sozdesk.features.strategy.ui import lists
from sozdesk.features.strategy.ui.area_data import AreaData
from sozdesk.features.strategy.ui.lists import Filter
from sozdesk.kernel import german
from sozdesk.widgets import buttons, labels, layouts
from sozdesk.widgets.chips import ChipBar
from sozdesk.widgets.typed import DateInput


class DayChooser(QWidget):
    """«Stand per»: any day, and the usual ones in a menu."""

    chosen = Signal(object)
    """Another day."""

    def __init__(self) -> None:
        super().__init__()
        self.input = DateInput()
        self.input.setAccessibleName("Stand per")
        self.usual = buttons.icon_button("chevron-down", "Stichtage")
        self.usual.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        label = labels.secondary("S&tand per", wrap=False)
        label.setBuddy(self.input)
        self.setLayout(layouts.row(label, self.input, self.usual, spacing=6))
        self._shown: date | None = None
        self.input.changed.connect(self._on_changed)

    def show_day(self, day: date, period: PeriodRow, today: date) -> None:
        """Show a day without telling anybody."""
        self._shown = day
        self.input.set_value(day)
        menu = QMenu(self.usual)
        buttons.fill_menu(
            menu,
            [
                buttons.action(words, partial(self.input.set_value, usual))
                for words, usual in usual_days(period, today)
            ],
        )
        before = self.usual.menu()
        self.usual.setMenu(menu)
        if before is not None:
            before.deleteLater()

    def _on_changed(self) -> None:
        """Only a day that is written out: while somebody types, «3.1.20» is none yet."""
        day = self.input.value()
        if day is not None and day != self._shown and german.day(day) == self.input.text():
            self._shown = day
            self.chosen.emit(day)


def usual_days(period: PeriodRow, today: date) -> list[tuple[str, date]]:
    """Today, then the last day of every year of the period, the latest first."""
    years = range(period.ends.year, period.begins.year - 1, -1)
    ends = [min(date(year, 12, 31), period.ends) for year in years]
    return [
        (f"Heute, {german.day(today)}", today),
        *((german.day(day), day) for day in ends if day != today),
    ]


class FilterBar(QWidget):
    """The chips, and «Filter» that adds one of the others."""

    chosen = Signal()
    """Another filter is on."""

    def __init__(self) -> None:
        super().__init__()
        self.chips = ChipBar("Filter nach Stand")
        self.more = buttons.button("&Filter", icon="plus")
        self._data: AreaData | None = None
        self._added: Filter | None = None
        self._filters: dict[str, Filter] = {}
        self.chips.chosen.connect(lambda _key: self.chosen.emit())
        line = layouts.row(self.chips, self.more, spacing=8)
        line.setStretch(0, 1)
        self.setLayout(line)

    def show_data(self, data: AreaData) -> None:
        """Show the counts of another day; what was on stays on if it is still there."""
        self._data = data
        others = lists.more_filters(data)
        if self._added is not None:
            self._added = next((one for one in others if one.key == self._added.key), None)
        self._show_chips(data)
        menu = QMenu(self.more)
        entries = [
            buttons.action(f"{one.word} ({one.count(data)})", partial(self.add, one))
            for one in others
        ]
        buttons.fill_menu(menu, entries)
        before = self.more.menu()
        self.more.setMenu(menu)
        if before is not None:
            before.deleteLater()

    def _show_chips(self, data: AreaData) -> None:
        found = [*lists.filters(data), *([self._added] if self._added else [])]
        self._filters = {one.key: one for one in found}
        self.chips.set_chips([one.chip(data) for one in found])

    def add(self, wanted: Filter) -> None:
        """One more chip, in place of the one that was added before."""
        assert self._data is not None
        self._added = wanted
        self._show_chips(self._data)
        self.chips.choose(wanted.key)

    def choose(self, key: str) -> None:
        """Turn a filter on; one that is not offered now changes nothing."""
        if key in self._filters:
            self.chips.choose(key)

    def current(self) -> Filter | None:
        """What is on."""
        return self._filters.get(self.chips.current())

    def words(self) -> Sequence[tuple[str, str]]:
        """What an exported list leaves out."""
        current = self.current()
        return [("Filter", current.word)] if current and current.key != lists.ALL else []
