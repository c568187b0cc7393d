"""Categories that stand below others: what has no value of its own takes that of the one above."""

from __future__ import annotations

from collections.abc import Mapping


def lineage(code: str, parents: Mapping[str, str | None]) -> tuple[str, ...]:
    """A code and those above it, from below (``parents``: code → code above); a circle is walked once."""
    found: list[str] = []
    one: str | None = code
    while one is not None and one not in found:
        found.append(one)
        one = parents.get(one)
    return tuple(found)
