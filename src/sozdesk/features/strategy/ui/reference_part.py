"""The tab «Verweise»: business of the Landrat, laws, studies."""

from __future__ import annotations

from sozdesk.features.strategy import texts, usecases
from sozdesk.features.strategy.terms import ReferenceRow
from sozdesk.features.strategy.ui.area_data import DetailData
from sozdesk.features.strategy.ui.link_dialogs import ReferenceDialog
from sozdesk.features.strategy.ui.measure_part import MeasurePart
from sozdesk.kernel import german
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import labels, layouts
from sozdesk.widgets.parts import PartTable, stacked
from sozdesk.widgets.table import Column

_BACK = "Bearbeiten › Rückgängig holt den Verweis zurück."


def name_of(row: ReferenceRow) -> str:
    """«Postulat 2020/501 vom 24.09.2020»."""
    said = f"{texts.word(row.kind)} {row.number}".strip()
    return f"{said} vom {german.day(row.dated)}" if row.dated else said


class ReferencePart(MeasurePart):
    """What the measure refers to."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.empty = labels.text("Noch kein Verweis erfasst.", "body", "text2")
        columns = (
            Column(title="Verweis", text=name_of, second=lambda row: row.title, stretch=True),
        )
        self.table = PartTable("Verweise", columns)
        self.add_button = self.command("&Verweis hinzufügen …", self.add, icon="plus")
        self.remove_button = self.command("Entfernen", self.remove_current)
        self.table.needs_row(self.remove_button)
        self.table.view.menu_for = lambda _row: self.menu(("Entfernen", self.remove_current))
        line = layouts.Flow(self.add_button, self.remove_button, spacing=8)
        self.setLayout(stacked(self.table.view, self.empty, line))

    def show_data(self, data: DetailData) -> None:
        """Show the references of another measure, or other ones."""
        self.data = data
        self.table.set_rows(data.details.references)
        self.empty.setVisible(not data.details.references)

    def add(self) -> None:
        """Enter a reference."""
        row, today = self.shown().details.row, self.shown().area.today
        ReferenceDialog(self, self.desk, row.id, today).present()

    def remove_current(self) -> None:
        """Remove the current one."""
        row = self.table.current()
        if row is not None:
            command = usecases.RemoveLink(id=row.id, base_version=row.version)
            question = f"Verweis «{name_of(row)}» entfernen?"
            self.remove(question, _BACK, usecases.remove_reference, command)
