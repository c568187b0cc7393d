"""The real main window with the sample canton and two empty offices, for the scenes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent

from fixtures_archive import FAST_KDF, PASSWORD
from fixtures_shell import create
from sozdesk.app import demo
from sozdesk.app.office_file import new_file
from sozdesk.app.sample import clerk
from sozdesk.archive import store
from sozdesk.runtime.desk import InlineDesk
from sozdesk.settings.store import Settings
from sozdesk.shell import look
from sozdesk.shell.files import Makers
from sozdesk.shell.window import Window
from sozdesk.shell.workspace import Workspace


@dataclass
class Stage:
    """The main window, and where the sample's files lie."""

    window: Window
    sample: Path
    """Folder with the sample file, ``rueckmeldungen`` and the rest."""

    @property
    def workspace(self) -> Workspace:
        page = self.window.centralWidget()
        assert isinstance(page, Workspace)
        return page

    def open_area(self, key: str, **target: object) -> None:
        """An area without the sub-pages that earlier scenes left on it."""
        workspace = self.workspace
        if workspace.stack.area != key:
            workspace.open_area(key)
        while workspace.stack.has_sub_page():
            workspace.back()
        if target:
            workspace.open_area(key, **target)

    def lock(self) -> None:
        """Close the file, if one is open."""
        if self.window.desk.file is not None:
            self.window.lock()

    def unlock(self, path: Path) -> None:
        """Open a file as a person does."""
        self.lock()
        self.window.show_unlock(path)
        page = self.window.centralWidget()
        page.password.set_value(PASSWORD)
        page.open_button.click()


def build_files(folder: Path) -> None:
    """The sample canton and two empty offices, all with the password of the tests."""
    kept, store.calibrated = store.calibrated, lambda: FAST_KDF
    try:
        demo.build(folder, PASSWORD)
        clerk.build(folder / clerk.FILE_NAME, PASSWORD)
        for kind, numbers in {"ksa": (), "service": (2883, 2889, 2893)}.items():
            made = new_file(
                folder / f"leer-{kind}.sozdesk",
                office_kind=kind,
                municipalities=numbers,
                person_name="Anna Muster",
                password=PASSWORD,
            )
            made.archive.close(backup=False)
    finally:
        store.calibrated = kept


def make_window() -> Window:
    """The real main window, everything at once."""
    settings = Settings()
    look.apply(settings)
    window = Window(InlineDesk(), settings, Makers(create=create, build_sample=lambda _path: ""))
    window.show()
    return window


def settle() -> None:
    """Let Qt lay out, paint and delete what is gone; long lists of findings come one by one."""
    for _ in range(20):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
