"""Reports on the offerings: rows become neutral documents."""

from sozdesk.features.offerings.reports.monitoring import (
    WRITERS,
    Progress,
    monitoring_charts,
    monitoring_files,
    monitoring_report,
)

__all__ = [
    "WRITERS",
    "Progress",
    "monitoring_charts",
    "monitoring_files",
    "monitoring_report",
]
