"""Somebody who watches how the sample canton is made, and may stop it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sozdesk.kernel.errors import Cancelled


def _unwatched(done: int, total: int) -> None:
    """Nobody watches."""


def _never() -> bool:
    """Nobody cancels."""
    return False


@dataclass
class Watch:
    """Who watches the steps, and may stop them."""

    progress: Callable[[int, int], None] = _unwatched
    cancelled: Callable[[], bool] = _never
    total: int = 0
    done: int = 0

    def begin(self, total: int) -> None:
        """Nothing is done yet."""
        self.total = total
        self.progress(0, total)

    def step(self) -> None:
        """One more step is done."""
        self.look()
        self.done += 1
        self.progress(self.done, self.total)

    def look(self) -> None:
        """Stop here if somebody wants it.

        Raises:
            Cancelled: somebody does.
        """
        if self.cancelled():
            raise Cancelled
