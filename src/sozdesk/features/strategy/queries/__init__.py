"""What is asked about the strategy. Frozen rows come back, never records."""

from sozdesk.features.strategy.queries.details import details, details_of_number
from sozdesk.features.strategy.queries.periods import (
    chapters,
    default_day,
    default_period,
    names,
    next_period,
    period_of,
    periods,
    view,
)

__all__ = [
    "chapters",
    "default_day",
    "default_period",
    "details",
    "details_of_number",
    "names",
    "next_period",
    "period_of",
    "periods",
    "view",
]
