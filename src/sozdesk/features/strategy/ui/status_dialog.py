"""«Stand erfassen» for one measure or for many, and the correction of an entry."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from sozdesk.features.strategy import texts, usecases
from sozdesk.features.strategy.terms import (
    DONE_STATES,
    ClosingReason,
    MeasureRow,
    MeasureState,
    StatusRow,
)
from sozdesk.features.strategy.ui.area_data import AreaData
from sozdesk.features.strategy.ui.figure_text import FigureText
from sozdesk.kernel import german
from sozdesk.runtime.desk import Desk
from sozdesk.widgets.command_dialog import Act, CommandDialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import Choice, SuggestedInput
from sozdesk.widgets.typed import DateInput

DECIDERS = ("KSA", "KKSH", "FKSH", "Regierungsrat", "Landrat")


class StatusDialog(CommandDialog):
    """Day, state, reason (only of what is done), who decided, text."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        title: str,
        area: AreaData,
        *,
        action: str,
        about: str,
    ) -> None:
        super().__init__(parent, desk, title, action=action, intro=about)
        near = area.today
        states = Choice([(state, texts.word(state)) for state in MeasureState])
        reasons = Choice(
            [(reason, texts.word(reason)) for reason in ClosingReason], empty="Grund wählen"
        )
        self.put(
            "as_of", Field("Stand &per", DateInput(near=near)), needed="Tragen Sie den Tag ein."
        )
        self.put("state", Field("&Stand", states, width=260))
        self.put("reason", Field("&Grund", reasons, width=300))
        self.put(
            "decided_by",
            Field("Entschieden &von", SuggestedInput(DECIDERS), width=260, optional=True),
        )
        self.put(
            "text",
            Field("&Text für den Bericht", FigureText(area.figure_fields, lines=4), optional=True),
        )
        self.form["state"].input.changed.connect(self._follow_state)
        self._follow_state()

    def _follow_state(self) -> None:
        """Only what is done has a reason."""
        done = self.form["state"].value() in DONE_STATES
        if not done:
            self.form["reason"].set_value(None)
        self.form["reason"].setVisible(done)


class RecordStatusDialog(StatusDialog):
    """The same entry for all chosen measures.

    Begins with the day of the page if that is free, and with the state that they have in common.
    """

    def __init__(
        self, parent: QWidget, desk: Desk, rows: Sequence[MeasureRow], area: AreaData
    ) -> None:
        super().__init__(
            parent, desk, "Stand erfassen", area, action="&Erfassen", about=named(rows)
        )
        self._rows = rows
        taken = {row.status.as_of for row in rows if row.status}
        assert area.shown is not None
        as_of, today = area.shown.as_of, area.today
        free = as_of <= today and as_of not in taken
        states = {row.state for row in rows}
        reasons = {row.status.reason if row.status else None for row in rows}
        self.form.set_values(
            {
                "as_of": as_of if free else today,
                "state": states.pop() if len(states) == 1 else MeasureState.IN_PROGRESS,
                "reason": reasons.pop() if len(reasons) == 1 else None,
            }
        )

    def as_of(self) -> date | None:
        """The day that was entered."""
        day: date | None = self.form["as_of"].value()
        return day

    def act(self) -> Act:
        """Record the entry."""
        command = usecases.RecordStatus(
            measure_ids=tuple(row.id for row in self._rows), **self.form.values()
        )
        return usecases.record_status, command


def named(rows: Sequence[MeasureRow]) -> str:
    """Which measures the entry is for."""
    if len(rows) == 1:
        return texts.measure_label(rows[0].number, rows[0].title)
    numbers = german.enumeration([row.number for row in rows])
    return f"{len(rows)} Massnahmen: {numbers}"


class ChangeStatusDialog(StatusDialog):
    """Another day, state, reason or text of an entry."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        label: str,
        entry: StatusRow,
        area: AreaData,
    ) -> None:
        super().__init__(parent, desk, "Stand ändern", area, action="Ä&ndern", about=label)
        self._entry = entry
        self.show_row(entry)
        self._follow_state()
        self.form.mark_clean()

    def act(self) -> Act | None:
        """Change what differs."""
        changes = self.form.changes()
        command = usecases.ChangeStatus(
            id=self._entry.id, base_version=self._entry.version, changes=changes
        )
        return (usecases.change_status, command) if changes else None
