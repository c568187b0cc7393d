"""Reports on the offerings: rows become neutral documents."""

from sozdesk.features.offerings.reports.decision import (
    decision_report,
    letter_files,
    letter_lines,
    write_letter,
)
from sozdesk.features.offerings.reports.monitoring import (
    WRITERS,
    Progress,
    monitoring_charts,
    monitoring_files,
    monitoring_report,
)
from sozdesk.features.offerings.reports.platform_list import (
    platform_files,
)

__all__ = [
    "WRITERS",
    "Progress",
    "decision_report",
    "letter_files",
    "letter_lines",
    "monitoring_charts",
    "monitoring_files",
    "monitoring_report",
    "platform_files",
    "write_letter",
]
