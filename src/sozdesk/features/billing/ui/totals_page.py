"""«Kantonsanteile»: by category, municipality, regime."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from sozdesk.documents.report import Report
from sozdesk.features.billing.queries import year_figures as queries
from sozdesk.features.billing.reports import figures as reports
from sozdesk.features.billing.texts.bills import period_words
from sozdesk.features.billing.ui.figures_page import FiguresPage, Loaded
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets.inputs import Choice

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

_WHOLE = "ganzes Jahr"


def build(desk: Desk, navigator: Navigator) -> QWidget:
    """The page."""
    return TotalsPage(desk, navigator)


class TotalsPage(FiguresPage):
    """A year, or one of its periods."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        self._span: tuple[date, date] | None = None
        super().__init__(desk, navigator, "Kantonsanteile ")

    def more_tools(self) -> tuple[QWidget, ...]:
        """The periods of the year."""
        self.periods = Choice((), empty=_WHOLE)
        self.periods.setAccessibleName("Zeitraum")
        self.periods.changed.connect(self._on_period)
        return (self.periods,)

    def content(self, archive: Archive, year: int) -> Any:
        """The totals of the year or of the chosen period."""
        span = self._span if self._span and self._span[1].year == year else None
        return archive.query(queries.totals, year, *(span or ()))

    def report(self, data: Loaded) -> Report:
        """Three tables."""
        return reports.totals_report(data.content, data.imprint)

    def filled(self, data: Loaded) -> None:
        """The periods of this year."""
        spans = [(one, period_words(*one)) for one in data.content.periods]
        self.periods.set_choices([(None, _WHOLE), *spans])
        self.periods.set_value(self._span if self._span in data.content.periods else None)

    def _on_period(self) -> None:
        if not self._filling:
            self._span = self.periods.value()
            self.reload()
