"""Two lines above the results: what was understood, and a need without an offering."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
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

    def __init__(self, count: Callable[[], object], choose: Callable[[], object]) -> None:
        super().__init__()
        self.words = labels.body("")
        self.note = labels.secondary(said.COUNTED_WITHOUT_PERSONS)
        self.count = buttons.button("Fehlendes Angebot &zählen", count)
        text = layouts.column(self.words, self.note, spacing=1)
        self.choose = buttons.link("&Kategorie wählen …", choose)
        line = layouts.row(
            states.Symbol(states.State.NOTE), text, self.choose, self.count, spacing=10
        )
        line.setStretch(1, 1)
        self.setLayout(line)
        self.hide()

    def show_need(self, why: Unmet | None, criteria: str, left_out: str, *, done: bool) -> None:
        """Offer to count, or say what is missing for it; hidden where there are places.

        ``criteria`` are the filters in words, ``left_out`` the typed words that are not counted.
        """
        self.setVisible(why is not None)
        if why is None:
            return
        self.words.setText(f"{texts.word(why)[:1].upper()}{texts.word(why)[1:]}.")
        note = said.to_be_counted(criteria, left_out) if criteria else said.NEEDS_FILTER
        self.note.setText(f"Schon gezählt: {criteria}. {said.UNDONE_WITH_KEYS}" if done else note)
        self.choose.setVisible(not criteria)
        if done and self.count.hasFocus():  # Qt would hand it to a text field, which keeps Ctrl+Z
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.count.setEnabled(bool(criteria) and not done)
