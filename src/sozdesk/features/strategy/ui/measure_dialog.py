"""A measure: entered by hand, or changed."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from sozdesk.features.strategy import texts, usecases
from sozdesk.features.strategy.terms import (
    Horizon,
    MeasureRow,
    PeriodRow,
    PovertyStrategy,
    period_name,
)
from sozdesk.runtime.desk import Desk
from sozdesk.widgets.command_dialog import Act, CommandDialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import Choice, TextArea, TextInput

_WIDE = 430


class MeasureDialog(CommandDialog):
    """Title, aim, priority and who is responsible; a new one also has a number."""

    def __init__(self, parent: QWidget, desk: Desk, title: str, *, intro: str) -> None:
        super().__init__(parent, desk, title, intro=intro)

    def put_values(self) -> None:
        """The fields that can be changed later, too."""
        levels = Choice([(level, str(level)) for level in (1, 2, 3)], empty="keine")
        horizons = Choice([(one, texts.word(one)) for one in Horizon], empty=texts.NOT_RECORDED)
        poverty = Choice([(one, texts.word(one)) for one in PovertyStrategy])
        poverty.set_value(PovertyStrategy.NO)
        self.put("title", Field("&Titel", TextInput(limit=300), width=_WIDE))
        self.put("aim", Field("&Ziel", TextArea(lines=2), optional=True))
        self.put("priority", Field("&Priorität", levels, width=160))
        self.put("horizon", Field("&Horizont", horizons, width=200))
        self.put("poverty_strategy", Field("&Armutsstrategie", poverty, width=160))
        body = Field("Zuständige Ste&lle", TextInput(), width=_WIDE, optional=True)
        self.put("responsible_body", body)
        people = Field("Zuständige P&ersonen", TextInput(), width=_WIDE, optional=True)
        self.put("responsible_people", people)


class AddMeasureDialog(MeasureDialog):
    """A measure of a period by hand."""

    def __init__(self, parent: QWidget, desk: Desk, period: PeriodRow) -> None:
        super().__init__(
            parent, desk, "Massnahme hinzufügen", intro=f"Periode {period_name(period.code)}"
        )
        self._period = period
        hint = "Zum Beispiel 1.3; der präventive Bereich ist 7."
        self.put("number", Field("&Nummer", TextInput(limit=10), width=100, hint=hint))
        self.put_values()

    def act(self) -> Act:
        """Enter the measure."""
        command = usecases.AddMeasure(period_id=self._period.id, **self.form.values())
        return usecases.add_measure, command


class ChangeMeasureDialog(MeasureDialog):
    """Other values of a measure; its number stays."""

    def __init__(self, parent: QWidget, desk: Desk, row: MeasureRow) -> None:
        super().__init__(
            parent, desk, "Massnahme ändern", intro=texts.measure_label(row.number, row.title)
        )
        self._row = row
        self.put_values()
        self.show_row(row)

    def act(self) -> Act | None:
        """Change what differs."""
        changes = self.form.changes()
        command = usecases.ChangeMeasure(
            id=self._row.id, base_version=self._row.version, changes=changes
        )
        return (usecases.change_measure, command) if changes else None
