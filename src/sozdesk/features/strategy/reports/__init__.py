"""The report on a period, for every writer."""

from sozdesk.features.strategy.reports.counts import report_charts
from sozdesk.features.strategy.reports.document import measures_report

__all__ = ["measures_report", "report_charts"]
