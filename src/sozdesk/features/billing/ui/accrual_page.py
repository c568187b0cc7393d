"""«Abgrenzung per 31.12.» of the KSA: received and not paid, and what is expected."""

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
    return AccrualPage(desk, navigator, "Abgrenzung per 31.12.")


class AccrualPage(FiguresPage):
    """What the canton owes at the end of a year."""

    def content(self, archive: Archive, year: int) -> Any:
        """Every municipality that billed."""
        return archive.query(queries.accruals, year)

    def report(self, data: Loaded) -> Report:
        """One table."""
        return reports.accrual_report(data.year, data.content, data.imprint)
