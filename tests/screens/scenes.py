"""Every page of the program as a person meets it, with the sample canton and with an empty file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from fixtures_archive import FAST_KDF, PASSWORD, fixed_clock
from fixtures_shell import create
from sozdesk.app import demo
from sozdesk.app.office_file import new_file
from sozdesk.archive import store
from sozdesk.runtime.desk import InlineDesk
from sozdesk.settings.store import Settings
from sozdesk.shell import look
from sozdesk.shell.files import Makers
from sozdesk.shell.window import Window
from sozdesk.shell.workspace import Workspace

YEAR = 2027


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

    def unlock(self, path: Path) -> None:
        """Open a file as a person does."""
        if self.window.desk.file is not None:
            self.window.lock()
        self.window.show_unlock(path)
        page = self.window.centralWidget()
        page.password.set_value(PASSWORD)
        page.open_button.click()


Scene = Callable[[Stage], QWidget | None]
"""Goes to a page; answers the dialog to look at, or None for the window itself."""


def build_files(folder: Path) -> None:
    """The sample canton and two empty offices, all with the password of the tests."""
    kept, store.calibrated = store.calibrated, lambda: FAST_KDF
    try:
        demo.build(folder, PASSWORD)
        for kind, numbers in {"ksa": (), "service": (2883, 2889, 2893)}.items():
            made = new_file(
                folder / f"leer-{kind}.sozdesk",
                office_kind=kind,
                municipalities=numbers,
                person_name="Anna Muster",
                password=PASSWORD,
                clock=fixed_clock,
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


# ---------------------------------------------------------------- without a file


def first_start(stage: Stage) -> None:
    stage.window.show_first_start()


def unlock(stage: Stage) -> None:
    stage.window.show_unlock(stage.sample / demo.FILE_NAME)


# ---------------------------------------------------------------- the sample canton


def in_sample(go: Callable[[Stage], QWidget | None]) -> Scene:
    """The scene in the sample file."""
    return _in_file(demo.FILE_NAME, go)


def _in_file(name: str, go: Callable[[Stage], QWidget | None]) -> Scene:
    def scene(stage: Stage) -> QWidget | None:
        path = stage.sample / name
        if stage.window.desk.file is None or stage.window.desk.file.path != path:
            stage.unlock(path)
        return go(stage)

    return scene


def area(key: str, **target: object) -> Callable[[Stage], None]:
    """An area of the navigation, perhaps at one record."""

    def go(stage: Stage) -> None:
        stage.workspace.open_area(key, **target)

    return go


def import_page(stage: Stage) -> None:
    """The folder of returns once more: most are identical, some wait for a person."""
    from sozdesk.features.rent_limits.ui.import_page import ImportPage

    page = ImportPage(
        stage.window.desk, stage.workspace, YEAR, paths=(stage.sample / "rueckmeldungen",)
    )
    stage.workspace.open_subpage(page)
    while page.reader.is_busy:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def fresh_import(stage: Stage) -> None:
    """The same folder in a file that knows nothing yet."""
    from sozdesk.features.rent_limits.usecases import OpenRound, open_round

    stage.window.desk.run(open_round, OpenRound(year=YEAR), failed=lambda _error: None)
    import_page(stage)


def manual_entry(stage: Stage) -> None:
    from sozdesk.features.rent_limits.ui.manual_entry import ManualEntry

    stage.workspace.open_subpage(ManualEntry(stage.window.desk, stage.workspace, YEAR, 2894))


def file_history(stage: Stage) -> QWidget:
    stage.workspace.show_file_history()
    return _dialog()


def _dialog() -> QDialog:
    shown = [
        widget
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, QDialog) and widget.isVisible()
    ]
    return shown[-1]


SCENES: dict[str, Scene] = {
    "01-erster-start": first_start,
    "02-entsperren": unlock,
    "10-uebersicht": in_sample(area("start")),
    "20-erhebung": in_sample(area("rent_limits")),
    "21-erhebung-gemeinde": in_sample(area("rent_limits", bfs=2788)),
    "22-einlesen": in_sample(import_page),
    "23-von-hand": in_sample(manual_entry),
    "30-gemeinden": in_sample(area("offices")),
    "31-gemeinden-bretzwil": in_sample(area("offices", bfs=2883)),
    "40-einstellungen": in_sample(area("settings")),
    "60-leer-uebersicht": _in_file("leer-ksa.sozdesk", area("start")),
    "61-leer-erhebung": _in_file("leer-ksa.sozdesk", area("rent_limits")),
    "62-leer-gemeinden": _in_file("leer-ksa.sozdesk", area("offices")),
    "63-erstes-einlesen": _in_file("leer-ksa.sozdesk", fresh_import),
    "70-sozialdienst-uebersicht": _in_file("leer-service.sozdesk", area("start")),
    "71-sozialdienst-gemeinden": _in_file("leer-service.sozdesk", area("offices")),
}


def settle() -> None:
    """Let Qt lay out, paint and delete what is gone."""
    for _ in range(3):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def play(stage: Stage, names: list[str] | None = None) -> Iterator[tuple[str, QWidget]]:
    """Each scene in turn: its name and the widget to look at."""
    for name, scene in SCENES.items():
        if names and not any(name.startswith(wanted) for wanted in names):
            continue
        shown = scene(stage) or stage.window
        settle()
        yield name, shown
        if isinstance(shown, QDialog):
            shown.reject()
