"""How values stand in the Verlauf: JSON in which every value keeps its type.

Text, whole numbers, yes/no and nothing stand as they are; the rest as ``{"date": "2027-01-01"}``. So a
row can be put back without asking which type its column has today.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from types import NoneType
from uuid import UUID

_READERS: dict[str, Callable[[str], object]] = {
    "uuid": UUID,
    "date": date.fromisoformat,
    "instant": datetime.fromisoformat,
    "bytes": base64.b64decode,
}

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def to_json(values: Mapping[str, tuple[object, object]]) -> str:
    """``{column: (old, new)}`` as canonical JSON; TypeError for a type that tables do not hold."""
    pairs = {
        column: [
            old if type(old) in _AS_THEY_ARE else _plain(old),
            new if type(new) in _AS_THEY_ARE else _plain(new),
        ]
        for column, (old, new) in values.items()
    }
    return _ENCODER.encode(pairs)


def from_json(payload: str) -> dict[str, tuple[object, object]]:
    """The way back from :func:`to_json`."""
    return {
        column: (_typed(old), _typed(new)) for column, (old, new) in json.loads(payload).items()
    }


_AS_THEY_ARE = frozenset({NoneType, bool, int, str})
"""Most values of a row."""


def _plain(value: object) -> object:
    match value:
        case None | bool() | int() | str():
            return value
        case UUID():
            return {"uuid": str(value)}
        case datetime():  # before date: every datetime is one
            return {"instant": value.astimezone(UTC).isoformat(timespec="microseconds")}
        case date():
            return {"date": value.isoformat()}
        case bytes():
            return {"bytes": base64.b64encode(value).decode("ascii")}
        case dict() | list():
            return {"json": value}
    raise TypeError(f"the journal cannot hold a {type(value).__name__}")


def _typed(value: object) -> object:
    if not isinstance(value, dict):
        return value
    ((kind, content),) = value.items()
    return content if kind == "json" else _READERS[kind](content)
