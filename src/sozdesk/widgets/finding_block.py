"""One finding in a detail: what, where, why, one line of comparison, then what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from sozdesk.kernel.findings import Finding, Severity
from sozdesk.widgets import labels, layouts, states

_WORDS = {
    Severity.STOP: "Fehler",
    Severity.HINT: "Prüfhinweis",
    Severity.NOTE: "Hinweis",
}


class FindingBlock(QWidget):
    """Symbol, «**Prüfhinweis** Zelle C15, 4 Personen», sentence, detail, controls below each other.

    ``place`` = where, in words («4 Personen»); the cell is added by itself. ``line=False`` leaves
    out the line under the last block.
    """

    def __init__(
        self, finding: Finding, *controls: QWidget, place: str = "", line: bool = True
    ) -> None:
        super().__init__()
        self.finding = finding
        state = states.of_severity(finding.severity)
        cell = finding.cell.rpartition("!")[2]
        where = ", ".join(filter(None, (f"Zelle {cell}" if cell else "", place)))
        word = labels.text(_WORDS[finding.severity], "label", states.tone_of(state), wrap=False)
        head = layouts.row(word, labels.secondary(where))
        head.setStretch(1, 1)
        words = layouts.column(head, labels.body(finding.message), spacing=3)
        if finding.detail:
            words.addWidget(labels.secondary(finding.detail))
        for control in controls:
            words.addSpacing(4)
            words.addWidget(control)
        block = layouts.row(spacing=10)
        block.addWidget(states.Symbol(state), 0, Qt.AlignmentFlag.AlignTop)
        layouts.nest(block, words, 1)
        whole = layouts.column(block, spacing=10, margins=(0, 4, 0, 0))
        if line:
            whole.addWidget(layouts.line())
        self.setLayout(whole)
        self.setAccessibleName(f"{_WORDS[finding.severity]} {where}: {finding.message}")
