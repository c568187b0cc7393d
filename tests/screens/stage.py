"""The real main window with the sample canton and two empty offices, for the scenes."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from fixtures_archive import PASSWORD
from fixtures_shell import create
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

    @property
    def page(self) -> QWidget:
        """The page that fills the window, or the one that the workspace shows."""
        page = self.window.centralWidget()
        return page.stack.currentWidget() if isinstance(page, Workspace) else page

    def open_area(self, key: str, **target: object) -> None:
        """An area without the sub-pages that earlier scenes left on it."""
        workspace = self.workspace
        if workspace.stack.area != key:
            workspace.open_area(key)
        while workspace.stack.has_sub_page():
            workspace.back()
        if target:
            workspace.open_area(key, **target)

    def unlock_copy(self, source: str, name: str) -> None:
        """Open a copy of a prepared file, made when first asked for: what is filled fills only it."""
        path = self.sample / f"{name}.sozdesk"
        if not path.exists():
            for ending in (".sozdesk", ".keys"):
                shutil.copyfile(
                    (self.sample / source).with_suffix(ending), path.with_suffix(ending)
                )
        if self.window.desk.file is None or self.window.desk.file.path != path:
            self.unlock(path)

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


def colours(image: QImage) -> int:
    """How many colours a coarse grid over the picture meets; a blank page has one or two."""
    steps = range(0, min(image.width(), image.height()), 4)
    return len({image.pixel(x, y) for x in steps for y in steps})
