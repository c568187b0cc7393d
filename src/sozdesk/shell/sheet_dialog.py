"""Opening a file with the recovery sheet: type the key, choose a new password."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from sozdesk.kernel.errors import Cancelled, RuleViolation, SozDeskError
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.runtime.desk import Desk, OpenFile
from sozdesk.shell import files
from sozdesk.shell.new_password import NewPassword
from sozdesk.widgets import labels
from sozdesk.widgets.dialogs import Dialog
from sozdesk.widgets.fields import Field, FindingLine
from sozdesk.widgets.inputs import TextArea


class SheetDialog(Dialog):
    """20 groups of five signs, and a new password twice."""

    opened = Signal(object)
    """The :class:`~sozdesk.runtime.desk.OpenFile`."""

    def __init__(self, parent: QWidget, desk: Desk, path: Path, sign: str | None) -> None:
        super().__init__(parent, "Mit Wiederherstellungsblatt öffnen", action="Ö&ffnen")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._path, self._sign = desk, path, sign
        self.key = Field(
            "&Schlüssel vom Wiederherstellungsblatt",
            TextArea(lines=4),
            hint="20 Gruppen zu 5 Zeichen. Gross und klein, Leerzeichen und Striche spielen keine Rolle.",
        )
        self.password = NewPassword()
        self.problem = FindingLine()
        for widget in (labels.secondary(path.name), self.problem, self.key, self.password):
            self.body.addWidget(widget)
        self.key.focus()

    def accept(self) -> None:
        """Open with what was typed; the dialog closes when that worked."""
        if not self.password.check():
            return
        self.action_button.setEnabled(False)
        opener = partial(
            files.open_with_sheet,
            self._path,
            self.key.value(),
            self.password.value(),
            sign=self._sign,
        )
        self._desk.open(
            lambda: (opener(), None), done=self._opened, failed=self._failed, owner=self
        )

    def _opened(self, file: OpenFile, _extra: object) -> None:
        self.opened.emit(file)
        QDialog.accept(self)

    def _failed(self, error: SozDeskError) -> None:
        self.action_button.setEnabled(True)
        if isinstance(error, Cancelled):
            return
        if isinstance(error, RuleViolation):
            of_password = [f for f in error.findings if f.field == "password"]
            self.password.show_finding(of_password[0] if of_password else None)
            of_key = [f.message for f in error.findings if f.field != "password"]
            if of_key:
                self.key.set_finding(Finding("key", Severity.STOP, "\n".join(of_key)))
            return
        self.problem.set_finding(Finding("sheet", Severity.STOP, str(error)))
