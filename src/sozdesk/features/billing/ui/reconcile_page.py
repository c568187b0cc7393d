"""«Abgleich»: municipalities' bills ↔ providers' yearly reports ↔ the canton's payments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from sozdesk.documents.report import Report
from sozdesk.features.billing.queries import year_figures as queries
from sozdesk.features.billing.reports import figures as reports
from sozdesk.features.billing.ui.figures_page import FiguresPage, Loaded
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive


def build(desk: Desk, navigator: Navigator) -> QWidget:
    """The page."""
    return ReconcilePage(desk, navigator, "Abgleich ")


class ReconcilePage(FiguresPage):
    """Differences first."""

    def content(self, archive: Archive, year: int) -> Any:
        """Every pair of municipality and provider."""
        return archive.query(queries.reconciliation, year)

    def report(self, data: Loaded) -> Report:
        """One table."""
        return reports.reconcile_report(data.year, data.content, data.imprint)
