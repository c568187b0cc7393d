"""Plain words that say the same as a filter: «deutsch b1 kinder sissach»."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from sozdesk.features.offerings.rules.search_index import SearchIndex, words_of
from sozdesk.features.offerings.terms import USUAL_KM, CefrLevel, Meaning, TargetGroup
from sozdesk.features.offerings.texts import searching as said

_Said = tuple[str, Mapping[str, object]]
_LEAST = 6
"""Letters from which the beginning of a word stands for a category."""
_LONGEST_NAME = 3
"""Words of the longest name of a municipality."""

_CHILDCARE: Final[_Said] = (said.WITH_CHILDCARE, {"childcare": True})
_WHEELCHAIR: Final[_Said] = (said.WHEELCHAIR, {"wheelchair": True})
_FREE: Final[_Said] = (said.FREE_PLACES, {"free": True})


def _group(group: TargetGroup) -> _Said:
    return said.GROUPS[group], {"groups": frozenset({group})}


_WORDS: Final[Mapping[str, _Said]] = {
    **dict.fromkeys(("Kind", "Kinder", "Kinderbetreuung"), _CHILDCARE),
    **dict.fromkeys(("Rollstuhl", "rollstuhlgängig"), _WHEELCHAIR),
    **dict.fromkeys(("frei", "freie"), _FREE),
    **dict.fromkeys(("Frau", "Frauen"), _group(TargetGroup.WOMEN)),
    **dict.fromkeys(("Mutter", "Mütter"), _group(TargetGroup.MOTHERS)),
    **dict.fromkeys(("Flüchtling", "Flüchtlinge"), _group(TargetGroup.REFUGEES)),
    **dict.fromkeys(("Asyl", "Asylbereich"), _group(TargetGroup.ASYLUM)),
    **{level.value: (f"Person kann {said.can(level)}", {"level": level}) for level in CefrLevel},
}
_FIXED: Final = {words_of(word)[0]: meaning for word, meaning in _WORDS.items()}


def understood(index: SearchIndex, text: str) -> tuple[Meaning, ...]:
    """What of the typed words means a filter, in their order; each filter once."""
    found: dict[str, Meaning] = {}
    for meaning in _meanings(index, text):
        found.setdefault(meaning.said, meaning)
    return tuple(found.values())


def _meanings(index: SearchIndex, text: str) -> Iterator[Meaning]:
    typed = words_of(text)
    at = 0
    while at < len(typed):
        length = _length_of_name(typed[at:], index.named)
        if length:
            number = index.named[tuple(typed[at : at + length])]
            name = said.around(index.names[number], USUAL_KM)
            changes: Mapping[str, object] = {"near": number, "km": USUAL_KM}
            yield Meaning(word=" ".join(typed[at : at + length]), said=name, changes=changes)
        elif known := _FIXED.get(typed[at]) or _category(index, typed[at]):
            yield Meaning(word=typed[at], said=known[0], changes=known[1])
        at += max(length, 1)


def _length_of_name(typed: list[str], names: Mapping[tuple[str, ...], int]) -> int:
    """How many of the first words are the name of a municipality."""
    lengths = range(min(_LONGEST_NAME, len(typed)), 0, -1)
    return next((length for length in lengths if tuple(typed[:length]) in names), 0)


def _category(index: SearchIndex, word: str) -> _Said | None:
    """The one category whose name begins like the word."""
    if len(word) < _LEAST:
        return None
    named = [row for row in index.categories if words_of(row.name)[0].startswith(word)]
    return (named[0].name, {"category": named[0].code}) if len(named) == 1 else None
