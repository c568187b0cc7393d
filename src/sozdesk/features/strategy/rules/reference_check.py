"""References to measures: numbers that do not exist, or that the words around do not fit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from sozdesk.features.strategy.rules.measure_words import Fit, Titles
from sozdesk.features.strategy.rules.other_times import is_only_about_another_period
from sozdesk.features.strategy.rules.sentences import Sentence
from sozdesk.features.strategy.terms import MeasureRow, PeriodView, TextCode, TextFinding
from sozdesk.features.strategy.texts import checks
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding, Severity

_ONE = r"\d{1,2}\.\d{1,3}(?![\d'’]|\.\d|,\d|\s?(?:%|Prozent|Mio|Mrd|Franken|Uhr))"
_AND = r"\s*(?:,|und|sowie|oder|bzw\.|/|&)\s*(?:und\s+)?"
_GROUP = re.compile(
    rf"\b(?:Massnahmen?|Nr\.|(?:siehe|vgl\.|Vgl\.|Siehe)(?:\s+auch)?)\s+({_ONE}(?:{_AND}{_ONE})*)"
    rf"|\(\s*({_ONE}(?:{_AND}{_ONE})*)\s*\)"
)
_NUMBER = re.compile(_ONE)
_TITLE_BEHIND = re.compile(r"\s*(?:\(\s*(?=[A-ZÄÖÜ«])|«)")
_QUOTED = re.compile(r"«([^«»]*)»")
_QUOTES = re.compile(
    r"\bMassnahmen?\s+(?=«)(«[^«»]*»(?:\s*(?:,|und|sowie|oder|bzw\.)\s*(?:die\s+)?"
    r"(?:auch\s+)?(?:Massnahmen?\s+)?«[^«»]*»)*)"
)
_ALIKE = 0.82
"""From here on a title is taken for a slip of the pen in another one."""


@dataclass(frozen=True, slots=True)
class _Reference:
    """A number that names a measure, with its place in the sentence."""

    number: str
    start: int
    end: int
    group: tuple[str, ...]
    """All numbers that are named in one go."""
    begin: int
    """Where the whole group begins, with its «Massnahmen» and bracket."""
    stop: int


def reference_findings(
    text_sentences: Sequence[Sentence], view: PeriodView, *, own: str = ""
) -> Iterator[TextFinding]:
    """Hints about references; ``own`` is the measure that the text reports on."""
    if not view.measures:
        return
    checker = _Checker(view, own)
    for sentence in text_sentences:
        if not is_only_about_another_period(sentence.text, view):
            yield from checker.numbers(sentence)
            yield from checker.titles(sentence)


class _Checker:
    """Knows the measures of a period."""

    def __init__(self, view: PeriodView, own: str) -> None:
        self._period = view.period.name
        self._rows = {row.number: row for row in view.measures}
        self._own = own

    @cached_property
    def _titles(self) -> Titles:
        """Only made for a text that refers to a measure."""
        return Titles({row.number: row.title for row in self._rows.values()})

    # -------------------------------------------------------------- numbers

    def numbers(self, sentence: Sentence) -> Iterator[TextFinding]:
        """Numbers without a measure, behind a wrong title, or of another measure."""
        found = tuple(_references(sentence.text))
        for place, one in enumerate(found):
            row = self._rows.get(one.number)
            if row is None:
                message = checks.unknown_measure(one.number, self._period)
                yield _hint(TextCode.UNKNOWN_MEASURE, message, sentence, one.start, one.end)
            elif (said := _title_behind(sentence.text, one)) is not None:
                yield from self._behind(sentence, one, row, said)
            else:
                yield from self._fit(sentence, found, place, row)

    def _behind(
        self, sentence: Sentence, one: _Reference, row: MeasureRow, said: str
    ) -> Iterator[TextFinding]:
        """«Massnahme 7.3 (Ausbau …)»: the title in brackets must be that of the number."""
        if _is_title(said, row.title):
            return
        owner = next((other for other in self._rows.values() if _is_title(said, other.title)), None)
        slip = _similarity(said, row.title) >= _ALIKE
        if owner is None and not slip:
            return
        message = checks.wrong_title(row.number, row.title, said)
        right = owner.number if owner else ""
        yield _hint(TextCode.OTHER_MEASURE, message, sentence, one.start, one.end, right)

    def _fit(
        self, sentence: Sentence, found: Sequence[_Reference], place: int, row: MeasureRow
    ) -> Iterator[TextFinding]:
        one = found[place]
        words = _around(sentence.text, found, place)
        fits = self._titles.fits(words)
        named = {other.number for other in found} | {self._own}
        rivals = {number: fit for number, fit in fits.items() if number not in named}
        better = max(rivals, key=lambda no: (rivals[no].is_clear, rivals[no].score), default="")
        misfits = [number for number in one.group if self._is_strange(number, fits, words)]
        if not better or not rivals[better].is_clear or misfits != [one.number]:
            return
        message = checks.other_measure(row.number, row.title, better, self._rows[better].title)
        yield _hint(TextCode.OTHER_MEASURE, message, sentence, one.start, one.end, better)

    def _is_strange(self, number: str, fits: Mapping[str, Fit], words: str) -> bool:
        """Whether neither the title nor the aim of a measure has to do with the words."""
        if number not in self._rows or fits[number].words:
            return False
        aim = Titles({number: self._rows[number].aim}).fits(words)[number]
        return aim.words == 0

    # -------------------------------------------------------------- titles

    def titles(self, sentence: Sentence) -> Iterator[TextFinding]:
        """«Massnahmen «A» und «B»»: each of them must be a title."""
        for group in _QUOTES.finditer(sentence.text):
            for quoted in _QUOTED.finditer(sentence.text, group.start(1), group.end(1)):
                yield from self._quoted(sentence, quoted)

    def _quoted(self, sentence: Sentence, quoted: re.Match[str]) -> Iterator[TextFinding]:
        said = german.clean(quoted[1])
        rows = self._rows.values()
        if not said or any(_is_title(said, row.title) for row in rows):
            return
        near = max(rows, key=lambda row: _similarity(said, row.title))
        span = (quoted.start(1), quoted.end(1))
        if _similarity(said, near.title) >= _ALIKE:
            message = checks.title_slip(said, near.title, near.number)
            yield _hint(TextCode.TITLE, message, sentence, *span, near.title)
        else:
            yield _hint(TextCode.TITLE, checks.unknown_title(said, self._period), sentence, *span)


def _references(sentence: str) -> Iterator[_Reference]:
    for match in _GROUP.finditer(sentence):
        part = 1 if match[1] else 2
        numbers = tuple(_NUMBER.finditer(sentence, match.start(part), match.end(part)))
        group = tuple(one[0] for one in numbers)
        for one in numbers:
            yield _Reference(one[0], one.start(), one.end(), group, match.start(), match.end())


def _around(sentence: str, found: Sequence[_Reference], place: int) -> str:
    """The words that a reference belongs to: from the one before, outside of brackets to the next."""
    one = found[place]
    before = [other.stop for other in found if other.stop <= one.begin]
    words = sentence[before[-1] if before else 0 : one.begin]
    if _in_brackets(sentence, one.begin):
        return words
    after = [other.begin for other in found if other.begin >= one.stop]
    return f"{words} {sentence[one.stop : after[0] if after else len(sentence)]}"


def _in_brackets(sentence: str, place: int) -> bool:
    before = sentence[: place + 1]
    return before.count("(") > before.count(")")


def _title_behind(sentence: str, one: _Reference) -> str | None:
    """The words in brackets or guillemets right behind a single number."""
    opening = _TITLE_BEHIND.match(sentence, one.end)
    if opening is None or len(one.group) > 1:
        return None
    rest, depth = sentence[opening.end() :], 1
    closing = ")" if opening[0].strip().startswith("(") else "»"
    for place, sign in enumerate(rest):
        depth += (sign == "(") - (sign == ")") if closing == ")" else -(sign == "»")
        if depth == 0:
            return german.clean(rest[:place]).strip("«»")
    return None


def _is_title(said: str, title: str) -> bool:
    """Equal but for hyphens, spaces and capitals, or its beginning with «…»."""
    key, whole = _key(said.rstrip(" .…")), _key(title)
    return key == whole or (said.endswith(("…", "...")) and bool(key) and whole.startswith(key))


def _key(text: str) -> str:
    return re.sub(r"[\W_]", "", text.casefold())


def _similarity(one: str, other: str) -> float:
    return SequenceMatcher(None, _key(one), _key(other), autojunk=False).ratio()


def _hint(
    code: TextCode, message: str, sentence: Sentence, start: int, end: int, right: str = ""
) -> TextFinding:
    return sentence.point(Finding(code, Severity.HINT, message), start, end, right)
