"""Counts and figures of an Erhebung, from rows that were read already. Pure: no session, no clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from sozdesk.features.rent_limits.terms import (
    Category,
    Declaration,
    Interval,
    OverviewRow,
    RentKind,
    Standing,
    TrackingRow,
)


def is_overdue(row: TrackingRow) -> bool:
    """Whether the answer is missing past the due date."""
    return row.overdue_days > 0


def standing(row: TrackingRow) -> Standing:
    """The state as lists show it: whoever has not answered past the due date is overdue."""
    return Standing.OVERDUE if is_overdue(row) else Standing(row.state)


def standings(rows: Sequence[TrackingRow]) -> tuple[tuple[Standing, int], ...]:
    """How many municipalities stand where, in the order of the bar; without those of nobody."""
    found = [standing(row) for row in rows]
    return tuple((each, found.count(each)) for each in Standing if each in found)


# ------------------------------------------------------------------ the year in numbers


@dataclass(frozen=True, slots=True)
class MedianLimit:
    """Median limit of one person in Rappen, on the basis that most municipalities declare."""

    rent_kind: RentKind
    interval: Interval
    now: int
    before: int | None
    """Last year, of those on the same basis then; None if nobody was."""


@dataclass(frozen=True, slots=True)
class YearFigures:
    """What a year brought; moves are those of the limit of one person on an unchanged basis."""

    median: MedianLimit | None
    """None if most declare no basis or no limit of one person."""
    compared: int
    raised: int
    lowered: int
    equal: int


def year_figures(rows: Sequence[OverviewRow]) -> YearFigures | None:
    """The year in numbers from the overview; None as long as nobody declared an amount."""
    answered = [row for row in rows if row.current is not None and row.current.amounts]
    if not answered:
        return None
    moves = [move for row in answered if (move := _move(row)) is not None]
    return YearFigures(
        median=_median_limit(answered),
        compared=len(moves),
        raised=sum(move > 0 for move in moves),
        lowered=sum(move < 0 for move in moves),
        equal=moves.count(0),
    )


def _move(row: OverviewRow) -> int | None:
    """By how much the limit of one person moved; None if it cannot be compared."""
    now, before = _one_person(row.current), _one_person(row.previous)
    if now is None or before is None or _basis(row.current) != _basis(row.previous):
        return None
    return now - before


def _median_limit(rows: Sequence[OverviewRow]) -> MedianLimit | None:
    """Only limits of equal basis are compared: those on the basis that most declare."""
    bases = [_basis(row.current) for row in rows]
    basis = max(sorted(set(bases), key=str), key=bases.count)
    now = _median([row.current for row in rows if _basis(row.current) == basis])
    before = _median([row.previous for row in rows if _basis(row.previous) == basis])
    rent_kind, interval = basis
    if rent_kind is None or interval is None or now is None:
        return None
    return MedianLimit(rent_kind, interval, now, before)


def _basis(declaration: Declaration | None) -> tuple[RentKind | None, Interval | None]:
    return (declaration.rent_kind, declaration.interval) if declaration else (None, None)


def _one_person(declaration: Declaration | None) -> int | None:
    return declaration.amounts.get(Category.P1) if declaration else None


def _median(declarations: Sequence[Declaration | None]) -> int | None:
    limits = [limit for each in declarations if (limit := _one_person(each)) is not None]
    return round(median(limits)) if limits else None
