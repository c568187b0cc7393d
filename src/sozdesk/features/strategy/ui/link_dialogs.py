"""Dialogs for what hangs on a measure: references, relations, the next period, tasks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QWidget

from sozdesk.features.strategy import texts, usecases
from sozdesk.features.strategy.terms import (
    CarryOverKind,
    MeasureRow,
    ReferenceKind,
    RelationKind,
    TaskRow,
)
from sozdesk.features.strategy.ui import words
from sozdesk.runtime.desk import Desk
from sozdesk.widgets.command_dialog import Act, CommandDialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import Choice, TextInput, Tick
from sozdesk.widgets.typed import DateInput

_WIDE = 430
_KIND_FOLLOWS = (
    "Mit der neuen Massnahme ergibt sich die Art: eine aus mehreren ist zusammengelegt, "
    "mehrere aus einer sind aufgeteilt."
)


def _measures(rows: Sequence[MeasureRow], empty: str) -> Choice:
    """Measures to choose from; the number is enough to find one with the keyboard."""
    return Choice(
        [(row.id, texts.measure_label(row.number, row.title)) for row in rows], empty=empty
    )


class ReferenceDialog(CommandDialog):
    """A business of the Landrat, a law or a study."""

    def __init__(self, parent: QWidget, desk: Desk, measure_id: UUID, today: date) -> None:
        super().__init__(parent, desk, "Verweis hinzufügen", action="&Hinzufügen")
        self._measure_id = measure_id
        kinds = Choice([(kind, texts.word(kind)) for kind in ReferenceKind])
        number = Field(
            "&Nummer",
            TextInput(),
            hint="Geschäft des Landrats: 2024/596. Gesetz: § 6 Abs. 3 SHG",
            width=220,
        )
        self.put("kind", Field("&Art", kinds, width=220))
        self.put("number", number)
        self.put("title", Field("&Titel", TextInput(limit=500), width=_WIDE))
        self.put("dated", Field("&Datum", DateInput(near=today), optional=True))

    def act(self) -> Act:
        """Add the reference."""
        command = usecases.AddReference(measure_id=self._measure_id, **self.form.values())
        return usecases.add_reference, command


class RelationDialog(CommandDialog):
    """How this measure hangs together with another one of its period."""

    def __init__(
        self, parent: QWidget, desk: Desk, row: MeasureRow, others: Sequence[MeasureRow]
    ) -> None:
        label = texts.measure_label(row.number, row.title)
        super().__init__(parent, desk, "Verbindung hinzufügen", action="&Hinzufügen", intro=label)
        self._row = row
        kinds = Choice([(kind, words.capital(texts.word(kind))) for kind in RelationKind])
        choice = _measures([one for one in others if one.id != row.id], "Massnahme wählen")
        self.put("kind", Field("&Art", kinds, width=260))
        self.put(
            "other_id",
            Field("&Massnahme", choice, width=_WIDE),
            needed="Wählen Sie die andere Massnahme.",
            finding_of="other",
        )

    def act(self) -> Act:
        """Tie them together."""
        command = usecases.AddRelation(measure_id=self._row.id, **self.form.values())
        return usecases.add_relation, command


class CarryOverDialog(CommandDialog):
    """What becomes of a measure in the next period; ``targets`` are the measures there."""

    def __init__(
        self, parent: QWidget, desk: Desk, row: MeasureRow, targets: Sequence[MeasureRow]
    ) -> None:
        label = texts.measure_label(row.number, row.title)
        super().__init__(parent, desk, "Weiterführung erfassen", action="&Erfassen", intro=label)
        self._row = row
        kinds = Choice([(kind, words.capital(texts.word(kind))) for kind in CarryOverKind])
        hint = (
            _KIND_FOLLOWS
            if targets
            else "In der nächsten Periode ist noch keine Massnahme erfasst."
        )
        target = Field(
            "&Neue Massnahme", _measures(targets, words.UNASSIGNED), width=_WIDE, hint=hint
        )
        self.put("kind", Field("&Art", kinds, width=260))
        self.put("target_id", target, finding_of="target")
        self.put("reason", Field("&Grund", TextInput(limit=500), width=_WIDE, optional=True))

    def act(self) -> Act:
        """Draw the line."""
        command = usecases.CarryOver(measure_id=self._row.id, **self.form.values())
        return usecases.carry_over, command


class TaskDialog(CommandDialog):
    """A task or a milestone; ``task`` None enters a new one."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        measure_id: UUID,
        today: date,
        task: TaskRow | None = None,
    ) -> None:
        title = "Aufgabe ändern" if task else "Aufgabe hinzufügen"
        super().__init__(parent, desk, title)
        self._measure_id, self._task = measure_id, task
        milestone = Tick("&Meilenstein, der im Bericht genannt werden kann")
        self.put("title", Field("&Was ist zu tun?", TextInput(limit=300), width=_WIDE))
        self.put(
            "due_on",
            Field("&Frist", DateInput(near=today), hint="Zum Beispiel 30.06.2027"),
            needed="Tragen Sie die Frist ein.",
        )
        self.put("responsible", Field("&Zuständig", TextInput(), width=260, optional=True))
        self.put("milestone", Field("Meilenstein", milestone, show_label=False))
        self.put("done_on", Field("&Erledigt am", DateInput(near=today), optional=True))
        if task:
            self.show_row(task)

    def act(self) -> Act | None:
        """Enter the task, or change what differs."""
        if self._task is None:
            command = usecases.AddTask(measure_id=self._measure_id, **self.form.values())
            return usecases.add_task, command
        changes = self.form.changes()
        change = usecases.ChangeTask(
            id=self._task.id, base_version=self._task.version, changes=changes
        )
        return (usecases.change_task, change) if changes else None
