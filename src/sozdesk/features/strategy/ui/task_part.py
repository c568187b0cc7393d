"""The tab «Aufgaben»: what is to do by when; a tick says that it is done."""

from __future__ import annotations

from sozdesk.features.strategy import usecases
from sozdesk.features.strategy.terms import TaskRow
from sozdesk.features.strategy.ui import words
from sozdesk.features.strategy.ui.area_data import DetailData
from sozdesk.features.strategy.ui.link_dialogs import TaskDialog
from sozdesk.features.strategy.ui.measure_part import MeasurePart
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import labels, layouts
from sozdesk.widgets.parts import PartTable, stacked
from sozdesk.widgets.table import Column

_BACK = "Bearbeiten › Rückgängig holt die Aufgabe zurück."


class TaskPart(MeasurePart):
    """Tasks and milestones by their day."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.empty = labels.text("Noch keine Aufgabe erfasst.", "body", "text2")
        self.table = PartTable("Aufgaben", self._columns())
        self.table.view.ticked.connect(self.tick)
        self.table.view.opened.connect(lambda _row: self.change())
        self.table.view.menu_for = lambda _row: self.menu(
            ("Aufgabe ändern …", self.change), ("Entfernen", self.remove_current)
        )
        self.add_button = self.command("Aufgabe hin&zufügen …", self.add, icon="plus")
        self.change_button = self.command("Aufgabe ände&rn …", self.change)
        self.remove_button = self.command("Entfernen", self.remove_current)
        self.table.needs_row(self.change_button, self.remove_button)
        buttons = (self.add_button, self.change_button, self.remove_button)
        line = layouts.Flow(*buttons, spacing=8)
        self.setLayout(stacked(self.table.view, self.empty, line))

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(
                title="Aufgabe",
                text=lambda row: row.title,
                second=self._below,
                check=self._ticked,
                symbol=self._symbol,
                spoken=lambda row: f"Aufgabe: {row.title}, {self._below(row)}",
                stretch=True,
            ),
        )

    def _ticked(self, row: TaskRow) -> bool | None:
        """A pale box where nothing may be written."""
        done = row.done_on is not None
        return done if self.may_change() else None

    def _below(self, row: TaskRow) -> str:
        """«Frist 30.06.2027, noch 176 Tage, Meilenstein, Abteilung Grundlagen»."""
        parts = [words.task_words(row, self.shown().area.today)]
        parts += ["Meilenstein"] if row.milestone else []
        return ", ".join([*parts, *filter(None, (row.responsible,))])

    def _symbol(self, row: TaskRow) -> str:
        return words.task_state(row, self.shown().area.today)

    def show_data(self, data: DetailData) -> None:
        """Show the tasks of another measure, or other ones."""
        self.data = data
        self.table.set_rows(data.details.tasks)
        self.empty.setVisible(not data.details.tasks)

    def add(self) -> None:
        """Enter a task."""
        self._dialog(None)

    def change(self) -> None:
        """Change the current one."""
        task = self.table.current()
        if task is not None and self.may_change():
            self._dialog(task)

    def _dialog(self, task: TaskRow | None) -> None:
        row, today = self.shown().details.row, self.shown().area.today
        TaskDialog(self, self.desk, row.id, today, task).present()

    def tick(self, task: TaskRow, done: bool) -> None:
        """Done today, or not done after all."""
        changes = {"done_on": self.shown().area.today if done else None}
        command = usecases.ChangeTask(id=task.id, base_version=task.version, changes=changes)
        self.run(usecases.change_task, command)

    def remove_current(self) -> None:
        """Remove the current one."""
        task = self.table.current()
        if task is not None:
            command = usecases.RemoveLink(id=task.id, base_version=task.version)
            question = f"Aufgabe «{task.title}» entfernen?"
            self.remove(question, _BACK, usecases.remove_task, command)
