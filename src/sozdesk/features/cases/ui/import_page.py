"""«Personen und Fälle einlesen»: the list of the case system, who is meant, what changes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from sozdesk.exchange.listed import TableFile
from sozdesk.features.cases import files, queries
from sozdesk.features.cases.terms import TOPIC
from sozdesk.features.cases.terms.importing import (
    Decision,
    ImportPlan,
    ImportResult,
    ImportRow,
    ImportTable,
    RowDecision,
)
from sozdesk.features.cases.texts import importing as texts
from sozdesk.features.cases.ui import import_words as said
from sozdesk.features.cases.usecases import ImportPersons, import_persons
from sozdesk.kernel.findings import Finding, stop
from sozdesk.kernel.usecase import Outcome
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons
from sozdesk.widgets.command_dialog import Act
from sozdesk.widgets.dialogs import Dialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import RadioChoice
from sozdesk.widgets.list_import import ListImportPage, Look
from sozdesk.widgets.typed import DateInput

if TYPE_CHECKING:
    from datetime import date

    from sozdesk.archive.store import Archive

_OPEN = (ImportResult.AMBIGUOUS, ImportResult.UNUSABLE)


def build(desk: Desk, navigator: Navigator) -> QWidget:
    """The page; open it with ``navigator.open_subpage``."""
    return ImportPage(desk, navigator)


class ImportPage(ListImportPage):
    """Sub-page of the Fälle. The list of persons is never exported: it holds nothing new."""

    handbook_place = "personen-einlesen"

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator, said.WORDS, TOPIC)
        self.decisions: dict[int, Decision] = {}
        self.day_input = DateInput()
        self.day = Field("&Fälle ohne «Eröffnet am» laufen seit", self.day_input)
        self.day_input.editingFinished.connect(self.check)
        self.add_tools(self.day)
        self.day.hide()
        self.assign_button = buttons.button("&Zuordnen …", self.assign)
        self.chips_line.addWidget(self.assign_button)
        self.list.table.current_row_changed.connect(self._follow)

    def forget(self) -> None:
        """Rows of another table are other persons."""
        self.decisions.clear()

    def is_ready(self) -> bool:
        """Whether the day can be read."""
        return not self.day.input.problem()

    def look(self, file: TableFile, choice: Mapping[str, int | None]) -> Look:
        """What the columns mean and what would happen."""
        return partial(_look, file, choice, self.day.value(), dict(self.decisions))

    def show_plan(self, table: ImportTable, plan: ImportPlan) -> None:
        """With the day where new cases say none."""
        super().show_plan(table, plan)
        self.day.setVisible(plan.asks_day or self.day.value() is not None)
        self._follow(self.list.table.current_row())

    def _follow(self, row: ImportRow | None) -> None:
        """A row that is not clear, or that somebody decided about, can be assigned."""
        decided = row is not None and row.line.row in self.decisions
        self.assign_button.setEnabled(decided or (row is not None and row.result in _OPEN))

    def assign(self) -> None:
        """Say who is meant, or leave the row out."""
        row = self.list.table.current_row()
        if row is None:
            return
        dialog = AssignDialog(self, row, self.decisions.get(row.line.row))
        dialog.accepted.connect(lambda: self._decide(row.line.row, dialog.chosen()))
        dialog.present()

    def _decide(self, number: int, decision: Decision | None) -> None:
        if decision is None:
            self.decisions.pop(number, None)
        else:
            self.decisions[number] = decision
        self.check()

    def act(self) -> Act:
        """All rows in one act."""
        assert self.table is not None
        return import_persons, ImportPersons(
            table=self.table, opened_on=self.day.value(), decisions=dict(self.decisions)
        )

    def told(self, outcome: Outcome) -> str:
        """What was recorded."""
        return said.recorded(outcome.value)


_AS_READ = "as_read"


class AssignDialog(Dialog):
    """Whom a row means: one of the candidates, somebody new, or nobody."""

    def __init__(self, parent: QWidget, row: ImportRow, before: Decision | None) -> None:
        name = row.line.name or "ohne Namen"
        super().__init__(
            parent, f"Zeile {row.line.row}: {name}", action="&Zuordnen", intro=_why(row)
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        choices: list[tuple[object, str]] = [
            (one.id, texts.candidate(one)) for one in row.candidates
        ]
        if row.may_be_new:
            choices.append((RowDecision.NEW_PERSON, "eine neue Person"))
        choices.append((RowDecision.SKIP, "Zeile nicht einlesen"))
        if before is not None:
            choices.append((_AS_READ, "Entscheid zurücknehmen"))
        self._asks_who = bool(row.candidates) or row.may_be_new
        question = "Wer ist gemeint?" if self._asks_who else "Was geschieht mit der Zeile?"
        self._choice = RadioChoice(question, choices, across=False)
        if before is not None:
            self._choice.set_value(before)
        self.body.addWidget(self.form.add("who", Field(f"&{question}", self._choice)))
        self.form.mark_clean()

    def check(self) -> list[Finding]:
        """Something must be chosen."""
        if self._choice.value() is None:
            what = "wer gemeint ist" if self._asks_who else "was mit der Zeile geschieht"
            return [stop("who", f"Wählen Sie, {what}.", "who")]
        return []

    def chosen(self) -> Decision | None:
        """The decision; None takes an earlier one back."""
        value = self._choice.value()
        return None if value == _AS_READ else value


def _why(row: ImportRow) -> str:
    return " ".join(one.message for one in row.findings)


def _look(
    file: TableFile,
    choice: Mapping[str, int | None],
    day: date | None,
    decisions: Mapping[int, Decision],
    archive: Archive,
) -> tuple[ImportTable, ImportPlan]:
    """On the thread of the file: what the columns mean, and what would happen."""
    memory, today = archive.query(queries.remembered_import_columns), archive.context().today
    table = files.list_table(file, memory, choice, today)
    return table, archive.query(queries.import_plan, table, day, decisions, today)
