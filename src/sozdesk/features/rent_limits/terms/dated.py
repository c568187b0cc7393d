"""Settings that are dated data, and what the checks need to know besides the declarations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Limits of the Prüfhinweise, as they hold on one day. Shares in hundredths of a percent."""

    step_min: int = 500
    step_max: int = 4500
    change_max: int = 1500
    month_min: int = 30_000
    """Rappen: below this a monthly limit is suspicious."""
    month_max: int = 500_000
    ancillary_min: int = 500
    ancillary_max: int = 3500
    index_move_max: int = 300
    unchanged_years: int = 2
    outlier_score: int = 350
    """Modified z-score × 100."""
    outlier_min_count: int = 8
    adverts_below_min: int = 10
    """Fewer adverts below the limit than this are «few»."""
    offers_min: int = 20
    """With fewer offers than this a quantile of them says too little."""
    neighbours_min: int = 3
    """With fewer municipalities than this the median of a household size says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdRow:
    """One field of :class:`Thresholds` from a day on; see there for what the value counts."""

    key: str
    """Name of the field."""
    valid_from: date
    ended_on: date | None = None
    value: int
    unit: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class IndexValue:
    """One value of an index series; ``value`` in thousandths (104.0 → 104000)."""

    series: str
    day: date
    value: int
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MunicipalityFacts:
    """What the checks need to know about a municipality besides its declarations."""

    bfs_number: int
    name: str
    district: str
    service: str | None = None
    """Id or name of the Sozialdienst it belongs to on the reference date."""
    rent_subsidy_rules_on: date | None = None
    """«MBG-Reglement genehmigt am»."""
