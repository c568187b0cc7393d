"""Where the municipalities of an Erhebung stand, as the page counts and names it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sozdesk.features.rent_limits import texts
from sozdesk.features.rent_limits.queries import is_overdue, standing, standings
from sozdesk.features.rent_limits.terms import (
    RECORDED_STATES,
    ReturnState,
    RoundRow,
    RoundTally,
    Standing,
    TrackingRow,
)
from sozdesk.kernel import german
from sozdesk.widgets.chips import Chip
from sozdesk.widgets.progress import Segment
from sozdesk.widgets.states import State

ALL = "all"
LATE = "late"
"""The one chip whose municipalities are counted under another chip too."""


def symbol(row: TrackingRow) -> State:
    """The symbol of the list."""
    return State(texts.symbol(standing(row)))


def symbol_of(state: ReturnState) -> State:
    """The symbol of a return or a change by itself."""
    return State(texts.symbol(Standing(state)))


def state_word(row: TrackingRow) -> str:
    """«erfasst», «überfällig» …; a reminder past the due date is overdue too."""
    if row.state is ReturnState.NO_LIMITS:
        return "keine Grenzwerte"
    return texts.word(standing(row))


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


def segments(rows: Sequence[TrackingRow]) -> tuple[Segment, ...]:
    """The parts of the progress bar, in the order of the states."""
    return tuple(
        Segment(texts.symbol(each), number, texts.word(each)) for each, number in standings(rows)
    )


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
