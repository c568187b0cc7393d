"""Rules of the Mietzinsgrenzwerte: pure answers; day and settings come in as parameters."""

from __future__ import annotations

from sozdesk.features.rent_limits.rules.bases import (
    comparable,
    converted,
    in_interval,
    net_amounts,
    pairs,
    yearly,
    yearly_net_with_ancillary,
)
from sozdesk.features.rent_limits.rules.checks import check_declaration, check_round
from sozdesk.features.rent_limits.rules.index_move import DEFAULT_SERIES
from sozdesk.features.rent_limits.rules.letters import (
    answers_for_all,
    deadlines,
    grouped,
    missing_fields,
    names_a_person,
    next_reminder,
    waits,
)
from sozdesk.features.rent_limits.rules.map_classes import (
    CHANGE_LIMITS,
    LEAST_VALUES,
    MOST_LIMITS,
    class_of,
    may_be_limits,
    proposed_limits,
)
from sozdesk.features.rent_limits.rules.map_values import (
    map_change,
    map_value,
    monthly_amounts,
    of_household,
)
from sozdesk.features.rent_limits.rules.publishing import (
    amendments,
    for_audience,
    may_publish,
    with_reasons,
)
from sozdesk.features.rent_limits.rules.recording import (
    EarlierReturn,
    change_from,
    days_left,
    late,
    may_keep,
    may_record,
    open_hints,
    overdue_days,
    recorded_state,
    repeated,
    same_content,
    same_limits,
    says_its_limits,
    with_cells,
)
from sozdesk.features.rent_limits.rules.thresholds import thresholds_on

__all__ = [
    "CHANGE_LIMITS",
    "DEFAULT_SERIES",
    "LEAST_VALUES",
    "MOST_LIMITS",
    "EarlierReturn",
    "amendments",
    "answers_for_all",
    "change_from",
    "check_declaration",
    "check_round",
    "class_of",
    "comparable",
    "converted",
    "days_left",
    "deadlines",
    "for_audience",
    "grouped",
    "in_interval",
    "late",
    "map_change",
    "map_value",
    "may_be_limits",
    "may_keep",
    "may_publish",
    "may_record",
    "missing_fields",
    "monthly_amounts",
    "names_a_person",
    "net_amounts",
    "next_reminder",
    "of_household",
    "open_hints",
    "overdue_days",
    "pairs",
    "proposed_limits",
    "recorded_state",
    "repeated",
    "same_content",
    "same_limits",
    "says_its_limits",
    "thresholds_on",
    "waits",
    "with_cells",
    "with_reasons",
    "yearly",
    "yearly_net_with_ancillary",
]
