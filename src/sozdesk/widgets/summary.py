"""The frame above a form after the main button: what still stops it, one link per finding."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.widgets import buttons, labels, layouts, states, theme
from sozdesk.widgets.announce import announce
from sozdesk.widgets.fields import Form


class ErrorSummary(QFrame):
    """Hidden until :meth:`report`; goes away by itself when the last finding is repaired.

    ``what`` begins the sentence: «Das Formular kann noch nicht erstellt werden».
    """

    def __init__(self, form: Form, what: str = "Das kann noch nicht gespeichert werden") -> None:
        super().__init__()
        self._form, self._what = form, what
        self._rest: tuple[Finding, ...] = ()
        self._shown: tuple[tuple[str, Finding], ...] = ()
        theme.give(self, role="summary")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title = labels.strong("")
        self._links = QVBoxLayout()
        self._links.setSpacing(0)
        words = layouts.column(self._title, self._links, spacing=2)
        line = layouts.row(spacing=8, margins=(12, 8, 12, 8))
        line.addWidget(states.Symbol(states.State.UNUSABLE), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        self.setLayout(line)
        self.hide()
        form.findings_changed.connect(self._follow)

    def report(self, findings: Sequence[Finding]) -> None:
        """Show findings at their fields and all of them here; the focus comes here."""
        self._rest = self._form.show_findings(findings)
        self._fill()
        if not self.isHidden():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
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
        every = [finding for _key, finding in self._shown] + list(self._rest)
        layouts.empty(self._links)
        for key, finding in self._shown:
            layouts.put(self._links, self._link(key, finding))
        for finding in self._rest:
            self._links.addWidget(labels.body(finding.message))
        self._title.setText(f"{self._what}: {_counts(every)}")
        self.setAccessibleName(self._title.text())
        self.setVisible(bool(every))

    def _link(self, key: str, finding: Finding) -> QWidget:
        words = finding.message
        if finding.severity is not Severity.STOP:
            words = f"{words} ({_WORDS[finding.severity][0]})"
        return buttons.link(words.replace("&", "&&"), self._form[key].focus)


_WORDS = {
    Severity.STOP: ("Fehler", "Fehler"),
    Severity.HINT: ("Prüfhinweis", "Prüfhinweise"),
    Severity.NOTE: ("Hinweis", "Hinweise"),
}


def _counts(findings: Sequence[Finding]) -> str:
    """«2 Fehler, 1 Prüfhinweis»."""
    parts = []
    for severity, words in _WORDS.items():
        number = sum(finding.severity is severity for finding in findings)
        if number:
            parts.append(german.plural(number, *words))
    return ", ".join(parts)
