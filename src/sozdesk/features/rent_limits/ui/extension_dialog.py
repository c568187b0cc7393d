"""«Frist erstrecken»: more time for one or several municipalities, with the reason."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from sozdesk.features.rent_limits import usecases
from sozdesk.features.rent_limits.terms import RoundRow, TrackingRow
from sozdesk.features.rent_limits.usecases import letter_wording
from sozdesk.kernel import german
from sozdesk.kernel.municipality import Municipality
from sozdesk.runtime.desk import Desk
from sozdesk.widgets.command_dialog import Act, CommandDialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import TextInput
from sozdesk.widgets.municipalities import MunicipalitiesInput
from sozdesk.widgets.typed import DateInput

_WHY = "Zum Beispiel «Die Behörde tagt am 12. Januar». Steht bei der Gemeinde im Schriftverkehr."


class ExtensionDialog(CommandDialog):
    """Closes when the time is granted."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        round_: RoundRow,
        rows: Sequence[TrackingRow],
        chosen: Sequence[int],
    ) -> None:
        intro = f"Die Frist der Erhebung ist der {german.day(round_.due_on)}."
        super().__init__(parent, desk, "Frist erstrecken", action="Frist &erstrecken", intro=intro)
        self._year = round_.year
        self._names = {row.bfs_number: row.name for row in rows}
        places = [
            Municipality(row.bfs_number, row.official_name, row.name, row.district) for row in rows
        ]
        self.put(
            "municipalities",
            Field("&Gemeinden", MunicipalitiesInput(places)),
            needed=letter_wording.NOBODY,
        )
        day = Field("Neue &Frist", DateInput(), hint="Letzter Tag, zum Beispiel 15.01.2027")
        self.put("until", day, needed="Geben Sie den letzten Tag der neuen Frist ein.")
        self.put("reason", Field("G&rund", TextInput(), hint=_WHY), needed=letter_wording.NO_REASON)
        self.form.set_values({"municipalities": tuple(chosen)})

    def act(self) -> Act:
        """Grant it."""
        values = self.form.values()
        command = usecases.ExtendDeadline(
            year=self._year,
            bfs_numbers=values["municipalities"],
            until=values["until"],
            reason=values["reason"],
        )
        return usecases.extend_deadline, command

    def said(self) -> str:
        """What happened, as the Verlauf says it."""
        values = self.form.values()
        names = [self._names[number] for number in values["municipalities"]]
        return f"{letter_wording.extended(names, values['until'])}."
