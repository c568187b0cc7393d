"""A page that reads one file, which may be dropped anywhere on it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent

from sozdesk.widgets.dropped import OUTLOOK, is_virtual, paths_in
from sozdesk.widgets.page import Page


class FilePage(Page):
    """Call ``setAcceptDrops(True)`` to let people drop a file."""

    def open(self, path: Path) -> None:
        """Read a file in place of the one before."""
        raise NotImplementedError

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """A file may be dropped anywhere on the page."""
        if paths_in(event.mimeData()) or is_virtual(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Read what was dropped; of several files the first."""
        event.acceptProposedAction()
        if is_virtual(event.mimeData()):
            self.show_notice(OUTLOOK)
        else:
            self.open(paths_in(event.mimeData())[0])
