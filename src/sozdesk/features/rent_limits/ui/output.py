"""What the page of an Erhebung writes to disk besides its lists: forms and the overview."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sozdesk.features.rent_limits import queries
from sozdesk.features.rent_limits.reports import write_overview
from sozdesk.features.rent_limits.terms import FormRequest
from sozdesk.features.rent_limits.ui import exports
from sozdesk.features.rent_limits.ui.list_output import ListOutput
from sozdesk.features.rent_limits.ui.overview_dialog import OverviewDialog
from sozdesk.features.rent_limits.ui.round_data import RoundData
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import messages, save_path
from sozdesk.widgets.page_work import PageWork

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive
    from sozdesk.features.rent_limits.ui.round_page import RoundPage


class RoundOutput:
    """Forms, overview; ``lists`` writes the lists."""

    def __init__(self, page: RoundPage, desk: Desk) -> None:
        self._page, self._desk = page, desk
        self.work = PageWork(page)
        self.lists = ListOutput(page, desk, self.work)

    def _round(self) -> RoundData:
        assert self._page.data is not None
        assert self._page.data.shown is not None
        return self._page.data.shown

    def _ask_archive(self, function: Callable[[Archive], Any], done: Callable[[Any], None]) -> None:
        self._desk.call(function, done=done, failed=self.work.failed, owner=self._page)

    # ------------------------------------------------------------------ forms

    def write_forms(self) -> None:
        """Ask for a folder, then write a form for every municipality."""
        if self.work.is_busy():
            return
        folder = save_path.ask_folder(self._page, self._desk, "Ordner für die Formulare wählen")
        if folder is None:
            return
        year = self._page.year()

        def requests(archive: Archive) -> tuple[FormRequest, ...]:
            context = archive.context()
            return archive.query(queries.form_requests, year, context.now, context.sample)

        self._ask_archive(requests, partial(self._write_forms, folder))

    def _write_forms(self, folder: Path, requests: Sequence[FormRequest]) -> None:
        there = exports.already_there(folder, requests)
        if there and not messages.ask(
            self._page,
            f"{german.plural(there, 'Formular liegt', 'Formulare liegen')} schon in diesem Ordner",
            "Ersetzen überschreibt sie. Wählen Sie sonst einen anderen Ordner.",
            action="Ersetzen",
        ):
            return
        said = f"Formulare geschrieben: {exports.written_forms(requests)}."
        self.work.start(
            exports.write_forms,
            folder,
            tuple(requests),
            what="{done} von {total} Formularen geschrieben",
            done=lambda _paths: self.work.written(said, folder),
        )

    # ------------------------------------------------------------------ overview

    def write_overview(self) -> None:
        """Ask for a reason if something is missing, then for a folder; write xlsx, pdf and csv."""
        if self.work.is_busy():
            return
        shown = self._round()
        dialog = OverviewDialog(self._page, shown.round.year, shown.missing)
        chosen, reason = dialog.run(), dialog.reason()
        dialog.deleteLater()
        folder = (
            save_path.ask_folder(self._page, self._desk, "Ordner für die Übersicht wählen")
            if chosen
            else None
        )
        if folder is not None:
            self._ask_archive(
                lambda archive: archive.context(),
                partial(self._write_overview, folder, shown, reason),
            )

    def _write_overview(
        self, folder: Path, shown: RoundData, reason: str, context: Context
    ) -> None:
        write = partial(
            write_overview,
            folder,
            shown.overview,
            shown.round,
            context.now,
            today=context.today,
            sample=context.sample,
            missing_reason=reason,
        )
        said = f"Übersicht {shown.round.year} geschrieben: Excel, PDF und CSV, nur für das KSA."
        self.work.start(
            write,
            what="Übersicht wird geschrieben",
            done=lambda _paths: self.work.written(said, folder),
        )
