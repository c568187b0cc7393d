"""The report on a period: what it says, for every writer, and its files."""

from sozdesk.features.strategy.reports.comparison import comparison_report
from sozdesk.features.strategy.reports.counts import report_charts, summary
from sozdesk.features.strategy.reports.document import measures_report
from sozdesk.features.strategy.reports.written import (
    WRITERS,
    Progress,
    figure_files,
    report_files,
)

__all__ = [
    "WRITERS",
    "Progress",
    "comparison_report",
    "figure_files",
    "measures_report",
    "report_charts",
    "report_files",
    "summary",
]
