"""The first start: Stelle → Datei → Passwort → Wiederherstellung, or the sample canton."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut

from sozdesk.kernel.errors import Cancelled, RuleViolation, SozDeskError
from sozdesk.runtime import worker
from sozdesk.runtime.desk import Desk, OpenFile
from sozdesk.settings.store import config_folder
from sozdesk.shell import files, handbook
from sozdesk.shell.choose_file import ask_for_file
from sozdesk.shell.files import Makers, NewFile
from sozdesk.shell.first_start_steps import FileStep, OfficeStep, PasswordStep, RecoveryStep
from sozdesk.shell.gate import Gate, Steps
from sozdesk.shell.sheet_saving import remember_sheet
from sozdesk.widgets import buttons, errors, messages
from sozdesk.widgets.progress import WorkProgress

_OFFICE, _FILE, _PASSWORD, _RECOVERY = range(4)
_NAMES = ("Stelle", "Datei", "Passwort", "Wiederherstellung")


class FirstStart(Gate):
    """The wizard; the file is made on leaving the third step and is open from then on."""

    opened = Signal(object)
    """The :class:`~sozdesk.runtime.desk.OpenFile`."""
    other_file = Signal(object)
    """Path of an existing file to unlock."""
    cancelled = Signal()

    def __init__(self, desk: Desk, makers: Makers, *, folder: Path | None = None) -> None:
        super().__init__("Neue Datei einrichten")
        self.steps = Steps(_NAMES)
        self.show_in_panel([self.steps])
        self._desk = desk
        self._makers = makers
        self._file: OpenFile | None = None
        self._job: worker.Job | None = None
        self.progress: WorkProgress | None = None
        """Shown while the sample is made."""
        self.step = _OFFICE
        self.office = OfficeStep(self.open_sample)
        self.file = FileStep(folder or documents_folder())
        self.password = PasswordStep()
        self.recovery = RecoveryStep()
        self._pages = [
            self.add_content(step)
            for step in (self.office, self.file, self.password, self.recovery)
        ]
        self._build_bar()
        self.recovery.saved.connect(self._remember_sheet)
        self.recovery.skipped.connect(self._finish)
        self._help_key = QShortcut(QKeySequence("F1"), self)
        self._help_key.activated.connect(lambda: handbook.open_at(self, "erster-start"))
        self._show(_OFFICE)

    def _build_bar(self) -> None:
        self.existing = buttons.link("Vorhandene Datei öffnen …", self._choose)
        self.back_button = buttons.button("&Zurück", self.back)
        self.next_button = buttons.button("&Weiter", self.next, primary=True)
        self.cancel_button = buttons.button("Abbrechen", self.cancelled.emit)
        self.bar.addWidget(self.existing)
        self.bar.addStretch()
        for item in (self.back_button, self.next_button):
            self.bar.addWidget(item)
        self.bar.addSpacing(8)
        self.bar.addWidget(self.cancel_button)

    # ------------------------------------------------------------------ steps

    def next(self) -> None:
        """Check the step; go on, make the file, or finish."""
        step = (self.office, self.file, self.password, self.recovery)[self.step]
        if not step.check():
            return
        if self.step == _PASSWORD:
            self._create()
        elif self.step == _RECOVERY:
            self._finish()
        else:
            self._show(self.step + 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter goes on, unless a button or a list of suggestions has taken it."""
        if buttons.is_enter(event) and not event.isAutoRepeat():
            self.next_button.click()
        else:
            super().keyPressEvent(event)

    def back(self) -> None:
        """One step back."""
        self._show(self.step - 1)

    def _show(self, step: int) -> None:
        self.step = step
        if step == _FILE:
            self.file.suggest(self.office.kind(), self.office.names())
        if step == _PASSWORD:
            self.password.know(self.file.office_name(), self.file.person_name())
        self.steps.set_current(step)
        self.contents.setCurrentWidget(self._pages[step])
        self._show_buttons()
        self._focus_first()

    def _focus_first(self) -> None:
        page = (self.office, self.file, self.password, self.recovery)[self.step]
        page.first_input().setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_buttons(self) -> None:
        made = self.step == _RECOVERY
        self.back_button.setEnabled(_OFFICE < self.step < _RECOVERY)
        self.next_button.setText("&Fertig" if made else "&Weiter")
        self.next_button.setEnabled(not made or self.recovery.is_saved())
        self.cancel_button.setVisible(not made)
        self.existing.setVisible(not made)

    # ------------------------------------------------------------------ making the file

    def _create(self) -> None:
        command = NewFile(
            path=self.file.path(),
            office_kind=self.office.kind(),
            office_name=self.file.office_name(),
            person_name=self.file.person_name(),
            password=self.password.value(),
            municipalities=self.office.municipalities(),
        )
        self._set_busy("Die Datei wird angelegt …")
        self._desk.open(
            partial(self._makers.create, command),
            done=self._created,
            failed=self._failed,
            owner=self,
        )

    def _created(self, file: OpenFile, sheet: bytes) -> None:
        self._file = file
        self.password.forget()
        self.recovery.set_sheet(sheet, file.path)
        self.setEnabled(True)
        self._show(_RECOVERY)

    def _failed(self, error: SozDeskError) -> None:
        self.setEnabled(True)
        if self.progress is not None:
            self._show_progress(shown=False)
        self._show_buttons()
        if isinstance(error, Cancelled):
            return
        if isinstance(error, RuleViolation) and error.findings[0].field == "password":
            self.password.show_finding(error.findings[0])
            return
        errors.show(self, error)

    def _remember_sheet(self) -> None:
        self._show_buttons()
        remember_sheet(self._desk)
        self.next_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _finish(self) -> None:
        if self._file is not None:
            self.opened.emit(self._file)

    def _set_busy(self, words: str) -> None:
        self.next_button.setText(words)
        self.setEnabled(False)

    # ------------------------------------------------------------------ other ways

    def _choose(self) -> None:
        path = ask_for_file(self)
        if path is not None:
            self.other_file.emit(path)

    def open_sample(self) -> None:
        """A fresh sample for the chosen kind of office; an old one is thrown away."""
        path = config_folder() / "beispiel" / f"Beispiel{files.SUFFIX}"
        self.progress = WorkProgress(
            "Beispieldaten: {done} von {total} Schritten", self.cancel_sample
        )
        self._show_progress(shown=True)
        self._job = worker.run(
            files.fresh_sample,
            path,
            self.office.kind(),
            self._makers.build_sample,
            done=partial(self._sample_made, path),
            failed=self._failed,
            progress=self.progress.set_progress,
            owner=self,
        )

    def cancel_sample(self) -> None:
        """Stop making the sample; nothing is left of it."""
        if self._job is not None:
            self._job.cancel()

    def _show_progress(self, *, shown: bool) -> None:
        """The bar takes the place of the buttons while the sample is made."""
        assert self.progress is not None
        self.contents.setEnabled(not shown)
        for item in (self.existing, self.back_button, self.next_button, self.cancel_button):
            item.setVisible(not shown)
        if shown:
            self.bar.addWidget(self.progress, 1)
        else:
            self.progress.deleteLater()
            self.progress = None

    def _sample_made(self, path: Path, password: str) -> None:
        assert self.progress is not None
        self.progress.setEnabled(False)
        self._desk.open(
            lambda: (files.open_file(path, password), password),
            done=self._sample_opened,
            failed=self._failed,
            owner=self,
        )

    def _sample_opened(self, file: OpenFile, password: str) -> None:
        messages.inform(
            self,
            "Das sind erfundene Angaben zum Ausprobieren",
            f"Alle Beträge, Personen und Rückmeldungen sind frei erfunden. Wenn die Datei gesperrt "
            f"ist, öffnet sie das Passwort: {password}",
        )
        self.opened.emit(file)


def documents_folder() -> Path:
    """Where a new file is suggested: the user's own documents."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place) or Path.home()) / "SozDesk"
