"""The way of a publication from the page: asked, written in the worker, stored, put in a folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from sozdesk.documents.safe_write import write_bytes
from sozdesk.features.rent_limits import reports, rules, usecases
from sozdesk.features.rent_limits.terms import Category, PublicationDraft, WrittenFile
from sozdesk.features.rent_limits.ui import publish_data
from sozdesk.features.rent_limits.ui.publish_data import PublishData
from sozdesk.features.rent_limits.ui.publish_dialog import PublishDialog
from sozdesk.features.rent_limits.usecases import PublishLimits
from sozdesk.kernel.usecase import Outcome
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import save_path
from sozdesk.widgets.page import Page
from sozdesk.widgets.page_work import PageWork

_WHAT = "{done} von {total} Dateien geschrieben"


class Publisher:
    """Publishes the year of a page."""

    def __init__(self, page: Page, desk: Desk, work: PageWork) -> None:
        self._page, self._desk, self._work = page, desk, work

    def publish(self, year: int) -> None:
        """Ask, write, store, and leave the files in a folder."""
        if not self._work.is_busy():
            self._desk.call(
                lambda archive: publish_data.load_drafts(archive, year),
                done=self._ask,
                failed=self._work.failed,
                owner=self._page,
            )

    def _ask(self, data: PublishData) -> None:
        dialog = PublishDialog(self._page, data)
        chosen = dialog.run()
        draft, command, map_size = dialog.draft(), command_of(dialog), dialog.map_size()
        dialog.deleteLater()
        folder = (
            save_path.ask_folder(self._page, self._desk, "Ordner für die Veröffentlichung wählen")
            if chosen
            else None
        )
        if folder is not None:
            self._work.start(
                write_files(data, draft, command, map_size),
                what=_WHAT,
                done=partial(self._store, command, folder),
            )

    def _store(self, command: PublishLimits, folder: Path, files: tuple[WrittenFile, ...]) -> None:
        self._desk.run(
            usecases.publish_limits,
            replace(command, files=files),
            done=partial(self._put_down, folder, files),
            failed=self._work.failed,
            owner=self._page,
        )

    def _put_down(self, folder: Path, files: Sequence[WrittenFile], outcome: Outcome) -> None:
        said = f"{outcome.summary}. {len(files)} Dateien liegen im Ordner."
        self.save(folder, files, said)

    def save(self, folder: Path, files: Sequence[WrittenFile], said: str) -> None:
        """Write published files to a folder, as they are."""
        self._work.start(
            save_files,
            folder,
            tuple(files),
            what=_WHAT,
            done=lambda _none: self._work.written(said, folder),
        )


def command_of(dialog: PublishDialog) -> PublishLimits:
    """What the dialog says, still without files."""
    draft, reasons = dialog.draft(), dialog.reasons()
    return PublishLimits(
        year=draft.round.year,
        audience=draft.audience,
        number=draft.number,
        missing=reasons,
        reason=dialog.reason(),
        decided_by=dialog.decided_by(),
        decided_on=dialog.decided_on(),
        content_sha256=usecases.content_sha256(draft, reasons),
        files=(),
    )


def write_files(
    data: PublishData, draft: PublicationDraft, command: PublishLimits, map_size: Category
) -> Callable[..., tuple[WrittenFile, ...]]:
    """Work for the worker: makes all files of the version."""
    imprint = reports.imprint_of(
        draft,
        data.context,
        data.office,
        content_sha256=command.content_sha256,
        reason=command.reason,
        decided_by=command.decided_by,
        decided_on=command.decided_on,
    )
    rows = rules.with_reasons(draft.rows, command.missing)

    def work(
        progress: Callable[[int, int], None], cancelled: Callable[[], bool]
    ) -> tuple[WrittenFile, ...]:
        return reports.publication_files(
            draft, rows, imprint, data.drawn, map_size, progress=progress, cancelled=cancelled
        )

    return work


def save_files(
    folder: Path, files: Sequence[WrittenFile], progress: Callable[[int, int], None]
) -> None:
    """Put files into a folder; DocumentWriteError if it cannot be written."""
    for number, file in enumerate(files):
        progress(number, len(files))
        write_bytes(folder / file.name, file.content)
