"""The right side of the page: one offering with its five tabs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from sozdesk.features.offerings import texts
from sozdesk.features.offerings.terms import AttachmentOwner
from sozdesk.features.offerings.ui import offering_words as words
from sozdesk.features.offerings.ui.area_data import DetailData, load_traces
from sozdesk.features.offerings.ui.attachments_part import AttachmentsPart
from sozdesk.features.offerings.ui.offering_part import FactsPart, PricePart, RecognitionPart
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, labels, layouts, states
from sozdesk.widgets.history_part import HistoryPart
from sozdesk.widgets.tabs import Tabs

FACTS, PRICES, RECOGNITION, ATTACHMENTS, HISTORY = range(5)
"""Numbers of the tabs."""


class OfferingDetail(QWidget):
    """Stays while another offering is chosen; a tab is filled when it is looked at."""

    def __init__(
        self, desk: Desk, navigator: Navigator, commands: Callable[[], Sequence[QAction]]
    ) -> None:
        super().__init__()
        self.desk = desk
        self.data: DetailData | None = None
        self._commands = commands
        self._stale: set[int] = set()
        self.facts, self.prices = FactsPart(desk), PricePart(desk)
        self.recognition = RecognitionPart(desk)
        self.attachments = AttachmentsPart(desk)
        self.history = HistoryPart(navigator)
        self.tabs = Tabs(
            [
                ("Angebot", self.facts),
                ("Preise", self.prices),
                ("Anerkennung", self.recognition),
                ("Anhänge", self.attachments),
                ("Verlauf", self.history),
            ]
        )
        self.tabs.changed.connect(self._fill)
        self._lay_out()

    def _lay_out(self) -> None:
        self._title = labels.record_title("")
        self._said = labels.secondary("")
        self._states = layouts.Flow(spacing=14, below=2)
        self._more = layouts.row()
        head = layouts.row(self._title, layouts.column(layouts.box(self._more), None, spacing=0))
        head.setStretch(0, 1)
        column = layouts.column(
            layouts.box(head), self._said, self._states, self.tabs, None, spacing=6
        )
        column.setContentsMargins(20, 14, 20, 20)
        self.setLayout(column)

    def show_data(self, data: DetailData) -> None:
        """Show another offering, or other values."""
        self.data = data
        row = data.row
        self._title.setText(words.label(row))
        segment = f", {row.segment}" if row.segment else ""
        self._said.setText(f"{row.provider_name}. {row.category_name}{segment}")
        self._states.clear()
        self._states.add(states.StateLabel(words.state_symbol(row), texts.word(row.state)))
        shown = words.recognition(row.recognition)
        self._states.add(states.StateLabel(words.recognition_symbol(row.recognition), shown))
        self._show_commands()
        self._stale = {FACTS, PRICES, RECOGNITION, ATTACHMENTS, HISTORY}
        self._fill(self.tabs.current())

    def _show_commands(self) -> None:
        layouts.empty(self._more)
        if commands := list(self._commands()):
            self._more.addWidget(buttons.more_button(commands, "Weitere Befehle zum Angebot"))

    def _fill(self, number: int) -> None:
        """The content of a tab, once per offering."""
        data = self.data
        if data is None or number not in self._stale:
            return
        self._stale.discard(number)
        if number == HISTORY:
            self.desk.call(
                lambda archive: load_traces(archive, data),
                done=self.history.show_traces,
                owner=self,
            )
        elif number == ATTACHMENTS:
            self.attachments.show_owner(AttachmentOwner.OFFERING, data.row.id)
        else:
            (self.facts, self.prices, self.recognition)[number].show_data(data)
        layouts.keys_in_order(self)

    def title(self) -> str:
        """The title shown now."""
        return self._title.text()
