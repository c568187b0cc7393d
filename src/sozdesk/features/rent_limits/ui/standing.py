"""Where the municipalities of an Erhebung stand, as the page counts and names it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sozdesk.features.rent_limits import rules, texts
from sozdesk.features.rent_limits.queries import is_overdue, standing, standings
from sozdesk.features.rent_limits.reports.subsidy import AncillaryShare
from sozdesk.features.rent_limits.terms import (
    RECORDED_STATES,
    ReturnState,
    RoundRow,
    Standing,
    TrackingRow,
)
from sozdesk.kernel import german
from sozdesk.widgets.chips import Chip
from sozdesk.widgets.progress import Segment
from sozdesk.widgets.states import State

ALL = "all"
LATE = "late"
REMINDED = "reminded"
"""Chips whose municipalities are counted under another chip too."""


def symbol(row: TrackingRow) -> State:
    """The symbol of the list."""
    return State(texts.symbol(standing(row)))


def symbol_of(state: ReturnState) -> State:
    """The symbol of a return or a change by itself."""
    return State(texts.symbol(Standing(state)))


def state_word(row: TrackingRow) -> str:
    """«erfasst», «offen, noch 10 Tage», «erinnert, erstreckt», «überfällig, 1-mal erinnert».

    A reminder past the due date is overdue too.
    """
    if row.state is ReturnState.NO_LIMITS:
        return "keine Grenzwerte"
    return ", ".join(filter(None, (texts.word(standing(row)), _more(row))))


def short_word(row: TrackingRow) -> str:
    """The same for the narrow column of the list: «unverändert», «überfällig, 2× erinnert»."""
    if row.state is ReturnState.CONFIRMED_UNCHANGED:
        return "unverändert"
    if is_overdue(row) and row.reminders:
        return f"{texts.word(standing(row))}, {row.reminders}× erinnert"
    return state_word(row)


def _more(row: TrackingRow) -> str:
    if row.received_on is not None:
        return ""
    if is_overdue(row):
        return texts.reminded_words(row.reminders)
    return "erstreckt" if row.extended else days_left(row)


def days_left(row: TrackingRow) -> str:
    """«noch 10 Tage», «heute fällig», «seit 5 Tagen überfällig»; empty if the answer is here."""
    if row.received_on is not None:
        return ""
    if is_overdue(row):
        return f"seit {german.plural(row.overdue_days, 'Tag', 'Tagen')} überfällig"
    left = row.days_left
    return f"noch {german.plural(left, 'Tag', 'Tage')}" if left else "heute fällig"


def when(row: TrackingRow) -> str:
    """Day on which the version came that counts, else until when or since when it is due."""
    if row.received_on is not None:
        return german.day(row.counts_from or row.received_on)
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
    """The filters; all but the first and those at the end add up to «Alle»."""
    groups = [group(row) for row in rows]
    reminded = sum(_is_reminded(row) for row in rows)
    return (
        Chip(ALL, "Alle", len(rows)),
        *(Chip(key, name, groups.count(key), state, tip) for key, name, state, tip in _CHIPS),
        Chip(
            LATE,
            "Verspätet",
            sum(row.late for row in rows),
            tip="Nach der Frist eingegangen; auch bei den anderen Filtern mitgezählt",
        ),
        *([_reminded_chip(reminded)] if reminded else []),
    )


def _reminded_chip(number: int) -> Chip:
    tip = "Erinnert und noch ohne Antwort; auch bei «Offen» und «Überfällig» mitgezählt"
    return Chip(REMINDED, "Erinnert", number, State.REMINDED, tip)


def _is_reminded(row: TrackingRow) -> bool:
    return row.received_on is None and row.reminders > 0


def belongs(row: TrackingRow, chip: str) -> bool:
    """Whether a chip shows this municipality."""
    if chip == LATE:
        return row.late
    if chip == REMINDED:
        return _is_reminded(row)
    return chip in (ALL, "") or group(row) == chip


def segments(rows: Sequence[TrackingRow]) -> tuple[Segment, ...]:
    """The parts of the progress bar, in the order of the states."""
    return tuple(
        Segment(texts.symbol(each), number, texts.part_word(each))
        for each, number in standings(rows)
    )


def time_left(rows: Sequence[TrackingRow], today: date) -> str:
    """«noch 10 Tage bis 31.12.2026»: the next deadline that somebody has not met yet; else empty."""
    days = [row.due_on for row in rows if row.received_on is None and row.due_on >= today]
    if not days:
        return ""
    left = german.days_left(min(days), today)
    return f"Frist {left}" if left == "heute" else f"{left} bis {german.day(min(days))}"


def yearly_facts(share: AncillaryShare) -> str:
    """What the amounts of the list «Jahresnettomiete» hold beside the rent, and by which law."""
    percent, since = texts.share(share.share_hundredths), german.day(share.valid_from)
    return (
        f"Nettomiete im Jahr plus {percent} Nebenkosten, gerechnet nach {share.source}, "
        f"gilt seit {since}"
    )


def facts(round_: RoundRow, rows: Sequence[TrackingRow]) -> str:
    """«Gültig ab 01.01.2027. Frist 31.12.2026, für 22 Gemeinden erstreckt bis 15.01.2027»."""
    said = f"Gültig ab {german.day(round_.valid_from)}. Frist {german.day(round_.due_on)}"
    return ", ".join(filter(None, (said, texts.extended_words(rows))))


def proposed_year(rounds: Sequence[RoundRow], today: date) -> int:
    """The year after the last Erhebung; else, from September on, the next year."""
    if rounds:
        return max(row.year for row in rounds) + 1
    return rules.declaring_year(today)
