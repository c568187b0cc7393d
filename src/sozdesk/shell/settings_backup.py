"""Einstellungen › Sicherung: where backups lie, a new one now, what is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sozdesk.archive.backup import BackupRow, Reason, backup_folder, backups
from sozdesk.archive.store import Archive
from sozdesk.runtime.desk import Desk
from sozdesk.shell.restore_dialog import backup_columns
from sozdesk.widgets import buttons, labels, layouts
from sozdesk.widgets.table import RowsModel, TableView
from sozdesk.widgets.theme import px

_WHAT = (
    "SozDesk sichert die Datei beim Schliessen und Sperren, wenn sich etwas geändert hat, und prüft "
    "jede Sicherung, indem es sie wieder öffnet. Ältere werden ausgedünnt: die letzten fünf, je eine "
    "pro Tag, Woche, Monat und Jahr bleiben. Zum Wiederherstellen wird die Datei geschlossen."
)


_MOST_SHOWN = 12


class BackupSection(QWidget):
    """Loads the list when it is built and after every backup."""

    def __init__(self, desk: Desk, restore: Callable[[], None]) -> None:
        super().__init__()
        self._desk = desk
        self._folder: Path | None = None
        self.place = labels.Elided("", "body")
        self.model = RowsModel(backup_columns(), key=lambda row: row.path)
        self.table = TableView(self.model, "Sicherungen", lead=0, row=28)
        self.none = labels.secondary("Noch keine Sicherung.")
        self.now_button = buttons.button("&Jetzt sichern", self.back_up, icon="save")
        self.folder_button = buttons.button("&Ordner öffnen", self._open_folder)
        self.restore_button = buttons.button("Sicherung wiede&rherstellen …", restore)
        self._build()
        file = desk.file
        writable = file is not None and not file.read_only
        self.now_button.setEnabled(writable)
        desk.call(_backups, done=self.show_backups, owner=self)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addWidget(labels.body(_WHAT))
        column.addWidget(self.place)
        layouts.nest(
            column, layouts.row(self.now_button, self.restore_button, self.folder_button, None)
        )
        column.addWidget(self.table)
        column.addWidget(self.none)

    def back_up(self) -> None:
        """Make a verified backup now."""
        self.now_button.setEnabled(False)
        self._desk.call(_back_up, done=self.show_backups, failed=self._failed, owner=self)

    def show_backups(self, answer: tuple[Path, tuple[BackupRow, ...]]) -> None:
        """Show folder and list."""
        self._folder, rows = answer
        self.place.set_text(f"Ordner: {self._folder}")
        self.folder_button.setEnabled(self._folder.is_dir())
        self.model.set_rows(rows[:_MOST_SHOWN])
        self.table.fit_height()
        self.table.setVisible(bool(rows))
        self.none.setVisible(not rows)
        file = self._desk.file
        self.now_button.setEnabled(file is not None and not file.read_only)

    def _failed(self, error: object) -> None:
        self.now_button.setEnabled(True)
        self._desk.failure.emit(error)

    def _open_folder(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


def _backups(archive: Archive) -> tuple[Path, tuple[BackupRow, ...]]:
    return backup_folder(archive.path), backups(archive.path)


def _back_up(archive: Archive) -> tuple[Path, tuple[BackupRow, ...]]:
    archive.backup(Reason.DEMAND)
    return _backups(archive)
