"""A chip with a menu: off it says what can be chosen, on it says what is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from sozdesk.widgets import buttons
from sozdesk.widgets.chips import Chip, ChipButton


class ToggleChip(ChipButton):
    """A filter that is on or off."""

    changed = Signal()

    def __init__(self, word: str, tip: str = "") -> None:
        super().__init__(Chip(word, word, tip=tip))
        self.toggled.connect(lambda _on: self.changed.emit())

    def value(self) -> bool:
        """Whether it is on."""
        return self.isChecked()

    def set_value(self, value: bool) -> None:
        """Turn it on or off."""
        self.setChecked(value)


class MenuChip(ChipButton):
    """One of a list, or several with ``several``; None or nothing is off.

    ``choices`` are pairs of value and words; ``off`` are the words of the line that turns it off.
    """

    changed = Signal()

    def __init__(
        self,
        name: str,
        choices: Sequence[tuple[Any, str]],
        *,
        off: str,
        tip: str = "",
        several: bool = False,
    ) -> None:
        self._name, self._choices, self._off, self._tip = name, tuple(choices), off, tip
        self._several = several
        self._chosen: frozenset[Any] = frozenset()
        super().__init__(Chip(name, f"{name} …", tip=tip))
        self.clicked.connect(lambda _on: self._open())

    def value(self) -> Any:
        """The chosen value or None; with ``several`` a frozenset."""
        return self._chosen if self._several else next(iter(self._chosen), None)

    def set_value(self, value: Any) -> None:
        """Choose; None or an empty set is off."""
        chosen = frozenset(value or ()) if self._several else frozenset({value} - {None})
        changed, self._chosen = chosen != self._chosen, chosen
        self._show()
        if changed:
            self.changed.emit()

    def _show(self) -> None:
        words = [said for value, said in self._choices if value in self._chosen]
        self.setChecked(bool(words))
        self.set_chip(Chip(self._name, ", ".join(words) or f"{self._name} …", tip=self._tip))
        self.setAccessibleName(f"{self._name}: {', '.join(words) or self._off}")

    def menu(self) -> QMenu:
        """What a click shows."""
        menu = QMenu(self)
        off = buttons.action(self._off, partial(self.set_value, None))
        entries = [off, buttons.gap()]
        for value, words in self._choices:
            entry = buttons.action(words, partial(self._take, value))
            entry.setCheckable(True)
            entry.setChecked(value in self._chosen)
            entries.append(entry)
        buttons.fill_menu(menu, entries)
        return menu

    def _take(self, value: Any) -> None:
        self.set_value(self._chosen ^ {value} if self._several else value)

    def _open(self) -> None:
        """A click on the chip turns nothing on by itself."""
        self._show()
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
