"""Spans of days of dated values: none ends before it starts, none reaches into another one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sozdesk.kernel import german
from sozdesk.kernel.dated import Dated
from sozdesk.kernel.findings import Finding, stop


def span_findings(
    first: date, last: date | None, *, field: str = "ended_on"
) -> tuple[Finding, ...]:
    """A last day must not lie before the first one."""
    if last is None or last >= first:
        return ()
    return (stop("ends_before_start", ends_before(first, last), field),)


def overlap_findings(
    valid_from: date, ended_on: date | None, others: Iterable[Dated]
) -> tuple[Finding, ...]:
    """Where a value would reach into another one of the same subject and key.

    A value without a last day ends where the next one begins, so only a last day that is said can
    reach too far, and no two values can begin on one day.
    """
    found: list[Finding] = []
    for other in others:
        if other.valid_from == valid_from:
            found.append(stop("same_start", same_start(valid_from), "valid_from"))
        elif other.valid_from < valid_from:
            if other.ended_on is not None and other.ended_on >= valid_from:
                found.append(
                    stop(
                        "overlaps_earlier",
                        overlaps(other.valid_from, other.ended_on),
                        "valid_from",
                    )
                )
        elif ended_on is not None and ended_on >= other.valid_from:
            found.append(
                stop("overlaps_later", overlaps(other.valid_from, other.ended_on), "ended_on")
            )
    return tuple(found)


def ends_before(first: date, last: date) -> str:
    """The last day lies before the first."""
    return f"Der letzte Tag ({german.day(last)}) liegt vor dem ersten ({german.day(first)})."


def same_start(first: date) -> str:
    """Two values from one day on."""
    return f"Ab {german.day(first)} gilt schon ein anderer Wert."


def overlaps(first: date, last: date | None) -> str:
    """One value reaches into another."""
    end = f"bis {german.day(last)}" if last else "ohne Ende"
    return f"Überschneidet sich mit dem Wert ab {german.day(first)} ({end})."
