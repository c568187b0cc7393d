"""Putting a backup back: choose it, prove it with the password, keep the old file aside."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from sozdesk.kernel import german
from sozdesk.kernel.errors import Cancelled, SozDeskError
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.runtime.desk import Desk
from sozdesk.shell import files
from sozdesk.shell.status_bar import clock_time
from sozdesk.widgets.dialogs import Dialog
from sozdesk.widgets.fields import Field, FindingLine
from sozdesk.widgets.inputs import PasswordInput
from sozdesk.widgets.table import Column, RowsModel, TableView
from sozdesk.widgets.theme import px

if TYPE_CHECKING:
    from sozdesk.archive.backup import BackupRow

_REASONS = {
    "close": "beim Schliessen",
    "demand": "von Hand",
    "migration": "vor einer neuen Version",
    "key": "vor dem Wechsel des Schlüssels",
}


class RestoreDialog(Dialog):
    """Works on a file that is not open."""

    restored = Signal(str)
    """The sentence that says what was done."""

    def __init__(self, parent: QWidget, desk: Desk, path: Path, sign: str | None) -> None:
        super().__init__(
            parent,
            "Sicherung wiederherstellen",
            action="&Wiederherstellen",
            intro="Die jetzige Datei bleibt unter einem anderen Namen erhalten.",
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._path, self._sign = desk, path, sign
        self.model = RowsModel(backup_columns(), key=lambda row: row.path)
        self.table = TableView(self.model, "Sicherungen", lead=0)
        self.table.setMinimumHeight(px(180))
        self.password = Field(
            "&Passwort",
            PasswordInput(),
            hint="Das Passwort von heute oder vom Tag der Sicherung.",
            width=340,
        )
        self.problem = FindingLine()
        for widget in (self.problem, self.table, self.password):
            self.body.addWidget(widget)
        self.password.focus()
        desk.inspect(partial(files.backups_of, path), done=self.show_backups, owner=self)

    def show_backups(self, rows: tuple[BackupRow, ...]) -> None:
        """List the backups, newest first."""
        self.model.set_rows(rows)
        self.table.select_first()
        self.action_button.setEnabled(bool(rows))
        if not rows:
            self._say("Zu dieser Datei gibt es im Ordner daneben keine Sicherungen.")

    def accept(self) -> None:
        """Put the chosen backup in the place of the file."""
        chosen = self.table.current_row()
        if chosen is None:
            return
        self.action_button.setEnabled(False)
        work = partial(
            files.restore, chosen.path, self._path, self.password.value(), sign=self._sign
        )
        done = partial(self._restored, chosen)
        self._desk.inspect(work, done=done, failed=self._failed, owner=self)

    def _restored(self, backup: BackupRow, kept_aside: Path | None) -> None:
        aside = f" Die bisherige Datei heisst jetzt «{kept_aside.name}»." if kept_aside else ""
        moment = _moment(backup)
        self.restored.emit(f"Die Sicherung vom {moment} ist wiederhergestellt.{aside}")
        QDialog.accept(self)

    def _failed(self, error: SozDeskError) -> None:
        self.action_button.setEnabled(True)
        if not isinstance(error, Cancelled):
            self._say(str(error))

    def _say(self, sentence: str) -> None:
        self.problem.set_finding(Finding("restore", Severity.STOP, sentence))


def backup_columns() -> tuple[Column, ...]:
    """Columns of a list of backups."""
    return (
        Column(title="Sicherung vom", text=_moment, sort_key=lambda row: row.taken_at),
        Column(title="Anlass", text=lambda row: _REASONS[row.reason.value], stretch=True),
        Column(title="Grösse", text=_size, align="right", sort_key=lambda row: row.size),
    )


def _moment(row: BackupRow) -> str:
    day = german.day(row.taken_at.astimezone().date())
    return f"{day}, {clock_time(row.taken_at)}"


def _size(row: BackupRow) -> str:
    return f"{german.count(max(1, row.size // 1024))} KB"
