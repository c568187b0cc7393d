"""Numbers that count within a year."""

from __future__ import annotations

from collections.abc import Iterable


def next_number(year: int, numbers: Iterable[str]) -> str:
    """«2027-014»: one more than the highest of the year, so that none is left out."""
    head = f"{year}-"
    tails = [number.removeprefix(head) for number in numbers if number.startswith(head)]
    highest = max((int(tail) for tail in tails if tail.isdecimal()), default=0)
    return f"{head}{highest + 1:03}"
