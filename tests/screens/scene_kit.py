"""In which file a scene plays, and the dialog that is looked at."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from screens.stage import Stage
from sozdesk.app import demo
from sozdesk.app.sample import clerk

YEAR = 2027
Scene = Callable[[Stage], QWidget | None]
"""Goes to a page; answers the dialog to look at, or None for the window itself."""


def in_sample(go: Callable[[Stage], QWidget | None]) -> Scene:
    """The scene in the sample file."""
    return in_file(demo.FILE_NAME, go)


def in_file(name: str, go: Callable[[Stage], QWidget | None]) -> Scene:
    def scene(stage: Stage) -> QWidget | None:
        path = stage.sample / name
        if stage.window.desk.file is None or stage.window.desk.file.path != path:
            stage.unlock(path)
        return go(stage)

    return scene


def area(key: str, **target: object) -> Callable[[Stage], None]:
    """An area of the navigation, perhaps at one record."""

    def go(stage: Stage) -> None:
        stage.open_area(key, **target)

    return go


def open_dialog() -> QDialog:
    shown = [
        widget
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, QDialog) and widget.isVisible()
    ]
    return shown[-1]


def shown_dialog(dialog: QDialog) -> QDialog:
    """A dialog that the program runs; here it only shows."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.show()
    return dialog


def in_service(go: Callable[[Stage], QWidget | None]) -> Scene:
    """The scene in the sample of a Sozialdienst."""
    return in_file(clerk.FILE_NAME, go)


def in_empty_service(go: Callable[[Stage], QWidget | None]) -> Scene:
    """The scene in a file that knows nothing yet."""
    return in_file("leer-service.sozdesk", go)
