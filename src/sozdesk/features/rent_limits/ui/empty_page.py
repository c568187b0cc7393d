"""The area before the first Erhebung: what to do next, and how it runs."""

from __future__ import annotations

from sozdesk.features.rent_limits import texts
from sozdesk.widgets import buttons
from sozdesk.widgets.buttons import Slot
from sozdesk.widgets.page import EmptyState, Page, Step


class NoRoundPage(Page):
    """«Eröffnen Sie die Erhebung 2027»."""

    def __init__(
        self, year: int, open_round: Slot, read_table: Slot, handbook: Slot, *, read_only: bool
    ) -> None:
        super().__init__("Mietzinsgrenzwerte")
        self.head.set_facts("Noch keine Erhebung")
        self.open_button = buttons.button(f"Erhebung {year} &eröffnen …", open_round, primary=True)
        self.open_button.setEnabled(not read_only)
        self.table_button = buttons.button(f"Übersicht {year - 1} ein&lesen …", read_table)
        self.table_button.setEnabled(not read_only)
        text = (
            f"SozDesk legt für jede Gemeinde ein Formular an, mit den Werten von {year - 1}, "
            "sofern sie hier erfasst sind. Verschickt wird nichts von selbst."
        )
        self.set_content(
            EmptyState(
                "calendar-clock",
                f"Eröffnen Sie die Erhebung {year}",
                text,
                self.open_button,
                self.table_button,
                steps_title="So läuft die Erhebung",
                steps=tuple(Step(*step) for step in texts.ROUND_STEPS),
                help_link=buttons.link("&Im Handbuch lesen (F1)", handbook),
            )
        )
