"""The figures of the monitoring report on a year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryCount:
    """A category on 31 December of a year, or today where that is still to come."""

    year: int
    code: str
    offerings: int
    """Recognised on that day."""
    once: int
    """Recognised on some day up to then."""
    providers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryFigures:
    """What the yearly reports of a year say about a category; None = nobody said."""

    code: str
    name: str
    offerings: int
    """Offerings in the reports."""
    places: int | None
    utilisation: int | None
    """Hundredths of a percent, weighted with the places."""
    participants: int | None
    assignments: int | None
    amount: int | None
    """Rappen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MunicipalSum:
    """What all reports of a year say about one municipality."""

    bfs_number: int
    name: str
    assignments: int
    amount: int
    """Rappen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnevenReport:
    """A yearly report whose offerings and municipalities do not make the same."""

    provider: str
    assignments: tuple[int, int]
    """Of its offerings, of its municipalities."""
    amounts: tuple[int, int]
    """The same in Rappen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionCount:
    """Decisions of a year by what they did."""

    year: int
    granted: int
    with_conditions: int
    refused: int
    """Refused, need covered, or not entered."""
    revoked: int
    """Revoked or expired."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedCount:
    """A need that searches found no offering for."""

    criteria: str
    searches: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Monitoring:
    """Everything that the monitoring report on a year says."""

    year: int
    first_year: int
    """Of the comparison over time: five years at most, none before the first decision."""
    counted_on: date
    """The day of the last year's counts: 31 December, or today while the year runs."""
    categories: tuple[tuple[str, str], ...]
    """Code and name, in the order of the catalogue of the last day of the year."""
    counts: tuple[CategoryCount, ...]
    providers: tuple[tuple[int, int], ...]
    """Year → providers with a recognised offering on the day that counts."""
    figures: tuple[CategoryFigures, ...]
    municipal: tuple[MunicipalSum, ...]
    """All municipalities of the canton, in German order."""
    uneven: tuple[UnevenReport, ...]
    """Why figures by category and by municipality differ; by provider."""
    decisions: tuple[DecisionCount, ...]
    needs: tuple[NeedCount, ...]
    """Most searches first."""
    expected: int
    """Providers that owe a report on the year."""
    received: int
    """Of these, those whose report is recorded."""
    threshold: int | None
    """Counts of persons below this are not published; None: nobody entered it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonitoringImprint:
    """Who writes the report, and when."""

    now: datetime
    today: date
    office: str
    sample: bool
    public: bool
    """For everybody: small counts are left out."""
