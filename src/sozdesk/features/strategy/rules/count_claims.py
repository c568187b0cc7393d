"""Where a sentence counts measures: «10 von 12 Massnahmen», «fast die Hälfte der Massnahmen»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sozdesk.features.strategy.rules.sentences import Kind, Token, tokens
from sozdesk.features.strategy.rules.vocabulary import (
    ABOUT,
    BEFORE_ONE,
    LABELS,
    NO_ADJECTIVES,
    OTHER_ONES,
    SCOPES,
)

_NOUN = re.compile(r"Massnahmen?")
_ADJECTIVE = re.compile(r"[a-zäöü-]+(?:e|en|er|es|em)|bereits|noch|nicht|oder|und|bzw|schon|neu")
_OF = frozenset({"von", "der", "aus"})
_FILL = frozenset(
    {"den", "insgesamt", "allen", "total", "gesamthaft", "aller", "diesen", "unseren"}
)
_DEFINITE = frozenset({"die", "der", "den", "alle", "aller", "allen", "sämtliche", "sämtlichen"})
_ALL = frozenset({"alle", "aller", "allen", "sämtliche", "sämtlichen"})
_EACH = frozenset({"je", "jeweils", "bis", "–", "-", "pro"})
_SHARES = {"hälfte": (1, 2), "drittel": (1, 3), "viertel": (1, 4)}
_REST = re.compile(r"(?:restlich|übrig|verbleibend|verblieben)en?")
_LISTED = re.compile(
    r"\s*:?\s*(«[^»]*»|\(?\d\.\d{1,2})(?:\s*(?:,|und|sowie|oder|bzw\.)\s*(?:die\s+)?"
    r"(?:Massnahmen?\s+)?(?:auch\s+)?(?:«[^»]*»|\d\.\d{1,2}))*"
)
_ONE_LISTED = re.compile(r"«[^»]*»|\d\.\d{1,2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A stretch of a sentence that counts measures; places are those of the sentence."""

    start: int
    end: int
    number: Token | None
    """The typed number; None where a bound figure or a share stands."""
    of: Token | None = None
    """The typed number behind «von»."""
    pair: bool = False
    noun: bool = False
    """The word «Massnahmen» stands there."""
    share: tuple[int, int] | None = None
    """Half, thirds, quarters."""
    about: str = ""
    """«fast», «mehr als» before a share or a number."""
    adjectives: str = ""
    definite: bool = False
    whole: bool = False
    """«alle 40 Massnahmen»."""
    partitive: bool = False
    """«von den 40 Massnahmen»: the number is what there is, not what is said of it."""
    rest: bool = False
    """«die restlichen 21 Massnahmen»: what is not done."""
    more: bool = False
    """«zwei weitere Massnahmen»: some were named before."""
    listed: int = 0
    """How many titles or numbers follow at once."""
    typed: tuple[Token, ...] = field(default=())


def claims(sentence: str) -> tuple[Claim, ...]:
    """The counts of a sentence in their order, also those that are bound figures."""
    words = tokens(sentence)
    found: list[Claim] = []
    place = 0
    while place < len(words):
        claim, place_after = _claim_at(sentence, words, place)
        if claim is not None:
            found.append(claim)
        place = max(place + 1, place_after)
    return tuple(found)


def _claim_at(sentence: str, words: Sequence[Token], at: int) -> tuple[Claim | None, int]:
    if words[at].lower in _SHARES:
        return _share(words, at)
    if words[at].kind not in {Kind.NUMBER, Kind.FIELD} or _is_no_count(words, at):
        return None, at + 1
    return _Reader(sentence, words, at).claim()


def _is_no_count(words: Sequence[Token], at: int) -> bool:
    before = words[at - 1].lower if at else ""
    after = words[at + 1].lower if at + 1 < len(words) else ""
    return before in _EACH or after in {"bis", "–", "-"}


class _Reader:
    """Reads one count from its number on."""

    def __init__(self, sentence: str, words: Sequence[Token], at: int) -> None:
        self.sentence, self.words, self.at = sentence, words, at
        self.next = at + 1
        self.of: Token | None = None

    def lower(self, place: int) -> str:
        return self.words[place].lower if 0 <= place < len(self.words) else ""

    def claim(self) -> tuple[Claim | None, int]:
        pair = self._pair()
        bare = self.next
        adjectives = self._adjectives()
        noun = self._is_noun()
        if noun:
            self.next += 1
            pair = pair or self._pair()
        elif self._is_other_noun() or not (pair or self._may_stand_alone()):
            return None, self.at + 1
        else:
            self.next, adjectives = bare, ""
        if self._is_article() and not pair and not (noun and self._counts_one(adjectives)):
            return None, self.at + 1
        return self._made(adjectives, pair=pair, noun=noun), self.next

    def _made(self, adjectives: str, *, pair: bool, noun: bool) -> Claim:
        words, number = self.words, self.words[self.at]
        end = words[self.next - 1].end
        before = self.lower(self.at - 1)
        listed = _LISTED.match(self.sentence, end) if noun and not pair else None
        typed = tuple(one for one in (number, self.of) if one and one.kind is Kind.NUMBER)
        return Claim(
            start=number.start,
            end=end,
            number=number if number.kind is Kind.NUMBER else None,
            of=self.of if self.of and self.of.kind is Kind.NUMBER else None,
            pair=pair,
            noun=noun,
            about=self._about(),
            adjectives=adjectives,
            definite=before in _DEFINITE,
            rest=_REST.fullmatch(before) is not None,
            whole=before in _ALL,
            partitive=not pair and (before == "von" or self._is_partitive(before)),
            more="weitere" in adjectives.split() or "weiteren" in adjectives.split(),
            listed=len(_ONE_LISTED.findall(listed[0])) if listed else 0,
            typed=typed,
        )

    def _about(self) -> str:
        """«knapp 20 Massnahmen», «mehr als 20 Massnahmen», «ca. 20 Massnahmen»."""
        last, both = self.lower(self.at - 1), f"{self.lower(self.at - 2)} {self.lower(self.at - 1)}"
        return next((words for words in (both, last) if words in ABOUT), "")

    def _is_partitive(self, before: str) -> bool:
        return before in _FILL and self.lower(self.at - 2) in {"von", "unter"}

    def _pair(self) -> bool:
        """«von 12», «(von 13)», «der 40»: read if it follows."""
        if self._slash():
            return True
        place = self.next + (self.lower(self.next) == "(")
        if self.lower(place) not in _OF:
            return False
        place += 1
        while self.lower(place) in _FILL:
            place += 1
        if place >= len(self.words) or self.words[place].kind not in {Kind.NUMBER, Kind.FIELD}:
            return self._all_of_them(place)
        self.of = self.words[place]
        self.next = place + 1 + (self.lower(place + 1) == ")")
        return True

    def _slash(self) -> bool:
        """«18/40 Massnahmen», in figures: «zwei/drei Massnahmen» are two or three."""
        pair = self.words[self.at : self.at + 3]
        figures = len(pair) == 3 and pair[0].text.isdecimal() and pair[2].text.isdecimal()
        if not figures or pair[1].text != "/" or pair[1].start != pair[0].end:
            return False
        self.of, self.next = pair[2], self.at + 3
        return True

    def _all_of_them(self, place: int) -> bool:
        """«keine der Massnahmen», «fünf der laufenden Massnahmen»."""
        while place < len(self.words) and _is_adjective(self.words[place]):
            place += 1
        if place < len(self.words) and _NOUN.fullmatch(self.words[place].text):
            self.next = place
            return True
        return False

    def _adjectives(self) -> str:
        first = self.next
        while self.next < len(self.words) and _is_adjective(self.words[self.next]):
            self.next += 1
        return " ".join(word.text for word in self.words[first : self.next])

    def _is_noun(self) -> bool:
        return self.next < len(self.words) and bool(_NOUN.fullmatch(self.words[self.next].text))

    def _is_other_noun(self) -> bool:
        word = self.words[self.next] if self.next < len(self.words) else None
        return word is not None and (word.kind is Kind.OTHER or word.text[:1].isupper())

    def _may_stand_alone(self) -> bool:
        """«Davon sind 5 umgesetzt», but not «Handlungsfeld 5» and not «eine ist umgesetzt»."""
        named = self.lower(self.at - 1) in LABELS
        others = self.lower(self.at + 1) in _OF and self.lower(self.at + 2) not in SCOPES
        return not (named or others or self._is_article())

    def _is_article(self) -> bool:
        return self.words[self.at].lower in {"eine", "einer", "eins", "keine", "keiner"}

    def _counts_one(self, adjectives: str) -> bool:
        """«Davon wird eine Massnahme …», not «Hierbei handelt es sich um eine Massnahme …»."""
        if self.words[self.at].lower.startswith("keine"):
            return not adjectives
        before = self.lower(self.at - 1)
        told = not before or before in BEFORE_ONE or self._davon(before)
        return told and not set(adjectives.split()) & OTHER_ONES

    def _davon(self, before: str) -> bool:
        return before in {"ist", "befindet"} and self.lower(self.at - 2) in {"davon", "hiervon"}


def _is_adjective(word: Token) -> bool:
    return (
        word.kind is Kind.WORD
        and word.text not in NO_ADJECTIVES
        and bool(_ADJECTIVE.fullmatch(word.text))
    )


_ABOUT = re.compile(
    rf"(?i)(?:\b({'|'.join(map(re.escape, ABOUT))})\s+)?"
    r"(?:\b(?:die|der|das|ein|einem|eines)\s+)?(?:\b(zwei|drei)\s+)?$"
)
"""Fits any words, at least with its end: a text may begin with «Hälfte der Massnahmen»."""


def _share(words: Sequence[Token], at: int) -> tuple[Claim | None, int]:
    """«fast die Hälfte der (40) Massnahmen»."""
    reader = _Reader("", words, at)
    if not reader._pair():
        return None, at + 1
    adjectives = reader._adjectives()
    if not reader._is_noun():
        return None, at + 1
    end = words[reader.next].end
    before = "".join(f"{word.text} " for word in words[max(0, at - 4) : at])
    match = next(_ABOUT.finditer(before))
    part, whole = _SHARES[words[at].lower]
    parts = {"zwei": 2, "drei": 3}.get((match[2] or "").lower(), part)
    first = words[at - len(match[0].split())] if match[0].split() else words[at]
    of = reader.of if reader.of and reader.of.kind is Kind.NUMBER else None
    made = Claim(
        start=first.start,
        end=end,
        number=None,
        of=of,
        noun=True,
        share=(parts, whole),
        about=(match[1] or "").lower(),
        adjectives=adjectives,
        typed=(of,) if of else (),
    )
    return made, reader.next + 1
