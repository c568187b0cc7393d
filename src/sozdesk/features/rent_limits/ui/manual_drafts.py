"""What stands in a form, as JSON for a draft, and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sozdesk.features.rent_limits.terms import (
    AncillaryMode,
    DecisionBody,
    Interval,
    Method,
    ReceivedVia,
    RentKind,
)
from sozdesk.features.rent_limits.ui.import_cases import Choices

_ENUMS = {
    "rent_kind": RentKind,
    "interval": Interval,
    "decision_body": DecisionBody,
    "method": Method,
    "ancillary_mode": AncillaryMode,
    "via": ReceivedVia,
}
_DAY = "day"


def to_json(values: Mapping[str, Any]) -> dict[str, Any]:
    """Days become ``{"day": "2026-11-24"}``; everything else is JSON already."""
    return {
        key: {_DAY: value.isoformat()} if isinstance(value, date) else value
        for key, value in values.items()
    }


def from_json(stored: Mapping[str, Any]) -> dict[str, Any]:
    """The way back from :func:`to_json`."""
    return {key: _value(key, value) for key, value in stored.items()}


def choices_to_json(choices: Choices) -> dict[str, Any]:
    """The decisions about the hints of one return."""
    return {
        "reasons": dict(choices.reasons),
        "asked": sorted(choices.asked),
        "query_text": choices.query_text,
    }


def choices_from_json(stored: Mapping[str, Any]) -> Choices:
    """The way back from :func:`choices_to_json`."""
    return Choices(
        reasons=dict(stored["reasons"]),
        asked=frozenset(stored["asked"]),
        query_text=stored["query_text"],
    )


def _value(key: str, value: Any) -> Any:
    if isinstance(value, dict):
        return date.fromisoformat(value[_DAY])
    return _ENUMS[key](value) if key in _ENUMS and value else value
