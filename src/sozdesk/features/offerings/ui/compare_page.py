"""Up to three offerings side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from sozdesk.features.offerings.terms import FoundOffering
from sozdesk.features.offerings.ui import search_facts
from sozdesk.features.offerings.ui.search_data import SearchData
from sozdesk.kernel import german
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import labels, layouts, theme
from sozdesk.widgets.page import Page

_TOP = Qt.AlignmentFlag.AlignTop
_LABEL = 132
_LEAST = 170
"""Width of an offering below which the page scrolls sideways."""


def build(
    desk: Desk,  # noqa: ARG001 - every page is built alike
    navigator: Navigator,
    data: SearchData,
    found: Sequence[FoundOffering],
) -> QWidget:
    """The sub-page with these offerings."""
    return ComparePage(navigator, data, found)


class ComparePage(Page):
    """One line per question, one column per offering; what differs stands in 600."""

    handbook_place = "angebote-suchen#vergleichen"

    def __init__(
        self, navigator: Navigator, data: SearchData, found: Sequence[FoundOffering]
    ) -> None:
        facts = f"Stand {german.day(data.day)}. Was sich unterscheidet, ist fett."
        super().__init__("Angebote vergleichen", facts, back=navigator.back)
        self.grid = QGridLayout()
        self.grid.setContentsMargins(*(theme.px(edge) for edge in (24, 12, 20, 20)))
        self.grid.setHorizontalSpacing(theme.px(20))
        self.grid.setVerticalSpacing(theme.px(8))
        self._fill(data, found)
        self.set_content(layouts.box(layouts.column(self.grid, None)), scroll=True)

    def _fill(self, data: SearchData, found: Sequence[FoundOffering]) -> None:
        for column, one in enumerate(found, start=1):
            self.grid.setColumnStretch(column, 1)
            self.grid.setColumnMinimumWidth(column, theme.px(_LEAST))
            self.grid.addWidget(labels.section(one.row.title), 0, column, _TOP)
            self.grid.addWidget(labels.secondary(one.row.provider_name), 1, column, _TOP)
            self.grid.addWidget(labels.secondary(one.why), 2, column, _TOP)
        self.grid.addWidget(self._label("Warum es passt"), 2, 0, _TOP)
        each = [search_facts.sections(data, one) for one in found]
        for number, section in enumerate(each[0] if each else []):
            self._section(section.title, [dict(sections[number].lines) for sections in each])

    @staticmethod
    def _label(words: str) -> QWidget:
        """Wraps: names of regimes are long."""
        made = labels.secondary(words)
        made.setFixedWidth(theme.px(_LABEL))
        return made

    def _section(self, title: str, columns: Sequence[dict[str, str]]) -> None:
        if title:
            line = self.grid.rowCount()
            head = labels.section(title)
            head.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            self.grid.addWidget(head, line, 0, 1, len(columns) + 1)
        for label in dict.fromkeys(label for values in columns for label in values):
            self._line(label, [values.get(label, "–") for values in columns])

    def _line(self, label: str, values: Sequence[str]) -> None:
        line = self.grid.rowCount()
        self.grid.addWidget(self._label(label), line, 0, _TOP)
        differs = len(set(values)) > 1
        for column, value in enumerate(values, start=1):
            shown = labels.text(value, "label" if differs else "body", selectable=True)
            self.grid.addWidget(shown, line, column, _TOP)
