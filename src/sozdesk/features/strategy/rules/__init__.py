"""Pure rules of the strategy: what is counted, and what may be recorded."""

from sozdesk.features.strategy.rules.attention import is_silent
from sozdesk.features.strategy.rules.carrying import reconciled
from sozdesk.features.strategy.rules.comparing import compare, shortened, word_changes
from sozdesk.features.strategy.rules.counting import Tally, by_field, by_priority, tally
from sozdesk.features.strategy.rules.figures import (
    FIELD,
    FigureField,
    figure_fields,
    figures,
    filled,
)
from sozdesk.features.strategy.rules.importing import plan, says_other_state, values_of
from sozdesk.features.strategy.rules.periods import (
    period_code,
    period_findings,
    removal_findings,
    years_findings,
)
from sozdesk.features.strategy.rules.recording import (
    Findings,
    carry_over_findings,
    first_day,
    measure_findings,
    position_of,
    reference_findings,
    relation_findings,
    status_findings,
    task_findings,
)
from sozdesk.features.strategy.rules.report_json import digest, report_json, snapshot_of
from sozdesk.features.strategy.rules.reporting import (
    as_frozen,
    as_written,
    day_findings,
    freeze_findings,
    paragraphs,
    stage_findings,
)
from sozdesk.features.strategy.rules.text_check import chapter_check, progress_check

__all__ = [
    "FIELD",
    "FigureField",
    "Findings",
    "Tally",
    "as_frozen",
    "as_written",
    "by_field",
    "by_priority",
    "carry_over_findings",
    "chapter_check",
    "compare",
    "day_findings",
    "digest",
    "figure_fields",
    "figures",
    "filled",
    "first_day",
    "freeze_findings",
    "is_silent",
    "measure_findings",
    "paragraphs",
    "period_code",
    "period_findings",
    "plan",
    "position_of",
    "progress_check",
    "reconciled",
    "reference_findings",
    "relation_findings",
    "removal_findings",
    "report_json",
    "says_other_state",
    "shortened",
    "snapshot_of",
    "stage_findings",
    "status_findings",
    "tally",
    "task_findings",
    "values_of",
    "word_changes",
    "years_findings",
]
