"""Saving a recovery sheet: where it goes is asked, and the file remembers that there is one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from sozdesk.documents.safe_write import write_bytes
from sozdesk.kernel.errors import Cancelled, DocumentWriteError, SozDeskError
from sozdesk.runtime.desk import Desk
from sozdesk.shell import files
from sozdesk.widgets import errors, file_prompts


def save_sheet(parent: QWidget, sheet: bytes, file: Path) -> Path | None:
    """Ask where the pdf goes and write it; None if that was given up or did not work."""
    suggested = file.with_name(f"{file.stem} Wiederherstellungsblatt.pdf")
    path = file_prompts.save_file(
        parent, "Wiederherstellungsblatt speichern", suggested, "PDF (*.pdf)"
    )
    if path is None:
        return None
    try:
        write_bytes(path, sheet)
    except DocumentWriteError as error:
        errors.show(parent, error)
        return None
    return path


def make_sheet(
    parent: QWidget, desk: Desk, say: Callable[[str], None], *, ready: Callable[[], None]
) -> None:
    """The sheet of the open file once more; ``ready`` when one may ask again."""

    def save(sheet: bytes) -> None:
        ready()
        file = desk.file
        path = save_sheet(parent, sheet, file.path) if file is not None else None
        if file is None or path is None:
            return
        say(f"Das Wiederherstellungsblatt liegt in «{path.name}».")
        if not file.read_only:
            remember_sheet(desk)

    def failed(error: SozDeskError) -> None:
        ready()
        if not isinstance(error, Cancelled):
            desk.failure.emit(error)

    desk.call(files.new_sheet, done=save, failed=failed, owner=parent)


def remember_sheet(desk: Desk) -> None:
    """Note in the open file that its sheet was saved."""
    desk.call(files.note_sheet)
