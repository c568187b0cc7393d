"""Einstellungen › Datei: what the file is, the recovery sheet anew, the whole Verlauf."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sozdesk.archive.blobs import total_size
from sozdesk.archive.file_info import RenameOffice
from sozdesk.features.offices import usecases
from sozdesk.kernel import german
from sozdesk.runtime.desk import Desk, OpenFile
from sozdesk.runtime.navigation import Navigator
from sozdesk.shell import sheet_saving
from sozdesk.widgets import buttons, labels, layouts
from sozdesk.widgets.command_dialog import Act, CommandDialog
from sozdesk.widgets.facts import Facts
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import TextInput
from sozdesk.widgets.theme import px

_MB = 1_000_000
MUCH = 500 * _MB
"""From this many bytes of documents on the size is worth a hint."""
_KINDS = {"ksa": "Kantonales Sozialamt", "service": "Sozialdienst"}


class FileSection(QWidget):
    """Facts, a hint if the file grows big, and three commands."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__()
        self._desk = desk
        self._navigator = navigator
        self.sheet_button = buttons.button(
            "&Wiederherstellungsblatt erstellen …", self.make_sheet, icon="printer"
        )
        self.rename_button = buttons.button("S&telle umbenennen …", self._rename)
        history = buttons.button(
            "&Verlauf der ganzen Datei …", navigator.show_file_history, icon="history"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        self.facts = Facts(())
        self.size_hint = labels.body("")
        column.addWidget(self.facts)
        column.addWidget(self.size_hint)
        column.addWidget(layouts.Flow(self.rename_button, self.sheet_button, history, spacing=8))
        column.addWidget(
            labels.secondary(
                "Das neue Blatt trägt denselben Schlüssel wie das alte. Wer es hat, kann die Datei "
                "öffnen: Legen Sie es verschlossen ab und löschen Sie das PDF nach dem Drucken."
            )
        )

        self.rename_button.setEnabled(desk.file is not None and not desk.file.read_only)
        desk.changed.connect(self.reload)
        self.reload()

    def reload(self, _topics: frozenset[str] = frozenset()) -> None:
        """Show what the file is now."""
        if self._desk.file is not None:
            self.facts.set_facts(_facts(self._desk.file))
        self._desk.query(total_size, done=self._show_size, owner=self)

    def _show_size(self, size: int) -> None:
        self.size_hint.setVisible(size > MUCH)
        self.size_hint.setText(
            f"Formulare und Scans belegen {german.count(size // _MB)} MB. Die Datei wird dadurch "
            "langsamer gesichert. Bitten Sie darum, Scans kleiner zu senden."
        )

    def _rename(self) -> None:
        assert self._desk.file is not None
        RenameDialog(self, self._desk, self._desk.file.info.office_name).present()

    def make_sheet(self) -> None:
        """Make the recovery sheet once more and save it."""
        self.sheet_button.setEnabled(False)
        ready = partial(self.sheet_button.setEnabled, True)
        sheet_saving.make_sheet(self, self._desk, self._navigator.say, ready=ready)


class RenameDialog(CommandDialog):
    """The name of the office that stands on every document."""

    def __init__(self, parent: QWidget, desk: Desk, name: str) -> None:
        super().__init__(
            parent,
            desk,
            "Stelle umbenennen",
            action="&Umbenennen",
            intro="Der Name steht auf jedem Dokument. Was schon geschrieben ist, bleibt.",
        )
        self.put(
            "name",
            Field("&Name der Stelle", TextInput()),
            needed="Geben Sie den Namen der Stelle ein.",
        )
        self.form.set_values({"name": name})

    def act(self) -> Act | None:
        """Rename it."""
        command = RenameOffice(office_name=str(self.form["name"].value()))
        return usecases.rename_own_office, command


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
