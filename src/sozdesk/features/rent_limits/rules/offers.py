"""Offered dwellings as people paste them: rooms and net rent per line, in any order, head or not.

Total: whatever is pasted gives offers and remarks, never an exception. Where a number may be
something else than rooms or the net rent, the line is refused: a guess would end in a limit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
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
_HEAD_WITHIN = 10
"""So many lines may stand above the head: titles, the day."""
_RUNNING = 3
"""From so many lines on, 1, 2, 3 may be a numbering."""

_NAME_COLUMNS = "Schreiben Sie in die erste Zeile, was die Spalten sind: Zimmer und Nettomiete."
NO_ROOMS = "Es fehlt die Zimmerzahl, zum Beispiel 3.5."
NO_RENT = "Es fehlt die Nettomiete pro Monat, zum Beispiel 1'450."
UNCLEAR_ROOMS = f"Welche Zahl die Zimmer sind, ist nicht eindeutig. {_NAME_COLUMNS}"
UNCLEAR_RENT = f"Welcher Betrag die Nettomiete ist, ist nicht eindeutig. {_NAME_COLUMNS}"
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


class _Unreadable(ValueError):
    """Why a line is no offer."""


def read_offers(rows: Sequence[Sequence[str]]) -> Reading:
    """The offers of a list given by its cells, and the lines that are none.

    A line of one cell is parted by its blank or its commas. The head is the first line that names
    two columns, else a first line without any number.
    """
    lines = [
        (number, _cells(row)) for number, row in enumerate(rows, 1) if any(map(str.strip, row))
    ]
    head = _head_at([cells for _number, cells in lines])
    named = {} if head is None else _kinds(lines.pop(head)[1])
    read = _reader([cells for _number, cells in lines], named)
    offers: list[Offer] = []
    unread: list[UnreadLine] = []
    for number, cells in lines:
        try:
            offers.append(read(cells))
        except _Unreadable as problem:
            unread.append(UnreadLine(number, "\t".join(cells).strip(), str(problem)))
    return Reading(tuple(offers), tuple(unread))


def _cells(row: Sequence[str]) -> list[str]:
    cells = [german.clean(cell) for cell in row]
    filled = [cell for cell in cells if cell]
    parts = _parts(filled[0]) if len(filled) == 1 else cells
    return parts if len(parts) > 1 else cells


def _parts(line: str) -> list[str]:
    if match := _TWO_WORDS.match(line):
        return [match[1].rstrip(","), match[2]]
    return [german.clean(cell) for cell in line.split(",")]


# ------------------------------------------------------------------ the head


class _Kind(Enum):
    """What the head says of a column."""

    ROOMS = auto()
    NET = auto()
    GROSS = auto()
    RENT = auto()
    """Net or gross is not said."""
    OTHER = auto()
    """Neither rooms nor the rent of a month, though it holds such numbers."""


_HEADS = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r"m2|\bqm\b|quadratmeter|flache|jahr|\bp\. ?a\b|kaution|depot", _Kind.OTHER),
        (r"(pro|je|per) zi|zimmer(preis|miete)|(bade?|schlaf|wohn)zimmer", _Kind.OTHER),
        (r"^(neben|nk\b|hk\b|heiz|akonto)", _Kind.OTHER),
        (r"zimmer|\bzim?\b|wohnungsgros", _Kind.ROOMS),
        (r"brutto|inkl|einschl|warm(?!wasser)|(mit|und|\+|&) ?(nk|neben|hk|heiz)", _Kind.GROSS),
        (r"netto|^kalt|kaltmiete|(miete|zins|preis)\b.*(exkl|ohne|kalt|zzgl|zuzug)", _Kind.NET),
        (r"gesamtmiete|total|pauschal", _Kind.GROSS),
        (r"mieten?\b|miet(zins|preis|kosten)|preis\b|\bzins\b", _Kind.RENT),
        (r"neben|\bnk\b|\bhk\b|heiz|akonto", _Kind.OTHER),
    )
)
"""The first that fits counts: «Nettomiete pro m2» is no rent of a month, «Miete inkl. NK» is gross."""


def _head_at(rows: Sequence[Sequence[str]]) -> int | None:
    for number, cells in enumerate(rows[:_HEAD_WITHIN]):
        if _is_head(cells) and len(_kinds(cells)) > 1:
            return number
    return 0 if rows and _is_head(rows[0]) else None


def _is_head(cells: Sequence[str]) -> bool:
    """Words, and neither rooms nor a rent among them."""
    return not any(map(_rent, cells)) and not any(map(rooms_in, cells))


def _kinds(cells: Sequence[str]) -> dict[int, _Kind]:
    """What the columns are, as far as the words are known; a single text is a title."""
    if sum(map(bool, cells)) < 2:
        return {}
    found = {number: _kind(german.search_key(cell)) for number, cell in enumerate(cells)}
    return {number: kind for number, kind in found.items() if kind is not None}


def _kind(words: str) -> _Kind | None:
    return next((kind for pattern, kind in _HEADS if pattern.search(words)), None)


# ------------------------------------------------------------------ the lines


@dataclass(frozen=True, slots=True)
class _Search:
    """Where rooms or rent stand in every line."""

    columns: Collection[int]
    value: Callable[[str], int]
    """0 for a cell that is none."""

    def cells(self, cells: Sequence[str]) -> dict[int, str]:
        """Column → what stands there."""
        return {column: cells[column] for column in self.columns if column < len(cells)}

    def found(self, cells: Sequence[str]) -> dict[int, int]:
        """Column → value."""
        read = {column: self.value(cell) for column, cell in self.cells(cells).items()}
        return {column: value for column, value in read.items() if value}

    def doubtful(self, rows: Iterable[Sequence[str]]) -> set[int]:
        """Columns that stand beside another one with such values in any line."""
        found = [self.found(cells) for cells in rows]
        return {column for one in found if len(one) > 1 for column in one}


def _reader(
    rows: Sequence[Sequence[str]], named: Mapping[int, _Kind]
) -> Callable[[Sequence[str]], Offer]:
    """What makes a line of this list an offer."""
    width = max(map(len, rows), default=0)
    free = [column for column in range(width) if column not in named]
    rooms_named = _of(named, _Kind.ROOMS)
    rent_named = _of(named, _Kind.NET) or _of(named, _Kind.RENT)
    rooms = _Search(rooms_named or free, rooms_in)
    rent = _Search(rent_named or free, _rent)
    no_rooms = set(rooms_named) if len(rooms_named) > 1 else rooms.doubtful(rows)
    no_rent = set(rent_named) if len(rent_named) > 1 else rent.doubtful(rows)
    if not rooms_named:
        no_rooms |= _numbering(rooms, rows)
    is_gross = not rent_named and bool(_of(named, _Kind.GROSS))

    def read(cells: Sequence[str]) -> Offer:
        tenths = _only(rooms.found(cells), no_rooms, NO_ROOMS, UNCLEAR_ROOMS)
        if is_gross:
            raise _Unreadable(GROSS_RENTS)
        missing = _why_no_rent(rent.cells(cells).values())
        return Offer(tenths, _only(rent.found(cells), no_rent, missing, UNCLEAR_RENT))

    return read


def _of(named: Mapping[int, _Kind], wanted: _Kind) -> list[int]:
    return [column for column, kind in named.items() if kind is wanted]


def _numbering(search: _Search, rows: Iterable[Sequence[str]]) -> set[int]:
    """Columns with 1, 2, 3 …: they may count the lines."""
    values: dict[int, list[int]] = {}
    for cells in rows:
        for column, tenths in search.found(cells).items():
            values.setdefault(column, []).append(tenths)
    return {
        column
        for column, found in values.items()
        if len(found) >= _RUNNING
        and found == list(range(found[0], found[0] + 10 * len(found), 10))
        and found[0] % 10 == 0
    }


def _only(found: Mapping[int, int], doubtful: Collection[int], missing: str, unclear: str) -> int:
    if not found:
        raise _Unreadable(missing)
    if any(column in doubtful for column in found):
        raise _Unreadable(unclear)
    return next(iter(found.values()))


def _why_no_rent(cells: Iterable[str]) -> str:
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
