"""Rows of invented measures, for rules that need no file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from sozdesk.features.strategy.terms import (
    FieldRow,
    MeasureRow,
    MeasureState,
    PeriodRow,
    PeriodView,
    PovertyStrategy,
    StatusRow,
)

DAY = date(2024, 12, 31)


def status(state: str = "in_progress", **changes) -> StatusRow:
    row = StatusRow(
        id=UUID(int=1),
        version=1,
        as_of=DAY,
        state=MeasureState(state),
        reason=None,
        inferred=False,
        text="",
        decided_by="",
    )
    return replace(row, **changes)


def measure(number: str, state: str | None = "in_progress", **changes) -> MeasureRow:
    """A measure of priority 2 that does not come from the Armutsstrategie."""
    field, place = number.split(".")
    row = MeasureRow(
        id=UUID(int=int(field) * 1000 + int(place)),
        version=1,
        period_id=UUID(int=7),
        number=number,
        field_number=int(field),
        title=f"Massnahme {number}",
        aim="",
        priority=2,
        horizon=None,
        poverty_strategy=PovertyStrategy.NO,
        responsible_body="",
        responsible_people="",
        status=status(state) if state else None,
        carry_over=None,
        continued_in="",
        continued_as=(),
        overdue_tasks=0,
    )
    return replace(row, **changes)


def view(*measures: MeasureRow, **changes) -> PeriodView:
    period = PeriodRow(
        id=UUID(int=7),
        version=1,
        code="2021-2024",
        begins=date(2021, 1, 1),
        ends=DAY,
        expected=40,
        adopted=None,
        source="",
        recorded=len(measures),
    )
    names = ("A", "B", "C", "D", "E", "F", "Präventive Massnahmen")
    fields = tuple(
        FieldRow(id=UUID(int=number), number=number, name=name, preventive=number == 7)
        for number, name in enumerate(names, 1)
    )
    row = PeriodView(period=period, as_of=DAY, fields=fields, measures=measures)
    return replace(row, **changes)
