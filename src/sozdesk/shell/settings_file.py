"""Einstellungen › Datei: what the file is, the recovery sheet anew, the whole Verlauf."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sozdesk.documents.safe_write import write_bytes
from sozdesk.kernel import german
from sozdesk.kernel.errors import DocumentWriteError
from sozdesk.runtime.desk import Desk, OpenFile
from sozdesk.runtime.navigation import Navigator
from sozdesk.shell import files
from sozdesk.widgets import buttons, errors, file_prompts, labels, layouts
from sozdesk.widgets.facts import Facts
from sozdesk.widgets.theme import px

_KINDS = {"ksa": "Kantonales Sozialamt", "service": "Sozialdienst"}


class FileSection(QWidget):
    """Facts and two commands."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__()
        self._desk = desk
        self._navigator = navigator
        self.sheet_button = buttons.button(
            "&Wiederherstellungsblatt erstellen …", self.make_sheet, icon="printer"
        )
        history = buttons.button(
            "&Verlauf der ganzen Datei …", navigator.show_file_history, icon="history"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        if desk.file is not None:
            column.addWidget(Facts(_facts(desk.file)))
        column.addWidget(layouts.Flow(self.sheet_button, history, spacing=8))
        column.addWidget(
            labels.secondary(
                "Das neue Blatt trägt denselben Schlüssel wie das alte. Wer es hat, kann die Datei "
                "öffnen: Legen Sie es verschlossen ab und löschen Sie das PDF nach dem Drucken."
            )
        )

    def make_sheet(self) -> None:
        """Make the recovery sheet once more and save it."""
        self.sheet_button.setEnabled(False)
        self._desk.call(files.new_sheet, done=self._save, failed=self._failed, owner=self)

    def _save(self, sheet: bytes) -> None:

        self.sheet_button.setEnabled(True)
        suggested = self._suggested()
        path = file_prompts.save_file(
            self, "Wiederherstellungsblatt speichern", suggested, "PDF (*.pdf)"
        )
        if path is None:
            return
        try:
            write_bytes(path, sheet)
        except DocumentWriteError as error:
            errors.show(self, error)
            return
        self._navigator.say(f"Das Wiederherstellungsblatt liegt in «{path.name}».")

    def _suggested(self) -> Path:
        file = self._desk.file
        stem = file.path.stem if file is not None else "SozDesk"
        folder = file.path.parent if file is not None else Path.home()
        return folder / f"{stem} Wiederherstellungsblatt.pdf"

    def _failed(self, error: object) -> None:
        self.sheet_button.setEnabled(True)
        self._desk.failure.emit(error)


def _facts(file: OpenFile) -> list[tuple[str, str | QWidget]]:
    size = max(1, file.path.stat().st_size // 1024) if file.path.exists() else 0
    return [
        ("Datei", file.path.name),
        ("Ordner", str(file.path.parent)),
        ("Grösse", f"{german.count(size)} KB"),
        ("Stelle", file.info.office_name),
        ("Art der Stelle", _KINDS[file.info.office_kind]),
        ("Geöffnet von", f"{file.staff.name} ({file.staff.sign})"),
    ]
