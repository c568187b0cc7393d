"""Attached files of anything of this area: a tab, or a part of one.

Make it once, call :meth:`AttachmentsPart.show_owner` whenever another owner, or other files, shall
be shown.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from sozdesk.archive.file_info import OfficeKind
from sozdesk.features.offerings import queries, texts, usecases
from sozdesk.features.offerings.terms import AttachmentOwner
from sozdesk.kernel.attached import AttachmentRow
from sozdesk.kernel.usecase import UseCase
from sozdesk.runtime.desk import Desk
from sozdesk.widgets.attachments import FilesPart

_ASKED_FOR = (AttachmentOwner.PROVIDER, AttachmentOwner.REQUEST, AttachmentOwner.ENCLOSURE)
"""Where somebody might put a Strafregisterauszug."""


class AttachmentsPart(FilesPart):
    """The files of a provider, an offering or a Gesuch."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, queries.attachment_content)
        self._owner: tuple[AttachmentOwner, UUID] | None = None
        self.never.setText(texts.NO_CRIMINAL_RECORD)

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
        self.desk.query(queries.attachments, kind, owner_id, done=self.show_rows, owner=self)

    def attaching(self) -> Callable[[str, bytes], tuple[UseCase, object]] | None:
        """To the owner that is shown now, also if another one is shown when the file is read."""
        if self._owner is None:
            return None
        kind, owner_id = self._owner
        return lambda name, content: (
            usecases.attach_file,
            usecases.AttachFile(owner_kind=kind, owner_id=owner_id, name=name, content=content),
        )

    def removing(self, row: AttachmentRow) -> tuple[UseCase, object]:
        """The use case that removes a file."""
        command = usecases.RemoveRow(id=row.id, base_version=row.version)
        return usecases.remove_attachment, command
