"""Making form and pdf: put together on the archive thread, written in the worker, then recorded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from sozdesk.features.rent_limits import queries, usecases
from sozdesk.features.rent_limits.terms import (
    Attachment,
    OwnDocuments,
    RecordingResult,
)
from sozdesk.kernel.errors import SozDeskError
from sozdesk.kernel.usecase import Outcome
from sozdesk.runtime import worker
from sozdesk.runtime.desk import Desk, Failed
from sozdesk.widgets import errors

if TYPE_CHECKING:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What came of it."""

    summary: str
    revision: int
    is_identical: bool = False
    """It said the same as the version before: nothing was written."""
    paths: tuple[Path, ...] = ()
    """Form and pdf; empty if the folder could not be written."""


class Making:
    """One declaration on its way to its folder; results for a deleted page are dropped."""

    def __init__(self, page: QWidget, desk: Desk, folder: Path, command: usecases.SaveOwn) -> None:
        self._page, self._desk = page, desk
        self._folder, self._command = folder, command
        self._done: Callable[[Made], None] = lambda _made: None
        self._failed: Failed = lambda _error: None

    def start(self, *, done: Callable[[Made], None], failed: Failed) -> None:
        """Begin; ``failed`` hears why nothing was recorded."""
        self._done, self._failed = done, failed
        wanted = self._command
        self._desk.call(
            lambda archive: archive.query(
                queries.own_documents,
                wanted.declaration,
                wanted.change_from,
                wanted.derivation,
                archive.context(),
            ),
            done=self._write,
            failed=failed,
            owner=self._page,
        )

    def _write(self, asked: OwnDocuments) -> None:
        worker.run(
            usecases.made_documents,
            asked,
            done=partial(self._record, asked.revision),
            failed=self._failed,
            owner=self._page,
        )

    def _record(self, revision: int, documents: tuple[Attachment, ...]) -> None:
        saved = {one.name: getattr(self._command, one.name) for one in fields(self._command)}
        command = usecases.FinishOwn(**saved, revision=revision, documents=documents)
        self._desk.run(
            usecases.finish_own,
            command,
            done=partial(self._put, documents),
            failed=self._failed,
            owner=self._page,
        )

    def _put(self, documents: tuple[Attachment, ...], outcome: Outcome) -> None:
        result: usecases.OwnResult = outcome.value
        if result.result is RecordingResult.IDENTICAL:
            said = Made(summary=outcome.summary, revision=result.revision, is_identical=True)
            self._done(said)
            return
        worker.run(
            usecases.put_into,
            self._folder,
            documents,
            done=lambda paths: self._end(outcome, paths),
            failed=partial(self._not_written, outcome),
            owner=self._page,
        )

    def _not_written(self, outcome: Outcome, error: SozDeskError) -> None:
        """It is recorded with its documents, which can be saved again from the list."""
        errors.show(self._page, error)
        self._end(outcome, ())

    def _end(self, outcome: Outcome, paths: tuple[Path, ...]) -> None:
        revision: int = outcome.value.revision
        self._done(Made(summary=outcome.summary, revision=revision, paths=paths))
