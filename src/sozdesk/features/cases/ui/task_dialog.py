"""Entering and changing a task, of a case or of none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QWidget

from sozdesk.features.cases import usecases
from sozdesk.features.cases.terms.work import CaseTaskRow
from sozdesk.runtime.desk import Desk
from sozdesk.widgets.command_dialog import Act, CommandDialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import Choice, TextArea, TextInput
from sozdesk.widgets.typed import DateInput

_WIDE = 430
People = Sequence[tuple[UUID, str]]
"""Id and name of whoever works with the file."""


class TaskDialog(CommandDialog):
    """What is to do, by when, by whom; ``row`` None enters a new task of ``case_id`` (or of none)."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        people: People,
        today: date,
        *,
        case_id: UUID | None = None,
        row: CaseTaskRow | None = None,
    ) -> None:
        title = "Aufgabe erfassen" if row is None else "Aufgabe ändern"
        super().__init__(parent, desk, title)
        self._case_id, self._row = case_id, row
        day = Field("&Frist", DateInput(near=today))
        empty = "wer den Fall führt" if case_id or (row and row.case_id) else "niemand bestimmt"
        self.put("title", Field("Was ist zu &tun", TextInput(limit=300), width=_WIDE))
        self.put("due_on", day, needed="Schreiben Sie, bis wann.")
        self.put("responsible_id", Field("&Zuständig", Choice(people, empty=empty), width=260))
        self.put("note", Field("&Bemerkung", TextArea(), width=_WIDE, optional=True))
        if row is not None:
            self.show_row(row)

    def act(self) -> Act | None:
        """Enter the task, or change what differs."""
        if self._row is None:
            command = usecases.AddCaseTask(case_id=self._case_id, **self.form.values())
            return usecases.add_case_task, command
        changes = self.form.changes()
        change = usecases.ChangeCaseTask(
            id=self._row.id, base_version=self._row.version, changes=changes
        )
        return (usecases.change_case_task, change) if changes else None
