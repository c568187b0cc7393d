"""Values of a form as JSON, and back."""

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


def _value(key: str, value: Any) -> Any:
    if isinstance(value, dict):
        return date.fromisoformat(value[_DAY])
    return _ENUMS[key](value) if key in _ENUMS and value else value
