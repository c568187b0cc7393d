"""«Zeitreihe» of one municipality as a page of its own, on top of the map."""

from __future__ import annotations

from sozdesk.features.offices import queries as offices
from sozdesk.features.rent_limits.ui.history_view import HistoryView
from sozdesk.kernel.municipality import Municipality
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, layouts, theme
from sozdesk.widgets.page import Page

_WIDTH = 598
"""Of the chart at its largest, and about that of the table."""


class HistoryPage(Page):
    """Title, the way to the municipality, and the view."""

    handbook_place = "karte#zeitreihe"

    def __init__(self, desk: Desk, navigator: Navigator, bfs_number: int) -> None:
        super().__init__("Zeitreihe", back=navigator.back)
        self._navigator, self._bfs_number = navigator, bfs_number
        self.view = HistoryView(desk, bfs_number)
        self.head.set_actions(buttons.button("&Gemeinde öffnen", self._open))
        self.view.setMaximumWidth(theme.px(_WIDTH))
        inner = layouts.row(self.view, None, margins=(24, 16, 24, 24))
        inner.setStretch(0, 1000)
        self.set_content(layouts.box(inner), scroll=True)

        desk.query(offices.municipality, bfs_number, done=self._name, owner=self)

    def _name(self, town: Municipality | None) -> None:
        if town is not None:
            self.head.set_title(f"{town.short_name}: Zeitreihe")
            self.head.set_facts(f"Bezirk {town.district}, BFS-Nr. {town.bfs_number}")

    def _open(self) -> None:
        self._navigator.open_area("rent_limits", bfs=self._bfs_number)
