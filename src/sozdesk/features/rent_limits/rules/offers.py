"""Offered dwellings as people paste them: rooms and net rent per line, in any order, head or not.

Total: whatever is pasted gives offers and remarks, never an exception.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sozdesk.features.rent_limits.terms import Offer
from sozdesk.kernel import entry, german

LEAST_RENT = 100_00
"""Rappen: what is smaller counts rooms, square metres or percent, not the rent of a month."""
MOST_ROOMS = 150
"""Tenths."""

_ROOMS = re.compile(
    r"^(\d{1,2})(?:[.,]([05])0*|\s*½|\s+1/2|)\s*-?\s*(?:zi[a-z]*\.?(?:\s*-?\s*wohnung)?)?$",
    re.IGNORECASE,
)
_TWO_WORDS = re.compile(r"^(\S+)\s+(\S+)$")
_SEPARATORS = ("\t", ";", "|")

NO_ROOMS = "Es fehlt die Zimmerzahl, zum Beispiel 3.5."
NO_RENT = "Es fehlt die Nettomiete pro Monat, zum Beispiel 1'450."
SEVERAL_RENTS = (
    "Es stehen mehrere Beträge da. Schreiben Sie in die erste Zeile, was die Spalten sind: "
    "Zimmer und Nettomiete."
)
GROSS_RENTS = (
    "Die Spalte enthält Bruttomieten. Gebraucht werden Nettomieten, also ohne Nebenkosten."
)


@dataclass(frozen=True, slots=True)
class UnreadLine:
    """A line that is no offer, and why."""

    number: int
    """From 1, as the person counts."""
    text: str
    problem: str


class Reading(NamedTuple):
    """What a pasted list holds."""

    offers: tuple[Offer, ...]
    unread: tuple[UnreadLine, ...]


@dataclass(frozen=True, slots=True)
class _Head:
    """Which columns the first line names; None = found by the look of the values."""

    rooms: int | None = None
    rent: int | None = None
    gross_only: bool = False


class _Unreadable(ValueError):
    """Why a line is no offer."""


def read_offers(text: str) -> Reading:
    """The offers of a pasted list, and the lines that are none.

    Columns are separated by tabs, semicolons or bars (the first of them that occurs anywhere), else
    by blanks or commas. A first line without a rent is the head.
    """
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1)]
    filled = [(number, line) for number, line in lines if line]
    separator = next((one for one in _SEPARATORS if one in text), "")
    head = _Head()
    if filled and _is_head(cells := _cells(filled[0][1], separator)):
        head, filled = _head(cells), filled[1:]
    offers: list[Offer] = []
    unread: list[UnreadLine] = []
    for number, line in filled:
        try:
            offers.append(_offer(_cells(line, separator), head))
        except _Unreadable as problem:
            unread.append(UnreadLine(number, line, str(problem)))
    return Reading(tuple(offers), tuple(unread))


def _cells(line: str, separator: str) -> list[str]:
    if separator:
        return [german.clean(cell.strip().strip('"')) for cell in line.split(separator)]
    words = german.clean(line)
    if match := _TWO_WORDS.match(words):
        return [match[1].rstrip(","), match[2]]
    return [german.clean(cell) for cell in words.split(",")]


# ------------------------------------------------------------------ the head


def _is_head(cells: Sequence[str]) -> bool:
    """Words, and no rent among them."""
    return any(cells) and not any(_rent(cell) for cell in cells) and not any(map(rooms_in, cells))


def _head(cells: Sequence[str]) -> _Head:
    words = [german.search_key(cell) for cell in cells]
    rooms = [number for number, word in enumerate(words) if word.startswith(("zi", "anzahl zi"))]
    net = [number for number, word in enumerate(words) if "netto" in word]
    gross = [number for number, word in enumerate(words) if "brutto" in word]
    plain = [
        number
        for number, word in enumerate(words)
        if number not in gross and "neben" not in word and ("miet" in word or "preis" in word)
    ]
    rent = next(iter(net or plain), None)
    return _Head(rooms[0] if rooms else None, rent, gross_only=bool(gross) and rent is None)


# ------------------------------------------------------------------ one line


def _offer(cells: Sequence[str], head: _Head) -> Offer:
    if head.gross_only:
        raise _Unreadable(GROSS_RENTS)
    rooms = _pick_rooms(cells, head.rooms)
    return Offer(rooms, _pick_rent(cells, head.rent))


def _pick_rooms(cells: Sequence[str], column: int | None) -> int:
    found = [rooms for cell in _looked_at(cells, column) if (rooms := rooms_in(cell))]
    if not found:
        raise _Unreadable(NO_ROOMS)
    return found[0]


def _pick_rent(cells: Sequence[str], column: int | None) -> int:
    looked_at = _looked_at(cells, column)
    found = [rent for cell in looked_at if (rent := _rent(cell))]
    if len(found) > 1:
        raise _Unreadable(SEVERAL_RENTS)
    if not found:
        raise _Unreadable(_why_no_rent(looked_at))
    return found[0]


def _looked_at(cells: Sequence[str], column: int | None) -> Sequence[str]:
    return cells if column is None else cells[column : column + 1]


def _why_no_rent(cells: Sequence[str]) -> str:
    """What ``kernel.entry`` says about the one cell that may be meant, else that it is missing."""
    candidates = [cell for cell in cells if re.search(r"\d{3}", cell) and not rooms_in(cell)]
    if len(candidates) == 1:
        try:
            entry.amount(candidates[0])
        except entry.EntryError as problem:
            return str(problem)
    return NO_RENT


def rooms_in(cell: str) -> int:
    """Tenths of rooms; 0 if the cell is no number of rooms."""
    match = _ROOMS.match(cell)
    if match is None:
        return 0
    half = match[2] == "5" or "½" in cell or "1/2" in cell
    rooms = int(match[1]) * 10 + (5 if half else 0)
    return rooms if rooms <= MOST_ROOMS else 0


def _rent(cell: str) -> int:
    """Rappen; 0 if the cell is no rent."""
    try:
        rappen = entry.amount(cell)
    except entry.EntryError:
        return 0
    return rappen if rappen >= LEAST_RENT else 0
