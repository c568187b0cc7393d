"""The tab «Angaben» of a service: kind, address, how to reach it."""

from __future__ import annotations

from sozdesk.features.offices import texts
from sozdesk.features.offices.terms import ServiceRow
from sozdesk.features.offices.ui import words
from sozdesk.features.offices.ui.office_dialogs import ServiceDialog
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import layouts
from sozdesk.widgets.facts import Facts
from sozdesk.widgets.parts import Part, stacked


class ServicePart(Part):
    """Facts of a service."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._service: ServiceRow | None = None
        self.facts = Facts()
        self.change_button = self.command("An&gaben ändern …", self.change, icon="pencil")
        self.setLayout(stacked(self.facts, layouts.row(self.change_button, None)))

    def show_service(self, row: ServiceRow) -> None:
        """Show another service, or other values."""
        self._service = row
        self.facts.set_facts(
            [
                ("Art der Stelle", texts.SERVICE_KINDS[row.kind]),
                ("Adresse", row.address or words.NOT_YET),
                ("E-Mail", row.email or words.NOT_YET),
                ("Telefon", row.phone or words.NOT_YET),
            ]
        )

    def change(self) -> None:
        """Change name, kind, address, e-mail or phone."""
        if self._service is not None:
            ServiceDialog(self, self.desk, self._service).present()
