"""The search for an offering: which ones fit, in which order, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache
from typing import Any

from sozdesk.features.offerings.rules.search_index import (
    SearchEntry,
    SearchIndex,
    searched_texts,
    spaced,
    words_of,
)
from sozdesk.features.offerings.rules.understanding import understood
from sozdesk.features.offerings.terms import (
    Audience,
    CefrLevel,
    Childcare,
    Financing,
    FoundOffering,
    Meaning,
    TargetGroup,
    Wanted,
)
from sozdesk.features.offerings.texts import searching as said
from sozdesk.kernel.municipality import kilometres

_FAR = 10_000
"""Kilometres of what lies nobody knows where, for the order."""
_LONGEST = 520
"""Weeks; what begins later than in ten years does not exist."""
_NOTHING = Wanted()
_Test = Callable[[SearchEntry], bool]


@dataclass(frozen=True, slots=True)
class Result:
    """Every offering that fits, in order; :func:`described` says why for those that are shown."""

    index: SearchIndex
    wanted: Wanted
    meanings: tuple[Meaning, ...]
    nearest: Sequence[tuple[int, str]]
    """Of every entry of the index: kilometres to its nearest place, and the town."""
    entries: tuple[SearchEntry, ...]

    def __len__(self) -> int:
        """How many there are."""
        return len(self.entries)

    @property
    def effective(self) -> Wanted:
        """The filters and what was understood of the text; a filter that is set wins."""
        return with_meanings(self.wanted, self.meanings)

    @property
    def effective_place(self) -> Wanted:
        """Nothing but where distances begin."""
        return Wanted(near=self.effective.near)


def search(index: SearchIndex, wanted: Wanted) -> Result:
    """The offerings that fit every filter and every typed word; the best first.

    A typed word fits where a word of the offering begins with it, or where the filter fits that
    says the same («b1», «kinder», «sissach»). Order: shown ones before hidden ones, words in the
    title, childcare that is certain, not full, German beyond what the person can, near, soon, German
    order of titles.
    """
    meanings = understood(index, wanted.text)
    effective = with_meanings(wanted, meanings)
    found: Sequence[SearchEntry] = _by_distance(index, effective.near, effective.level)
    for test in (*_tests(index, wanted), *_word_tests(index, wanted.text, meanings)):
        found = [entry for entry in found if test(entry)]
    nearest = _nearest(index, effective.near)
    return Result(index, wanted, meanings, nearest, _ordered(found, effective))


def with_meanings(wanted: Wanted, meanings: Sequence[Meaning]) -> Wanted:
    """The filters with what was understood of the text where no filter is set."""
    changes: dict[str, Any] = {}
    for meaning in meanings:
        for name, value in meaning.changes.items():
            if _is_open(wanted, name):
                changes[name] = _joined(changes.get(name), value)
    return replace(wanted, **changes)


def rest_of_text(result: Result) -> str:
    """The typed words that were not understood."""
    understood_words = {word for one in result.meanings for word in words_of(one.word)}
    typed = result.wanted.text.split()
    return " ".join(word for word in typed if not set(words_of(word)) & understood_words)


def _is_open(wanted: Wanted, name: str) -> bool:
    """A municipality without a radius is only where distances begin: a typed one takes its place."""
    if name in ("near", "km"):
        return wanted.km is None
    return bool(getattr(wanted, name) == getattr(_NOTHING, name))


def _joined(before: Any, value: Any) -> Any:
    return before | value if isinstance(before, frozenset) else value


# ------------------------------------------------------------------ what fits


def _distances(index: SearchIndex, near: int | None) -> Mapping[int, int]:
    """BFS number → kilometres from ``near``."""
    here = index.centres.get(near) if near is not None else None
    if here is None:
        return {}
    return {number: kilometres(here, centre) for number, centre in index.centres.items()}


@lru_cache(maxsize=4)
def _nearest(index: SearchIndex, near: int | None) -> tuple[tuple[int, str], ...]:
    """Of every entry: kilometres to its nearest place, and the town; first by name if unknown."""
    distances = _distances(index, near)
    return tuple(
        min(
            ((distances.get(one.bfs_number or 0, _FAR), one.town) for one in entry.row.places),
            default=(_FAR, ""),
        )
        for entry in index.entries
    )


def _tests(index: SearchIndex, wanted: Wanted) -> Iterator[_Test]:
    """One test per filter that is set."""
    if not wanted.hidden:
        yield _is_shown
    yield from _filters(index, wanted)


def _is_shown(entry: SearchEntry) -> bool:
    return not entry.hidden


def _filters(index: SearchIndex, wanted: Wanted) -> Iterator[_Test]:
    if wanted.category is not None:
        yield lambda entry: wanted.category in entry.lineage
    if wanted.near is not None and wanted.km is not None:
        yield _is_near(wanted.km, _nearest(index, wanted.near))
    if wanted.level is not None:
        yield _fits_level(wanted.level)
    for group in wanted.groups:
        yield _GROUP_TESTS[group]
    if wanted.age is not None:
        yield _fits_age(wanted.age)
    if wanted.weeks is not None:
        yield _begins_within(index, wanted.weeks)
    if wanted.max_price is not None:
        yield _costs_at_most(wanted)
    yield from _plain_filters(wanted)


def _plain_filters(wanted: Wanted) -> Iterator[_Test]:
    if wanted.free:
        yield lambda entry: bool(entry.row.free_places)
    if wanted.childcare:
        yield lambda entry: entry.row.childcare is not Childcare.NO
    if wanted.provider is not None:
        yield lambda entry: entry.row.provider_id == wanted.provider
    if wanted.wheelchair:
        yield lambda entry: any(place.wheelchair for place in entry.row.places)


def _is_near(km: int, nearest: Sequence[tuple[int, str]]) -> _Test:
    """A place in the radius; one outside of the canton is not measured and does not count."""
    return lambda entry: nearest[entry.place][0] <= km


_LEVELS = {level: number for number, level in enumerate(CefrLevel)}


def _fits_level(level: CefrLevel) -> _Test:
    """Asks for no more German than the person can, and does not end below it."""

    def fits(entry: SearchEntry) -> bool:
        language = entry.language
        if language is None:
            return True
        if language.needed is not None and _LEVELS[language.needed] > _LEVELS[level]:
            return False
        return language.reached is None or _LEVELS[language.reached] >= _LEVELS[level]

    return fits


_GROUP_TESTS: Mapping[TargetGroup, _Test] = {
    TargetGroup.SOCIAL_ASSISTANCE: lambda entry: entry.row.audience is not Audience.ASYLUM,
    TargetGroup.ASYLUM: lambda entry: entry.row.audience is not Audience.SOCIAL_ASSISTANCE,
    TargetGroup.REFUGEES: lambda entry: entry.row.for_refugees,
    TargetGroup.WOMEN: lambda entry: entry.row.for_women,
    TargetGroup.MOTHERS: lambda entry: entry.row.for_mothers,
    TargetGroup.HEALTH: lambda entry: entry.row.with_health_impairment,
}


def _fits_age(age: int) -> _Test:
    return lambda entry: (
        (entry.row.age_from is None or entry.row.age_from <= age)
        and (entry.row.age_to is None or age <= entry.row.age_to)
    )


def _begins_within(index: SearchIndex, weeks: int) -> _Test:
    last = index.day + timedelta(weeks=min(weeks, _LONGEST))
    return lambda entry: (
        entry.row.starts_any_time or any(index.day <= day <= last for day in entry.row.starts)
    )


def _costs_at_most(wanted: Wanted) -> _Test:
    """What is not paid per person costs nothing; a price that is not known does not fit."""
    assert wanted.max_price is not None
    most, unit = wanted.max_price, wanted.unit

    def fits(entry: SearchEntry) -> bool:
        if entry.row.financing is not Financing.PER_PERSON:
            return True
        price = entry.row.price
        same = price is not None and unit in (None, price.unit)
        return same and entry.cost is not None and entry.cost <= most

    return fits


def _word_tests(index: SearchIndex, text: str, meanings: Sequence[Meaning]) -> Iterator[_Test]:
    """One test per typed word; words that were understood fit by their meaning, too."""
    meant: dict[str, _Test] = {}
    for meaning in meanings:
        (test,) = _filters(index, with_meanings(_NOTHING, [meaning]))
        meant.update(dict.fromkeys(words_of(meaning.word), test))
    for word in dict.fromkeys(words_of(text)):
        yield _word_test(f" {word}", meant.get(word))


def _word_test(word: str, meant: _Test | None) -> _Test:
    if meant is None:
        return lambda entry: word in entry.words
    return lambda entry: word in entry.words or meant(entry)


# ------------------------------------------------------------------ in which order


@lru_cache(maxsize=8)
def _by_distance(
    index: SearchIndex, near: int | None, level: CefrLevel | None
) -> tuple[SearchEntry, ...]:
    """All entries, full ones last, then those that end where the person is already, then the nearest.

    Made once, so that a key only filters.
    """
    nearest = _nearest(index, near)

    def rank(entry: SearchEntry) -> tuple[bool, bool, int]:
        reached = entry.language.reached if entry.language else None
        ends = level is not None and reached is level
        return (entry.row.free_places == 0, ends, nearest[entry.place][0])

    return tuple(sorted(index.entries, key=rank))


def _ordered(found: Sequence[SearchEntry], wanted: Wanted) -> tuple[SearchEntry, ...]:
    """What is alike stays in the order in which it came."""
    typed = [f" {word}" for word in words_of(wanted.text)]
    if not (typed or wanted.childcare or wanted.hidden):
        return tuple(found)

    def rank(entry: SearchEntry) -> tuple[bool, int, bool]:
        named = 0
        for word in typed:
            named -= word in entry.title
        uncertain = wanted.childcare and entry.row.childcare is not Childcare.YES
        return (entry.hidden != "", named, uncertain)

    return tuple(sorted(found, key=rank))


# ------------------------------------------------------------------ why


def described(result: Result, first: int = 0, last: int | None = None) -> tuple[FoundOffering, ...]:
    """Some of what was found, with the reasons in words."""
    wanted = result.effective
    origin = result.index.names.get(wanted.near, "") if wanted.near is not None else ""
    return tuple(_found(entry, result, wanted, origin) for entry in result.entries[first:last])


def _found(entry: SearchEntry, result: Result, wanted: Wanted, origin: str) -> FoundOffering:
    distance, town = result.nearest[entry.place]
    km = distance if distance < _FAR else None
    parts = list(_reasons(entry, result, wanted))
    where = said.away(town, km, origin)
    whole = [entry.hidden, entry.row.category_name, where, *parts]
    full = said.FULL if entry.row.free_places == 0 else ""
    rest = [part for part in parts if not (full and part.startswith(full))]
    short = [entry.hidden, full, entry.row.provider_name, *rest, entry.row.category_name]
    return FoundOffering(
        row=entry.row,
        town=town,
        km=km,
        hidden=entry.hidden,
        why=said.DOT.join(filter(None, whole)),
        short=said.DOT.join(filter(None, short)),
    )


def _reasons(entry: SearchEntry, result: Result, wanted: Wanted) -> Iterator[str]:
    """All but the category and the place."""
    row, language = entry.row, entry.language
    yield from _words_found(entry, result)
    if language is not None and (language.needed or language.reached):
        yield said.level(language.needed, language.reached)
        yield said.beyond(wanted.level, language.reached)
    elif wanted.level is not None:
        yield said.NO_LEVEL
    yield from (said.GROUPS[group] for group in TargetGroup if group in wanted.groups)
    yield said.childcare(row.childcare)
    yield said.WHEELCHAIR if wanted.wheelchair else ""
    yield said.begins(row, result.index.day)
    yield said.free(row)
    if wanted.max_price is not None:
        yield said.price(row) or said.COSTS_NOTHING_PER_PERSON


def _words_found(entry: SearchEntry, result: Result) -> Iterator[str]:
    """Where typed words stand that the title does not hold and no filter means."""
    meant = {word for one in result.meanings for word in words_of(one.word)}
    fields = searched_texts(entry.row, result.index.names)
    for word in dict.fromkeys(words_of(result.wanted.text)):
        if f" {word}" in entry.title or word in meant:
            continue
        places = zip(said.FIELDS, fields, strict=True)
        where = next((name for name, text in places if f" {word}" in spaced(text)), "")
        if where not in ("", "Kategorie", "Ort"):
            yield said.found_in(word, where)
