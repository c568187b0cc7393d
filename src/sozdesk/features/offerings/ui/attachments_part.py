"""Attached files of anything of this area: a tab, or a part of one.

Make it once, call :meth:`AttachmentsPart.show_owner` whenever another owner, or other files, shall
be shown. A file is never opened here: it is saved where the person wants it.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from sozdesk.archive.file_info import OfficeKind
from sozdesk.documents.safe_write import write_bytes
from sozdesk.features.offerings import queries, texts, usecases
from sozdesk.features.offerings.terms import ATTACHMENT_LIMIT, AttachmentOwner, AttachmentRow
from sozdesk.kernel import german
from sozdesk.kernel.errors import ReturnFileError
from sozdesk.runtime import worker
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import buttons, errors, file_prompts, labels, layouts, save_path
from sozdesk.widgets.parts import Part, PartTable, stacked
from sozdesk.widgets.table import Column

_FILTER = "PDF, Word, Bilder (*.pdf *.docx *.jpg *.jpeg *.png);;Alle Dateien (*)"
_BACK = "Bearbeiten › Rückgängig holt den Anhang zurück."
_ASKED_FOR = (AttachmentOwner.PROVIDER, AttachmentOwner.REQUEST, AttachmentOwner.ENCLOSURE)
"""Where somebody might put a Strafregisterauszug."""


class AttachmentsPart(Part):
    """The files, «Anhang hinzufügen …», «Speichern unter …», «Entfernen»."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._owner: tuple[AttachmentOwner, UUID] | None = None
        hint = "PDF, Word oder Bild, je höchstens 20 MB. Die Dateien liegen verschlüsselt in der Ablage."
        self.empty = labels.text("Noch kein Anhang.", "body", "text2")
        column = Column(title="Anhang", text=lambda row: row.name, second=_below, stretch=True)
        self.table = PartTable("Anhänge", (column,))
        self.table.view.opened.connect(self._save)
        self.table.view.menu_for = self._menu
        self.add_button = self.command("Anhang hin&zufügen …", self.add, icon="plus")
        self.save_button = buttons.button("Speichern &unter …", self.save_current)
        self.remove_button = self.command("Entfernen", self.remove_current)
        self.table.needs_row(self.save_button, self.remove_button)
        commands = layouts.Flow(self.add_button, self.save_button, self.remove_button, spacing=8)
        self.never = labels.secondary(texts.NO_CRIMINAL_RECORD)
        self.never.hide()
        hints = (self.never, labels.secondary(hint))
        self.setLayout(stacked(self.table.view, self.empty, commands, *hints))

    def may_change(self) -> bool:
        """The files are the KSA's: a Sozialdienst reads them only."""
        file = self.desk.file
        return (
            super().may_change()
            and file is not None
            and file.info.office_kind is not OfficeKind.SERVICE
        )

    def show_owner(self, kind: AttachmentOwner, owner_id: UUID) -> None:
        """Show the files of an owner; call it again when something may have changed."""
        self._owner = (kind, owner_id)
        self.never.setVisible(kind in _ASKED_FOR)
        self.desk.query(queries.attachments, kind, owner_id, done=self._show, owner=self)

    def _show(self, rows: tuple[AttachmentRow, ...]) -> None:
        self.table.set_rows(rows)
        self.empty.setVisible(not rows)

    def _menu(self, row: AttachmentRow) -> list[QAction]:
        save = buttons.action("Speichern unter …", partial(self._save, row))
        return [save, self.entry("Entfernen", self.remove_current)]

    # ------------------------------------------------------------------ commands

    def add(self) -> None:
        """Ask for files; each is attached in a step of its own, so that Ctrl+Z takes back one."""
        owner = self._owner
        if owner is None:
            return
        for path in file_prompts.open_files(self, "Anhang hinzufügen", _FILTER):
            attach = partial(self._attach, owner, path.name)
            worker.run(_read, path, done=attach, failed=self._failed, owner=self)

    def _attach(self, owner: tuple[AttachmentOwner, UUID], name: str, content: bytes) -> None:
        command = usecases.AttachFile(
            owner_kind=owner[0], owner_id=owner[1], name=name, content=content
        )
        self.run(usecases.attach_file, command)

    def save_current(self) -> None:
        """Save the current file."""
        row = self.table.current()
        if row is not None:
            self._save(row)

    def _save(self, row: AttachmentRow) -> None:
        save_attachment(self, self.desk, row)

    def remove_current(self) -> None:
        """Remove the current file."""
        row = self.table.current()
        if row is not None:
            command = usecases.RemoveRow(id=row.id, base_version=row.version)
            question = f"Anhang «{row.name}» entfernen?"
            self.remove(question, _BACK, usecases.remove_attachment, command)


def save_attachment(parent: QWidget, desk: Desk, row: AttachmentRow) -> None:
    """Ask where a file goes, and write it there."""
    path = save_path.ask(parent, desk, "Anhang speichern", row.name)
    if path is None:
        return
    failed = partial(errors.show, parent)

    def write(content: bytes) -> None:
        worker.run(write_bytes, path, content, failed=failed, owner=parent)

    desk.query(queries.attachment_content, row.id, done=write, failed=failed, owner=parent)


def _below(row: AttachmentRow) -> str:
    return f"{texts.size_words(row.size)}, angehängt am {german.day(row.added_on)}"


def _read(path: Path) -> bytes:
    """One byte more than allowed is enough to say that it is too large."""
    try:
        with path.open("rb") as file:
            return file.read(ATTACHMENT_LIMIT + 1)
    except OSError as error:
        raise ReturnFileError(
            f"«{path.name}» lässt sich nicht lesen.",
            "Schliessen Sie die Datei in anderen Programmen und versuchen Sie es nochmals.",
        ) from error
