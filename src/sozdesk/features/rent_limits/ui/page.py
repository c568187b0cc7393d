"""The area «Mietzinsgrenzwerte» of the cantonal office."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from sozdesk.features.rent_limits.terms import TOPIC, RoundRow
from sozdesk.features.rent_limits.ui import round_data, standing
from sozdesk.features.rent_limits.ui.empty_page import NoRoundPage
from sozdesk.features.rent_limits.ui.round_data import AreaData
from sozdesk.features.rent_limits.ui.round_dialog import ChangeRoundDialog, OpenRoundDialog
from sozdesk.features.rent_limits.ui.round_page import RoundPage
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons

_TOPICS = frozenset({TOPIC, "offices"})
_HANDBOOK = "erhebung"


def build(desk: Desk, navigator: Navigator) -> QWidget:
    """The page of the area."""
    return RentLimitsArea(desk, navigator)


class RentLimitsArea(QWidget):
    """The empty page before the first Erhebung, then the page of the chosen one."""

    handbook_place = _HANDBOOK

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__()
        self._desk, self._navigator = desk, navigator
        self._stack = QStackedLayout(self)
        self._year: int | None = None
        self.data: AreaData | None = None
        self.empty: NoRoundPage | None = None
        self.round = RoundPage(desk, navigator, self._menu_actions)
        self.round.year_wanted.connect(self._show_year)
        self._stack.addWidget(self.round)
        self._add_commands()
        desk.changed.connect(self._on_changed)
        self.reload()

    # ------------------------------------------------------------------ data

    def _on_changed(self, topics: frozenset[str]) -> None:
        if topics & _TOPICS:
            self.reload()

    def reload(self) -> None:
        """Read everything again."""
        year = self._year
        self._desk.call(lambda archive: round_data.load(archive, year), done=self._show, owner=self)

    def _show(self, data: AreaData) -> None:
        self.data = data
        if data.shown is None:
            self._show_empty(data)
        else:
            self._year = data.shown.round.year
            self.round.show_data(data)
            was_empty = self._stack.currentWidget() is not self.round
            self._stack.setCurrentWidget(self.round)
            if was_empty and self.isVisible():
                self._focus()

    def _show_empty(self, data: AreaData) -> None:
        if self.empty is not None:
            self._stack.removeWidget(self.empty)
            self.empty.deleteLater()
        self.empty = NoRoundPage(
            standing.proposed_year((), data.today),
            self.open_round,
            self.read_table,
            partial(self._navigator.open_handbook, _HANDBOOK),
            read_only=data.read_only,
        )
        self._stack.addWidget(self.empty)
        self._stack.setCurrentWidget(self.empty)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Coming here with a key, one goes on with keys."""
        super().showEvent(event)
        if not event.spontaneous():
            self._focus()

    def _focus(self) -> None:
        shown = self._stack.currentWidget()
        target: QWidget | None = self.round.table if shown is self.round else None
        if self.empty is not None and shown is self.empty:
            target = self.empty.open_button
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_year(self, year: int) -> None:
        self._year = year
        self.reload()

    def open_target(self, **target: object) -> None:
        """``year``, ``bfs`` and ``chip`` choose the Erhebung, the municipality, the filter.

        ``remind`` opens the reminders, ``receipts`` writes receipts of these returns, ``contacts``
        offers the people they name.
        """
        year, number, chip = target.get("year"), target.get("bfs"), target.get("chip")
        if isinstance(year, int) and year != self._year:
            self._show_year(year)
        if isinstance(chip, str) and chip:
            self.round.choose_chip(chip)
        if isinstance(number, int):
            self.round.open_municipality(number)
        if target.get("remind"):
            self.round.letters.remind_when_shown()
        receipts = target.get("receipts")
        if isinstance(receipts, tuple):
            self.round.letters.write_receipts(receipts)
        if target.get("contacts"):
            self.round.letters.take_contacts()

    # ------------------------------------------------------------------ what is typed

    def has_changes(self) -> bool:
        """Whether reasons or a Rückfrage are typed and not decided."""
        return bool(self.round.undecided)

    def store_draft(self) -> None:
        """Keep them until the file is opened again."""
        self.round.undecided.store()

    # ------------------------------------------------------------------ commands

    def _add_commands(self) -> None:
        """The commands of the window's menu «Bearbeiten»."""
        commands = [
            buttons.action(
                "Rückmeldungen &einlesen …", self._if_round(self.round.read_returns), key="Ctrl+I"
            ),
            buttons.action(
                "Rückmeldung von &Hand erfassen …", self._if_round(self.round.enter_by_hand)
            ),
            buttons.action("&Karte", self._open_map, key="Ctrl+M"),
        ]
        for command in commands:
            command.setParent(self)
            self.addAction(command)

    def _if_round(self, command: Callable[[], None]) -> Callable[[], None]:
        """The command, doing nothing without an Erhebung or in a copy for reading."""

        def run() -> None:
            if (
                self._shown_round() is not None
                and self.data is not None
                and not self.data.read_only
            ):
                command()

        return run

    def _open_map(self) -> None:
        if self._shown_round() is not None:
            self.round.open_map()

    def _shown_round(self) -> RoundRow | None:
        return self.data.shown.round if self.data and self.data.shown else None

    def _menu_actions(self) -> list[QAction]:
        assert self.data is not None
        may = not self.data.read_only
        following = standing.proposed_year(self.data.rounds, self.data.today)
        action, gap = buttons.action, buttons.gap
        return [
            *self.round.letters.menu(may=may),
            action("Formulare schreiben …", self.round.output.write_forms),
            gap(),
            action("Rückmeldung von Hand erfassen …", self.round.enter_by_hand, enabled=may),
            action("Übersicht eines früheren Jahres einlesen …", self.read_table, enabled=may),
            gap(),
            action("Veröffentlichungen …", self.open_publications),
            action("Grenzwerte an einem Tag …", self.open_day),
            action("Karte", self.round.open_map),
            action("Übersicht schreiben …", self.round.output.write_overview),
            gap(),
            action("Erhebung ändern …", self.change_round, enabled=may),
            action(f"Erhebung {following} eröffnen …", self.open_round, enabled=may),
            action("Verlauf der Erhebung …", self._show_history),
            gap(),
            action("Vorlagen der Schreiben …", self.round.letters.open_templates, enabled=may),
            action("Prüfschwellen …", self.open_thresholds),
            action("Indexreihen …", self.open_index_series),
        ]

    def open_round(self) -> None:
        """Ask for days and blocks, then show the new Erhebung."""
        assert self.data is not None
        dialog = OpenRoundDialog(self, self._desk, self.data.rounds, self.data.today)
        if dialog.run():
            self._navigator.say(f"Die Erhebung {dialog.year()} ist eröffnet.")
            self._show_year(dialog.year())
        dialog.deleteLater()

    def change_round(self) -> None:
        """Other days or blocks."""
        round_ = self._shown_round()
        assert round_ is not None
        dialog = ChangeRoundDialog(self, self._desk, round_)
        dialog.run()
        dialog.deleteLater()

    def open_publications(self) -> None:
        """The published versions of the shown year."""
        from sozdesk.features.rent_limits.ui.publications_page import (  # noqa: PLC0415 - rarely used
            PublicationsPage,
        )

        page = PublicationsPage(self._desk, self._navigator, self.round.year())
        self._navigator.open_subpage(page)

    def open_day(self) -> None:
        """What holds on a day, or was published by then."""
        from sozdesk.features.rent_limits.ui.day_page import DayPage  # noqa: PLC0415 - rarely used

        assert self.data is not None
        page = DayPage(self._desk, self._navigator, self.data.today)
        self._navigator.open_subpage(page)

    def read_table(self) -> None:
        """Last year's overview from somebody's own table."""
        from sozdesk.features.rent_limits.ui.table_page import (  # noqa: PLC0415 - rarely used
            open_table_import,
        )

        open_table_import(self._desk, self._navigator)

    def open_thresholds(self) -> None:
        """The limits of the Prüfhinweise."""
        from sozdesk.features.rent_limits.ui.thresholds_page import (  # noqa: PLC0415 - rarely used
            ThresholdsPage,
        )

        self._navigator.open_subpage(ThresholdsPage(self._desk, self._navigator))

    def open_index_series(self) -> None:
        """The index series."""
        from sozdesk.features.rent_limits.ui.index_page import (  # noqa: PLC0415 - rarely used
            IndexPage,
        )

        self._navigator.open_subpage(IndexPage(self._desk, self._navigator))

    def _show_history(self) -> None:
        round_ = self._shown_round()
        assert round_ is not None
        self._navigator.show_history(f"Erhebung {round_.year}", "round", round_.id)
