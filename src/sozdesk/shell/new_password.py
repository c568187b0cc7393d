"""A new password, typed twice, with a hint how good it is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sozdesk.kernel.findings import Finding, Severity
from sozdesk.shell.password_strength import strength
from sozdesk.widgets import labels, layouts
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import PasswordInput, lines_before_eyes
from sozdesk.widgets.states import Symbol
from sozdesk.widgets.theme import px

_WIDTH = 340


class NewPassword(QWidget):
    """Two fields; ``value()`` once :meth:`check` says yes."""

    changed = Signal()

    def __init__(self, known: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._known = known
        first, second = PasswordInput(), PasswordInput()
        self.first = Field("Neues P&asswort", first, width=_WIDTH)
        self.second = Field("Passwort wieder&holen", second, width=_WIDTH)
        self._symbol = Symbol("open")
        self._hint = labels.secondary("")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        line = layouts.row(self._symbol, self._hint, spacing=6)
        line.setStretch(1, 1)
        column.addLayout(layouts.column(self.first, line, spacing=4))
        column.addWidget(self.second)
        lines_before_eyes(first, second)
        self.first.input.changed.connect(self._judge)
        self._judge()

    def know(self, *words: str) -> None:
        """Words that others would try first: names of the person and the office."""
        self._known = words
        self._judge()

    def value(self) -> str:
        """What was typed first."""
        return str(self.first.value())

    def check(self) -> bool:
        """Say beside the fields what is missing; True if the password may be used."""
        judged = strength(self.value(), known=self._known)
        if not judged.enough:
            self._refuse(self.first, judged.sentence)
            return False
        if self.second.value() != self.value():
            self._refuse(
                self.second, "Die beiden Passwörter sind nicht gleich. Wiederholen Sie es."
            )
            return False
        return True

    def show_finding(self, finding: Finding | None) -> None:
        """Show what a use case found."""
        self.first.set_finding(finding)

    def forget(self) -> None:
        """Empty both fields."""
        self.first.set_value(None)
        self.second.set_value(None)

    def _refuse(self, field: Field, sentence: str) -> None:
        field.set_finding(Finding("password", Severity.STOP, sentence))
        field.focus()

    def _judge(self) -> None:
        judged = strength(self.value(), known=self._known)
        self._symbol.set_state(judged.symbol)
        self._hint.setText(judged.sentence)
        self.changed.emit()
