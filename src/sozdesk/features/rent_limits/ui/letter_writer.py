"""Writes letters from any page: asks for a folder, writes in the worker, then logs what lies there."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from pathlib import Path
from uuid import UUID

from sozdesk.features.rent_limits import files, usecases
from sozdesk.features.rent_limits.terms import LetterJob
from sozdesk.features.rent_limits.texts import without_postal_line, written_line
from sozdesk.features.rent_limits.ui import letters_data
from sozdesk.features.rent_limits.ui.letters_data import CheckedJob
from sozdesk.features.rent_limits.usecases.letter_wording import some
from sozdesk.kernel import german
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import messages, save_path
from sozdesk.widgets.page_work import PageWork

_WHAT = "{done} von {total} Dateien geschrieben"
_BROKEN_OFF = "Abgebrochen. Im Ordner fehlt noch etwas, und im Schriftverkehr ist nichts vermerkt."
_FOLDER = "Ordner für die Schreiben wählen"


class LetterWriter:
    """Writes jobs from any page, and logs them."""

    def __init__(self, desk: Desk, navigator: Navigator, work: PageWork) -> None:
        self.desk, self.navigator, self.work = desk, navigator, work

    def ask_and_write(
        self, checked: CheckedJob, *, with_forms: bool = False, log: bool = True
    ) -> None:
        """Ask for a folder, then write; says why not if a template has mistakes."""
        page = self.work.page
        if checked.problems:
            self._say_problems(checked)
            return
        folder = save_path.ask_folder(page, self.desk, _FOLDER)
        if folder is None or not self._may_replace(folder, checked.job, with_forms):
            return
        self.work.start(
            partial(files.write_letters, with_forms=with_forms),
            folder,
            checked.job,
            what=_WHAT,
            done=partial(self._log if log else self._say, folder, checked.job.round.year),
            cancelled=_BROKEN_OFF,
        )

    def _say_problems(self, checked: CheckedJob) -> None:
        text = "\n".join(checked.problems)
        question = "Mit dieser Vorlage lässt sich nichts schreiben"
        if messages.ask(self.work.page, question, text, action="&Vorlagen öffnen"):
            self.open_templates()

    def _may_replace(self, folder: Path, job: LetterJob, with_forms: bool) -> bool:
        names = files.file_names(job, with_forms=with_forms)
        there = sum((folder / name).exists() for name in names)
        return not there or messages.ask(
            self.work.page,
            f"{german.plural(there, 'Datei liegt', 'Dateien liegen')} schon in diesem Ordner",
            "Ersetzen überschreibt sie. Wählen Sie sonst einen anderen Ordner.",
            action="Ersetzen",
        )

    def _log(self, folder: Path, year: int, written: files.Written) -> None:
        self.desk.run(
            usecases.log_letters,
            usecases.LogLetters(year=year, entries=written.entries),
            done=lambda _outcome: self._say(folder, year, written),
            failed=self.work.failed,
            owner=self.work.page,
        )

    def _say(self, folder: Path, _year: int, written: files.Written) -> None:
        line = written_line(written.letters, written.mails, written.forms)
        said = f"{line} geschrieben."
        if written.without_address:
            said += f" Ohne E-Mail-Adresse: {some(written.without_address)}."
        parts = (said, without_postal_line(written.without_postal))
        self.work.written(" ".join(filter(None, parts)), folder)

    def open_templates(self) -> None:
        """The letters of the office."""
        from sozdesk.features.rent_limits.ui.templates_page import (  # noqa: PLC0415 - rarely used
            TemplatesPage,
        )

        self.navigator.open_subpage(TemplatesPage(self.desk, self.navigator))

    def write_receipts(self, ids: Collection[UUID]) -> None:
        """Receipts of recorded returns."""
        if self.work.is_busy():
            return
        self.desk.call(
            lambda archive: letters_data.load_receipts(archive, ids),
            done=self.ask_and_write,
            failed=self.work.failed,
            owner=self.work.page,
        )
