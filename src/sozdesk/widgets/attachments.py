"""Attached files of anything: a tab, or a part of one. Each feature says where its files lie.

A file is never opened here: it is saved where the person wants it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from sozdesk.documents.safe_write import write_bytes
from sozdesk.kernel import german
from sozdesk.kernel.attached import ATTACHMENT_LIMIT, AttachmentRow, size_words
from sozdesk.kernel.errors import ReturnFileError
from sozdesk.kernel.usecase import UseCase
from sozdesk.runtime import worker
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import buttons, errors, file_prompts, labels, layouts, save_path
from sozdesk.widgets.parts import Part, PartTable, stacked
from sozdesk.widgets.table import Column

_FILTER = "PDF, Word, Bilder (*.pdf *.docx *.jpg *.jpeg *.png);;Alle Dateien (*)"
_BACK = "Bearbeiten › Rückgängig holt den Anhang zurück."
ContentQuery = Callable[[Any, UUID], bytes]
"""The query that answers the bytes of a file."""


class FilesPart(Part):
    """The files, «Anhang hinzufügen …», «Speichern unter …», «Entfernen».

    A feature subclasses it: it hands rows to :meth:`show_rows`, names the query of the bytes, and
    answers the use cases that attach and remove.
    """

    def __init__(self, desk: Desk, content: ContentQuery) -> None:
        super().__init__(desk)
        self._content = content
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
        self.never = labels.secondary("")
        self.never.hide()
        hints = (self.never, labels.secondary(hint))
        self.setLayout(stacked(self.table.view, self.empty, commands, *hints))

    # ------------------------------------------------------------------ what a feature says

    def reader(self) -> Callable[[Path], Any]:
        """Reads a file that is to be attached; for the worker."""
        return read_attachment

    def attaching(self) -> Callable[[str, Any], tuple[UseCase, object]] | None:
        """Name and what was read → use case and command; None while nothing is shown."""
        raise NotImplementedError

    def removing(self, row: AttachmentRow) -> tuple[UseCase, object]:
        """Use case and command that remove a file."""
        raise NotImplementedError

    # ------------------------------------------------------------------ commands

    def show_rows(self, rows: tuple[AttachmentRow, ...]) -> None:
        """Show these files."""
        self.table.set_rows(rows)
        self.empty.setVisible(not rows)

    def _menu(self, row: AttachmentRow) -> list[QAction]:
        save = buttons.action("Speichern unter …", partial(self._save, row))
        return [save, self.entry("Entfernen", self.remove_current)]

    def add(self) -> None:
        """Ask for files; each is attached in a step of its own, so that Ctrl+Z takes back one."""
        attaching = self.attaching()
        if attaching is None:
            return
        for path in file_prompts.open_files(self, "Anhang hinzufügen", _FILTER):
            attach = partial(self._attach, attaching, path.name)
            worker.run(self.reader(), path, done=attach, failed=self._failed, owner=self)

    def _attach(
        self, attaching: Callable[[str, Any], tuple[UseCase, object]], name: str, read: Any
    ) -> None:
        self.run(*attaching(name, read))

    def save_current(self) -> None:
        """Save the current file."""
        row = self.table.current()
        if row is not None:
            self._save(row)

    def _save(self, row: AttachmentRow) -> None:
        save_attachment(self, self.desk, row, self._content)

    def remove_current(self) -> None:
        """Remove the current file."""
        row = self.table.current()
        if row is not None:
            self.remove(f"Anhang «{row.name}» entfernen?", _BACK, *self.removing(row))


def save_attachment(parent: QWidget, desk: Desk, row: AttachmentRow, content: ContentQuery) -> None:
    """Ask where a file goes, and write it there."""
    path = save_path.ask(parent, desk, "Anhang speichern", row.name)
    if path is None:
        return
    failed = partial(errors.show, parent)

    def write(data: bytes) -> None:
        worker.run(write_bytes, path, data, failed=failed, owner=parent)

    desk.query(content, row.id, done=write, failed=failed, owner=parent)


def read_attachment(path: Path) -> bytes:
    """One byte more than allowed is enough to say that it is too large. For the worker."""
    try:
        with path.open("rb") as file:
            return file.read(ATTACHMENT_LIMIT + 1)
    except OSError as error:
        raise ReturnFileError(
            f"«{path.name}» lässt sich nicht lesen.",
            "Schliessen Sie die Datei in anderen Programmen und versuchen Sie es nochmals.",
        ) from error


def _below(row: AttachmentRow) -> str:
    return f"{size_words(row.size)}, angehängt am {german.day(row.added_on)}"
