"""Small dialogs of the area of a Sozialdienst."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from sozdesk.features.rent_limits import usecases
from sozdesk.runtime.desk import Desk
from sozdesk.widgets.command_dialog import Act, CommandDialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.typed import DateInput


class DeadlineDialog(CommandDialog):
    """«Frist ändern»: the day that the letter of the KSA names."""

    def __init__(self, parent: QWidget, desk: Desk, year: int, due_on: date) -> None:
        super().__init__(
            parent,
            desk,
            f"Frist {year} ändern",
            intro="Üblich ist der 31. Dezember. Es gilt, was im Brief des KSA steht.",
        )
        self._year = year
        field = Field("&Frist", DateInput(near=due_on))
        self.put("due_on", field, needed="Geben Sie den letzten Tag der Frist ein.")
        self.form.set_values({"due_on": due_on})

    def act(self) -> Act:
        """Note it."""
        command = usecases.SetDeadline(year=self._year, due_on=self.form["due_on"].value())
        return usecases.set_deadline, command
