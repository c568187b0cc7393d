"""A text as sentences and words, each with its place: what the checks of the texts start from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sozdesk.features.strategy.terms import TextFinding
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding

MONTHS = (
    "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jan|Feb|"
    "Mrz|Apr|Jun|Jul|Aug|Sept?|Okt|Nov|Dez"
)
"""As a pattern."""
_ORDINAL_OF = rf"(?:{MONTHS}|Priorität|Etappe|Phase|Periode|Stufe|Sitzung|Lesung|Quartal|Semester)"
_END = re.compile(r"[.!?]+[»”\")\]]*(?=\s+[«„\"(\[]*[A-ZÄÖÜ0-9{])|\n+")
_SHORT = re.compile(
    r"\b(?:z\.\s?B|[a-zäöü]|bzw|resp|[Cc]a|vgl|Vgl|Abs|Art|Bst|lit|Ziff|Nr|inkl|exkl|evtl|ggf|sog|"
    r"Dr|Prof|St|Mio|Mrd|Fr|Kap|Abb|Tab|max|min|insb|gem)\.$"
)
_NUMBER_AT_END = re.compile(r"(?<![\w.])\d{1,2}\.$")
_ORDINAL = re.compile(rf"\d{{1,2}}\.\s+{_ORDINAL_OF}")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of a text that ends with a full stop or a line."""

    start: int
    text: str
    paragraph: int
    """Counted from 0; paragraphs are parted by lines."""

    @property
    def key(self) -> str:
        """The sentence without odd spaces."""
        return german.clean(self.text)

    def point(self, finding: Finding, start: int, end: int, right: str = "") -> TextFinding:
        """A finding about a stretch of the sentence, and what would be right there."""
        before, words, behind = self.text[:start], self.text[start:end], self.text[end:]
        return TextFinding(
            finding=finding,
            sentence=self.key,
            excerpt=german.clean(f"{before}‹{words}›{behind}"),
            start=self.start + start,
            end=self.start + end,
            replacement=right,
        )


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text in their order; «z. B.», «Abs. 3» and «1. Juni» end none."""
    found: list[Sentence] = []
    start = paragraph = 0
    for match in _END.finditer(text):
        line = match[0].startswith("\n")
        if not line and _goes_on(text, start, match.end()):
            continue
        _append(found, text, start, match.start() if line else match.end(), paragraph)
        start = match.end()
        paragraph += line
    _append(found, text, start, len(text), paragraph)
    return tuple(found)


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether the full stop belongs to a short form or to an ordinal number."""
    before = text[start:end]
    if _SHORT.search(before):
        return True
    number = _NUMBER_AT_END.search(before)
    return number is not None and _ORDINAL.match(text, start + number.start()) is not None


def _append(found: list[Sentence], text: str, start: int, end: int, paragraph: int) -> None:
    words = text[start:end]
    if words.strip():
        start += len(words) - len(words.lstrip())
        found.append(Sentence(start, words.strip(), paragraph))


class Kind(StrEnum):
    """What a token is."""

    FIELD = "field"
    """A bound figure in braces."""
    NUMBER = "number"
    """A typed number or number word that may count something."""
    WORD = "word"
    MARK = "mark"
    OTHER = "other"
    """Numbers that count nothing: years, days, paragraphs, businesses, amounts, percentages."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark of a sentence with its place in it."""

    kind: Kind
    text: str
    start: int
    value: int = 0
    """Of a number."""

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)

    @property
    def lower(self) -> str:
        """For comparing."""
        return self.text.lower()


_ONES = ("", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun")
_TENS = {
    20: "zwanzig",
    30: "dreissig",
    40: "vierzig",
    50: "fünfzig",
    60: "sechzig",
    70: "siebzig",
    80: "achtzig",
    90: "neunzig",
}
_TEENS = ("zehn", "elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn")


def _number_words() -> Iterator[tuple[str, int]]:
    yield from (("null", 0), ("keine", 0), ("keiner", 0), ("beide", 2), ("beiden", 2))
    yield from (("eine", 1), ("einer", 1), ("eins", 1))
    yield from ((word, number) for number, word in enumerate(_ONES) if number > 1)
    yield from ((word, number) for number, word in enumerate((*_TEENS, "achtzehn", "neunzehn"), 10))
    for ten, word in _TENS.items():
        yield word, ten
        yield from ((f"{one}und{word}", ten + number) for number, one in enumerate(_ONES) if number)


NUMBER_WORDS = dict(_number_words())
"""«null» to «neunundneunzig», «beide», «keine», «eine»."""

_TOKEN = re.compile(
    r"""
    (?P<field>\{[^{}]*\})
  | (?P<other>
        (?:§{1,2}|Art\.|Abs\.|Bst\.|Ziff\.|Ziffer|Nr\.|Kap\.|Kapitel|Seite|S\.|Fr\.|CHF|SGS|SR|
           Abbildung|Tabelle|Absatz|Artikel|Punkt|Programm|Phase|Version)\s*\d[\d.,'’a-z]*
      | \d{4}\s*[–—-]\s*\d{2,4}
      | (?:19|20)\d\d/\d+
      | \d+/\d+(?!\d|(?:\s+[a-zäöü]+e)?\s+Massnahmen\b)
      | \d{1,2}\.\s?\d{1,2}\.(?:\s?\d{2,4})?
      | \d{1,2}\.(?=\s+\w)
      | \d{1,3}(?:['’]\d{3})+
      | \d+(?:[.,]\d+)+
      | \d+\s?(?:%|Prozent\b|Franken\b|Rappen\b|Mio\b|Mrd\b|Millionen\b|Uhr\b|Jahre?n?\b|Monate?n?\b)
      | (?:19|20)\d\d\b
      | \d+(?=[^\W\d]|-)
    )
  | (?P<number>\d+)
  | (?P<word>[^\W\d_](?:[\w-]*\w)?)
  | (?P<mark>\S)
    """,
    re.VERBOSE,
)


def tokens(sentence: str) -> tuple[Token, ...]:
    """The tokens of a sentence in their order."""
    return tuple(_token(match) for match in _TOKEN.finditer(sentence))


def _token(match: re.Match[str]) -> Token:
    kind, text, start = Kind(str(match.lastgroup)), match[0], match.start()
    if kind is Kind.NUMBER:
        return Token(kind, text, start, int(text))
    if kind is Kind.WORD and text.lower() in NUMBER_WORDS:
        return Token(Kind.NUMBER, text, start, NUMBER_WORDS[text.lower()])
    return Token(kind, text, start)
