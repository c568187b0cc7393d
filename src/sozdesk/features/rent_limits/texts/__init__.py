"""What a person reads about the Mietzinsgrenzwerte: words, sentences, questions."""

from __future__ import annotations

from sozdesk.features.rent_limits.texts.maps import (
    CHANGE_CLASSES,
    class_words,
    proposed_from,
)
from sozdesk.features.rent_limits.texts.phrases import (
    about_as_before,
    before,
    beside_smaller,
    comparison,
    difference,
    index_figure,
    share,
    span,
)
from sozdesk.features.rent_limits.texts.published import SELF_DECLARED
from sozdesk.features.rent_limits.texts.queries import query_draft, question
from sozdesk.features.rent_limits.texts.sentences import sentence
from sozdesk.features.rent_limits.texts.standing import ROUND_STEPS, progress_sentence, symbol
from sozdesk.features.rent_limits.texts.words import (
    field_label,
    for_category,
    household,
    limit_words,
    word,
)

__all__ = [
    "CHANGE_CLASSES",
    "ROUND_STEPS",
    "SELF_DECLARED",
    "about_as_before",
    "before",
    "beside_smaller",
    "class_words",
    "comparison",
    "difference",
    "field_label",
    "for_category",
    "household",
    "index_figure",
    "limit_words",
    "progress_sentence",
    "proposed_from",
    "query_draft",
    "question",
    "sentence",
    "share",
    "span",
    "symbol",
    "word",
]
