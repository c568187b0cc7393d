"""The frame above a form after the main button: what still stops it, one link per finding."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.widgets import buttons, labels, layouts, states, theme
from sozdesk.widgets.announce import announce
from sozdesk.widgets.fields import Form


class ErrorSummary(QFrame):
    """Hidden until :meth:`report`; goes away by itself when the last error is repaired.

    Hints at the fields stand below the errors, with a line that they stop nothing; where they stop
    (``hints_stop``) they are among them. ``what`` begins the sentence: «Das Formular kann noch
    nicht erstellt werden».
    """

    def __init__(
        self,
        form: Form,
        what: str = "Das kann noch nicht gespeichert werden",
        *,
        hints_stop: bool = False,
    ) -> None:
        super().__init__()
        self._form, self._what = form, what
        self._stopping = {Severity.STOP, Severity.HINT} if hints_stop else {Severity.STOP}
        self._rest: tuple[Finding, ...] = ()
        self._shown: tuple[tuple[str, Finding], ...] = ()
        theme.give(self, role="summary")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title = labels.strong("")
        self._links = QVBoxLayout()
        self._links.setSpacing(0)
        self._hints = QVBoxLayout()
        self._hints.setSpacing(0)
        words = layouts.column(self._title, self._links, self._hints, spacing=2)
        line = layouts.row(spacing=8, margins=(12, 8, 12, 8))
        line.addWidget(states.Symbol(states.State.UNUSABLE), 0, Qt.AlignmentFlag.AlignTop)
        layouts.nest(line, words, 1)
        self.setLayout(line)
        self.hide()
        form.findings_changed.connect(self._follow)

    def report(self, findings: Sequence[Finding]) -> None:
        """Show findings at their fields and all of them here; the focus comes here."""
        self._rest = self._form.show_findings(findings)
        self._fill()
        if not self.isHidden():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            layouts.reveal(self)
            announce(self, self._title.text(), urgent=True)

    def clear(self) -> None:
        """Hide it and forget findings without a field."""
        self._rest = ()
        self._form.show_findings(())
        self._fill()

    def title(self) -> str:
        """The sentence with the counts."""
        return self._title.text()

    def _follow(self) -> None:
        if not self.isHidden() and self._form.findings() != self._shown:
            self._fill()

    def _fill(self) -> None:
        self._shown = self._form.findings()
        found = [*self._shown, *(("", finding) for finding in self._rest)]
        errors = [pair for pair in found if pair[1].severity in self._stopping]
        others = [pair for pair in found if pair not in errors]
        self._put(self._links, errors)
        self._put(self._hints, others, head=_HINTS)
        for before, after in pairwise([self, *self.findChildren(QPushButton)]):
            QWidget.setTabOrder(before, after)
        self._title.setText(f"{self._what}: {_counts([finding for _key, finding in errors])}")
        self.setAccessibleName(self._title.text())
        self.setVisible(bool(errors))

    def _put(
        self, column: QVBoxLayout, found: Sequence[tuple[str, Finding]], head: str = ""
    ) -> None:
        layouts.empty(column)
        if head and found:
            column.addSpacing(theme.px(6))
            column.addWidget(labels.secondary(head))
        for key, finding in found:
            layouts.put(column, self._line(key, finding))

    def _line(self, key: str, finding: Finding) -> QWidget:
        """A link to the field; words alone where there is none."""
        if not key:
            return labels.body(finding.message)
        words = finding.message.replace("&", "&&")
        return buttons.link(words, self._form[key].focus, wrap=True)


_HINTS = "Prüfhinweise (halten nichts auf)"


def _counts(findings: Sequence[Finding]) -> str:
    """«1 Fehler, 2 Prüfhinweise»."""
    stopping = sum(finding.severity is Severity.STOP for finding in findings)
    parts = [german.plural(stopping, "Fehler", "Fehler")] if stopping else []
    if hints := len(findings) - stopping:
        parts.append(german.plural(hints, "Prüfhinweis", "Prüfhinweise"))
    return ", ".join(parts)
