"""Small counts of persons are left out of what is published, so that nobody can be made out."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

_Key = TypeVar("_Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Published(Generic[_Key]):
    """Counts as they may be published: None stands for one that is left out."""

    counts: Mapping[_Key, int | None]
    total: int | None

    def shows(self, key: _Key) -> bool:
        """Whether the count of ``key`` may be read."""
        return self.counts[key] is not None


def publish_counts(counts: Mapping[_Key, int], threshold: int | None) -> Published[_Key]:
    """Leave out every count from 1 to below ``threshold``, and more until none can be worked out.

    The total stays, so a single count that is left out could be subtracted. Then the smallest of the
    others is left out too, with all that are alike: the first of two would tell which one is small.
    The same where the hidden sum is itself small, or allows only one solution (all 1, or all one
    below the threshold). If nothing is left to leave out, the total goes. A zero says that there was
    nobody and stays. Without a threshold nothing is published at all.
    """
    if threshold is None:
        return Published(dict.fromkeys(counts), None)
    hidden = [key for key, count in counts.items() if 0 < count < threshold]
    if not hidden:
        return Published(dict(counts), sum(counts.values()))
    while (shown := {one for key, one in counts.items() if one and key not in hidden}) and (
        _is_open([counts[key] for key in hidden], threshold)
    ):
        hidden += [key for key, one in counts.items() if one == min(shown)]
    total = None if _is_open([counts[key] for key in hidden], threshold) else sum(counts.values())
    kept = {key: None if key in hidden else count for key, count in counts.items()}
    return Published(kept, total)


def _is_open(hidden: list[int], threshold: int) -> bool:
    """Whether the sum of what is hidden gives it away."""
    together = sum(hidden)
    if len(hidden) == 1 or together < threshold:
        return True
    all_small = max(hidden) < threshold
    return all_small and together in (len(hidden), len(hidden) * (threshold - 1))
