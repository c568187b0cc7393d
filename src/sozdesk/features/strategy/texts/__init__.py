"""German words and sentences of the strategy."""

from sozdesk.features.strategy.texts.sentences import (
    CANTONAL_ONLY,
    COLUMNS,
    added,
    changed,
    outdated,
    removed,
)
from sozdesk.features.strategy.texts.words import (
    DONE,
    INCOMING,
    INFERRED,
    NOT_RECORDED,
    POVERTY_STRATEGY,
    measure_label,
    period_state,
    priority,
    state_words,
    word,
)

__all__ = [
    "CANTONAL_ONLY",
    "COLUMNS",
    "DONE",
    "INCOMING",
    "INFERRED",
    "NOT_RECORDED",
    "POVERTY_STRATEGY",
    "added",
    "changed",
    "measure_label",
    "outdated",
    "period_state",
    "priority",
    "removed",
    "state_words",
    "word",
]
