"""A figure of the procedure as people write it: a day of the year, yes or no, or a count."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from sozdesk.features.offerings import texts
from sozdesk.features.offerings.terms import DAYS_OF_YEAR, SWITCHES, ValueKey
from sozdesk.kernel import entry, german
from sozdesk.widgets.inputs import Choice
from sozdesk.widgets.typed import ParsedInput


def value_words(key: ValueKey, value: int) -> str:
    """How a figure of the procedure is written: a day of the year, yes or no, or a count."""
    if key in DAYS_OF_YEAR:
        month, day = divmod(value, 100)
        return f"{day:02}.{month:02}."
    if key in SWITCHES:
        return "ja" if value else "nein"
    return german.count(value)


def read_value(key: ValueKey, text: str) -> int:
    """What is typed for a figure that is no switch: ``30.04.`` → 430, ``4`` → 4.

    Raises:
        EntryError: the text is no day of the year, or no whole number, as the figure needs it.
    """
    return _day_of_year(text) if key in DAYS_OF_YEAR else entry.whole_number(text)


def _day_of_year(text: str) -> int:
    day, point, month = german.clean(text).rstrip(".").partition(".")
    if not (point and day.strip().isdecimal() and month.strip().isdecimal()):
        raise entry.EntryError(texts.NO_DAY_OF_YEAR)
    return int(month) * 100 + int(day)


class FigureInput(QWidget):
    """The input that fits the chosen figure: «ja» or «nein» of a switch, a typed one of the others."""

    changed = Signal()

    def __init__(self, keys: Choice) -> None:
        super().__init__()
        self._keys = keys
        self.switch = Choice([(1, "ja"), (0, "nein")], empty="")
        self.typed = ParsedInput(
            lambda text: read_value(keys.value(), text),
            lambda number: value_words(keys.value(), number),
        )
        self._stack = QStackedLayout(self)
        for one in (self.switch, self.typed):
            one.setAccessibleName("Gilt")
            self._stack.addWidget(one)
            one.changed.connect(self.changed)
        keys.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        """Another figure has another input, and begins empty."""
        for one in (self.switch, self.typed):
            one.set_value(None)
        pair = (self.switch, self.typed)
        shown, hidden = pair if self._keys.value() in SWITCHES else pair[::-1]
        self._stack.setCurrentWidget(shown)
        shown.setFocusProxy(None)  # type: ignore[arg-type]  # the stubs forget None
        hidden.setFocusProxy(shown)  # the label's key reaches the one that is seen

    @property
    def _shown(self) -> Choice | ParsedInput:
        return self.switch if self._stack.currentWidget() is self.switch else self.typed

    def value(self) -> Any:
        """Month × 100 + day, 1 or 0, or the count; None if it is empty or unreadable."""
        return self._shown.value()

    def set_value(self, value: int | None) -> None:
        """Show a figure of the chosen kind."""
        self._shown.set_value(value)

    def problem(self) -> str:
        """Why what is typed cannot be read."""
        return self._shown.problem()

    def focus_target(self) -> QWidget:
        """The input that is seen."""
        return self._shown
