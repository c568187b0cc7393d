"""A dialog that ends in one use case: what it refuses stands beside the fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from sozdesk.kernel.errors import RuleViolation, SozDeskError
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.kernel.usecase import Outcome, UseCase
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.worker import Job
from sozdesk.widgets import errors
from sozdesk.widgets.dialogs import Dialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.progress import WorkProgress

Act = tuple[UseCase, object]
"""A use case and its command."""


class CommandDialog(Dialog):
    """Subclass it: add fields with :meth:`put`, answer the use case in :meth:`act`."""

    acted = Signal(object)
    """The outcome, once the use case has run."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        title: str,
        *,
        action: str = "&Speichern",
        intro: str = "",
        working: str = "",
    ) -> None:
        """``working`` («{done} von {total} …»): long work, shown in the dialog; «Abbrechen» stops it."""
        super().__init__(parent, title, action=action, intro=intro)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.desk = desk
        self._needed: dict[str, str] = {}
        self._renamed: dict[str, str] = {}
        self._working, self._job = working, Job()
        self.progress: WorkProgress | None = None
        """While the work runs."""

    def put(self, key: str, field: Field, *, needed: str = "", finding_of: str = "") -> Field:
        """Add a field below the others.

        ``needed`` is the sentence for an empty one; ``finding_of`` is the name that the rules use
        for this field if it is another one.
        """
        self.body.addWidget(self.form.add(key, field))
        if needed:
            self._needed[key] = needed
        if finding_of:
            self._renamed[finding_of] = key
        return field

    def show_row(self, row: object) -> None:
        """Fill every field from the attribute of the same name; that counts as unchanged."""
        self.form.set_values({key: getattr(row, key) for key in self.form.values()})

    def act(self) -> Act | None:
        """What to run; None if nothing has to be done."""
        raise NotImplementedError

    def check(self) -> Sequence[Finding]:
        """Texts that cannot be read, and what is missing."""
        unread = tuple(super().check())
        known = {finding.field for finding in unread}
        missing = (
            Finding("missing", Severity.STOP, sentence, field=key)
            for key, sentence in self._needed.items()
            if key not in known and self.form[key].value() in (None, "", ())
        )
        return (*unread, *missing)

    def accept(self) -> None:
        """Run the use case; the dialog closes when that worked."""
        if self.progress is not None:
            return
        if findings := self.check():
            self.summary.report(findings)
            return
        act = self.act()
        if act is None:
            self._close()
            return
        self.action_button.setEnabled(False)
        if self._working:
            self._start(*act)
        else:
            self.desk.run(*act, done=self._close, failed=self._failed, owner=self)

    def _start(self, usecase: UseCase, command: object) -> None:
        self._let_type(False)
        self.cancel_button.setFocus()
        self.progress = WorkProgress(self._working)
        self.body.addWidget(self.progress)
        self._job = self.desk.start(
            lambda archive, watch: archive.run(usecase, command, watch),
            done=self._close,
            failed=self._failed,
            progress=self.progress.set_progress,
            owner=self,
        )

    def _end_progress(self) -> None:
        if self.progress is not None:
            self.progress.deleteLater()
            self.progress = None
            self._let_type(True)

    def _let_type(self, enabled: bool) -> None:
        for field in map(self.form.__getitem__, self.form.keys()):
            field.setEnabled(enabled)

    def reject(self) -> None:
        """Stop the work if there is some; else as every dialog."""
        if self.progress is None:
            super().reject()
        else:
            self._job.cancel()

    def _close(self, outcome: Outcome | None = None) -> None:
        self.form.mark_clean()
        if outcome is not None:
            self.acted.emit(outcome)
        self.done(self.DialogCode.Accepted)

    def _failed(self, error: SozDeskError) -> None:
        self.action_button.setEnabled(True)
        self._end_progress()
        if isinstance(error, RuleViolation):
            error = RuleViolation([self._placed(finding) for finding in error.findings])
        errors.show(self, error, form=self.summary)

    def _placed(self, finding: Finding) -> Finding:
        return replace(finding, field=self._renamed.get(finding.field, finding.field))


class HandingOutDialog(CommandDialog):
    """Asks before persons leave the file; nothing is noted until the file is written."""

    answered = Signal(object)
    """The use case and the command that note it, for :func:`runtime.handing_out.noting`."""

    def accept(self) -> None:
        """Say what is to be noted, and close."""
        if findings := self.check():
            self.summary.report(findings)
            return
        act = self.act()
        self._close()
        self.answered.emit(act)
