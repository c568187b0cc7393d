"""Month and year, net and gross: what may be compared with what.

Month and year are the same figure times twelve. Net and gross are never converted, unless the
municipality states the same limit on the other basis, or its Nebenkosten.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from sozdesk.features.rent_limits.terms import Category, Declaration, Interval, Method, RentKind

_FORM_ORDER = tuple(Category)
MONTHS = {Interval.MONTH: 12, Interval.YEAR: 1}
"""How often an amount falls due in a year."""


def yearly(rappen: int, interval: Interval) -> int:
    """The amount of a whole year, exact."""
    return rappen * MONTHS[interval]


def in_interval(yearly_rappen: int, interval: Interval) -> int:
    """A yearly amount per ``interval``, rounded half up to the Rappen."""
    months = MONTHS[interval]
    return (2 * yearly_rappen + months) // (2 * months)


def in_order(amounts: Mapping[Category, int]) -> Iterator[tuple[Category, int]]:
    """Amounts in the order of the form, however they were put together."""
    return ((category, amounts[category]) for category in _FORM_ORDER if category in amounts)


def yearly_amounts(declaration: Declaration) -> Mapping[Category, int]:
    """Declared amounts per year, still net or gross as declared; empty without an interval."""
    interval = declaration.interval
    if interval is None:
        return {}
    return {key: yearly(rappen, interval) for key, rappen in in_order(declaration.amounts)}


def converted(declaration: Declaration) -> Mapping[Category, int]:
    """Amounts on the other basis, for the column «umgerechnet».

    Gross of a net amount and net of a gross one, in the interval of the declaration: as the
    municipality states it itself, else reckoned with the Nebenkosten that it states.
    """
    sign = {RentKind.NET: 1, RentKind.GROSS: -1, None: 0}[declaration.rent_kind]
    ancillary, stated = declaration.extras.ancillary_amounts, declaration.extras.counter_amounts
    return {
        category: stated[category] if category in stated else rappen + sign * ancillary[category]
        for category, rappen in in_order(declaration.amounts)
        if sign and (category in stated or category in ancillary)
    }


def net_amounts(declaration: Declaration) -> Mapping[Category, int]:
    """Net amounts as far as they are declared, stated beside it, or follow from Nebenkosten."""
    if declaration.rent_kind is RentKind.NET:
        return declaration.amounts
    return converted(declaration)


def yearly_net_with_ancillary(
    declaration: Declaration, share_hundredths: int
) -> Mapping[Category, int]:
    """The view «Jahresnettomiete (Mietzinsbeiträge)»: yearly net rent plus a share of it.

    Vo MBG § 1 adds a share for the Nebenkosten, in hundredths of a percent (dated data). Rappen,
    rounded half up; a category is missing where the net rent is not known.
    """
    interval = declaration.interval
    if interval is None:
        return {}
    return {
        category: (yearly(net, interval) * (10_000 + share_hundredths) + 5_000) // 10_000
        for category, net in net_amounts(declaration).items()
    }


def comparable(current: Declaration, previous: Declaration) -> bool:
    """Whether the amounts have the same basis; month and year are made equal, net and gross not."""
    same_kind = current.rent_kind is not None and current.rent_kind is previous.rent_kind
    return same_kind and current.interval is not None and previous.interval is not None


def index_with_its_basis(declaration: Declaration, previous: Declaration | None) -> Declaration:
    """Without last year's answers about the index, where the Basis is another one.

    What somebody answered anew stays.
    """
    index = _index(declaration)
    is_old = previous is not None and index == _index(previous)
    if declaration.method in (None, Method.INDEX) or not is_old:
        return declaration
    extras = replace(declaration.extras, index_name="", index_base=None, index_date=None)
    return replace(declaration, extras=extras)


def _index(declaration: Declaration) -> tuple[object, ...]:
    extras = declaration.extras
    return extras.index_name, extras.index_base, extras.index_date


class Pair(NamedTuple):
    """One amount beside the earlier one, both in Rappen per year."""

    category: Category
    new: int
    old: int


def pairs(current: Declaration, previous: Declaration | None) -> Iterator[Pair]:
    """Amounts of both declarations, category by category; none if they have not the same basis."""
    if previous is None or not comparable(current, previous):
        return
    old = yearly_amounts(previous)
    for category, rappen in yearly_amounts(current).items():
        if category in old:
            yield Pair(category, rappen, old[category])
