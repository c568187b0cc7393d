"""Long work of one page: one thing at a time, with a bar and «Abbrechen» at the bottom."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from sozdesk.kernel.errors import Cancelled, SozDeskError
from sozdesk.kernel.usecase import Outcome, UseCase
from sozdesk.kernel.watch import Watch
from sozdesk.runtime import worker
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import buttons, errors, save_path
from sozdesk.widgets.page import ActionBar, Page
from sozdesk.widgets.progress import WorkProgress

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

_KEPT = "Abgebrochen. Was schon geschrieben ist, bleibt im Ordner."


class PageWork:
    """Runs work in the worker and says on the page what came of it.

    A page with an action bar of its own shows the progress in that ``bar``.
    """

    def __init__(self, page: Page, bar: ActionBar | None = None) -> None:
        self.page, self._own_bar = page, bar
        self._job: worker.Job | None = None
        self._cancelled = _KEPT

    def is_busy(self) -> bool:
        """Whether something is being written."""
        return self._job is not None and not self._job.finished

    def start(
        self,
        function: Callable[..., Any],
        *args: Any,
        what: str,
        done: Callable[[Any], None],
        cancelled: str = _KEPT,
    ) -> None:
        """Run ``function``; ``what`` («{done} von {total} …») stands beside the bar.

        ``cancelled`` is said after «Abbrechen».
        """
        progress = WorkProgress(what, self.cancel)
        self._cancelled = cancelled
        self._show(progress)
        self.page.clear_notice()
        self._job = worker.run(
            function,
            *args,
            done=partial(self._finish, done),
            failed=self.failed,
            progress=progress.set_progress,
            owner=self.page,
        )

    def start_in_file(
        self,
        desk: Desk,
        function: Callable[[Archive, Watch], Any],
        *,
        what: str,
        done: Callable[[Any], None],
        cancelled: str = Cancelled().sentence,
    ) -> None:
        """Run ``function`` on the archive thread; nothing is written after «Abbrechen», or leaving."""
        progress = WorkProgress(what, self.cancel)
        self._cancelled = cancelled
        self._show(progress)
        self.page.clear_notice()
        self._job = desk.start(
            function,
            done=partial(self._finish, done),
            failed=self.failed,
            progress=progress.set_progress,
            owner=self.page,
        )
        self.page.destroyed.connect(self._job.cancel)

    def run(
        self,
        desk: Desk,
        usecase: UseCase,
        command: object,
        *,
        what: str,
        done: Callable[[Outcome], None],
    ) -> None:
        """The same for a use case."""
        self.start_in_file(
            desk,
            lambda archive, watch: archive.run(usecase, command, watch),
            what=what,
            done=done,
        )

    def _show(self, progress: WorkProgress) -> None:
        bar = self._own_bar or ActionBar()
        bar.show_progress(progress)
        if bar is not self._own_bar:
            self.page.set_bar(bar)

    def _hide(self) -> None:
        if self._own_bar is not None:
            self._own_bar.show_progress(None)
        else:
            self.page.set_bar(None)

    def cancel(self) -> None:
        """Stop what runs."""
        if self._job is not None:
            self._job.cancel()

    def _finish(self, done: Callable[[Any], None], result: Any) -> None:
        self._hide()
        done(result)

    def failed(self, error: SozDeskError) -> None:
        """Say what went wrong; after «Abbrechen» only that."""
        self._hide()
        if isinstance(error, Cancelled):
            self.notice(self._cancelled, "note")
        else:
            errors.show(self.page, error)

    def written(self, sentence: str, folder: Path, *more: QWidget) -> None:
        """What was written, the way to it, and what can be done next."""
        open_folder = buttons.link("Ordner öffnen", partial(save_path.show, folder))
        self.notice(sentence, "ok", open_folder, *more)

    def notice(self, sentence: str, state: str, *actions: QWidget) -> None:
        """A sentence that stays until it is closed or the page is left."""
        close = buttons.link("Schliessen", self.page.clear_notice)
        self.page.show_notice(sentence, *actions, close, state=state)
