"""How the page says things: spans of days, who signs, who is asked. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sozdesk.features.offices import texts
from sozdesk.features.offices.terms import (
    ContactRow,
    Job,
    MunicipalityDetails,
    Signatory,
)
from sozdesk.kernel import german
from sozdesk.widgets.states import State
from sozdesk.widgets.tokens import Tone


def span(valid_from: date, ended_on: date | None, today: date) -> str:
    """«seit 01.01.2027», «ab 01.07.2027», «01.01.2020 bis 31.12.2026»."""
    if ended_on is not None:
        return f"{german.day(valid_from)} bis {german.day(ended_on)}"
    return f"{'ab' if valid_from > today else 'seit'} {german.day(valid_from)}"


def span_state(valid_from: date, ended_on: date | None, today: date) -> State:
    """The symbol of a span: planned, in force, over."""
    if valid_from > today:
        return State.OPEN
    return State.CLOSED if is_over(ended_on, today) else State.RECORDED


def span_word(
    valid_from: date, ended_on: date | None, today: date, *, now: str = "gilt heute"
) -> str:
    """The word to that symbol; ``now`` while it lasts."""
    if valid_from > today:
        return "geplant"
    return "beendet" if is_over(ended_on, today) else now


def is_over(ended_on: date | None, today: date) -> bool:
    """Whether the last day has passed."""
    return ended_on is not None and ended_on < today


def span_tone(ended_on: date | None, today: date) -> Tone:
    """What is over stands back."""
    return "text2" if is_over(ended_on, today) else "text"


def jobs(found: Sequence[Job]) -> str:
    """«alle Aufgaben», or which of them."""
    if set(found) == set(Job):
        return "alle Aufgaben"
    return german.enumeration([texts.JOBS[job] for job in Job if job in found])


def signing(signatories: Sequence[Signatory]) -> str:
    """«Anna Muster, Präsidium, und Beat Beispiel, Leitung»."""
    lines = [f"{row.name} ({texts.BODY_FUNCTIONS[row.function]})" for row in signatories]
    return german.enumeration(lines)


NOBODY_SIGNS = "Niemand ist an diesem Tag im Amt. Tragen Sie Präsidium oder Leitung ein."

NOT_YET = "noch nicht eingetragen"


def asked(details: MunicipalityDetails, stand_in: ContactRow | None) -> str:
    """Whom forms and letters name today."""
    if details.contacts:
        return f"Formulare und Briefe nennen {details.contacts[0].name}."
    if stand_in is None:
        return "Noch kein Kontakt. Formulare und Briefe gehen ohne Namen an die Gemeinde."
    return (
        f"Kein eigener Kontakt. Formulare und Briefe nennen {stand_in.name} von der Stelle, "
        "die meldet."
    )


def existence(valid_from: date | None, valid_to: date | None) -> str:
    """How long a municipality exists."""
    since = f"seit {german.day(valid_from)}" if valid_from else "unbefristet"
    if valid_to is None:
        return since
    return (
        f"{german.day(valid_from)} bis {german.day(valid_to)}"
        if valid_from
        else (f"bis {german.day(valid_to)}")
    )
