"""Which measures nobody has said anything about for long."""

from __future__ import annotations

from datetime import date

from sozdesk.features.strategy.terms import MeasureRow

SILENT_AFTER = 365
"""Days without an entry; the report looks at every measure once a year."""


def is_silent(row: MeasureRow, as_of: date) -> bool:
    """Whether the last entry of a measure that is not done is over a year old.

    One without any entry is new here, not silent: when it came in is not known.
    """
    if row.status is None or row.done:
        return False
    return (as_of - row.status.as_of).days > SILENT_AFTER
