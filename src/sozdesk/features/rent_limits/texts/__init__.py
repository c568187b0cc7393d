"""What a person reads about the Mietzinsgrenzwerte: words, sentences, questions."""

from __future__ import (
    annotations,
)

from sozdesk.features.rent_limits.texts.declared import (
    basis_words,
    contact_words,
    decision_words,
    extras_words,
    method_in_full,
    unchanged_words,
)
from sozdesk.features.rent_limits.texts.derived import (
    around_words,
    how_derived,
    index_stand,
    range_words,
    room_words,
    short_words,
    unsuited_words,
)
from sozdesk.features.rent_limits.texts.letters import (
    NO_WAY_BACK,
    SHIPPED_LETTERS,
    SHIPPED_MAILS,
    ShippedLetter,
    due_sentence,
    without_postal_line,
    written_line,
)
from sozdesk.features.rent_limits.texts.maps import (
    CHANGE_CLASSES,
    class_words,
    proposed_from,
)
from sozdesk.features.rent_limits.texts.own import (
    declared_word,
    for_municipality,
    left_out,
    mail_text,
    own_command,
    own_detail,
    own_state,
    own_symbol,
    own_title,
    own_verb,
    series_title,
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
from sozdesk.features.rent_limits.texts.published import (
    SELF_DECLARED,
)
from sozdesk.features.rent_limits.texts.queries import (
    query_draft,
    question,
)
from sozdesk.features.rent_limits.texts.sentences import (
    sentence,
)
from sozdesk.features.rent_limits.texts.standing import (
    ROUND_STEPS,
    deadline_words,
    extended_words,
    part_word,
    progress_sentence,
    reminded_words,
    symbol,
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
    "NO_WAY_BACK",
    "ROUND_STEPS",
    "SELF_DECLARED",
    "SHIPPED_LETTERS",
    "SHIPPED_MAILS",
    "ShippedLetter",
    "about_as_before",
    "annotations",
    "around_words",
    "basis_words",
    "before",
    "beside_smaller",
    "class_words",
    "comparison",
    "contact_words",
    "deadline_words",
    "decision_words",
    "declared_word",
    "difference",
    "due_sentence",
    "extended_words",
    "extras_words",
    "field_label",
    "for_category",
    "for_municipality",
    "household",
    "how_derived",
    "index_figure",
    "index_stand",
    "left_out",
    "limit_words",
    "mail_text",
    "method_in_full",
    "method_words",
    "own_command",
    "own_detail",
    "own_state",
    "own_symbol",
    "own_title",
    "own_verb",
    "part_word",
    "progress_sentence",
    "proposed_from",
    "query_draft",
    "question",
    "range_words",
    "reminded_words",
    "room_words",
    "sentence",
    "series_title",
    "share",
    "short_words",
    "span",
    "symbol",
    "unchanged_words",
    "unsuited_words",
    "without_postal_line",
    "word",
    "written_line",
]
