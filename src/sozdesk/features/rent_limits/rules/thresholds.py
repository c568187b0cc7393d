"""The limits of the Prüfhinweise are dated settings: which ones hold on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import date

from sozdesk.features.rent_limits.terms import ThresholdRow, Thresholds
from sozdesk.kernel import dated


def thresholds_on(day: date, rows: Iterable[ThresholdRow]) -> Thresholds:
    """The limits on ``day``; the built-in value where no row holds, unknown keys are left out."""
    by_key: dict[str, list[ThresholdRow]] = {setting.name: [] for setting in fields(Thresholds)}
    for row in rows:
        if row.key in by_key:
            by_key[row.key].append(row)
    holding = {key: dated.on(day, candidates) for key, candidates in by_key.items()}
    return Thresholds(**{key: row.value for key, row in holding.items() if row is not None})
