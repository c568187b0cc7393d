"""The one window of the program: first start, unlock, or the open file."""

# ruff: noqa: PLC0415 - what is not shown yet is not imported yet
from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget

from sozdesk.kernel.errors import SozDeskError
from sozdesk.runtime import worker
from sozdesk.runtime.delivery import Mailbox
from sozdesk.runtime.desk import Desk, OpenFile
from sozdesk.settings.declared import (
    APPEARANCE,
    AUTO_LOCK_MINUTES,
    OFFICE_KIND,
    RECENT_FILES,
    Appearance,
)
from sozdesk.settings.store import Settings
from sozdesk.shell import look
from sozdesk.shell.auto_lock import AutoLock
from sozdesk.shell.files import Makers
from sozdesk.shell.unlock import Unlock
from sozdesk.widgets import theme

if TYPE_CHECKING:
    from sozdesk.shell.first_start import FirstStart
    from sozdesk.shell.page_stack import Place
    from sozdesk.shell.workspace import Workspace


_USUAL = QSize(1280, 800)
_TITLE_BAR = 40
"""What the system puts above a window, about."""


class Window(QMainWindow):
    """Shows one thing at a time; whatever showed data is deleted when the file is locked."""

    shown = Signal(str)
    """What is shown now: ``first_start``, ``unlock``, ``workspace`` or ``waiting``."""

    def __init__(self, desk: Desk, settings: Settings, makers: Makers) -> None:
        super().__init__()
        self.setWindowTitle("SozDesk")
        self.setMinimumSize(QSize(640, 420))
        self.resize(_USUAL.boundedTo(self.screen().availableSize()))
        self.desk = desk
        self.settings = settings
        self._makers = makers
        self._may_close = False
        self._mailbox = Mailbox(self)
        self._workspace: Workspace | None = None
        self._left_at: tuple[Path, Place] | None = None
        """The file that was locked, and where one was then."""
        self.auto_lock = AutoLock(lambda: settings.get(AUTO_LOCK_MINUTES), parent=self)
        self.auto_lock.due.connect(self.lock)
        self._built_with = theme.factor()
        theme.events().changed.connect(self._follow_size)
        desk.failure.connect(self._show_failure)
        desk.prepare(_import_what_unlocking_needs)

    # ------------------------------------------------------------------ what is shown

    def appear(self, room: QSize | None = None) -> None:
        """Show the window; maximised where the screen (``room``) would cut its last lines."""
        room = room or self.screen().availableSize()
        cramped = room.height() < _USUAL.height() + _TITLE_BAR or room.width() < _USUAL.width()
        if cramped:
            self.showMaximized()
        else:
            self.show()

    def start(self, path: Path | None = None, *, sample: str | None = None) -> None:
        """Show the file to unlock: the given one, else the last one, else the first start.

        ``sample`` opens a fresh sample for this kind of office instead.
        """
        recent = self.settings.get(RECENT_FILES)
        if sample:
            first = self.show_first_start()
            first.office.choice.set_value(sample)
            first.open_sample()
        elif path is not None:
            self.show_unlock(path)
        elif recent:
            self.show_unlock(Path(recent[0]))
        else:
            self.show_first_start()

    def show_first_start(self) -> FirstStart:
        """Set up a new file, or try the sample."""
        from sozdesk.shell.first_start import FirstStart

        page = FirstStart(self.desk, self._makers)
        page.office.choice.set_value(self.settings.get(OFFICE_KIND))
        page.opened.connect(self._show_workspace)
        page.other_file.connect(self.show_unlock)
        page.cancelled.connect(self.close)
        self._show("first_start", page)
        return page

    def show_unlock(self, path: Path, *, locked_by: OpenFile | None = None) -> Unlock:
        """Ask for the password of a file; ``locked_by`` had it open until now."""
        page = Unlock(self.desk, self.settings, path, locked_by=locked_by)
        page.opened.connect(self._show_workspace)
        page.new_file.connect(self.show_first_start)
        page.other_file.connect(self.show_unlock)
        page.leave.connect(self.close)
        self._show("unlock", page)
        return page

    def _show_workspace(self, file: OpenFile) -> None:
        from sozdesk.shell.workspace import WindowCommands, Workspace

        if file.stand is None:
            self.settings.remember_file(file.path)
            self.settings.set(OFFICE_KIND, str(file.info.office_kind))
        commands = WindowCommands(
            lock=self.lock,
            restore=self.restore,
            quit=self.leave,
            open_other=self.open_other,
            open_again=self.open_again,
            appearance=lambda: self.settings.get(APPEARANCE),
            set_appearance=self._set_appearance,
        )
        self._built_with = theme.factor()
        self._workspace = Workspace(self.desk, self.settings, file, commands)
        self._show("workspace", self._workspace)
        self._return_to_area(file.path)
        self.auto_lock.start()

    def _return_to_area(self, path: Path) -> None:
        """Who unlocks the file goes on where it was locked."""
        if self._workspace is not None and self._left_at is not None and self._left_at[0] == path:
            self._workspace.return_to(self._left_at[1])
        self._left_at = None

    def _show(self, name: str, page: QWidget) -> None:
        if page is not self._workspace:
            self._workspace = None
        self.setCentralWidget(page)
        page.setFocus()
        self.shown.emit(name)

    # ------------------------------------------------------------------ locking and leaving

    def lock(self) -> None:
        """Keep open forms as drafts, close the file, forget the key, ask for the password."""
        file = self.desk.file
        if file is not None and self._workspace is not None:
            self._left_at = (file.path, self._workspace.stack.place())
            self._close_and(partial(self.show_unlock, file.path, locked_by=file))

    def open_again(self) -> None:
        """Close the copy that is read and ask for the password of the file."""
        if self.desk.file is not None:
            self._close_and(partial(self.show_unlock, self.desk.file.path))

    def restore(self) -> None:
        """Close the file and choose the backup that takes its place."""
        if self.desk.file is not None and self._may_leave_forms():
            path = self.desk.file.path
            self._close_and(lambda: self.show_unlock(path).restore())

    def open_other(self) -> None:
        """Close this file and choose another one."""
        from sozdesk.shell.choose_file import ask_for_file

        path = ask_for_file(self)
        if path is not None:
            self._change_to(path)

    def _change_to(self, path: Path) -> None:
        if self._may_leave_forms():
            self._close_and(partial(self.show_unlock, path))

    def _close_and(self, then: Callable[[], object]) -> None:
        """Close the file with its backup, then go on; without a backup, say so."""

        def with_backup(_none: None) -> None:
            then()

        def without_backup(problem: SozDeskError) -> None:
            then()
            self._show_failure(problem)

        self._leave_workspace("Die Datei wird gesichert und geschlossen …")
        self.desk.close(done=with_backup, failed=without_backup, owner=self)

    def leave(self) -> None:
        """End the program."""
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Close the file with its backup first; the window goes when that is done."""
        if self._may_close or self.desk.file is None:
            event.accept()
            worker.wait_for_all()
            return
        event.ignore()
        if self._may_leave_forms():
            self._leave_workspace("Die Datei wird gesichert und geschlossen …")
            self.desk.close(done=self._close_now, failed=self._closed_without_backup, owner=self)
        event.setAccepted(self._may_close)  # an inline desk is done already

    def _may_leave_forms(self) -> bool:
        """Ask about what is typed and not saved; a draft of it is kept in any case."""
        if self._workspace is None or not self._workspace.has_changes():
            return True
        from sozdesk.widgets import messages

        return messages.ask(
            self,
            "Eine Eingabe ist noch nicht gespeichert.",
            "SozDesk behält sie als Entwurf und zeigt sie beim nächsten Öffnen wieder.",
            action="Schliessen",
        )

    def _leave_workspace(self, sentence: str) -> None:
        from sozdesk.shell.waiting import Waiting

        self.auto_lock.stop()
        _close_dialogs()
        if self._workspace is not None:
            self._workspace.store_drafts()
        self._show("waiting", Waiting(sentence))

    def _close_now(self, _none: None = None) -> None:
        self._may_close = True
        self.close()

    def _closed_without_backup(self, problem: SozDeskError) -> None:
        self._show_failure(problem)
        self._close_now()

    # ------------------------------------------------------------------ the rest

    def come_forward(self, path: str = "") -> None:
        """A second start of the program wants this window, perhaps with another file."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()
        if not path or QApplication.activeModalWidget() is not None:
            return  # whoever is in the middle of a dialog answers that first
        if self.desk.file is None:
            self.show_unlock(Path(path))
        elif self.desk.file.path.resolve() != Path(path):
            self._offer_to_change(self.desk.file.path.name, Path(path))

    def _offer_to_change(self, shown: str, path: Path) -> None:
        """Somebody opened another file by double click while this one is open."""
        from sozdesk.widgets import messages

        if messages.ask(
            self,
            f"«{path.name}» öffnen?",
            f"«{shown}» wird dafür gesichert und geschlossen.",
            action="Öffnen",
        ):
            self._change_to(path)

    def report_crash(self, number: str) -> None:
        """Tell the person about a bug; may be called from any thread."""
        self._mailbox.post(lambda: self._show_crash(number))

    def _show_crash(self, number: str) -> None:
        from sozdesk.widgets import messages

        messages.inform(
            self,
            "Das hätte nicht passieren dürfen",
            "Der letzte Schritt wurde nicht ausgeführt, alles davor ist gespeichert. Versuchen Sie "
            "es noch einmal, oder schliessen Sie die Datei und öffnen Sie sie wieder. Melden Sie "
            f"uns den Fehler mit der Nummer {number}; das Protokoll enthält keine Personendaten.",
            state="unusable",
        )

    def _show_failure(self, error: SozDeskError) -> None:
        from sozdesk.widgets import errors

        errors.show(self, error)

    def _follow_size(self) -> None:
        """Another size of type needs other lengths everywhere: build the workspace anew."""
        if self._workspace is not None and theme.factor() != self._built_with:
            QTimer.singleShot(0, self, self._rebuild)

    def _rebuild(self) -> None:
        file, old = self.desk.file, self._workspace
        if file is None or old is None or old.has_changes():
            return
        area = old.stack.area
        self._show_workspace(file)
        if self._workspace is not None:
            self._workspace.open_area(area)

    def _set_appearance(self, name: str) -> None:
        self.settings.set(APPEARANCE, Appearance(name))
        look.apply(self.settings)


def _close_dialogs() -> None:
    """No dialog stays open over a locked file."""
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog) and widget.isVisible():
            widget.reject()


def _import_what_unlocking_needs() -> None:
    """SQLAlchemy, records and features, while the password is typed."""
    from importlib import import_module

    for name in ("sozdesk.archive.store", "sozdesk.schema", "sozdesk.archive.backup"):
        import_module(name)
