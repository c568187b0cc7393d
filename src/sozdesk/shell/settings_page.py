"""Einstellungen: one page of sections."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QScrollArea, QWidget

from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.settings.store import Settings
from sozdesk.shell.settings_about import AboutSection
from sozdesk.shell.settings_backup import BackupSection
from sozdesk.shell.settings_file import FileSection
from sozdesk.shell.settings_look import LockSection, LookSection
from sozdesk.shell.settings_map import MapSection
from sozdesk.shell.settings_people import PeopleSection
from sozdesk.shell.workspace import WindowCommands
from sozdesk.widgets import labels, layouts
from sozdesk.widgets.page import Page
from sozdesk.widgets.theme import px

_WIDTH = 680


def build(desk: Desk, navigator: Navigator) -> QWidget:
    """The page of the area «Einstellungen»."""
    assert isinstance(navigator, KnowsSettings)
    return SettingsPage(desk, navigator, navigator.settings, navigator.window_commands)


@runtime_checkable
class KnowsSettings(Protocol):
    """The main window, which holds the one set of settings and the commands of the window."""

    settings: Settings
    window_commands: WindowCommands


class SettingsPage(Page):
    """Every change counts at once; nothing has to be saved."""

    handbook_place = "sicherung"

    def __init__(
        self, desk: Desk, navigator: Navigator, settings: Settings, window: WindowCommands
    ) -> None:
        super().__init__("Einstellungen", "Änderungen gelten sofort.")
        self.sections: dict[str, QWidget] = {
            "look": LookSection(settings),
            "lock": LockSection(settings),
            "map": MapSection(settings),
            "backup": BackupSection(desk, window.restore),
            "people": PeopleSection(desk),
            "file": FileSection(desk, navigator),
            "about": AboutSection(),
        }
        column = layouts.column(spacing=26, margins=(24, 16, 24, 32))
        for title, section in zip(_TITLES, self.sections.values(), strict=True):
            head = layouts.column(labels.section(title), layouts.line(), spacing=6)
            layouts.nest(column, layouts.column(head, section, spacing=10))
        column.addStretch()
        inner = layouts.box(column)
        inner.setMaximumWidth(px(_WIDTH))
        self.set_content(layouts.box(layouts.row(inner, None, spacing=0)), scroll=True)

    def open_target(self, **target: object) -> None:
        """Scroll to ``section``."""
        section = self.sections.get(str(target.get("section", "")))
        area = self.findChild(QScrollArea)
        if section is not None and area is not None:
            area.ensureWidgetVisible(section, 0, px(60))


_TITLES = ("Darstellung", "Sperren", "Karte", "Sicherung", "Personen", "Datei", "Über SozDesk")
