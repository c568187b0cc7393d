"""Questions and messages with verbs as answers, and the seam for tests.

``set_next_answer(True, …)`` answers the next question(s) without showing anything.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from enum import StrEnum
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from sozdesk.widgets import buttons, labels, layouts, states, theme

Role = QDialogButtonBox.ButtonRole

_answers: deque[Any] = deque()
_shown: list[str] = []


class Unsaved(StrEnum):
    """Answers to «Änderungen speichern?»."""

    SAVE = "save"
    DISCARD = "discard"
    CANCEL = "cancel"


def set_next_answer(*answers: Any) -> None:
    """Tests: give these answers, in this order, instead of asking.

    True/False for :func:`ask`, :class:`Unsaved` for :func:`ask_unsaved`, an answer's key for
    :func:`choose`, anything for :func:`inform`.
    """
    _answers.extend(answers)


def shown() -> tuple[str, ...]:
    """Tests: what would have been shown since the last call; forgets it."""
    texts = tuple(_shown)
    _shown.clear()
    return texts


def ask(
    parent: QWidget | None, question: str, text: str = "", *, action: str, no: str = "Abbrechen"
) -> bool:
    """A question with a verb as answer; Esc and closing mean ``no``. ``action`` = «Verwerfen»."""
    return choose(
        parent, question, text, [("yes", action, Role.AcceptRole), ("no", no, Role.RejectRole)]
    ) in (
        "yes",
        True,
    )


def ask_loss(parent: QWidget | None, question: str, text: str = "", *, action: str) -> bool:
    """Like :func:`ask`, for what cannot be undone: Enter means «Abbrechen»."""
    answers = [("yes", action, Role.DestructiveRole), ("no", "Abbrechen", Role.RejectRole)]
    return choose(parent, question, text, answers) in ("yes", True)


def ask_unsaved(parent: QWidget | None, what: str = "Ihre Änderungen") -> Unsaved:
    """«Speichern», «Nicht speichern», «Abbrechen»."""
    answers = [
        (Unsaved.SAVE, "&Speichern", Role.AcceptRole),
        (Unsaved.DISCARD, "&Nicht speichern", Role.DestructiveRole),
        (Unsaved.CANCEL, "Abbrechen", Role.RejectRole),
    ]
    text = "Ohne Speichern gehen sie verloren."
    return Unsaved(choose(parent, f"{what} sind noch nicht gespeichert", text, answers))


def inform(
    parent: QWidget | None, title: str, text: str = "", *, state: str = states.State.NOTE
) -> None:
    """One message with «Schliessen»; ``state`` chooses the symbol."""
    choose(parent, title, text, [("close", "Schliessen", Role.AcceptRole)], state=state)


def choose(
    parent: QWidget | None,
    title: str,
    text: str,
    answers: Sequence[tuple[str, str, QDialogButtonBox.ButtonRole]],
    *,
    state: str = "",
) -> Any:
    """The general question; answers the key of the chosen button (the last one on Esc)."""
    if _answers:
        _shown.append(f"{title} {text}".strip())
        return _answers.popleft()
    box = MessageDialog(parent, title, text, answers, state=state)
    box.exec()
    return box.answer


class MessageDialog(QDialog):
    """The window of a question or message."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        answers: Sequence[tuple[str, str, QDialogButtonBox.ButtonRole]],
        *,
        state: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("SozDesk")
        self.answer = answers[-1][0]
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        words = layouts.column(labels.section(title), spacing=6)
        if text:
            words.addWidget(labels.text(text, selectable=True))
        words.addStretch(1)
        line = layouts.row(spacing=12, margins=(24, 20, 24, 20))
        if state:
            line.addWidget(states.Symbol(state), 0, Qt.AlignmentFlag.AlignTop)
        layouts.nest(line, words, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        layouts.nest(whole, line, 1)
        whole.addWidget(self._foot(answers))
        self.setFixedWidth(theme.px(460))
        self.resize(self.width(), whole.heightForWidth(self.width()))

    def _foot(self, answers: Sequence[tuple[str, str, QDialogButtonBox.ButtonRole]]) -> QWidget:
        box = QDialogButtonBox()
        for key, words, role in answers:
            main = role == Role.AcceptRole
            made = buttons.button(words, partial(self._close, key), primary=main)
            is_default = main or (
                role == Role.RejectRole and len(answers) == 2 and not _has_main(answers)
            )
            made.setDefault(is_default)
            box.addButton(made, role)
            if is_default:
                made.setFocus()
        foot = layouts.box(layouts.row(None, box, margins=(24, 9, 20, 9)))
        theme.surface(foot, "chrome")
        return foot

    def _close(self, key: str) -> None:
        self.answer = key
        self.accept()


def _has_main(answers: Sequence[tuple[str, str, QDialogButtonBox.ButtonRole]]) -> bool:
    return any(role == Role.AcceptRole for _key, _words, role in answers)
