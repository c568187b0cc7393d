"""Frozen rows of the computation, the same on both sides. Money is Rappen, spans include both ends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol
from uuid import UUID

from sozdesk.features.offerings.terms import PriceUnit, RegimeRateRow, TariffRow


class Segment(NamedTuple):
    """Days on which a person belongs to a regime and a municipality."""

    first: date
    last: date
    regime_code: str
    bfs_number: int


class Block(NamedTuple):
    """Days that cannot be billed, and the German sentence that says why, with its source."""

    first: date
    last: date
    reason: str
    """Empty: the days are passed over without a word, as they were dealt with earlier."""


class Cost(NamedTuple):
    """A line of a provider's invoice; a credit note has a negative amount."""

    invoice_line_id: UUID
    first: date
    last: date
    """Service period, both ends inclusive."""
    amount: int
    """Rappen, MWST included."""
    price_unit: PriceUnit
    """Of the price agreed for it."""
    units: int | None = None
    """Hundredths of the tariff's unit that were attended in the service period; a credit note takes some back."""
    possible: int | None = None
    """Hundredths of the units that could have been attended."""
    period_possible: int | None = None
    """Hundredths of the units that a whole month can hold, as agreed; goes before ``possible``."""
    blocks: tuple[Block, ...] = ()
    """Days of this line of an invoice that are not billed, others of the same days may be."""
    hints: tuple[Block, ...] = ()
    """What is to be said of days that are billed all the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deduction:
    """What a third party (IV, ALV, Stipendien, parents) pays for these days."""

    first: date
    last: date
    amount: int
    payer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedDays:
    """Days of an earlier bill line that came from one line of an invoice."""

    first: date
    last: date
    amount: int
    price_unit: PriceUnit
    units: int | None = None
    possible: int | None = None
    period_possible: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """What earlier bills hold of a tariff period, regime, municipality and rate."""

    tariff_id: UUID
    month: date | None
    """First day of the month; None for a tariff per course or flat."""
    regime_code: str
    bfs_number: int
    rate: int
    third_party: int
    eligible: int
    canton: int
    days: tuple[ClaimedDays, ...]
    complete: bool = True
    """Its invoices are all known here: without them the period cannot stand again."""
    reduced: bool = False
    """The KSA accepted less than was claimed: ``eligible`` and ``canton`` are what it accepted."""
    resumed: bool = False
    """A refused difference that is claimed again: it holds nothing, and its period stands again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation:
    """One person in one offering: everything that a computation needs."""

    category_code: str
    segments: tuple[Segment, ...]
    costs: tuple[Cost, ...]
    deductions: tuple[Deduction, ...] = ()
    blocks: tuple[Block, ...] = ()
    claimed: tuple[Claimed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of an explanation: what, how much, and where it comes from."""

    text: str
    amount: int | None
    source: str = ""


class CostPart(NamedTuple):
    """Days of a line of an invoice that a bill line holds, and the Rappen of these days."""

    invoice_line_id: UUID
    first: date
    last: date
    amount: int


class Explains(Protocol):
    """Tells how a line came about."""

    def steps(self) -> Iterable[Step]:
        """Made when it is asked for: most lines are never opened."""


class ComputedLine(NamedTuple):
    """What is claimed of some days; ``canton + municipality + third_party == cost`` always.

    Of a period that an earlier bill touched it is the difference to what that bill claimed: all
    figures may be negative, and ``eligible`` may exceed the new cost.
    """

    first: date
    last: date
    days: int
    month: date | None
    """First day of the tariff period; None for a tariff per course or flat."""
    regime_code: str
    bfs_number: int
    tariff: TariffRow
    rate: RegimeRateRow
    cost: int
    third_party: int
    eligible: int
    canton: int
    municipality: int
    parts: tuple[CostPart, ...]
    explanation: Explains

    @property
    def steps(self) -> tuple[Step, ...]:
        """The explanation, every step with its dated value and citation."""
        return tuple(self.explanation.steps())


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Days with a cost that are not billed, and every reason why."""

    first: date
    last: date
    cost: int
    reasons: tuple[str, ...]
    invoice_line_id: UUID
