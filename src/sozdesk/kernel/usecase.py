"""Use cases: what one is, and what it answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a use case did.

    ``changed`` holds the topics that open pages listen to; ``summary`` is the German line for the
    Verlauf («Böckten erfasst, Version 1»); ``value`` is whatever the caller needs (an id, counts).
    An outcome without ``changed`` wrote nothing and leaves no act in the journal.
    """

    changed: frozenset[str] = frozenset()
    summary: str = ""
    value: Any = field(default=None)


UseCase = Callable[[Any, Any, Any], Outcome]
"""``function(session, command, context) -> Outcome``; runs in one transaction."""

_Function = TypeVar("_Function", bound=UseCase)


def usecase(*, undoable: bool) -> Callable[[_Function], _Function]:
    """Mark a function as a use case and say whether its act may be undone."""

    def mark(function: _Function) -> _Function:
        function.undoable = undoable  # type: ignore[attr-defined]
        return function

    return mark


def is_undoable(function: UseCase) -> bool:
    """Whether the act of this use case may be undone; raises for a function that is not marked."""
    return bool(function.undoable)  # type: ignore[attr-defined]
