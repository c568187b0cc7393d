"""What is known about the Mietzinsgrenzwerte; frozen rows."""

from sozdesk.features.rent_limits.queries.checking import municipality_facts, preview
from sozdesk.features.rent_limits.queries.declarations import (
    declaration,
    recorded,
    recorded_by_municipality,
    revisions,
    revisions_of_year,
)
from sozdesk.features.rent_limits.queries.figures import (
    YearFigures,
    is_overdue,
    standing,
    standings,
    year_figures,
)
from sozdesk.features.rent_limits.queries.forms import form_requests
from sozdesk.features.rent_limits.queries.rounds import opened_round, round_of, rounds
from sozdesk.features.rent_limits.queries.settings import (
    index_values,
    threshold_rows,
    thresholds,
)
from sozdesk.features.rent_limits.queries.tracking import overview, return_tracking, tally

__all__ = [
    "YearFigures",
    "declaration",
    "form_requests",
    "index_values",
    "is_overdue",
    "municipality_facts",
    "opened_round",
    "overview",
    "preview",
    "recorded",
    "recorded_by_municipality",
    "return_tracking",
    "revisions",
    "revisions_of_year",
    "round_of",
    "rounds",
    "standing",
    "standings",
    "tally",
    "threshold_rows",
    "thresholds",
    "year_figures",
]
