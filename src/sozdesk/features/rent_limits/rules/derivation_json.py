"""A derivation as JSON with a version, and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sozdesk.features.rent_limits.terms import (
    Around,
    Basis,
    Category,
    ComparisonBasis,
    Derivation,
    IndexBasis,
    IndexValue,
    Interval,
    Offer,
    QuantileBasis,
    RentKind,
    RoomRange,
)

VERSION = 1


def derivation_to_json(derivation: Derivation) -> dict[str, Any]:
    """As it lies in the file and in a draft of the form."""
    return {
        "version": VERSION,
        "amounts": _plain(derivation.amounts),
        "rent_kind": derivation.rent_kind.value,
        "interval": derivation.interval.value,
        **_basis_to_json(derivation.basis),
    }


def _basis_to_json(basis: Basis) -> dict[str, Any]:
    if isinstance(basis, QuantileBasis):
        return {
            "kind": "quantile",
            "percent": basis.percent,
            "offers": [[offer.rooms, offer.rent] for offer in basis.offers],
            "ranges": [[one.size.value, one.least, one.most] for one in basis.ranges],
            "step": basis.step,
            "period": basis.period,
            "source": basis.source,
        }
    if isinstance(basis, IndexBasis):
        return {
            "kind": "index",
            "old": _plain(basis.old),
            "base": _index_to_json(basis.base),
            "now": _index_to_json(basis.now),
            "step": basis.step,
        }
    return {
        "kind": "comparison",
        "year": basis.year,
        "around": basis.around.value,
        "district": basis.district,
        "names": list(basis.names),
        "step": basis.step,
    }


def _index_to_json(value: IndexValue) -> list[Any]:
    return [value.series, value.day.isoformat(), value.value, value.source]


def derivation_from_json(stored: Mapping[str, Any]) -> Derivation:
    """The way back from :func:`derivation_to_json`."""
    return Derivation(
        amounts=_by_category(stored["amounts"]),
        rent_kind=RentKind(stored["rent_kind"]),
        interval=Interval(stored["interval"]),
        basis=_BASES[stored["kind"]](stored),
    )


def _quantile(stored: Mapping[str, Any]) -> Basis:
    return QuantileBasis(
        percent=stored["percent"],
        offers=tuple(Offer(rooms, rent) for rooms, rent in stored["offers"]),
        ranges=tuple(RoomRange(Category(size), *ends) for size, *ends in stored["ranges"]),
        step=stored["step"],
        period=stored["period"],
        source=stored["source"],
    )


def _index(stored: Mapping[str, Any]) -> Basis:
    return IndexBasis(
        old=_by_category(stored["old"]),
        base=_index_value(stored["base"]),
        now=_index_value(stored["now"]),
        step=stored["step"],
    )


def _index_value(stored: list[Any]) -> IndexValue:
    series, day, value, source = stored
    return IndexValue(series, date.fromisoformat(day), value, source)


def _comparison(stored: Mapping[str, Any]) -> Basis:
    return ComparisonBasis(
        year=stored["year"],
        around=Around(stored["around"]),
        district=stored["district"],
        names=tuple(stored["names"]),
        step=stored["step"],
    )


_BASES = {"quantile": _quantile, "index": _index, "comparison": _comparison}


def _plain(amounts: Mapping[Category, int]) -> dict[str, int]:
    return {category.value: amount for category, amount in amounts.items()}


def _by_category(stored: Mapping[str, int]) -> dict[Category, int]:
    return {Category(key): amount for key, amount in stored.items()}
