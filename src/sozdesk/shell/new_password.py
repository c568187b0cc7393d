"""A new password, typed twice; while it is typed: how good it is, why, and what would be better."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sozdesk.kernel.findings import Finding, Severity
from sozdesk.shell.password_strength import strength
from sozdesk.widgets import labels, layouts, theme
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import PasswordInput, lines_before_eyes
from sozdesk.widgets.states import Symbol
from sozdesk.widgets.theme import px

_WIDTH = 340
_REASONS = 3
"""Lines that are kept free, so that the fields below stand still while one types."""


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
        self._verdict = labels.text("", "column", wrap=False)
        self._why = labels.secondary("")
        self._why.setMinimumHeight(_REASONS * QFontMetrics(theme.font("small")).lineSpacing())
        self._why.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        line = layouts.row(self._symbol, self._verdict, None, spacing=6)
        layouts.nest(column, layouts.column(self.first, line, self._why, spacing=4))
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
        self._verdict.setText(judged.sentence)
        self._why.setText("\n".join(filter(None, (*judged.reasons, judged.advice))))
        if self.first.finding() is None:
            self.first.input.focus_target().setAccessibleDescription(self.judgement())
        self.changed.emit()

    def judgement(self) -> str:
        """What is said about the password now."""
        return f"{self._verdict.text()}\n{self._why.text()}".strip()
