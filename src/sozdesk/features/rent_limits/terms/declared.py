"""What a municipality declares. Amounts are Rappen exactly as declared; nothing here converts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sozdesk.features.rent_limits.terms.words import (
    AncillaryMode,
    Category,
    DecisionBody,
    Interval,
    Method,
    RentKind,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The Beschluss behind the limits."""

    decided_on: date | None = None
    body: DecisionBody | None = None
    number: str = ""
    pending: bool = False
    """Ausstehend."""
    meeting_on: date | None = None
    """Sitzung vom …, only if pending."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Who at the municipality can be asked."""

    name: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extras:
    """Answers to the optional blocks of sheet 2."""

    ancillary_mode: AncillaryMode | None = None
    ancillary_amounts: Mapping[Category, int] = field(default_factory=dict)
    """Nebenkosten per household size, Rappen, in the interval of the declaration."""
    counter_amounts: Mapping[Category, int] = field(default_factory=dict)
    """The same limits on the other basis (gross if declared net), if the municipality states them."""
    heating_included: bool | None = None
    index_name: str = ""
    index_base: int | None = None
    """Index value of the last adjustment, thousandths."""
    index_date: date | None = None
    adverts_count: int | None = None
    adverts_below: int | None = None
    """How many of these adverts lie at or below the limit."""
    adverts_period: str = ""
    adverts_source: str = ""
    households_above: str = ""
    """``none``, ``1-4`` or the number from 5 as digits; empty = not stated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """What one municipality declares for one year. Two equal declarations are «identisch»."""

    bfs_number: int
    year: int
    """Year of validity."""
    amounts: Mapping[Category, int] = field(default_factory=dict)
    """Rappen as declared."""
    rent_kind: RentKind | None = None
    interval: Interval | None = None
    valid_from: date | None = None
    decision: Decision = field(default_factory=Decision)
    method: Method | None = None
    method_text: str = ""
    unchanged: bool = False
    last_reviewed_on: date | None = None
    no_limits_reason: str | None = None
    """«keine Grenzwerte festgelegt, weil …»; None if limits are declared."""
    contact: Contact = field(default_factory=Contact)
    remark: str = ""
    extras: Extras = field(default_factory=Extras)


# ------------------------------------------------------------------ from year to year

OF_ONE_YEAR = frozenset(
    {
        "decision_pending",
        "meeting_on",
        "remark",
        "adverts_count",
        "adverts_below",
        "adverts_period",
        "households_above",
    }
)
"""Fields of the form that say how it was then: not even «unverändert» takes them over."""
ASKED_ANEW = OF_ONE_YEAR | {
    "valid_from",
    "decided_on",
    "decision_number",
    "unchanged",
    "last_reviewed_on",
    "no_limits_reason",
    "method",
    "method_text",
}
"""Fields whose answer of last year stands in no new form until somebody writes or confirms it."""
