"""Unchanged for years while the index moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sozdesk.features.rent_limits import texts
from sozdesk.features.rent_limits.rules.bases import pairs
from sozdesk.features.rent_limits.rules.making import hint, note
from sozdesk.features.rent_limits.terms import (
    MAIN_CATEGORIES,
    Code,
    Declaration,
    IndexValue,
    Thresholds,
)
from sozdesk.features.rent_limits.texts import phrases
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding

DEFAULT_SERIES = "BFS Mietpreisindex"
"""The office's own series, for municipalities that name none."""
STALE_YEARS = 2
"""A newest value from before this many calendar years says nothing about today."""


def index_hints(
    declaration: Declaration,
    history: Sequence[Declaration],
    *,
    index: Sequence[IndexValue],
    thresholds: Thresholds,
    today: date,
    series: str = DEFAULT_SERIES,
) -> Iterator[Finding]:
    """A hint if the index moved since the amounts were set, a note if that cannot be checked.

    ``history`` is newest first; ``series`` holds where the municipality names no index.
    """
    first = unchanged_since(declaration, history)
    if first is None or declaration.year - first.year < thresholds.unchanged_years:
        return
    since = first.valid_from or date(first.year, 1, 1)
    name = declaration.extras.index_name.strip() or series
    known = [value for value in _called(name, index) if value.day <= today]
    place = "index_name" if declaration.extras.index_name.strip() else "unchanged"
    yield from _moved(name, since, known, thresholds, today, place)


def unchanged_since(declaration: Declaration, history: Sequence[Declaration]) -> Declaration | None:
    """The oldest declaration of the unbroken run with the same amounts, or None."""
    first = None
    for earlier in history:
        if not _same_amounts(declaration, earlier):
            break
        first = earlier
    return first


def _same_amounts(declaration: Declaration, earlier: Declaration) -> bool:
    compared = {pair.category: pair.new == pair.old for pair in pairs(declaration, earlier)}
    given = {category for category in MAIN_CATEGORIES if category in declaration.amounts}
    return bool(given) and all(compared.get(category, False) for category in given)


def _called(name: str, index: Sequence[IndexValue]) -> list[IndexValue]:
    """Values of the series with this name, oldest first.

    The words may stand in another order («Mietpreisindex BFS»); a part of the name is enough if
    only one series has it.
    """
    wanted = german.search_key(name)
    names = {value.series: german.search_key(value.series) for value in index}
    words = sorted(wanted.split())
    matches = [series for series, key in names.items() if sorted(key.split()) == words] or [
        series for series, key in names.items() if wanted in key or key in wanted
    ]
    if len(matches) != 1:
        return []
    return sorted((value for value in index if value.series == matches[0]), key=lambda v: v.day)


def _moved(
    name: str,
    since: date,
    known: Sequence[IndexValue],
    thresholds: Thresholds,
    today: date,
    place: str,
) -> Iterator[Finding]:
    """``place`` is the field of a note: the index that was named, if the form has that block."""
    reason = _not_checkable(since, known)
    if reason:
        yield _note(place, name, since, reason)
        return
    then = [value for value in known if value.day <= since][-1]
    newest = known[-1]
    figures = {
        "since": german.day(since),
        "series": newest.series,
        "old": texts.index_figure(then.value),
        "new": texts.index_figure(newest.value),
        "share": german.change(then.value, newest.value),
        "limit": texts.share(thresholds.index_move_max),
    }
    if abs(newest.value - then.value) * 10_000 > thresholds.index_move_max * abs(then.value):
        detail = phrases.index_days(then.day, newest.day)
        number = newest.value
        code = Code.UNCHANGED_INDEX_MOVED
        yield hint(code, "unchanged", number=number, detail=detail, **figures)
    elif newest.day.year < today.year - STALE_YEARS:
        yield _note(place, name, since, phrases.newest_value(newest.day))


def _not_checkable(since: date, known: Sequence[IndexValue]) -> str:
    """Why the index cannot be compared; empty if it can."""
    if not known:
        return phrases.SERIES_MISSING
    if known[0].day > since:
        return phrases.NO_EARLY_VALUE
    return phrases.newest_value(known[-1].day) if known[-1].day <= since else ""


def _note(place: str, name: str, since: date, reason: str) -> Finding:
    figures = {"since": german.day(since), "series": name, "reason": reason}
    return note(Code.INDEX_NOT_CHECKABLE, place, **figures)
