"""What a person reads about the Mietzinsgrenzwerte: words, sentences, questions."""

from __future__ import annotations

from sozdesk.features.rent_limits.texts.letters import (
    SHIPPED_LETTERS,
    SHIPPED_MAILS,
    ShippedLetter,
    due_sentence,
    written_line,
)
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
    method_words,
    share,
    span,
)
from sozdesk.features.rent_limits.texts.published import SELF_DECLARED
from sozdesk.features.rent_limits.texts.queries import query_draft, question
from sozdesk.features.rent_limits.texts.sentences import sentence
from sozdesk.features.rent_limits.texts.standing import (
    ROUND_STEPS,
    deadline_words,
    extended_words,
    progress_sentence,
    reminded_words,
    symbol,
)
from sozdesk.features.rent_limits.texts.template_flaws import (
    flaw_sentence,
    missing_sentence,
    refused_sentence,
)
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
    "SHIPPED_LETTERS",
    "SHIPPED_MAILS",
    "ShippedLetter",
    "about_as_before",
    "before",
    "beside_smaller",
    "class_words",
    "comparison",
    "deadline_words",
    "difference",
    "due_sentence",
    "extended_words",
    "field_label",
    "flaw_sentence",
    "for_category",
    "household",
    "index_figure",
    "limit_words",
    "method_words",
    "missing_sentence",
    "progress_sentence",
    "proposed_from",
    "query_draft",
    "question",
    "refused_sentence",
    "reminded_words",
    "sentence",
    "share",
    "span",
    "symbol",
    "word",
    "written_line",
]
