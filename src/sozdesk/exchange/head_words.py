"""How well the words of a column head fit what a field is called. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from sozdesk.kernel import german

Tokens = tuple[str, ...]
"""Words, figures and plus signs of a text, folded: «1-Pers.-Haushalt» → 1, pers, haushalt."""

EXACT = 100
"""The lowest line of the head is the word, nothing more."""
_TOGETHER = 95
_ABOVE = 80
_HELD = 60
_HELD_TOGETHER = 30
_FIGURE = 50
"""A bare «1» says little: it may be a size of household or the number of the column."""
_MOST_LETTERS = 19
_PART = 4
"""Letters of a word from which on it also begins longer words: «Gemeinde» in «Gemeindename»."""
_TOKEN = re.compile(r"[a-z]+|\d+|\+")
_UP_TO = {"bis", "und"}


@lru_cache(maxsize=8192)
def tokens(text: str) -> Tokens:
    """The words of a text; a long text is no head and has none."""
    return tuple(_TOKEN.findall(german.search_key(text))) if len(text) <= 200 else ()


@dataclass(frozen=True, slots=True)
class HeadWord:
    """One way to call a column: «1 Person», or «1» below a head with «Personen»."""

    lower: Tokens
    upper: Tokens = ()


@lru_cache(maxsize=8192)
def head_word(text: str) -> HeadWord:
    """«Personen / 1» = «1» below «Personen»; without a stroke the word itself."""
    upper, _stroke, lower = text.rpartition(" / ")
    return HeadWord(tokens(lower), tokens(upper))


@lru_cache(maxsize=65536)
def fit(levels: tuple[str, ...], words: tuple[str, ...], never: tuple[str, ...] = ()) -> int:
    """0 to 100: how well a head fits the best of the words; 0 if it holds one of ``never``.

    ``levels`` are the lines of the head above one column, from top to bottom.
    """
    lines = [tokens(level) for level in levels]
    if not lines or any(holds(line, tokens(word)) for line in lines for word in never):
        return 0
    every = {token for line in lines for token in line}
    telling = (one for word in words if _may_stand(one := head_word(word), every))
    return max((_fit(lines, word) for word in telling), default=0)


def _may_stand(word: HeadWord, every: set[str]) -> bool:
    """Whether the first token is there at all; most words of a scheme are not."""
    first = word.lower[0] if word.lower else ""
    return first in every or (
        len(word.lower) == 1 and any(token.startswith(first) for token in every)
    )


def _fit(lines: Sequence[Tokens], word: HeadWord) -> int:
    lowest, above = lines[-1], lines[:-1]
    if word.upper:
        below = lowest == word.lower and any(holds(line, word.upper) for line in above)
        return EXACT if below else 0
    together = tuple(token for line in lines for token in line)
    letters = min(_MOST_LETTERS, sum(map(len, word.lower)))
    bare = len(word.lower) == 1 and word.lower[0].isdigit()
    points = (
        (_FIGURE if bare else EXACT, lowest == word.lower),
        (_TOGETHER, together == word.lower and not bare),
        (_ABOVE, word.lower in above and not bare),
        (_HELD + letters, holds(lowest, word.lower) and not bare),
        (_HELD_TOGETHER + letters, holds(together, word.lower) and not bare),
    )
    return max((number for number, is_so in points if is_so), default=0)


def speaker(words: Iterable[str]) -> Callable[[str], bool]:
    """A quick test whether a text holds any of the words, for all cells of a big sheet."""
    lowest = {word for text in words if (word := head_word(text).lower)}
    firsts = {word[0] for word in lowest}
    begins = tuple(word[0] for word in lowest if len(word) == 1 and len(word[0]) >= _PART)

    @cache
    def speaks(text: str) -> bool:
        found = tokens(text)
        if not any(token in firsts or token.startswith(begins) for token in found):
            return False
        return any(holds(found, word) for word in lowest)

    return speaks


def holds(text: Tokens, word: Tokens) -> bool:
    """Whether the words stand in the text one behind the other; the last may begin a longer one."""
    places = range(len(text) - len(word) + 1) if word else range(0)
    return any(_stands_at(text, word, place) for place in places)


def _stands_at(text: Tokens, word: Tokens, place: int) -> bool:
    end = place + len(word) - 1
    if text[place:end] != word[:-1] or _is_range(text, word, place):
        return False
    last = word[-1]
    begins = len(last) >= _PART and last.isalpha() and text[end].startswith(last)
    return begins or text[end] == last


def _is_range(text: Tokens, word: Tokens, place: int) -> bool:
    """«2 Personen» is not meant by «1 bis 2 Personen», and not by «1-2 Personen»."""
    before = text[place - 1] if place else ""
    return word[0].isdigit() and (before.isdigit() or before in _UP_TO)
