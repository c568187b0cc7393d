"""How well the words around a reference fit the title of a measure.

German compounds are compared by what they have in common: «Budget- und Schuldenberatung» has much of
«Schuldenprävention und Zugang zu Schulden- und Budgetberatung». A word counts for more, the fewer
titles know it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sozdesk.features.strategy.rules.vocabulary import EVERYWHERE
from sozdesk.kernel import german

_WORD = re.compile(r"[^\W\d_](?:[\w-]*\w)?-?")
_COMMON = 5
"""So many letters in a row two words must share, from the beginning of one of them."""
_MOSTLY = 0.6
"""From this likeness on a word is taken for one of the title."""
_ENOUGH = 4.0
"""What two words of a title must weigh together."""
_PART = 6
"""So many letters each part of a compound must share; fewer are often an ending («-ation»)."""
_LONG, _RARE = 9, 2
"""A single word of so many letters is enough if no more titles know it."""


def stems(text: str) -> tuple[str, ...]:
    """The words that say something, in small letters without their usual ending."""
    found = (german.search_key(match[0]).strip("-") for match in _WORD.finditer(text))
    return tuple(_stem(word) for word in found if len(word) >= _COMMON and word not in _EMPTY_KEYS)


_EMPTY_KEYS = frozenset(german.search_key(word) for word in EVERYWHERE)


def _stem(word: str) -> str:
    for ending in ("en", "er", "es", "em", "e", "n", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= _COMMON:
            return word.removesuffix(ending)
    return word


@lru_cache(maxsize=20_000)
def likeness(one: str, other: str) -> float:
    """0 to 1: how much of the shorter word stands at an edge of both («schulden», «beratung»)."""
    short, long = sorted((one, other), key=len)
    sizes = range(len(short), _COMMON - 1, -1)
    common = next((size for size in sizes if _edges(short, size) & _edges(long, size)), 0)
    return common / len(short) if common else 0.0


def _edges(word: str, size: int) -> set[str]:
    """The first and the last letters of a word."""
    return {word[:size], word[-size:]}


def is_made_of(word: str, title: Sequence[str]) -> bool:
    """«schuldenberatung» of «Schuldenprävention» and «Budgetberatung», with a letter between or none."""
    return any(
        _at_edge(word[:cut], title)
        and (_at_edge(word[cut:], title) or _at_edge(word[cut + 1 :], title))
        for cut in range(_PART, len(word) - _PART + 1)
    )


def _at_edge(part: str, title: Sequence[str]) -> bool:
    return len(part) >= _PART and any(one.startswith(part) or one.endswith(part) for one in title)


@dataclass(frozen=True, slots=True)
class Fit:
    """What some words have in common with a title."""

    score: float = 0.0
    words: int = 0
    """So many of them stand at least mostly in the title."""
    same: bool = False
    """A long and rare word of the title is one of them («Rückerstattung»), or one is put together of its words."""

    @property
    def is_clear(self) -> bool:
        """Nobody would say that the words have nothing to do with this title."""
        return self.same or (self.words >= 2 and self.score >= _ENOUGH)


class Titles:
    """The titles of a period, ready to be compared with words of a text."""

    def __init__(self, titles: Mapping[str, str]) -> None:
        self._stems = {number: stems(title) for number, title in titles.items()}

    def fits(self, text: str) -> Mapping[str, Fit]:
        """How well each measure fits the words of a text, by number."""
        said = tuple(dict.fromkeys(stems(text)))
        likes = {
            word: {number: _best(word, title) for number, title in self._stems.items()}
            for word in said
        }
        made = self._made(said)
        return {
            number: _fit(
                {word: likes[word][number] for word in said}, title, likes, made=number in made
            )
            for number, title in self._stems.items()
        }

    def _made(self, said: Sequence[str]) -> set[str]:
        """The titles that the parts of a compound lead to, if they are few."""
        found = [
            {no for no, title in self._stems.items() if is_made_of(word, title)} for word in said
        ]
        return {number for numbers in found if len(numbers) <= _RARE for number in numbers}


def _best(word: str, title: Sequence[str]) -> float:
    return max((likeness(word, one) for one in title), default=0.0)


def _fit(
    own: Mapping[str, float],
    title: Sequence[str],
    likes: Mapping[str, Mapping[str, float]],
    *,
    made: bool,
) -> Fit:
    score, words, same = 0.0, 0, made
    for word, like in own.items():
        known = sum(1 for other in likes[word].values() if other >= _MOSTLY)
        score += like * math.log(1 + len(likes[word]) / max(known, 1))
        words += like >= _MOSTLY
        same = same or (len(word) >= _LONG and known <= _RARE and word in title)
    return Fit(score, words, same)
