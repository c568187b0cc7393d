"""The choices of the field: categories, kinds of rent, methods, states. One enum per question."""

from __future__ import annotations

from enum import StrEnum

TOPIC = "rent_limits"
"""Pages that show rent limits reload when a use case says it changed this."""


class Category(StrEnum):
    """What one amount is for."""

    P1 = "p1"
    P2 = "p2"
    P3 = "p3"
    P4 = "p4"
    P5 = "p5"
    FURTHER = "further"
    """Jede weitere Person."""
    YOUNG_ADULT = "young_adult"
    """18- bis 25-Jährige."""
    SHARED = "shared"
    """Wohngemeinschaft or single room."""
    EMERGENCY = "emergency"
    """Notwohnung."""


SIZES = (Category.P1, Category.P2, Category.P3, Category.P4, Category.P5)
"""Household sizes 1 to 5."""
MAIN_CATEGORIES = (*SIZES, Category.FURTHER)
"""What everyone answers."""
OPTIONAL_CATEGORIES = (Category.YOUNG_ADULT, Category.SHARED, Category.EMERGENCY)


class RentKind(StrEnum):
    """Net (without Nebenkosten) or gross."""

    NET = "net"
    GROSS = "gross"


class Interval(StrEnum):
    """Per month or per year."""

    MONTH = "month"
    YEAR = "year"


class Around(StrEnum):
    """Whose limits a municipality compares its own with."""

    BOTH = "both"
    DISTRICT = "district"
    NEIGHBOURS = "neighbours"


class Method(StrEnum):
    """On which basis the limits were found (domain facts B.4, measure 1.3)."""

    ADVERTS = "adverts"
    PERCENTILE = "percentile"
    OWN_CASES = "own_cases"
    INDEX = "index"
    EL_MAXIMA = "el_maxima"
    NEIGHBOURS = "neighbours"
    UNCHANGED = "unchanged"
    OTHER = "other"


class AncillaryMode(StrEnum):
    """How Nebenkosten are paid."""

    ON_ACCOUNT = "on_account"
    FLAT = "flat"
    EFFECTIVE = "effective"
    MAXIMUM = "maximum"


class DecisionBody(StrEnum):
    """Who decided."""

    SOCIAL_AUTHORITY = "social_authority"
    MUNICIPAL_COUNCIL = "municipal_council"
    OTHER = "other"


class Block(StrEnum):
    """Optional blocks of sheet 2, switched on per Erhebung; all off by default."""

    YOUNG_ADULTS = "young_adults"
    SHARED = "shared"
    EMERGENCY = "emergency"
    ANCILLARY = "ancillary"
    INDEX = "index"
    ADVERTS = "adverts"
    ABOVE_LIMIT = "above_limit"


class ReturnState(StrEnum):
    """Where a municipality stands in the Erhebung."""

    DRAFT = "draft"
    """A declaration that a Sozialdienst works on; only in its own file."""
    OPEN = "open"
    REMINDED = "reminded"
    RECEIVED = "received"
    QUERIED = "queried"
    RECORDED = "recorded"
    CONFIRMED_UNCHANGED = "confirmed_unchanged"
    NO_LIMITS = "no_limits"


class Standing(StrEnum):
    """Where a municipality stands: its state, or overdue; in the order of the progress bar."""

    RECORDED = "recorded"
    CONFIRMED_UNCHANGED = "confirmed_unchanged"
    NO_LIMITS = "no_limits"
    RECEIVED = "received"
    QUERIED = "queried"
    OPEN = "open"
    REMINDED = "reminded"
    OVERDUE = "overdue"
    """Open or reminded, and the due date is past."""


RECORDED_STATES = frozenset(
    {ReturnState.RECORDED, ReturnState.CONFIRMED_UNCHANGED, ReturnState.NO_LIMITS}
)
"""The return counts: it stands in the overview and in next year's comparison."""
UNDECIDED_STATES = frozenset({ReturnState.RECEIVED, ReturnState.QUERIED})
"""The municipality answered, and nobody recorded it yet: missing in a publication."""


class ReceivedVia(StrEnum):
    """How a return reached the office."""

    EMAIL = "email"
    FILE = "file"
    LETTER = "letter"
    PHONE = "phone"
    OVERVIEW = "overview"
    """Read from the overview of an earlier year."""
    OWN = "own"
    """Declared here, by the Sozialdienst whose file this is."""


class Recognition(StrEnum):
    """How the municipality of a return was recognised; only ``NAME`` needs a confirmation."""

    HIDDEN_SHEET = "hidden_sheet"
    NUMBER = "number"
    NAME = "name"
    BY_HAND = "by_hand"


class LetterKind(StrEnum):
    """What the office writes to municipalities in the course of an Erhebung."""

    CALL = "call"
    """Aufruf."""
    FIRST_REMINDER = "first_reminder"
    SECOND_REMINDER = "second_reminder"
    RECEIPT = "receipt"
    """Empfangsbestätigung of a recorded return."""


REMINDERS = (LetterKind.FIRST_REMINDER, LetterKind.SECOND_REMINDER)
"""In their order."""


class Audience(StrEnum):
    """For whom the limits of a year are published; from the narrowest to the widest."""

    INTERNAL = "internal"
    """KSA-intern."""
    MUNICIPALITIES = "municipalities"
    PUBLIC = "public"
    """Öffentlichkeit: needs a decision that somebody took."""


class Amendment(StrEnum):
    """How a municipality differs from what was published for the same audience before."""

    CORRECTION = "correction"
    """Berichtigung: what was published was wrong."""
    SUPPLEMENT = "supplement"
    """Nachmeldung: it was missing."""
    WITHDRAWAL = "withdrawal"
    """It was published and is not recorded any more."""


def amount_field(category: Category) -> str:
    """Key of the form field that holds the amount of a category: ``amount_p4``."""
    return f"amount_{category}"


class EntryDecision(StrEnum):
    """What the office does with one return of an import."""

    RECORD = "record"
    """Erfassen; every Prüfhinweis needs a reason («zur Kenntnis genommen»)."""
    QUERY = "query"
    """Rückfrage stellen."""
    KEEP = "keep"
    """Als eingegangen ablegen and decide later."""


class RecordingResult(StrEnum):
    """What became of one return."""

    RECORDED = "recorded"
    SUPERSEDED = "superseded"
    """Recorded, and an earlier revision is no longer the newest."""
    IDENTICAL = "identical"
    """Says what is already there: nothing was changed."""
    RECEIVED = "received"
    QUERIED = "queried"


RECORDED_RESULTS = frozenset({RecordingResult.RECORDED, RecordingResult.SUPERSEDED})
"""The return was recorded just now."""
