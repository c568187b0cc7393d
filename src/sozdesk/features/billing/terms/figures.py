"""Frozen rows of the KSA's figures over many bills. Money is Rappen of the canton unless said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sozdesk.features.billing.terms.words import BillState


class Agreement(StrEnum):
    """How what was billed compares with what the provider reports."""

    MORE = "more"
    """More is billed than reported: something is claimed that nobody provided, or twice."""
    LESS = "less"
    EQUAL = "equal"
    NO_REPORT = "no_report"
    LATER = "later"
    """A difference found after the answer: of a bill, not of a provider."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """Bill lines of one municipality, category, regime and state, added up."""

    bfs_number: int
    category_code: str
    regime_code: str
    state: BillState
    lines: int
    claimed: int
    accepted: int
    """Of lines that are decided."""
    paid: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalsRow:
    """One category, municipality or regime, or the total."""

    name: str
    lines: int
    claimed: int
    open: int
    """Claimed and not answered yet."""
    accepted: int
    reduced: int
    """What the answers took away."""
    paid: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The same lines, added up three times; every one ends with the same total."""

    year: int
    first: date
    last: date
    categories: tuple[TotalsRow, ...]
    municipalities: tuple[TotalsRow, ...]
    regimes: tuple[TotalsRow, ...]
    periods: tuple[tuple[date, date], ...]
    """Of the bills of the year, to choose one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconcileRow:
    """One provider in one municipality and year: billed, reported, paid; or its later differences."""

    bfs_number: int
    municipality: str
    provider: str
    billed: int
    """Rappen of costs on the bills."""
    reported: int | None
    """Rappen that the provider invoiced to the municipality; None without a report."""
    claimed: int
    accepted: int
    paid: int
    agreement: Agreement

    @property
    def difference(self) -> int | None:
        """Billed less reported; None without a report."""
        return None if self.reported is None else self.billed - self.reported

    @property
    def unpaid(self) -> int:
        """What the canton accepted and has not paid."""
        return self.accepted - self.paid


@dataclass(frozen=True, slots=True, kw_only=True)
class BillSpan:
    """A bill as the Abgrenzung looks at it."""

    bfs_number: int
    first: date
    last: date
    state: BillState
    claimed: int
    accepted: int | None
    paid_on: date | None
    stands: bool
    """Neither cancelled nor a bill that cancels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccrualRow:
    """What the canton owes a municipality at the end of a year and has not paid."""

    bfs_number: int
    municipality: str
    unanswered: int
    """Claimed, not answered."""
    unpaid: int
    """Accepted, not paid."""
    months: int
    """Months of the year without a bill."""
    expected: int | None
    """Estimate for these months, 0 if there is none; None if there is no bill to estimate from."""
    per_month: int | None

    @property
    def total(self) -> int:
        """Everything together."""
        return self.unanswered + self.unpaid + (self.expected or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherValue:
    """Another amount for a value, or what is added to it in hundredths of a percent of itself."""

    amount: int
    relative: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """A changed rate (hundredths of a percent) or tariff (Rappen), of one regime or of all."""

    value_ids: tuple[UUID, ...]
    name: str
    """«Ansatz Basiskompetenzen, Sozialhilfe», «Ansatz Basiskompetenzen, alle Regimes»."""
    before: int | None
    """None: the regimes have different values."""
    after: OtherValue
    is_rate: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfRow:
    """What the canton pays as it is, and with the changed value."""

    name: str
    before: int
    after: int

    @property
    def difference(self) -> int:
        """What it costs more (or less, below zero)."""
        return self.after - self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfResult:
    """The received claims of a year, computed twice."""

    year: int
    change: WhatIf
    bills: int
    categories: tuple[WhatIfRow, ...]
    municipalities: tuple[WhatIfRow, ...]
    regimes: tuple[WhatIfRow, ...]
    unknown_lines: int = 0
    """Lines that are not computed: their offering is not in the catalogue of the KSA."""
    unknown_claimed: int = 0
    """Rappen of the canton that they claim; no row holds it."""


Names = Mapping[Any, str]
"""Code or number → the name that people read."""
