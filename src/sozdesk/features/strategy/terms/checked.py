"""What the check of the report's texts found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sozdesk.kernel.findings import Finding


class TextCode(StrEnum):
    """Why a place in a text is pointed at."""

    UNKNOWN_FIELD = "unknown_field"
    """A bound figure that nobody knows or a lone brace; keeps a report from being frozen."""
    COUNT = "count_differs"
    TYPED_COUNT = "typed_count"
    """A typed number that is right today; only a note."""
    UNKNOWN_MEASURE = "unknown_measure"
    OTHER_MEASURE = "other_measure"
    TITLE = "measure_title"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFinding:
    """One place of a text; ``start`` and ``end`` count its characters."""

    finding: Finding
    sentence: str
    """Without odd spaces."""
    excerpt: str
    """The sentence with ‹› around the words; with place and code it says what was dismissed."""
    start: int
    end: int
    replacement: str
    """What would be right there, empty if the check does not know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextHintRow:
    """A finding in a text of the report, and whether somebody said that it is no error."""

    place: str
    """Chapter key, or number of the measure and day of its entry."""
    place_words: str
    """«2.3 Stand per 31.12.2024»."""
    found: TextFinding
    dismissed: bool
    reason: str
    """Why it was dismissed, if somebody said so."""
