"""What the dialogs of dated values share: a value, its day, its source."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QLabel, QWidget

from sozdesk.kernel.errors import SozDeskError
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.kernel.usecase import Outcome, UseCase
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import errors, labels, layouts
from sozdesk.widgets.dialogs import Dialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import TextInput
from sozdesk.widgets.typed import DateInput

_MANDATORY = ("series", "value", "day", "source")


class ValueDialog(Dialog):
    """Asks for day and source below the fields of the subclass; closes when the value is set."""

    def __init__(self, parent: QWidget, desk: Desk, title: str, today: date | None) -> None:
        super().__init__(parent, title, action="Wert set&zen")
        self._desk = desk
        self._today = today

    def add_fields(self, *first: QWidget, day: str = "&Gültig ab") -> QLabel:
        """Lay out the fields; answers the label below the value that gives an example."""
        example = labels.secondary("")
        self.form.add("day", Field(day, DateInput()))
        self.form["day"].set_value(self._today)
        hint = "Woher der Wert kommt oder wer ihn beschlossen hat."
        self.form.add("source", Field("&Quelle", TextInput(), hint=hint))
        for widget in (*first, example, self.form["day"], self.form["source"]):
            layouts.put(self.body, widget)
        return example

    def check(self) -> Sequence[Finding]:
        """Unreadable and missing entries."""
        unread = tuple(super().check())
        known = {finding.field for finding in unread}
        missing = tuple(
            Finding("missing", Severity.STOP, f"Füllen Sie «{field.label_text}» aus.", field=key)
            for key in _MANDATORY
            if key in self.form
            and key not in known
            and (field := self.form[key]).value() in (None, "")
        )
        return (*unread, *missing)

    def send(self, usecase: UseCase, command: object) -> None:
        """Run the use case."""
        self._desk.run(usecase, command, done=self._close, failed=self._failed, owner=self)

    def _close(self, _outcome: Outcome) -> None:
        self.form.mark_clean()
        self.done(self.DialogCode.Accepted)

    def _failed(self, error: SozDeskError) -> None:
        errors.show(self, error, form=self.summary)
