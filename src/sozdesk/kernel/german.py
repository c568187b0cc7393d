"""Swiss High German for people: sorting, searching, and how figures and days are written.

Rules of writing: apostrophe for thousands, point in amounts of money, comma in other decimals
(schreibregeln.ch; the cantonal report writes 1'000 and 37,6 Prozent).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

_MONTHS = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]
_WEEKDAYS = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"]
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "œ": "oe", "æ": "ae"})


_PLACE = re.compile(r"^(?:CH-)?\d{4} +(\S.*)$", re.MULTILINE)
"""The last line of an address: postal code and place."""


def clean(text: str) -> str:
    """Text as it enters the program: NFC, no odd spaces, trimmed."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def address_lines(text: str) -> tuple[str, ...]:
    """Lines of an address that is written in lines, or in one with commas."""
    return tuple(line for part in re.split(r"[,\n]", text) if (line := clean(part)))


def sort_key(text: str) -> tuple[str, str]:
    """Key for German lists (DIN 5007-1: ä like a); independent of the computer's language."""
    return (_without_marks(text), text)


def search_key(text: str) -> str:
    """Text for searching: ü = ue = u, no case, no marks."""
    plain = _without_marks(text)
    for double, single in (("ae", "a"), ("oe", "o"), ("ue", "u")):
        plain = plain.replace(double, single)
    return plain


_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\W_]+(?=\d)")


def number_key(number: str) -> str:
    """How numbers of papers are compared, however they are typed: «R-12» and «r 12» are one.

    Between two digits a sign stays: «1-12» and «11-2» are two.
    """
    parts = _BETWEEN_DIGITS.split(number.casefold())
    return "-".join("".join(filter(str.isalnum, part)) for part in parts)


def same_name(one: str, other: str) -> bool:
    """Whether two names are one person's, however they are written."""
    return search_key(one) == search_key(other)


def search_spans(text: str, word: str) -> tuple[tuple[int, int], ...]:
    """Where in ``text`` a word stands (begin, end), compared as :func:`search_key` does."""
    wanted = search_key(word)
    letters, begins, ends = _letters_of(text)
    spans: list[tuple[int, int]] = []
    start = letters.find(wanted) if wanted else -1
    while start >= 0:
        stop = start + len(wanted)
        spans.append((begins[start], ends[stop - 1]))
        start = letters.find(wanted, stop)
    return tuple(spans)


def _letters_of(text: str) -> tuple[str, list[int], list[int]]:
    """The letters that are compared, and from where to where in the text each one comes."""
    letters: list[str] = []
    begins: list[int] = []
    ends: list[int] = []
    for place, sign in enumerate(text):
        for letter in _folded_sign(sign):
            if letter == "e" and letters and letters[-1] in "aou":
                letters[-1] += letter  # «ae» is one letter; an e after it is another one
                ends[-1] = place + 1
            else:
                letters.append(letter)
                begins.append(place)
                ends.append(place + 1)
    return "".join(letter[0] for letter in letters), begins, ends


def _without_marks(text: str) -> str:
    return _folded(clean(text))


@lru_cache(maxsize=1024)
def _folded_sign(sign: str) -> str:
    return _folded(sign)


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()  # nothing to take apart: most of thousands of lines
    # Twice: taking letters apart («ᴬ» → «A») can bring capitals back.
    apart = unicodedata.normalize("NFKD", text.casefold()).casefold()
    folded = unicodedata.normalize("NFKD", apart).translate(_PLAIN)
    return _BEYOND_ASCII.sub(_unless_mark, folded)


def _unless_mark(found: re.Match[str]) -> str:
    return "" if unicodedata.combining(found[0]) else found[0]


def amount(rappen: int) -> str:
    """123450 → ``1'234.50``."""
    sign = "-" if rappen < 0 else ""
    francs, rest = divmod(abs(rappen), 100)
    return f"{sign}{francs:,}.{rest:02d}".replace(",", "'")


def short_amount(rappen: int) -> str:
    """123400 → ``1'234``; Rappen only where there are some (for running text)."""
    return amount(rappen).removesuffix(".00")


def units(hundredths: int) -> str:
    """Hundredths of a unit without needless digits: 800 → ``8``, 1250 → ``12.5``."""
    return amount(hundredths).rstrip("0").rstrip(".")


def count(number: int) -> str:
    """8730 → ``8'730``."""
    return f"{number:,}".replace(",", "'")


def percent(hundredths: int, *, signed: bool = False) -> str:
    """Hundredths of a percent with one decimal: 1804 → ``18,0 %``, signed ``+18,0 %``."""
    tenths = (abs(hundredths) + 5) // 10
    sign = "-" if hundredths < 0 and tenths else "+" if signed and tenths else ""
    return f"{sign}{count(tenths // 10)},{tenths % 10} %"


def change(old: int, new: int) -> str:
    """Change from one amount to another: ``+5,3 %``, or ``gleich``; empty if there is no old one."""
    if old == 0:
        return ""
    if old == new:
        return "gleich"
    return percent(change_in_hundredths(old, new), signed=True)


def change_in_hundredths(old: int, new: int) -> int:
    """Change in hundredths of a percent, rounded half away from zero; ``old`` must not be 0."""
    scaled = (new - old) * 10_000 * 2
    sign = 1 if scaled >= 0 else -1
    return sign * ((abs(scaled) + abs(old)) // (2 * abs(old)))


def day(value: date) -> str:
    """31.12.2026."""
    return f"{value.day:02d}.{value.month:02d}.{value.year}"


def long_day(value: date) -> str:
    """Dienstag, 5. Januar 2027."""
    return f"{_WEEKDAYS[value.weekday()]}, {value.day}. {_MONTHS[value.month - 1]} {value.year}"


def month(value: date) -> str:
    """März 2027."""
    return f"{_MONTHS[value.month - 1]} {value.year}"


def place_and_day(address: str, value: date) -> str:
    """«Liestal, 5. Januar 2027»: the place of an office's address, if it has one, and the day."""
    written = long_day(value).partition(", ")[2]
    found = _PLACE.findall(address)
    return f"{found[-1].strip()}, {written}" if found else written


def month_number(name: str) -> int | None:
    """März → 3, also ``Mrz``, ``Sept.`` or ``jan``; None for a word that is no month."""
    wanted = search_key(name).rstrip(".").replace("mrz", "marz")
    matches = [i for i, month in enumerate(_MONTHS, 1) if search_key(month).startswith(wanted)]
    return matches[0] if len(wanted) >= 3 and len(matches) == 1 else None


def days_left(due: date, today: date) -> str:
    """``noch 10 Tage``, ``heute``, ``seit 5 Tagen überfällig``."""
    left = (due - today).days
    if left == 0:
        return "heute"
    unit = "Tag" if abs(left) == 1 else "Tage"
    return (
        f"noch {left} {unit}"
        if left > 0
        else f"seit {-left} {'Tag' if left == -1 else 'Tagen'} überfällig"
    )


def enumeration(words: list[str]) -> str:
    """«a, b und c»."""
    return " und ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def plural(number: int, one: str, many: str) -> str:
    """``1 Gemeinde``, ``12 Gemeinden``, with the number written the Swiss way."""
    return f"{count(number)} {one if number == 1 else many}"
