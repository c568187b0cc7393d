"""What a search looks at, prepared once per state of the data: keys, places, categories."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sozdesk.features.offerings.rules.share import cost_of_unit
from sozdesk.features.offerings.terms import CategoryRow, LanguageRow, OfferingRow
from sozdesk.features.offerings.texts import searching as said
from sozdesk.kernel import german
from sozdesk.kernel.lineage import lineage
from sozdesk.kernel.municipality import Centre

_WORD = re.compile(r"[^\W_]+")
_GERMAN = "deutsch"
_NEVER = 10_000
"""Days until what has no known beginning, for the order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchEntry:
    """One offering with what a search compares, made ready."""

    row: OfferingRow
    place: int
    """In ``entries``."""
    words: str
    """Every word that is searched, compared as :func:`words_of` does, each after a space."""
    title: str
    """The same of the title alone."""
    lineage: frozenset[str]
    """Codes of its category and those above."""
    language: LanguageRow | None
    """German, if it is among the languages."""
    cost: int | None
    """Rappen per unit, MWST with it."""
    hidden: str
    """Why it is not shown usually."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SearchIndex:
    """All offerings of a file as they stand on a day; compared by identity."""

    entries: tuple[SearchEntry, ...]
    """In the order that no search changes: free before full, soon before late, then by title."""
    categories: tuple[CategoryRow, ...]
    centres: Mapping[int, Centre]
    names: Mapping[int, str]
    """BFS number → short name of the municipality."""
    named: Mapping[tuple[str, ...], int]
    """The words of a name as they are compared → BFS number."""
    day: date


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared: ü = ue = u, letters and digits only."""
    return _WORD.findall(german.search_key(text))


def prepared(
    rows: Iterable[OfferingRow],
    *,
    categories: Sequence[CategoryRow],
    centres: Mapping[int, Centre],
    names: Mapping[int, str],
    day: date,
) -> SearchIndex:
    """Everything ready to be searched; ``rows`` come in German order of their titles."""
    parents = {row.code: row.parent_code for row in categories}
    ordered = sorted(rows, key=lambda row: (row.free_places == 0, _days(row, day)))
    return SearchIndex(
        entries=tuple(_entry(place, row, parents, names) for place, row in enumerate(ordered)),
        categories=tuple(categories),
        centres=centres,
        names=names,
        named={tuple(words_of(name)): number for number, name in names.items()},
        day=day,
    )


def _entry(
    place: int, row: OfferingRow, parents: Mapping[str, str | None], names: Mapping[int, str]
) -> SearchEntry:
    return SearchEntry(
        row=row,
        place=place,
        words=spaced(" ".join(searched_texts(row, names))),
        title=spaced(row.title),
        lineage=frozenset(lineage(row.category_code, parents)),
        language=next(
            (one for one in row.languages if words_of(one.language)[:1] == [_GERMAN]), None
        ),
        cost=cost_of_unit(row.price) if row.price else None,
        hidden=said.hidden(row),
    )


def _days(row: OfferingRow, today: date) -> int:
    if row.starts_any_time:
        return 0
    return min(((day - today).days for day in row.starts if day >= today), default=_NEVER)


def spaced(text: str) -> str:
    """The words of a text, each after a space, so that « wort» finds where one begins."""
    return "".join(f" {word}" for word in words_of(text))


def searched_texts(row: OfferingRow, names: Mapping[int, str]) -> tuple[str, ...]:
    """What a typed word is looked for in, in the order of ``texts.FIELDS``."""
    towns = (
        f"{place.town} {place.name} {names.get(place.bfs_number or 0, '')}" for place in row.places
    )
    languages = " ".join(one.language for one in row.languages)
    return (
        row.title,
        row.segment,
        row.goals,
        f"{row.content} {languages}",
        row.provider_name,
        row.category_name,
        " ".join(towns),
    )
