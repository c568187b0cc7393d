"""How many measures stand where: every figure of page and report is counted here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sozdesk.features.strategy.terms import MeasureRow, MeasureState


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Counts of measures; ``done`` is ``implemented + closed``, ``total`` is all."""

    total: int
    implemented: int
    closed: int
    in_progress: int
    planned: int
    continued: int
    """Measures that go on in the next period, whatever their state."""

    @property
    def done(self) -> int:
        """«umgesetzt / abgeschlossen»."""
        return self.implemented + self.closed


def tally(measures: Iterable[MeasureRow]) -> Tally:
    """Count measures by the state that their rows show."""
    rows = tuple(measures)
    states = [row.state for row in rows]
    return Tally(
        total=len(rows),
        implemented=states.count(MeasureState.IMPLEMENTED),
        closed=states.count(MeasureState.CLOSED),
        in_progress=states.count(MeasureState.IN_PROGRESS),
        planned=states.count(MeasureState.PLANNED),
        continued=sum(1 for row in rows if row.continued_in),
    )


def by_field(measures: Iterable[MeasureRow], numbers: Iterable[int]) -> Mapping[int, Tally]:
    """Counts per number of a field, also of fields without a measure."""
    rows = tuple(measures)
    return {number: tally(row for row in rows if row.field_number == number) for number in numbers}


def by_priority(measures: Iterable[MeasureRow]) -> Mapping[int, Tally]:
    """Counts of first, second and third priority."""
    rows = tuple(measures)
    return {level: tally(row for row in rows if row.priority == level) for level in (1, 2, 3)}
