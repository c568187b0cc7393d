"""Where the municipalities of an Erhebung stand, as the page counts and names it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sozdesk.features.rent_limits.terms import (
    RECORDED_STATES,
    ReturnState,
    RoundRow,
    RoundTally,
    TrackingRow,
)
from sozdesk.features.rent_limits.texts import word
from sozdesk.kernel import german
from sozdesk.widgets.chips import Chip
from sozdesk.widgets.progress import Segment
from sozdesk.widgets.states import State

ALL = "all"
LATE = "late"
"""The one chip whose municipalities are counted under another chip too."""

_SYMBOLS = {
    ReturnState.OPEN: State.OPEN,
    ReturnState.REMINDED: State.REMINDED,
    ReturnState.RECEIVED: State.RECEIVED,
    ReturnState.QUERIED: State.QUERIED,
    ReturnState.RECORDED: State.RECORDED,
    ReturnState.CONFIRMED_UNCHANGED: State.UNCHANGED,
    ReturnState.NO_LIMITS: State.REFUSED,
}


def is_overdue(row: TrackingRow) -> bool:
    """Whether the answer is missing past the due date."""
    return row.overdue_days > 0


def symbol(row: TrackingRow) -> State:
    """The symbol of the list."""
    return State.OVERDUE if is_overdue(row) else _SYMBOLS[row.state]


def state_word(row: TrackingRow) -> str:
    """«erfasst», «überfällig» …; a reminder past the due date is overdue too."""
    if row.state is ReturnState.NO_LIMITS:
        return "keine Grenzwerte"
    return "überfällig" if is_overdue(row) else word(row.state)


def when(row: TrackingRow) -> str:
    """Day of receipt, else until when or since when it is due."""
    if row.received_on is not None:
        return german.day(row.received_on)
    if is_overdue(row):
        return f"seit {german.plural(row.overdue_days, 'Tag', 'Tagen')}"
    return f"bis {german.day(row.due_on)}"


def group(row: TrackingRow) -> str:
    """Key of the chip that counts this municipality."""
    if is_overdue(row):
        return "overdue"
    if row.state in RECORDED_STATES:
        return "recorded"
    if row.state is ReturnState.REMINDED:
        return "open"
    return row.state.value


_ORDER = ("received", "queried", "overdue", "open", "recorded")


def rank(row: TrackingRow) -> int:
    """Place in the order of the work: what needs a decision comes first."""
    return _ORDER.index(group(row))


_CHIPS = (
    ("received", "Zu prüfen", State.RECEIVED, "Eingegangen, noch kein Entscheid"),
    ("queried", "Rückfrage", State.QUERIED, "Rückfrage gestellt, noch nicht erfasst"),
    ("overdue", "Überfällig", State.OVERDUE, "Ohne Antwort, die Frist ist vorbei"),
    ("open", "Offen", State.OPEN, "Offen und erinnert, die Frist läuft noch"),
    (
        "recorded",
        "Erfasst",
        State.RECORDED,
        "Erfasst, unverändert bestätigt und keine Grenzwerte festgelegt",
    ),
)


def chips(rows: Sequence[TrackingRow]) -> tuple[Chip, ...]:
    """The filters; all but the first and the last add up to «Alle»."""
    groups = [group(row) for row in rows]
    return (
        Chip(ALL, "Alle", len(rows)),
        *(Chip(key, name, groups.count(key), state, tip) for key, name, state, tip in _CHIPS),
        Chip(
            LATE,
            "Verspätet",
            sum(row.late for row in rows),
            tip="Nach der Frist eingegangen; auch bei den anderen Filtern mitgezählt",
        ),
    )


def belongs(row: TrackingRow, chip: str) -> bool:
    """Whether a chip shows this municipality."""
    if chip == LATE:
        return row.late
    return chip in (ALL, "") or group(row) == chip


_SEGMENTS = (
    (State.RECORDED, "erfasst"),
    (State.UNCHANGED, "unverändert bestätigt"),
    (State.REFUSED, "keine Grenzwerte festgelegt"),
    (State.RECEIVED, "eingegangen"),
    (State.QUERIED, "Rückfrage"),
    (State.OPEN, "offen"),
    (State.REMINDED, "erinnert"),
    (State.OVERDUE, "überfällig"),
)


def segments(rows: Sequence[TrackingRow]) -> tuple[Segment, ...]:
    """The parts of the progress bar, in the order of the states."""
    symbols = [symbol(row) for row in rows]
    return tuple(Segment(state, symbols.count(state), name) for state, name in _SEGMENTS)


def sentence(tally: RoundTally) -> str:
    """«61 von 86 eingegangen, 3 überfällig»."""
    overdue = f", {tally.overdue} überfällig" if tally.overdue else ""
    return f"{tally.received} von {tally.total} eingegangen{overdue}"


def time_left(round_: RoundRow, tally: RoundTally, today: date) -> str:
    """«noch 10 Tage bis 31.12.2026»; empty if nobody is missing or the day is past."""
    if not tally.missing or round_.due_on < today:
        return ""
    left = german.days_left(round_.due_on, today)
    return f"Frist {left}" if left == "heute" else f"{left} bis {german.day(round_.due_on)}"


def proposed_year(rounds: Sequence[RoundRow], today: date) -> int:
    """The year after the last Erhebung; else, from September on, the next year."""
    if rounds:
        return max(row.year for row in rounds) + 1
    return today.year + 1 if today.month >= 9 else today.year
