"""Inputs of the form of an offering: days, languages, places."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sozdesk.features.offerings.terms import CefrLevel, LanguageRow, PlaceRow
from sozdesk.kernel import entry, german
from sozdesk.widgets import labels, layouts
from sozdesk.widgets.inputs import Choice, SuggestedInput, Tick
from sozdesk.widgets.typed import ParsedInput

_LINES = 3
_USUAL = ("Deutsch", "Englisch", "Französisch")


def days_input() -> ParsedInput:
    """Days with commas between them; ``value()`` a tuple, ascending."""
    return ParsedInput(_read_days, lambda days: ", ".join(map(german.day, days)))


def _read_days(text: str) -> tuple[date, ...]:
    parts = [part for part in text.replace(";", ",").split(",") if part.strip()]
    return tuple(sorted({entry.day(part) for part in parts}))


class LanguagesInput(QWidget):
    """A few lines: language, level needed, level reached; an empty line counts for nothing."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[tuple[SuggestedInput, Choice, Choice]] = []
        self._column = layouts.column(spacing=6)
        self.setLayout(self._column)
        for _ in range(_LINES):
            self._add_line()

    def _add_line(self) -> None:
        number = len(self._lines) + 1
        language = SuggestedInput(_USUAL)
        levels = [(one, one.value) for one in CefrLevel]
        needed, reached = Choice(levels, empty="keines"), Choice(levels, empty="offen")
        named = (
            (language, "Sprache"),
            (needed, "verlangtes Niveau"),
            (reached, "erreichtes Niveau"),
        )
        for input_, name in named:
            input_.setAccessibleName(f"{number}. Sprache, {name}" if number > 1 else name)
            input_.changed.connect(self.changed.emit)
        words = [labels.secondary(word, wrap=False) for word in ("verlangt", "erreicht")]
        line = layouts.row(language, words[0], needed, words[1], reached)
        line.setStretch(0, 1)
        layouts.nest(self._column, line)
        self._lines.append((language, needed, reached))

    def value(self) -> tuple[LanguageRow, ...]:
        """The lines with a language or a level."""
        return tuple(
            LanguageRow(language=language.value(), needed=needed.value(), reached=reached.value())
            for language, needed, reached in self._lines
            if language.value() or needed.value() or reached.value()
        )

    def set_value(self, value: Sequence[LanguageRow] | None) -> None:
        """Show these; lines are added where there are more."""
        rows = tuple(value or ())
        while len(self._lines) < len(rows):
            self._add_line()
        for number, (language, needed, reached) in enumerate(self._lines):
            row = rows[number] if number < len(rows) else None
            language.set_value(row.language if row else "")
            needed.set_value(row.needed if row else None)
            reached.set_value(row.reached if row else None)

    def problem(self) -> str:
        """Any line can be read; what contradicts itself is said by the rules."""
        return ""

    def focus_target(self) -> QWidget:
        """The first line."""
        return self._lines[0][0]


class PlacesInput(QWidget):
    """A tick per place of the provider; ``value()`` is a tuple of ids."""

    changed = Signal()

    def __init__(self, places: Sequence[PlaceRow]) -> None:
        super().__init__()
        self._ticks = [(place.id, Tick(_named(place))) for place in places]
        for _, tick in self._ticks:
            tick.changed.connect(self.changed.emit)
        none = "Noch kein Ort erfasst: Orte gehören zur Anbieterin oder zum Anbieter."
        shown: list[QWidget] = [tick for _, tick in self._ticks]
        self.setLayout(layouts.column(*(shown or [labels.secondary(none)]), spacing=4))

    def value(self) -> tuple[UUID, ...]:
        """Ids of the ticked places."""
        return tuple(key for key, tick in self._ticks if tick.value())

    def set_value(self, value: Sequence[UUID] | None) -> None:
        """Tick these."""
        for key, tick in self._ticks:
            tick.set_value(key in (value or ()))

    def problem(self) -> str:
        """Ticks can always be read."""
        return ""

    def focus_target(self) -> QWidget:
        """The first tick."""
        return self._ticks[0][1] if self._ticks else self


def _named(place: PlaceRow) -> str:
    return place.name if place.name == place.town else f"{place.name}, {place.town}"
