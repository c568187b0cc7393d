"""Documents of the cases."""

from sozdesk.features.cases.reports.ruling import (
    agenda_report,
    applications_report,
    ruling_docx,
    ruling_files,
    ruling_lines,
    write_meeting,
)

__all__ = [
    "agenda_report",
    "applications_report",
    "ruling_docx",
    "ruling_files",
    "ruling_lines",
    "write_meeting",
]
