"""A made-up country: as many municipalities as asked for, with plausible declarations."""

from __future__ import annotations

from collections.abc import Sequence

from sozdesk.app.sample import canton
from sozdesk.features.rent_limits.terms import Declaration
from sozdesk.kernel.municipality import Municipality

YEAR = 2027
_DISTRICTS = ("Arlesheim", "Laufen", "Liestal", "Sissach", "Waldenburg")


def municipalities(number: int) -> tuple[Municipality, ...]:
    """Numbers from 1, five districts in turn."""
    return tuple(
        Municipality(bfs, f"Gemeinde {bfs}", f"Gemeinde {bfs}", _DISTRICTS[bfs % 5])
        for bfs in range(1, number + 1)
    )


def declarations(everyone: Sequence[Municipality], year: int) -> dict[int, Declaration]:
    """Invented, from the sample canton's recipe."""
    return canton.declarations(everyone, year)
