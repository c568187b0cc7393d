"""The unlock window: which file, who, password; and the ways out when that does not work.

Imports nothing of archive or features: they load on the archive thread while somebody types.
"""

# ruff: noqa: PLC0415 - dialogs are imported when they are asked for
from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from sozdesk.kernel.errors import (
    AccessFileMissing,
    ArchiveDamaged,
    ArchiveLocked,
    Cancelled,
    SozDeskError,
    WrongPassword,
)
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.runtime.desk import Desk, OpenFile
from sozdesk.settings.declared import RECENT_FILES
from sozdesk.settings.store import Settings
from sozdesk.shell import files
from sozdesk.shell.choose_file import ask_for_file
from sozdesk.shell.files import FileOutside
from sozdesk.shell.gate import Gate
from sozdesk.widgets import buttons, labels, layouts
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import Choice, PasswordInput
from sozdesk.widgets.labels import Elided

_OTHERS_SHOWN = 5


class Unlock(Gate):
    """One file at a time; emits ``opened`` when its key turned."""

    opened = Signal(object)
    """The :class:`~sozdesk.runtime.desk.OpenFile`."""
    new_file = Signal()
    other_file = Signal(object)
    """Path of another file to unlock."""
    leave = Signal()

    def __init__(
        self, desk: Desk, settings: Settings, path: Path, *, locked_by: OpenFile | None = None
    ) -> None:
        self._desk = desk
        self._locked_by = locked_by
        self._settings = settings
        self.path = path
        super().__init__("Datei öffnen")
        self.show_in_panel(self._recent_links())
        self.person: Field | None = None
        self._input = PasswordInput()
        self.password = Field("&Passwort", self._input, width=340)
        self._problems = QVBoxLayout()
        self._problem = ""
        self._who = QVBoxLayout()
        self.open_button = buttons.button("Öffnen", self.open, primary=True)
        self._build()
        desk.inspect(partial(files.look_at, path), done=self._show_outside, owner=self)

    def _build(self) -> None:
        folder = Elided(str(self.path.parent), "body", "text2", Qt.TextElideMode.ElideMiddle)
        helps = layouts.row(
            buttons.link("Mit Wiederherstellungsblatt öffnen …", self._open_with_sheet),
            16,
            buttons.link("Sicherung wiederherstellen …", self.restore),
            None,
        )
        self.add_content(
            labels.page_title(self.path.name),
            folder,
            *self._lock_sentence(),
            8,
            self._problems,
            self._who,
            self.password,
            4,
            helps,
        )
        self.bar.addWidget(buttons.link("Andere Datei öffnen …", self._choose))
        self.bar.addWidget(buttons.link("Neue Datei einrichten …", self.new_file.emit))
        self.bar.addStretch()
        self.bar.addWidget(self.open_button)
        self.bar.addWidget(buttons.button("Beenden", self.leave.emit))
        self._line().returnPressed.connect(self.open)
        self.setFocusProxy(self._line())

    def _lock_sentence(self) -> list[QWidget]:
        if self._locked_by is None:
            return []
        words = (
            f"Die Datei ist gesperrt. Geben Sie das Passwort von {self._locked_by.staff.name} ein."
        )
        return [labels.body(words)]

    def _line(self) -> QLineEdit:
        return self._input.line

    def _recent_links(self) -> list[QWidget]:
        others = [Path(name) for name in self._settings.get(RECENT_FILES)]
        others = [path for path in others if path != self.path][:_OTHERS_SHOWN]
        if not others:
            return []
        links: list[QWidget] = [labels.strong("Zuletzt geöffnet")]
        for path in others:
            link = buttons.link(path.stem, partial(self.other_file.emit, path), tip=str(path))
            links.append(link)
        return links

    # ------------------------------------------------------------------ what is known from outside

    def _show_outside(self, outside: FileOutside) -> None:
        if len(outside.signs) > 1:
            choices = [(sign, sign) for sign in outside.signs]
            self.person = Field("P&erson (Kürzel)", Choice(choices), width=160)
            if self._locked_by is not None:
                self.person.set_value(self._locked_by.staff.sign)
            self._who.addWidget(self.person)
        if not outside.is_there:
            self._settings.forget_file(self.path)
            self._show_problem(
                "unusable",
                "Die Datei liegt nicht mehr an diesem Ort. Wurde sie verschoben, wählen Sie sie neu; "
                "ist ein Laufwerk nicht verbunden, verbinden Sie es.",
                buttons.button("Andere Datei öffnen …", self._choose),
            )
        elif outside.warning:
            self._show_problem("hint", outside.warning)

    # ------------------------------------------------------------------ opening

    def open(self) -> None:
        """Try the password."""
        self._open(read_copy=False)

    def _open(self, *, read_copy: bool) -> None:
        password, sign = self.password.value(), self._sign()
        if not password:
            self._say_at_password("Geben Sie Ihr Passwort ein.")
            return
        self._set_busy(busy=True)
        opener = partial(files.open_file, self.path, password, sign=sign, read_copy=read_copy)
        self._desk.open(
            lambda: (opener(), None), done=self._opened, failed=self._failed, owner=self
        )

    def _sign(self) -> str | None:
        return self.person.value() if self.person is not None else None

    def _opened(self, file: OpenFile, _extra: object) -> None:
        self.password.set_value(None)
        self.opened.emit(file)

    def _failed(self, error: SozDeskError) -> None:
        self._set_busy(busy=False)
        if isinstance(error, Cancelled):
            return
        if isinstance(error, WrongPassword):
            self._say_at_password(str(error))
            return
        self._show_problem("unusable", str(error), *self._ways_out(error))

    def _ways_out(self, error: SozDeskError) -> list[QPushButton]:
        """What can be done about this error, as buttons."""
        ways: dict[type[SozDeskError], list[tuple[str, Callable[[], None]]]] = {
            ArchiveLocked: [
                ("Nochmals versuchen", self.open),
                ("Nur lesen", partial(self._open, read_copy=True)),
            ],
            ArchiveDamaged: [("Sicherung wiederherstellen …", self.restore)],
            AccessFileMissing: [("Mit Wiederherstellungsblatt öffnen …", self._open_with_sheet)],
        }
        return [buttons.button(text, act) for text, act in ways.get(type(error), [])]

    def _say_at_password(self, sentence: str) -> None:
        self.password.set_finding(Finding("password", Severity.STOP, sentence))
        line = self._line()
        line.setFocus()
        line.selectAll()

    def _show_problem(self, state: str, sentence: str, *acts: QWidget) -> None:
        from sozdesk.widgets.page import Notice

        layouts.empty(self._problems)
        self._problem = sentence
        self._problems.addWidget(Notice(state, sentence))
        if acts:
            layouts.nest(self._problems, layouts.row(*acts, None, margins=(0, 8, 0, 8)))

    def problem(self) -> str:
        """The sentence about the file that is shown now; empty if there is none."""
        return self._problem

    def _set_busy(self, *, busy: bool) -> None:
        self.open_button.setEnabled(not busy)
        self.open_button.setText("Wird geöffnet …" if busy else "Öffnen")
        self.password.setEnabled(not busy)
        if busy:
            self._problem = ""
            layouts.empty(self._problems)
            self.password.set_finding(None)

    # ------------------------------------------------------------------ other ways

    def _choose(self) -> None:
        path = ask_for_file(self)
        if path is not None:
            self.other_file.emit(path)

    def _open_with_sheet(self) -> None:
        from sozdesk.shell.sheet_dialog import SheetDialog

        dialog = SheetDialog(self, self._desk, self.path, self._sign())
        dialog.opened.connect(self.opened)
        dialog.present()

    def restore(self) -> None:
        """Choose a backup that takes the place of the file."""
        from sozdesk.shell.restore_dialog import RestoreDialog

        dialog = RestoreDialog(self, self._desk, self.path, self._sign())
        dialog.restored.connect(self._say_restored)
        dialog.present()

    def _say_restored(self, sentence: str) -> None:
        self._show_problem("ok", sentence)
        self._line().setFocus()
