"""A period: the next one added, or what is known about one changed."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from sozdesk.features.strategy import usecases
from sozdesk.features.strategy.terms import PeriodRow
from sozdesk.kernel import entry
from sozdesk.runtime.desk import Desk
from sozdesk.widgets.command_dialog import Act, CommandDialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import TextArea
from sozdesk.widgets.typed import DateInput, NumberInput, ParsedInput

_WIDE = 430
_COPIED = "Die Handlungsfelder sind die der Periode davor."


class PeriodDialog(CommandDialog):
    """What the official source says about a period."""

    def put_adoption(self, today: date) -> None:
        """The fields of a new period and of one that is there."""
        hint = "Wie viele der Regierungsrat verabschiedet hat"
        expected = Field("&Erwartete Massnahmen", NumberInput(), hint=hint, optional=True)
        self.put("expected", expected)
        adopted = Field("&Verabschiedet am", DateInput(near=today), optional=True)
        self.put("adopted", adopted)
        source = Field("&Quelle", TextArea(lines=4), width=_WIDE, optional=True)
        self.put("source", source)


class AddPeriodDialog(PeriodDialog):
    """The period after the ``newest`` one, unless somebody says other years."""

    def __init__(self, parent: QWidget, desk: Desk, newest: PeriodRow, today: date) -> None:
        super().__init__(parent, desk, "Periode hinzufügen", action="&Hinzufügen", intro=_COPIED)
        years = newest.ends.year - newest.begins.year
        first = newest.ends.year + 1
        self._put_year("first_year", "E&rstes Jahr", first, "begins")
        self._put_year("last_year", "&Letztes Jahr", first + years, "ends")
        self.put_adoption(today)

    def _put_year(self, key: str, label: str, year: int, finding_of: str) -> None:
        field = Field(label, ParsedInput(entry.whole_number, str), width=100)
        field.set_value(year)
        self.put(key, field, needed="Tragen Sie das Jahr ein.", finding_of=finding_of)

    def code(self) -> str:
        """«2029-2032»: the period that was added."""
        values = self.form.values()
        return f"{values['first_year']}-{values['last_year']}"

    def act(self) -> Act:
        """Add the period."""
        return usecases.add_period, usecases.AddPeriod(**self.form.values())


class ChangePeriodDialog(PeriodDialog):
    """Other values of a period; its years stay."""

    def __init__(self, parent: QWidget, desk: Desk, row: PeriodRow, today: date) -> None:
        super().__init__(parent, desk, "Periode ändern", intro=f"Periode {row.name}")
        self._row = row
        for key, label in (("begins", "&Beginnt am"), ("ends", "E&ndet am")):
            self.put(
                key, Field(label, DateInput(near=row.begins)), needed="Tragen Sie den Tag ein."
            )
        self.put_adoption(today)
        self.show_row(row)

    def act(self) -> Act | None:
        """Change what differs."""
        changes = self.form.changes()
        command = usecases.ChangePeriod(
            id=self._row.id, base_version=self._row.version, changes=changes
        )
        return (usecases.change_period, command) if changes else None
