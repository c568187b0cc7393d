"""The menus: every command of the window and of the page that is shown, with its key."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from sozdesk.shell.areas import Area
from sozdesk.widgets.buttons import action


@dataclass(frozen=True, slots=True)
class Commands:
    """What the window can do; the menus only call it."""

    backup_now: Callable[[], None]
    open_other: Callable[[], None]
    lock: Callable[[], None]
    quit: Callable[[], None]
    undo: Callable[[], None]
    search: Callable[[], None]
    back: Callable[[], None]
    next_pane: Callable[[], None]
    previous_pane: Callable[[], None]
    open_area: Callable[[str], None]
    set_appearance: Callable[[str], None]
    history: Callable[[], None]
    help: Callable[[], None]
    search_help: Callable[[], None]
    abbreviations: Callable[[], None]
    keys: Callable[[], None]
    print_help: Callable[[], None]
    about: Callable[[], None]


_APPEARANCES = (("Wie das System", "system"), ("Hell", "light"), ("Dunkel", "dark"))


class Menus:
    """Fills a menu bar; :attr:`undo` can be given the sentence of what it would undo."""

    def __init__(
        self, bar: QMenuBar, commands: Commands, areas: tuple[Area, ...], appearance: str
    ) -> None:
        self._commands = commands
        self._page: QWidget | None = None
        self._back = action("&Zurück", commands.back, key="Alt+Left")
        self.undo = action("&Rückgängig", commands.undo, key="Ctrl+Z", enabled=False)
        self._fill(bar.addMenu("&Datei"), self._file_actions())
        self._edit = bar.addMenu("&Bearbeiten")
        self._edit.aboutToShow.connect(self._fill_edit)
        self._fill_edit()
        view = bar.addMenu("&Ansicht")
        self._fill(view, self._view_actions(areas))
        self._add_appearances(view, appearance)
        self._fill(bar.addMenu("E&xtras"), self._extra_actions())
        self._fill(bar.addMenu("&Hilfe"), self._help_actions())

    def show_undo(self, sentence: str) -> None:
        """Say what «Rückgängig» would take back; empty: nothing."""
        self.undo.setEnabled(bool(sentence))
        self.undo.setText(f"&Rückgängig: {shortened(sentence)}" if sentence else "&Rückgängig")

    def show_page(self, page: QWidget, *, has_back_button: bool) -> None:
        """The page whose commands stand in «Bearbeiten» from now on.

        Alt+Left belongs to the back button of a sub-page; two owners of a key would both lose it.
        """
        self._page = page
        self._back.setShortcut(QKeySequence() if has_back_button else QKeySequence("Alt+Left"))

    def _file_actions(self) -> list[QAction | None]:
        run = self._commands
        return [
            action("Jetzt &sichern", run.backup_now, key="Ctrl+Shift+S"),
            action("&Andere Datei öffnen …", run.open_other, key="Ctrl+O"),
            None,
            action("Datei s&perren", run.lock, key="Ctrl+L"),
            action("&Beenden", run.quit, key="Ctrl+Q"),
        ]

    def _fill_edit(self) -> None:
        self._edit.clear()
        self._edit.addAction(self.undo)
        self._edit.addAction(action_of(self._edit, "&Suchen", self._commands.search, "Ctrl+K"))
        commands = page_actions(self._page)
        if commands:
            self._edit.addSeparator()
            self._edit.addActions(commands)

    def _view_actions(self, areas: tuple[Area, ...]) -> list[QAction | None]:
        run = self._commands
        to_areas: list[QAction | None] = [
            action(area.title, lambda key=area.key: run.open_area(key), key=f"Ctrl+{number}")  # type: ignore[misc]
            for number, area in enumerate(areas, 1)
        ]
        return [
            *to_areas,
            None,
            self._back,
            action("&Nächster Teil des Fensters", run.next_pane, key="F6"),
            action("&Voriger Teil des Fensters", run.previous_pane, key="Shift+F6"),
            None,
        ]

    def _add_appearances(self, menu: QMenu, current: str) -> None:
        group = QActionGroup(menu)
        for text, name in _APPEARANCES:
            entry = action(text, lambda name=name: self._commands.set_appearance(name))  # type: ignore[misc]
            entry.setCheckable(True)
            entry.setChecked(name == current)
            entry.setParent(menu)
            group.addAction(entry)
            menu.addAction(entry)

    def _extra_actions(self) -> list[QAction | None]:
        return [action("&Verlauf der ganzen Datei …", self._commands.history, key="Ctrl+H")]

    def _help_actions(self) -> list[QAction | None]:
        run = self._commands
        return [
            action("&Handbuch", run.help, key="F1"),
            action("&Suchen im Handbuch …", run.search_help, key="Ctrl+F1"),
            action("&Abkürzungen", run.abbreviations),
            action("&Tasten", run.keys),
            action("Handbuch als &PDF …", run.print_help),
            None,
            action("Ü&ber SozDesk", run.about),
        ]

    def _fill(self, menu: QMenu, entries: Iterable[QAction | None]) -> None:
        for entry in entries:
            if entry is None:
                menu.addSeparator()
            else:
                entry.setParent(menu)
                menu.addAction(entry)


def shortened(sentence: str, letters: int = 60) -> str:
    """A sentence that fits into a menu, with ``&`` kept as a letter."""
    short = sentence if len(sentence) <= letters else f"{sentence[: letters - 1]}…"
    return short.replace("&", "&&")


def action_of(menu: QMenu, text: str, run: Callable[[], None], key: str) -> QAction:
    """A command that lives as long as the menu shows it."""
    made = action(text, run, key=key)
    made.setParent(menu)
    return made


def page_actions(page: QWidget | None) -> list[QAction]:
    """The commands a page offers: its own QActions with a text."""
    if page is None:
        return []
    return [entry for entry in page.actions() if entry.text() and not entry.isSeparator()]
