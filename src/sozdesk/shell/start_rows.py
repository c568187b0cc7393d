"""What the start page says, made from rows. Pure: no Qt, no file, no clock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Literal

from sozdesk.features.rent_limits.terms import (
    Category,
    Declaration,
    Interval,
    OverviewRow,
    RentKind,
    ReturnState,
    RoundRow,
    RoundTally,
    TrackingRow,
)
from sozdesk.kernel import german
from sozdesk.kernel.german import plural

_NAMES_SHOWN = 3
_SOON = 10
"""Days before a deadline from which it is coloured."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One state in the progress bar of an Erhebung."""

    state: str
    word: str
    count: int


@dataclass(frozen=True, slots=True)
class Point:
    """One line of «Braucht Aufmerksamkeit»; ``chip`` is the filter that shows its municipalities."""

    symbol: str
    number: int
    word: str
    title: str
    detail: str
    verb: str
    chip: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """One line of «Fristen»."""

    day: date
    title: str
    detail: str
    left: str
    urgency: Literal["past", "soon", "later"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of «Jahr in Zahlen»."""

    title: str
    value: str
    change: str = ""


def shown_state(row: TrackingRow) -> str:
    """The state as the list shows it: an open return past its day is overdue."""
    waiting = row.state in (ReturnState.OPEN, ReturnState.REMINDED)
    return "overdue" if waiting and row.overdue_days > 0 else row.state.value


_SEGMENTS = (
    ("recorded", "erfasst", ("recorded",)),
    ("unchanged", "unverändert bestätigt", ("confirmed_unchanged",)),
    ("refused", "keine Grenzwerte festgelegt", ("no_limits",)),
    ("received", "eingegangen", ("received",)),
    ("queried", "Rückfrage", ("queried",)),
    ("open", "offen", ("open",)),
    ("reminded", "erinnert", ("reminded",)),
    ("overdue", "überfällig", ("overdue",)),
)


def segments(rows: Sequence[TrackingRow]) -> tuple[Segment, ...]:
    """Counts by state in the order of the bar; states without a municipality are left out."""
    states = [shown_state(row) for row in rows]
    counted = [
        Segment(symbol, word, sum(state in members for state in states))
        for symbol, word, members in _SEGMENTS
    ]
    return tuple(segment for segment in counted if segment.count)


def progress_sentence(tally: RoundTally) -> str:
    """«61 von 86 eingegangen, 3 überfällig»."""
    overdue = f", {tally.overdue} überfällig" if tally.overdue else ""
    return f"{tally.received} von {tally.total} eingegangen{overdue}"


# ------------------------------------------------------------------ needs attention


def points(rows: Sequence[TrackingRow], round_: RoundRow, today: date) -> tuple[Point, ...]:
    """What needs a person, the most urgent first."""
    candidates = (_overdue(rows, round_, today), _to_check(rows), _queried(rows))
    return tuple(point for point in candidates if point is not None)


def _overdue(rows: Sequence[TrackingRow], round_: RoundRow, today: date) -> Point | None:
    late = [row for row in rows if shown_state(row) == "overdue"]
    if not late:
        return None
    days = plural((today - round_.due_on).days, "Tag", "Tage")
    title = (
        f"{late[0].name} ist {days} überfällig"
        if len(late) == 1
        else f"{len(late)} Gemeinden sind {days} überfällig"
    )
    return Point("overdue", len(late), "überfällig", title, _names(late), "Ansehen", "overdue")


def _to_check(rows: Sequence[TrackingRow]) -> Point | None:
    waiting = [row for row in rows if row.state is ReturnState.RECEIVED]
    if not waiting:
        return None
    oldest = min(waiting, key=_received)
    since = f"Älteste vom {german.day(_received(oldest))}: {oldest.name}"
    verb = "wartet" if len(waiting) == 1 else "warten"
    title = f"{plural(len(waiting), 'Rückmeldung', 'Rückmeldungen')} {verb} auf einen Entscheid"
    return Point("received", len(waiting), "zu prüfen", title, since, "Prüfen", "received")


def _queried(rows: Sequence[TrackingRow]) -> Point | None:
    asked = [row for row in rows if row.state is ReturnState.QUERIED]
    if not asked:
        return None
    title = f"{plural(len(asked), 'Rückfrage', 'Rückfragen')} ohne Antwort"
    return Point("queried", len(asked), "Rückfrage", title, _names(asked), "Ansehen", "queried")


def _received(row: TrackingRow) -> date:
    return row.received_on or date.max


def _names(rows: Sequence[TrackingRow]) -> str:
    """«Bretzwil, Liedertswil, Nenzlingen und 4 weitere»."""
    names = [row.name for row in rows[:_NAMES_SHOWN]]
    more = len(rows) - len(names)
    return f"{', '.join(names)} und {more} weitere" if more else german.enumeration(names)


# ------------------------------------------------------------------ deadlines and figures


def deadlines(round_: RoundRow, tally: RoundTally, today: date) -> tuple[Deadline, ...]:
    """The days of an Erhebung that are still to come, or past with something missing."""
    lines = []
    if tally.missing or round_.due_on >= today:
        detail = f"{plural(tally.missing, 'Gemeinde fehlt', 'Gemeinden fehlen')} noch"
        lines.append(_deadline(round_.due_on, "Rückmeldungen", detail, today))
    if round_.valid_from >= today:
        title = f"Grenzwerte {round_.year} gelten"
        lines.append(_deadline(round_.valid_from, title, "", today))
    return tuple(sorted(lines, key=lambda line: line.day))


def _deadline(day: date, title: str, detail: str, today: date) -> Deadline:
    left = (day - today).days
    urgency: Literal["past", "soon", "later"] = (
        "past" if left < 0 else "soon" if left <= _SOON else "later"
    )
    return Deadline(day, title, detail, german.days_left(day, today), urgency)


def figures(rows: Sequence[OverviewRow]) -> tuple[Figure, ...]:
    """The year in numbers: medians of the most frequent basis, how many changed."""
    answered = [row for row in rows if row.current is not None and row.current.amounts]
    if not answered:
        return ()
    compared = [row for row in answered if _both(row)]
    return (
        *_median_of_one_person(answered),
        Figure("Gemeinden mit Erhöhung", _share(compared, lambda old, new: new > old)),
        Figure("Gemeinden mit Senkung", _share(compared, lambda old, new: new < old)),
        Figure("Gemeinden ohne Änderung", _share(compared, lambda old, new: new == old)),
    )


_KINDS = {RentKind.NET: "netto", RentKind.GROSS: "brutto"}
_INTERVALS = {Interval.MONTH: "pro Monat", Interval.YEAR: "pro Jahr"}
_Basis = tuple[RentKind | None, Interval | None]


def _median_of_one_person(rows: Sequence[OverviewRow]) -> tuple[Figure, ...]:
    """Only limits of equal basis are compared: those on the basis that most declare."""
    bases = [_basis(row.current) for row in rows]
    basis = max(sorted(set(bases), key=str), key=bases.count)
    if basis[0] is None or basis[1] is None:
        return ()
    now = _median([_one_person(row.current) for row in rows if _basis(row.current) == basis])
    before = _median([_one_person(row.previous) for row in rows if _basis(row.previous) == basis])
    if now is None:
        return ()
    title = f"Median 1 Person, {_KINDS[basis[0]]} {_INTERVALS[basis[1]]}"
    change = german.change(before, now) if before else ""
    return (Figure(title, f"CHF {german.short_amount(now)}", change),)


def _basis(declaration: Declaration | None) -> _Basis:
    return (declaration.rent_kind, declaration.interval) if declaration else (None, None)


def _one_person(declaration: Declaration | None) -> int | None:
    return declaration.amounts.get(Category.P1) if declaration else None


def _median(amounts: Sequence[int | None]) -> int | None:
    known = [amount for amount in amounts if amount is not None]
    return round(median(known)) if known else None


def _both(row: OverviewRow) -> bool:
    """Whether the limit of one person can be compared with last year's."""
    same_basis = _basis(row.current) == _basis(row.previous)
    return same_basis and None not in (_one_person(row.current), _one_person(row.previous))


def _share(rows: Sequence[OverviewRow], matches: Callable[[int, int], bool]) -> str:
    """«34 von 61», by the limit of one person."""
    pairs = [(_one_person(row.previous) or 0, _one_person(row.current) or 0) for row in rows]
    return f"{sum(matches(old, new) for old, new in pairs)} von {len(pairs)}"
