"""Somebody who watches long work (a bill, the sample canton), and may stop it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sozdesk.kernel.errors import Cancelled

T = TypeVar("T")


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
        self.total, self.done = total, 0
        self.progress(0, total)

    def step(self) -> None:
        """One more step is done."""
        self.look()
        self.done += 1
        self.progress(self.done, self.total)

    def through(self, items: Sequence[T]) -> Iterator[T]:
        """Each of ``items`` as one step, and no more of them once somebody stops it."""
        self.begin(len(items))
        for item in items:
            self.look()
            yield item
            self.step()

    def batches(self, items: Sequence[T], size: int = 500) -> Iterator[Sequence[T]]:
        """The same of several at a time."""
        return self.through([items[at : at + size] for at in range(0, len(items), size)])

    def look(self) -> None:
        """Stop here if somebody wants it.

        Raises:
            Cancelled: somebody does.
        """
        if self.cancelled():
            raise Cancelled
