"""When a search counts as a need without an offering, and how it is named without any person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sozdesk.features.offerings.rules.searching import Result, search
from sozdesk.features.offerings.terms import TargetGroup, Unmet, Wanted
from sozdesk.features.offerings.texts import searching as said


def unmet(result: Result) -> Unmet | None:
    """Why a search is a need without an offering; None if there is a place or nobody knows."""
    shown = [entry for entry in result.entries if not entry.hidden]
    if shown:
        full = all(entry.row.free_places == 0 for entry in shown)
        return Unmet.NO_FREE_PLACE if full else None
    if result.wanted.free:
        return (
            unmet(search(result.index, replace(result.wanted, free=False))) or Unmet.NO_FREE_PLACE
        )
    return Unmet.NOTHING_FOUND


def criteria_of(wanted: Wanted, *, categories: Mapping[str, str], names: Mapping[int, str]) -> str:
    """The filters in words, in a fixed order; never the typed text, never an age.

    ``categories`` are code → name, ``names`` BFS number → short name. Empty if no filter is set
    that may be kept.
    """
    return ", ".join(_parts(wanted, categories, names))


def _parts(
    wanted: Wanted, categories: Mapping[str, str], names: Mapping[int, str]
) -> Iterator[str]:
    if wanted.category is not None:
        yield categories.get(wanted.category, wanted.category)
    if wanted.level is not None:
        yield said.can(wanted.level)
    yield from (said.GROUPS[group] for group in TargetGroup if group in wanted.groups)
    if wanted.childcare:
        yield said.WITH_CHILDCARE
    if wanted.wheelchair:
        yield said.WHEELCHAIR
    if wanted.weeks is not None:
        yield said.within(wanted.weeks)
    if wanted.max_price is not None:
        yield said.price_up_to(wanted)
    if wanted.near is not None and wanted.km is not None:
        yield said.around(names.get(wanted.near, str(wanted.near)), wanted.km)
