"""The amounts of one declaration beside each other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sozdesk.features.rent_limits import texts
from sozdesk.features.rent_limits.rules.making import amount_hint, hint
from sozdesk.features.rent_limits.terms import (
    SIZES,
    Category,
    Code,
    Declaration,
    Thresholds,
    amount_field,
)
from sozdesk.kernel.findings import Finding
from sozdesk.kernel.german import short_amount


def size_hints(declaration: Declaration, thresholds: Thresholds) -> Iterator[Finding]:
    """Household sizes: all equal, or step by step."""
    amounts = declaration.amounts
    if set(SIZES) <= amounts.keys() and len({amounts[size] for size in SIZES}) == 1:
        first = amounts[Category.P1]
        field = amount_field(Category.P1)
        yield hint(Code.ALL_EQUAL, field, number=first, value=short_amount(first))
        return
    for smaller, larger in pairwise(SIZES):
        if smaller in amounts and larger in amounts:
            yield from _step_hints(declaration, smaller, larger, thresholds)


def _step_hints(
    declaration: Declaration, smaller: Category, larger: Category, thresholds: Thresholds
) -> Iterator[Finding]:
    below, above = declaration.amounts[smaller], declaration.amounts[larger]
    if above < below:
        figures = {"other": short_amount(below), "for_smaller": texts.for_category(smaller)}
        yield amount_hint(Code.NOT_MONOTONE, larger, above, **figures)
    elif below > 0:
        step = (above - below) * 10_000
        compared = texts.beside_smaller(above, below, smaller)
        if step < thresholds.step_min * below:
            limit = texts.share(thresholds.step_min)
            yield amount_hint(Code.STEP_SMALL, larger, above, limit=limit, compared=compared)
        if step > thresholds.step_max * below:
            limit = texts.share(thresholds.step_max)
            yield amount_hint(Code.STEP_LARGE, larger, above, limit=limit, compared=compared)


def further_hints(declaration: Declaration) -> Iterator[Finding]:
    """The amount per further person against 0 and against the step from 4 to 5 persons."""
    amounts = declaration.amounts
    further = amounts.get(Category.FURTHER)
    if further is None:
        return
    if further <= 0:
        yield amount_hint(Code.FURTHER_NOT_POSITIVE, Category.FURTHER, further)
    elif Category.P4 in amounts and Category.P5 in amounts:
        step = amounts[Category.P5] - amounts[Category.P4]
        if further > step:
            code = Code.FURTHER_ABOVE_STEP
            yield amount_hint(code, Category.FURTHER, further, other=short_amount(step))


_ABOVE_SINGLE = {
    Category.YOUNG_ADULT: Code.YOUNG_ABOVE_SINGLE,
    Category.SHARED: Code.SHARED_ABOVE_SINGLE,
}


def group_hints(declaration: Declaration) -> Iterator[Finding]:
    """Young adults and shared flats above the limit for one person."""
    single = declaration.amounts.get(Category.P1)
    if single is None:
        return
    for category, code in _ABOVE_SINGLE.items():
        rappen = declaration.amounts.get(category)
        if rappen is not None and rappen > single:
            yield amount_hint(code, category, rappen, other=short_amount(single))
