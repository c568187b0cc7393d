"""Attached files of anything of a case: a tab, or a part of one.

Make it once, call :meth:`AttachmentsPart.show_owner` whenever another owner, or other files, shall
be shown. The words of a pdf or docx are read in the worker, for the search.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QWidget

from sozdesk.documents.attached_text import text_of
from sozdesk.features.cases import queries, usecases
from sozdesk.features.cases.terms import CasePart
from sozdesk.kernel.attached import ATTACHMENT_LIMIT, AttachmentRow
from sozdesk.kernel.usecase import UseCase
from sozdesk.runtime.desk import Desk
from sozdesk.widgets.attachments import FilesPart, read_attachment
from sozdesk.widgets.dialogs import Dialog


class AttachmentsPart(FilesPart):
    """The files of a case, a Verfügung or an invoice."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, queries.attachment_content)
        self._owner: tuple[CasePart, UUID] | None = None

    def show_owner(self, kind: CasePart, owner_id: UUID) -> None:
        """Show the files of an owner; call it again when something may have changed."""
        self._owner = (kind, owner_id)
        self.desk.query(queries.attachments, kind, owner_id, done=self.show_rows, owner=self)

    def reader(self) -> Callable[[Path], tuple[bytes, str]]:
        """Bytes and words."""
        return read_with_words

    def attaching(self) -> Callable[[str, tuple[bytes, str]], tuple[UseCase, object]] | None:
        """To the owner that is shown now, also if another one is shown when the file is read."""
        if self._owner is None:
            return None
        kind, owner_id = self._owner
        return lambda name, read: (
            usecases.attach_to_case,
            usecases.AttachToCase(
                owner_kind=kind, owner_id=owner_id, name=name, content=read[0], text=read[1]
            ),
        )

    def removing(self, row: AttachmentRow) -> tuple[UseCase, object]:
        """The use case that removes a file."""
        command = usecases.RemoveRow(id=row.id, base_version=row.version)
        return usecases.remove_case_attachment, command


class FilesDialog(Dialog):
    """The files of what has no page of its own; there is nothing to save."""

    def __init__(
        self, parent: QWidget, desk: Desk, title: str, owner: tuple[CasePart, UUID]
    ) -> None:
        super().__init__(parent, title, action="S&chliessen")
        self.cancel_button.hide()
        self.files = AttachmentsPart(desk)
        self.body.addWidget(self.files)
        self._owner = owner
        desk.changed.connect(self._show_files)
        self._show_files()

    def _show_files(self, _topics: object = None) -> None:
        self.files.show_owner(*self._owner)


def read_with_words(path: Path) -> tuple[bytes, str]:
    """Bytes and words of a file; for the worker."""
    content = read_attachment(path)
    return content, text_of(content) if len(content) <= ATTACHMENT_LIMIT else ""
