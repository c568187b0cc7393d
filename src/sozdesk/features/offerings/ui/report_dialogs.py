"""«Beurteilen»: what becomes of the recognition after a yearly report."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from sozdesk.features.offerings import texts, usecases
from sozdesk.features.offerings.terms import ReportLine, ReportResult
from sozdesk.features.offerings.texts import yearly_reports as said
from sozdesk.runtime.desk import Desk
from sozdesk.widgets.command_dialog import Act, CommandDialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import RadioChoice, TextArea
from sozdesk.widgets.typed import DateInput

_INTRO = (
    "Das Ergebnis wird hier festgehalten. Auflagen und ein Entzug brauchen zusätzlich einen "
    "Entscheid über die Anerkennung."
)


class DecideDialog(CommandDialog):
    """Result, day, reason."""

    def __init__(self, parent: QWidget, desk: Desk, line: ReportLine, today: date) -> None:
        assert line.row is not None
        title = f"Jahresbericht {line.row.report.year} beurteilen"
        super().__init__(
            parent, desk, title, action="&Festhalten", intro=f"{line.provider.name}. {_INTRO}"
        )
        self._row = line.row
        choices = [(result, texts.word(result)) for result in ReportResult]
        self.put("result", Field("&Ergebnis", RadioChoice("Ergebnis", choices, across=False)))
        self.put("result_on", Field("&Tag", DateInput(near=today)), needed=said.DAY_MISSING)
        reason = Field("&Begründung", TextArea(lines=4), hint="Beim Weiterführen freiwillig.")
        self.put("result_reason", reason)
        self.form.set_values(
            {
                "result": line.row.result or ReportResult.CONTINUE,
                "result_on": line.row.result_on or today,
                "result_reason": line.row.result_reason,
            }
        )

    def act(self) -> Act:
        """Record the result."""
        command = usecases.DecideReport(
            id=self._row.id, base_version=self._row.version, **self.form.values()
        )
        return usecases.decide_report, command
