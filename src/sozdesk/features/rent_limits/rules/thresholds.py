"""The limits of the Prüfhinweise are dated settings: which ones hold on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from typing import Protocol

from sozdesk.features.rent_limits.terms import Thresholds
from sozdesk.kernel import dated


class ThresholdValue(dated.Dated, Protocol):
    """One dated setting; ``key`` is the name of a field of ``Thresholds``."""

    @property
    def key(self) -> str:
        """Name of the field of ``Thresholds``."""

    @property
    def value(self) -> int:
        """In the unit of that field."""


def thresholds_on(day: date, rows: Iterable[ThresholdValue]) -> Thresholds:
    """The limits on ``day``; the built-in value where no row holds, unknown keys are left out."""
    by_key: dict[str, list[ThresholdValue]] = {setting.name: [] for setting in fields(Thresholds)}
    for row in rows:
        if row.key in by_key:
            by_key[row.key].append(row)
    holding = {key: dated.on(day, candidates) for key, candidates in by_key.items()}
    return Thresholds(**{key: row.value for key, row in holding.items() if row is not None})
