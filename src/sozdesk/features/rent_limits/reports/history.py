"""The limits of one municipality over the years: lines of the chart, and what they say in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

from sozdesk.documents.charts import Break, Line, Step
from sozdesk.features.rent_limits.terms import SIZES, Category, LimitSpanRow
from sozdesk.features.rent_limits.texts import word
from sozdesk.kernel import german


def chart_lines(rows: Sequence[LimitSpanRow]) -> tuple[Line, ...]:
    """One line per household size of 1 to 5 persons that was ever declared."""
    lines = (Line(word(size), tuple(_steps(rows, size))) for size in SIZES)
    return tuple(line for line in lines if line.steps)


def _steps(rows: Sequence[LimitSpanRow], size: Category) -> list[Step]:
    return [
        Step(row.since, row.until, row.amounts[size], basis_of(row))
        for row in rows
        if size in row.amounts
    ]


def basis_of(row: LimitSpanRow) -> str:
    """«netto», «brutto», empty if it was not declared."""
    return word(row.rent_kind) if row.rent_kind else ""


def chart_breaks(rows: Sequence[LimitSpanRow]) -> tuple[Break, ...]:
    """The days from which the municipality declares on another basis."""
    declared = [row for row in rows if row.amounts]
    return tuple(
        Break(row.since, f"Basis gemischt: ab hier {basis_of(row)}")
        for before, row in pairwise(declared)
        if row.rent_kind is not before.rent_kind
    )


def finding(rows: Sequence[LimitSpanRow]) -> str:
    """The sentence above the chart: how the limit of one person moved on its present basis."""
    series = [row for row in rows if Category.P1 in row.amounts]
    if not series:
        return "Noch keine Werte erfasst."
    newest = series[-1]
    present = list(takewhile(lambda row: row.rent_kind is newest.rent_kind, reversed(series)))
    return _moved(present[-1], newest)


def _moved(first: LimitSpanRow, last: LimitSpanRow) -> str:
    old, new = first.amounts[Category.P1], last.amounts[Category.P1]
    who, basis = word(Category.P1), basis_of(last)
    if first is last:
        return f"{who}: {german.short_amount(new)} Franken {basis} seit {first.since.year}."
    if old == new:
        years = f"{first.since.year} und {last.since.year}"
        return f"{who}: {years} gleich viel, {german.short_amount(new)} Franken {basis}."
    change = german.change(old, new)
    return (
        f"{who}: von {german.short_amount(old)} ({first.since.year}) auf "
        f"{german.short_amount(new)} Franken {basis} ({last.since.year}), {change}."
    )


def alt_text(rows: Sequence[LimitSpanRow]) -> str:
    """What the chart is; its figures stand in the table below it."""
    if not rows:
        return "Liniendiagramm ohne Werte."
    years = f"{rows[0].since.year} bis {rows[-1].since.year}"
    return (
        f"Liniendiagramm: CHF pro Monat nach Haushaltsgrösse, {years}. {finding(rows)} "
        "Alle Werte stehen in der Tabelle darunter."
    )
