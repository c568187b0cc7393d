"""The tab «Schriftverkehr»: what went out to one municipality and what came in, newest on top."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import partial

from PySide6.QtWidgets import QWidget

from sozdesk.features.rent_limits.terms import (
    REMINDERS,
    DeclarationRow,
    ExtensionRow,
    LetterKind,
    LetterRow,
    ReturnState,
    Standing,
)
from sozdesk.features.rent_limits.texts import symbol, word
from sozdesk.features.rent_limits.ui.round_data import DetailData
from sozdesk.kernel import german
from sozdesk.kernel.swiss_time import swiss_day
from sozdesk.widgets import labels, layouts
from sozdesk.widgets.facts import Event, Timeline
from sozdesk.widgets.states import State

Again = Callable[[LetterRow], object]
"""Writes a letter once more."""

_NOTHING = "In dieser Erhebung ist noch nichts hinaus- oder eingegangen."
_Key = tuple[date, datetime, int, int]
"""Day, moment (the end of the day if nobody noted it), version, place beside the same version."""
_Dated = tuple[_Key, Event]
_GRANTED, _CAME, _ASKED, _DECIDED, _WENT = range(5)
_UNKNOWN = datetime.max.replace(tzinfo=UTC)


def correspondence_view(data: DetailData, again: Again | None) -> QWidget:
    """The timeline, or that there is nothing yet; ``again`` None offers no writing."""
    events = correspondence(data, again)
    if not events:
        return labels.body(_NOTHING)
    return layouts.box(layouts.column(Timeline(events), None))


def correspondence(data: DetailData, again: Again | None) -> tuple[Event, ...]:
    """Everything that happened with the municipality in this Erhebung, newest first."""
    found: list[_Dated] = [_letter(row, again) for row in data.letters]
    if data.extension is not None:
        found.append(_extension(data.extension))
    for row in data.all:
        found += _returned(row, data)
    found.sort(key=lambda one: one[0], reverse=True)
    return tuple(event for _key, event in found)


def _letter(row: LetterRow, again: Again | None) -> _Dated:
    state = State.REMINDED if row.kind in REMINDERS else State.NOTE
    if row.kind is LetterKind.RECEIPT:
        state = State.OK
    event = Event(
        state,
        german.day(row.written_on),
        word(row.kind),
        f"Geschrieben von {row.written_by}, an {row.addressee}",
        link="Nochmals schreiben …" if again else "",
        clicked=partial(again, row) if again else None,
    )
    return (row.written_on, row.written_at, 0, _WENT), event


def _extension(row: ExtensionRow) -> _Dated:
    words = f"Erstreckt von {row.granted_by}. Grund: {row.reason}"
    title = f"Frist erstreckt bis {german.day(row.until)}"
    event = Event(State.NOTE, german.day(row.granted_on), title, words)
    return (row.granted_on, _UNKNOWN, 0, _GRANTED), event


def _returned(row: DeclarationRow, data: DetailData) -> Iterator[_Dated]:
    """What came in, what was asked about it, what was decided."""
    what = _what(row)
    file = f", «{row.file_name}»" if row.file_name else ""
    via = f"Per {word(row.via)}{file}"
    came = Event(State.RECEIVED, german.day(row.received_on), what, via)
    yield _moment(row, row.received_on, _CAME), came
    if row.queried_on is not None:
        asked = german.day(row.queried_on)
        who = data.asked_by.get(row.id, "")
        event = Event(State.QUERIED, asked, "Rückfrage", _by("Gestellt", who))
        yield _moment(row, row.queried_on, _ASKED), event
    if row.recorded_at is not None:
        day = swiss_day(row.recorded_at)
        state = State(symbol(Standing(row.state)))
        title = word(ReturnState(row.state))
        words = _by("Entschieden", row.recorded_by)
        event = Event(state, german.day(day), title[:1].upper() + title[1:], words)
        yield _moment(row, day, _DECIDED), event


def _moment(row: DeclarationRow, day: date, place: int) -> _Key:
    """What happened on the day of the decision stands right below it."""
    decided = row.recorded_at
    known = decided is not None and swiss_day(decided) == day
    return day, decided if decided is not None and known else _UNKNOWN, row.revision, place


def _by(done: str, who: str) -> str:
    return f"{done} von {who}" if who else ""


def _what(row: DeclarationRow) -> str:
    start = row.change_from
    name = f"Änderung ab {german.day(start)}" if start else "Rückmeldung"
    return f"{name} eingegangen, Version {row.revision}"
