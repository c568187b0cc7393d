"""One text of the report: typed on top, below it what stands out and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from sozdesk.features.strategy import rules
from sozdesk.features.strategy.terms import TextCode, TextFinding
from sozdesk.features.strategy.ui.figure_text import FigureText
from sozdesk.features.strategy.ui.texts_data import ReportText, TextsData
from sozdesk.kernel.findings import Severity
from sozdesk.widgets import buttons, labels, layouts
from sozdesk.widgets.finding_block import FindingBlock
from sozdesk.widgets.list_detail import detail_head

_WAIT = 400
"""Milliseconds after the last key until the text is checked."""
_LEAST, _MOST = 5, 14
"""Lines of the editor."""
_LETTERS = 80
"""About so many stand in a line."""
_READ_ONLY = (
    "Die Texte schreibt das Kantonale Sozialamt. In der Datei eines Sozialdienstes lassen sie sich "
    "nur lesen."
)
_HOW = "Zahlen in geschweiften Klammern zählt SozDesk selbst. Eine leere Zeile trennt zwei Absätze."
_REPAIR = {
    TextCode.COUNT: "Als Feld einsetzen",
    TextCode.TYPED_COUNT: "Als Feld einsetzen",
    TextCode.OTHER_MEASURE: "Massnahme {} einsetzen",
    TextCode.TITLE: "Richtigen Titel einsetzen",
}
Judge = Callable[[ReportText, TextFinding], object]


class TextDetail(QWidget):
    """The right half of the page."""

    typed = Signal(str)
    """The text as it is now."""
    checked = Signal()
    """What stands out was looked for anew."""

    def __init__(
        self, line: ReportText, text: str, data: TextsData, *, dismiss: Judge, take_up: Judge
    ) -> None:
        super().__init__()
        self.line, self._data = line, data
        self._dismiss, self._take_up = dismiss, take_up
        self.editor = FigureText(
            rules.figure_fields(data.view), lines=_room(text), read_only=not data.may_write
        )
        self.editor.area.setAccessibleName(f"Text: {line.title}")
        self.editor.set_value(text)
        self._findings = layouts.column(spacing=8)
        self._timer = QTimer(self, singleShot=True, interval=_WAIT)
        self._timer.timeout.connect(self.check_now)
        self.editor.changed.connect(self._on_changed)
        note = _READ_ONLY if data.service else _HOW
        self.setLayout(
            layouts.column(
                detail_head(line.title, line.place_words),
                labels.secondary(note),
                self.editor,
                self._findings,
                None,
                spacing=10,
                margins=(20, 14, 20, 20),
            )
        )
        self.check_now()

    def _on_changed(self) -> None:
        self._timer.start()
        self.typed.emit(self.editor.value())

    def show_data(self, data: TextsData) -> None:
        """Something else changed: other figures, other decisions."""
        self._data = data
        self.editor.set_fields(rules.figure_fields(data.view))
        self.check_now()

    # ------------------------------------------------------------------ what stands out

    def check_now(self) -> None:
        """Look at the text as it is typed."""
        self._timer.stop()
        layouts.empty(self._findings)
        if not self._data.may_write:
            return
        found = self.line.check(self.editor.area.toPlainText(), self._data.view)
        settled = [one for one in found if self._data.is_dismissed(self.line, one)]
        notes = [one for one in found if one.finding.severity is Severity.NOTE]
        hints = [one for one in found if one not in settled and one not in notes]
        self._show_group("Prüfhinweise", hints, self._controls)
        self._show_group("Zahlen, die Felder sein könnten", notes, self._controls)
        self._show_group("Als kein Fehler vermerkt", settled, self._settled_controls)
        self.checked.emit()

    def _show_group(
        self,
        title: str,
        found: list[TextFinding],
        controls: Callable[[TextFinding], list[QWidget]],
    ) -> None:
        if not found:
            return
        self._findings.addSpacing(6)
        self._findings.addWidget(labels.section(f"{title} ({len(found)})"))
        for one in found:
            offered = layouts.Flow(*controls(one), spacing=8)
            place = f"«{_short(one.sentence)}»"
            last = one is found[-1]
            block = FindingBlock(one.finding, offered, place=place, line=not last)
            self._findings.addWidget(block)

    def _controls(self, one: TextFinding) -> list[QWidget]:
        offered: list[QWidget] = []
        words = _REPAIR.get(TextCode(one.finding.code), "").format(one.replacement)
        if one.replacement and words:
            offered.append(buttons.button(words, partial(self._repair, one)))
        if one.finding.severity is Severity.HINT:
            offered.append(buttons.button("Kein Fehler …", partial(self._dismiss, self.line, one)))
        show = partial(self.editor.select, one.start, one.end)
        return [*offered, buttons.link("Im Text zeigen", show)]

    def _settled_controls(self, one: TextFinding) -> list[QWidget]:
        again = partial(self._take_up, self.line, one)
        return [buttons.link("Wieder als Prüfhinweis zeigen", again)]

    def _repair(self, one: TextFinding) -> None:
        self.editor.replace(one.start, one.end, one.replacement)
        self.check_now()


def _room(text: str) -> int:
    """Lines for a text and some more; a long one scrolls."""
    lines = sum(1 + len(line) // _LETTERS for line in text.splitlines())
    return max(_LEAST, min(lines + 2, _MOST))


def _short(sentence: str) -> str:
    """The beginning of a sentence, so that one knows which."""
    return sentence if len(sentence) <= 80 else f"{sentence[:78].rstrip()} …"
