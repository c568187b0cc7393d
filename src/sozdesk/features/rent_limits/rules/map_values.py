"""What the map shows of a declaration: Rappen per month on one basis, or the change to last year."""

from __future__ import annotations

from collections.abc import Mapping

from sozdesk.features.rent_limits.rules.bases import (
    comparable,
    converted,
    in_interval,
    in_order,
    yearly,
    yearly_amounts,
)
from sozdesk.features.rent_limits.terms import (
    Category,
    Declaration,
    Interval,
    MapState,
    MapValue,
    RentKind,
)
from sozdesk.kernel.german import change_in_hundredths


def of_household(amounts: Mapping[Category, int], size: Category) -> int | None:
    """The amount for a household; ``FURTHER`` is 6 persons: 5 persons and one more.

    None if an amount that it needs is not there.
    """
    if size is Category.FURTHER:
        five, more = amounts.get(Category.P5), amounts.get(Category.FURTHER)
        return None if five is None or more is None else five + more
    return amounts.get(size)


def map_value(declaration: Declaration | None, rent_kind: RentKind, size: Category) -> MapValue:
    """Rappen per month on the basis ``rent_kind``; yearly amounts are divided by twelve.

    The other basis counts only as far as the municipality states its Nebenkosten, and only if they
    leave a rent.
    """
    if declaration is None:
        return MapValue(MapState.MISSING)
    if not declaration.amounts:
        return MapValue(_without_amounts(declaration))
    own = declaration.rent_kind is rent_kind
    amount = of_household(declaration.amounts if own else converted(declaration), size)
    if amount is None or amount <= 0 or declaration.interval is None:
        return MapValue(MapState.MISSING if own else MapState.OTHER_BASIS)
    per_month = in_interval(yearly(amount, declaration.interval), Interval.MONTH)
    return MapValue(MapState.VALUE, per_month, converted=not own)


def map_change(
    declaration: Declaration | None, previous: Declaration | None, size: Category
) -> MapValue:
    """Change to last year in hundredths of a percent; none where the basis is another one."""
    if declaration is None:
        return MapValue(MapState.MISSING)
    if not declaration.amounts:
        return MapValue(_without_amounts(declaration))
    new = of_household(yearly_amounts(declaration), size)
    if new is None:
        return MapValue(MapState.MISSING)
    if previous is None or not comparable(declaration, previous):
        return MapValue(MapState.NOT_COMPARABLE)
    old = of_household(yearly_amounts(previous), size)
    if not old:
        return MapValue(MapState.NOT_COMPARABLE)
    return MapValue(MapState.VALUE, change_in_hundredths(old, new))


def _without_amounts(declaration: Declaration) -> MapState:
    none_set = declaration.no_limits_reason is not None
    return MapState.NO_LIMITS if none_set else MapState.MISSING


def monthly_amounts(declaration: Declaration) -> Mapping[Category, int]:
    """All declared amounts in Rappen per month, net or gross as declared."""
    interval = declaration.interval
    if interval is None:
        return {}
    return {
        category: in_interval(yearly(rappen, interval), Interval.MONTH)
        for category, rappen in in_order(declaration.amounts)
    }
