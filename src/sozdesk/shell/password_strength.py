"""What to say about a new password while it is typed, and why. Pure.

Nobody can measure how hard a password is to guess. What can be said is which parts of it are tried
first: they count as one sign each, whatever their length. Parts of the password are never repeated
on the screen, where it is hidden.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from sozdesk.kernel import german

LEAST_LETTERS = 8
_GOOD_LETTERS = 14
_LONG_WORD = 4
"""Letters from which on a word of a name counts."""
_RUN = 3
_SEQUENCE = 4
_COMMON = (
    "passwort", "password", "kennwort", "geheim", "hallo", "willkommen", "schatz", "admin", "login",
    "sozialhilfe", "sozialdienst", "sozialamt", "gemeinde", "kanton", "baselland", "liestal",
    "schweiz", "sozdesk", "januar", "februar", "maerz", "april", "juni", "juli", "august",
    "september", "oktober", "november", "dezember", "fruehling", "sommer", "herbst", "winter",
    "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag",
)  # fmt: skip
_ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertzuiop",
    "qwertyuiop",
    "asdfghjkl",
    "yxcvbnm",
)
_YEAR = re.compile(r"(?:19|20)\d\d")

_NAME = "Enthält Ihren Namen oder den der Stelle."
_WORD = "Enthält ein Wort, das zuerst probiert wird."
_REPEATED = "Das gleiche Zeichen steht mehrmals hintereinander."
_FEW = "Besteht aus wenigen verschiedenen Zeichen."
_ROW = "Enthält eine Folge von Tasten, Buchstaben oder Ziffern."
_YEARS = "Enthält eine Jahreszahl."
_ADD_A_WORD = "Hängen Sie ein Wort an, das nichts mit Ihnen und der Stelle zu tun hat."


@dataclass(frozen=True, slots=True)
class Strength:
    """State symbol, verdict, why, and what would make it better; ``enough`` = may be used."""

    symbol: str
    sentence: str
    enough: bool
    reasons: tuple[str, ...] = ()
    advice: str = ""


@dataclass(frozen=True, slots=True)
class _Weak:
    """A part that is tried first: where it stands, and the sentence about it."""

    begin: int
    end: int
    why: str


def strength(password: str, *, known: tuple[str, ...] = ()) -> Strength:
    """Judge a password; ``known`` are names that others would try first."""
    if not password:
        advice = "Gut sind vier Wörter, die nicht zusammengehören."
        return Strength("open", f"Mindestens {LEAST_LETTERS} Zeichen", False, advice=advice)
    missing = LEAST_LETTERS - len(password)
    if missing > 0:
        return Strength("open", f"Noch {missing} Zeichen.", False)
    weak = tuple(_weak_parts(password, known))
    few = len(set(password.casefold())) <= len(password) // 3
    reasons = (*dict.fromkeys(part.why for part in weak), *_if(few, _FEW))
    worth = _LONG_WORD if few else _worth(password, weak)
    if worth < LEAST_LETTERS:
        verdict = f"Leicht zu erraten: {_length(password)}"
        return Strength("hint", verdict, True, reasons, _ADD_A_WORD)
    if worth < _GOOD_LETTERS:
        advice = f"Länger ist besser als komplizierter. {_ADD_A_WORD}"
        return Strength("received", f"Genügt: {_length(password)}", True, reasons, advice)
    return Strength("ok", f"Gut: {_length(password)}", True, reasons)


def _if(condition: bool, sentence: str) -> tuple[str, ...]:
    return (sentence,) if condition else ()


def _length(password: str) -> str:
    words = len(password.split())
    signs = f"{len(password)} Zeichen"
    return f"{signs}, {words} Wörter" if words > 1 else signs


def _worth(password: str, weak: Iterable[_Weak]) -> int:
    """How many signs count: those outside weak parts, and one for each of them."""
    covered = {place for part in weak for place in range(part.begin, part.end)}
    groups = sum(1 for place in covered if place - 1 not in covered)
    return len(password) - len(covered) + groups


def _weak_parts(password: str, known: tuple[str, ...]) -> Iterator[_Weak]:
    names = (word for name in known for word in re.findall(r"\w+", name))
    own = [word for word in names if len(word) >= _LONG_WORD]
    yield from _words(password, own, _NAME)
    yield from _words(password, _COMMON, _WORD)
    yield from _runs(password)
    yield from _sequences(password.casefold())
    for year in _YEAR.finditer(password):
        yield _Weak(year.start(), year.end(), _YEARS)


def _words(password: str, words: Iterable[str], why: str) -> Iterator[_Weak]:
    for word in words:
        for begin, end in german.search_spans(password, word):
            yield _Weak(begin, end, why)


def _runs(password: str) -> Iterator[_Weak]:
    begin = 0
    for _, signs in groupby(password.casefold()):
        end = begin + len(list(signs))
        if end - begin >= _RUN:
            yield _Weak(begin, end, _REPEATED)
        begin = end


def _sequences(password: str) -> Iterator[_Weak]:
    """Four signs that stand beside each other in the alphabet, the digits or on the keyboard."""
    rows = [*_ROWS, *(row[::-1] for row in _ROWS)]
    for begin in range(len(password) - _SEQUENCE + 1):
        piece = password[begin : begin + _SEQUENCE]
        if any(piece in row for row in rows):
            yield _Weak(begin, begin + _SEQUENCE, _ROW)
