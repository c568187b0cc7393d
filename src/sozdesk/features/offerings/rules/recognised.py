"""On which days something is recognised, from the decisions that were sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TypedDict

from sozdesk.features.offerings.terms import DecisionFact, DecisionKind, RecognitionOn

GRANTS = (DecisionKind.RECOGNISED, DecisionKind.WITH_CONDITIONS)
ENDS = (DecisionKind.REVOKED, DecisionKind.EXPIRED)
_NOTHING = RecognitionOn(recognised=False, since=None, until=None, by=None)


def recognised_on(day: date, facts: Iterable[DecisionFact]) -> RecognitionOn:
    """What the sent decisions on one offering (or one provider) say about a day.

    The last one counts that grants or ends a recognition and began by that day. An end also ends
    what was granted before it was decided and begins later: only a new decision recognises again.
    A refused Gesuch leaves an earlier recognition as it is: that runs to its own last day.
    """
    known = [fact for fact in facts if fact.kind in (*GRANTS, *ENDS)]
    begun = _begun(day, known)
    if not begun:
        return _NOTHING
    last = max(begun, key=lambda fact: (fact.valid_from, fact.decided_on))
    if last.kind in ENDS:
        return RecognitionOn(recognised=False, since=last.valid_from, until=None, by=last)
    if last.valid_to is not None and last.valid_to < day:
        return RecognitionOn(
            recognised=False, since=last.valid_to + timedelta(days=1), until=None, by=last
        )
    return RecognitionOn(
        recognised=True,
        since=last.valid_from,
        by=last,
        with_conditions=last.kind is DecisionKind.WITH_CONDITIONS,
        **_end_of(last, day, known),
    )


def _begun(day: date, facts: Sequence[DecisionFact]) -> list[DecisionFact]:
    ended = [fact.decided_on for fact in facts if fact.kind in ENDS and fact.valid_from <= day]
    last_end = max(ended, default=date.min)
    return [
        fact
        for fact in facts
        if fact.valid_from <= day and (fact.kind in ENDS or fact.decided_on >= last_end)
    ]


class _End(TypedDict):
    until: date | None
    ended_by: DecisionFact | None


def _end_of(granted: DecisionFact, day: date, known: Iterable[DecisionFact]) -> _End:
    """The last day of a recognition that holds on ``day``: an end that is known already cuts it."""
    first = _coming_end(day, granted.valid_to, known)
    if first is None:
        return _End(until=granted.valid_to, ended_by=None)
    return _End(until=first.valid_from - timedelta(days=1), ended_by=first)


def _coming_end(day: date, last: date | None, facts: Iterable[DecisionFact]) -> DecisionFact | None:
    """The first end after ``day`` that comes before a recognition's own last day is over."""
    coming = [
        fact for fact in facts if fact.kind in ENDS and day < fact.valid_from <= (last or date.max)
    ]
    return min(coming, key=lambda fact: fact.valid_from, default=None)


def offering_recognised_on(
    day: date, own: Sequence[DecisionFact], of_provider: Sequence[DecisionFact]
) -> RecognitionOn:
    """An offering is recognised by its own decision, unless its provider has lost the recognition.

    A provider that was never decided on as a whole holds nothing up.
    """
    provider, offering = recognised_on(day, of_provider), recognised_on(day, own)
    if not offering.recognised:
        return offering
    if provider.by is not None and not provider.recognised:
        return provider
    first = _coming_end(day, offering.until, of_provider)
    if first is None:
        return offering
    return replace(offering, until=first.valid_from - timedelta(days=1), ended_by=first)


def says_recognised(decision: Mapping[str, object]) -> bool:
    """Whether a decision says something about who is recognised: sent, with its days, and not a no."""
    days = (decision["sent_on"], decision["decided_on"], decision["valid_from"])
    return decision["kind"] in (*GRANTS, *ENDS) and None not in days
