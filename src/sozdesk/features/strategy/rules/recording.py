"""What may be recorded about a measure, and why not."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from sozdesk.features.strategy.terms import (
    DONE_STATES,
    PARLIAMENTARY,
    CarryOverKind,
    ClosingReason,
    MeasureState,
    ReferenceKind,
)
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding, Severity

_NUMBER = re.compile(r"([1-7])\.([1-9]\d{0,2})")
_BUSINESS = re.compile(r"(?:19|20)\d\d/\d{1,4}")
"""Geschäftsnummer of the Landrat: year and number."""
Findings = tuple[Finding, ...]


def position_of(number: str) -> int | None:
    """Where «1.10» stands among its period (field × 1000 + number), or None if it is no number."""
    match = _NUMBER.fullmatch(number)
    return int(match[1]) * 1000 + int(match[2]) if match else None


def measure_findings(
    *, number: str, title: str, priority: int | None, taken: Collection[str]
) -> Findings:
    """Objections to a measure; ``taken`` are the numbers of the other ones of its period."""
    found = []
    if position_of(number) is None:
        found.append(
            _stop("number", "Schreiben Sie die Nummer so: 1.3 (Handlungsfeld, Punkt, Massnahme).")
        )
    elif number in taken:
        found.append(_stop("number", f"Die Nummer {number} hat schon eine andere Massnahme."))
    if not german.clean(title):
        found.append(_stop("title", "Der Titel fehlt. Tragen Sie ihn ein."))
    if priority not in {None, 1, 2, 3}:
        found.append(_stop("priority", "Die Priorität ist 1, 2 oder 3."))
    return tuple(found)


def first_day(begins: date, adopted: date | None) -> date:
    """From when on a measure can stand anywhere: its period begins, or it was adopted before."""
    return min(begins, adopted or begins)


def status_findings(
    *,
    as_of: date,
    since: date,
    state: MeasureState,
    reason: ClosingReason | None,
    taken: Collection[date],
    today: date,
) -> Findings:
    """Objections to an entry; ``taken`` are the days of the measure's other entries.

    ``since`` is the first day that an entry can be about.
    """
    found = []
    if as_of < since:
        found.append(
            _stop(
                "as_of",
                f"Der {german.day(as_of)} liegt vor der Periode. "
                f"Wählen Sie einen Tag ab dem {german.day(since)}.",
            )
        )
    if as_of > today:
        found.append(_stop("as_of", f"Der Stand per {german.day(as_of)} liegt in der Zukunft."))
    if as_of in taken:
        found.append(
            _stop(
                "as_of",
                f"Per {german.day(as_of)} ist schon ein Stand erfasst. "
                "Ändern Sie ihn, oder wählen Sie einen anderen Tag.",
            )
        )
    if state in DONE_STATES and reason is None:
        found.append(
            _stop("reason", "Sagen Sie, wodurch die Massnahme umgesetzt oder abgeschlossen ist.")
        )
    if state not in DONE_STATES and reason is not None:
        found.append(
            _stop("reason", "Einen Grund braucht nur, was umgesetzt oder abgeschlossen ist.")
        )
    return tuple(found)


def reference_findings(kind: ReferenceKind, number: str, title: str) -> Findings:
    """Objections to a reference: the Landrat numbers «2024/596»; the rest needs some words."""
    if kind in PARLIAMENTARY and not _BUSINESS.fullmatch(number):
        return (_stop("number", "Schreiben Sie die Nummer des Geschäfts so: 2024/596."),)
    if not german.clean(number + title):
        return (_stop("title", "Tragen Sie die Nummer oder den Titel ein."),)
    return ()


def relation_findings(*, same: bool, same_period: bool, known: bool) -> Findings:
    """Objections to a relation between two measures."""
    if same:
        return (_stop("other", "Eine Massnahme hängt nicht mit sich selbst zusammen."),)
    if not same_period:
        return (
            _stop(
                "other",
                "Die andere Massnahme gehört zu einer anderen Periode. "
                "Erfassen Sie das als Weiterführung.",
            ),
        )
    if known:
        return (_stop("other", "Diese Verbindung ist schon erfasst."),)
    return ()


def carry_over_findings(
    kind: CarryOverKind,
    *,
    has_target: bool,
    target_fits: bool,
    reason: str,
    known: bool,
    goes_on: bool,
) -> Findings:
    """Objections to a line into the next period; ``target_fits``: it is a measure of that period.

    ``goes_on``: the measure already has a line with a target, so it is no longer open what becomes
    of it.
    """
    found = []
    if kind is CarryOverKind.DROPPED and has_target:
        found.append(_stop("target", "Was nicht weitergeführt wird, hat keine neue Massnahme."))
    elif has_target and not target_fits:
        found.append(_stop("target", "Die neue Massnahme gehört nicht zur nächsten Periode."))
    elif goes_on and not has_target and kind is not CarryOverKind.DROPPED:
        found.append(
            _stop("target", "Wählen Sie die neue Massnahme: Eine andere ist schon zugeordnet.")
        )
    if kind is CarryOverKind.DROPPED and not german.clean(reason):
        found.append(_stop("reason", "Sagen Sie, warum die Massnahme nicht weitergeführt wird."))
    if known:
        found.append(_stop("target", "Diese Weiterführung ist schon erfasst."))
    return tuple(found)


def task_findings(title: str, done_on: date | None, today: date) -> Findings:
    """Objections to a task."""
    found = []
    if not german.clean(title):
        found.append(_stop("title", "Sagen Sie, was zu tun ist."))
    if done_on is not None and done_on > today:
        found.append(_stop("done_on", f"Der {german.day(done_on)} liegt in der Zukunft."))
    return tuple(found)


def _stop(field: str, message: str) -> Finding:
    return Finding(code=f"measure_{field}", severity=Severity.STOP, message=message, field=field)
