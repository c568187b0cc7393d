"""Which measures nobody has said anything about for long."""

from __future__ import annotations

from datetime import date

from sozdesk.features.strategy.terms import MeasureRow

SILENT_AFTER = 365
"""Days without an entry; the report looks at every measure once a year."""


def is_silent(row: MeasureRow, begins: date, as_of: date) -> bool:
    """Whether a measure that is not done has no entry for a year; ``begins`` opens its period."""
    since = row.status.as_of if row.status else begins
    return not row.done and (as_of - since).days > SILENT_AFTER
