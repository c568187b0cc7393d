"""How two reports on a period differ: measures by their number, texts word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from sozdesk.features.strategy import texts
from sozdesk.features.strategy.terms import (
    ChapterKey,
    Piece,
    ReportComparison,
    ReportMeasure,
    ReportSnapshot,
    StateChange,
    TextChange,
)
from sozdesk.features.strategy.texts import checks
from sozdesk.features.strategy.texts import report as said

_WORD = re.compile(r"\S+\s*|\s+")
_ALIKE = 0.4
"""Below this share of common words a text counts as written anew."""
_AROUND = 8
"""Words that are kept before and after a change when the rest is left out."""
_GAP = " … "


def compare(
    before: ReportSnapshot, after: ReportSnapshot, *, fine: bool = False
) -> ReportComparison:
    """What is different in the later report; ``fine`` tells states and reasons apart."""
    old = {one.number: one for one in before.measures}
    new = {one.number: one for one in after.measures}
    both = [(old[number], one) for number, one in new.items() if number in old]
    return ReportComparison(
        states=tuple(
            StateChange(number=now.number, title=now.title, before=was.state, after=now.state)
            for was, now in both
            if _state(was, fine=fine) != _state(now, fine=fine)
        ),
        added=tuple(one for one in after.measures if one.number not in old),
        removed=tuple(one for one in before.measures if one.number not in new),
        texts=(
            *_chapters(before, after),
            *(one for pair in both for one in _measure(*pair, fine=fine)),
        ),
        fine=fine,
    )


def _state(one: ReportMeasure, *, fine: bool) -> str:
    return texts.state_words(one.state, fine=fine)


def _chapters(before: ReportSnapshot, after: ReportSnapshot) -> Iterator[TextChange]:
    for key in ChapterKey:
        was, now = before.chapters.get(key, ""), after.chapters.get(key, "")
        yield from _changed(checks.chapter_place(key), was, now)


def _measure(was: ReportMeasure, now: ReportMeasure, *, fine: bool) -> Iterator[TextChange]:
    for label, old, new in zip(said.COMPARED, _values(was), _values(now), strict=True):
        yield from _changed(said.place_of(now.number, label), old, new)
    told = fine and was.state is now.state
    for label in sorted({*was.others, *now.others} - set(() if told else (said.REASON,))):
        old, new = was.others.get(label, ""), now.others.get(label, "")
        yield from _changed(said.place_of(now.number, label), old, new)


def _values(one: ReportMeasure) -> tuple[str, str, str, str]:
    """In the order of ``said.COMPARED``."""
    return one.title, one.aim, texts.priority(one.priority), one.text


def _changed(place: str, was: str, now: str) -> Iterator[TextChange]:
    if was != now:
        yield TextChange(place=place, pieces=word_changes(was, now))


def word_changes(was: str, now: str) -> tuple[Piece, ...]:
    """Both texts in one row of pieces; without those of the other, each text is whole again."""
    old, new = _WORD.findall(was), _WORD.findall(now)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < _ALIKE:  # another text: words that both happen to use say nothing
        whole = (Piece(was, was=True, now=False), Piece(now, was=False, now=True))
        return tuple(piece for piece in whole if piece.text)
    pieces = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(Piece("".join(old[a:b]), was=True, now=True))
            continue
        gone, come = "".join(old[a:b]), "".join(new[c:d])
        pieces += [Piece(gone, was=True, now=False)] if gone else []
        pieces += [Piece(come, was=False, now=True)] if come else []
    return tuple(pieces)


def shortened(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The same with long stretches that did not change left out but for some words around."""
    last = len(pieces) - 1
    return tuple(
        Piece(_around(one.text, at == 0, at == last), was=True, now=True)
        if one.was and one.now
        else one
        for at, one in enumerate(pieces)
    )


def _around(text: str, first: bool, last: bool) -> str:
    words = _WORD.findall(text)
    head: Iterable[str] = [] if first else words[:_AROUND]
    tail: Iterable[str] = [] if last else words[-_AROUND:]
    if len(words) <= (2 if not first and not last else 1) * _AROUND:
        return text
    return f"{''.join(head).rstrip()}{_GAP}{''.join(tail)}"
