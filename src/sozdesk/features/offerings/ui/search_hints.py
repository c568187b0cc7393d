"""Two lines above the results: what was understood, and a need without an offering."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from sozdesk.features.offerings import texts
from sozdesk.features.offerings.terms import Meaning, Unmet
from sozdesk.features.offerings.texts import searching as said
from sozdesk.widgets import buttons, labels, layouts, states


class UnderstoodLine(QWidget):
    """«Verstanden: «b1» als Deutsch B1.» with the way to make filters of it."""

    def __init__(self, take: Callable[[], object]) -> None:
        super().__init__()
        self.words = labels.secondary("")
        self.take = buttons.link("Als Filter setzen", take)
        line = layouts.row(self.words, self.take, spacing=12)
        line.setStretch(0, 1)
        self.setLayout(line)
        self.hide()

    def show_meanings(self, meanings: Sequence[Meaning]) -> None:
        """Say what was understood; nothing without meanings."""
        pairs = [(one.word, one.said) for one in meanings]
        self.words.setText(said.understood(pairs) if pairs else "")
        self.setVisible(bool(pairs))


class NeedLine(QWidget):
    """A search without result, or without a free place, can be counted with one click."""

    def __init__(self, count: Callable[[], object]) -> None:
        super().__init__()
        self.words = labels.body("")
        self.note = labels.secondary(said.COUNTED_WITHOUT_PERSONS)
        self.count = buttons.button("Fehlendes Angebot &zählen", count)
        text = layouts.column(self.words, self.note, spacing=1)
        line = layouts.row(states.Symbol(states.State.NOTE), text, self.count, spacing=10)
        line.setStretch(1, 1)
        self.setLayout(line)
        self.hide()

    def show_need(self, why: Unmet | None, *, countable: bool) -> None:
        """Offer to count, or say what is missing for it; hidden where there are places."""
        self.setVisible(why is not None)
        if why is None:
            return
        self.words.setText(f"{texts.word(why)[:1].upper()}{texts.word(why)[1:]}.")
        self.note.setText(said.COUNTED_WITHOUT_PERSONS if countable else said.NEEDS_FILTER)
        self.count.setEnabled(countable)

    def show_counted(self, criteria: str) -> None:
        """Thank nobody, just say what was counted."""
        self.words.setText(f"Gezählt: {criteria}.")
        self.count.setEnabled(False)
