"""Which periods there may be, and which measure may go."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sozdesk.features.strategy.rules.recording import Findings
from sozdesk.features.strategy.terms import period_name
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding, Severity

_EARLIEST, _LATEST = 2000, 2100
_Days = tuple[date, date]
"""First and last day."""


def years_findings(first: int, last: int) -> Findings:
    """Objections to the years of a new period: typed ones may be anything."""
    return tuple(
        _stop(field, f"{year} ist kein Jahr einer Periode. Schreiben Sie es so: 2029.")
        for field, year in (("begins", first), ("ends", last))
        if not _EARLIEST <= year <= _LATEST
    )


def period_code(begins: date, ends: date) -> str:
    """«2021-2024»: its years name a period."""
    return f"{begins.year}-{ends.year}"


def period_findings(
    *,
    code: str,
    days: _Days,
    expected: int | None,
    adopted: date | None,
    others: Collection[_Days],
    crossed: bool,
    first_entry: date | None,
    today: date,
) -> Findings:
    """Objections to a period.

    ``others`` are the days of the other periods, ``crossed`` says whether a measure of an earlier
    one already goes on in a later one, ``first_entry`` is the day of the first Stand in it.
    """
    begins = days[0]
    found = list(_about_days(code, days, others))
    if crossed:
        found.append(
            _stop(
                "begins", "Massnahmen davor werden schon in einer späteren Periode weitergeführt."
            )
        )
    since = min(begins, adopted or begins)
    if first_entry is not None and first_entry < since:
        day = german.day(first_entry)
        found.append(
            _stop("begins", f"Per {day} ist schon ein Stand erfasst. Beginnen Sie früher.")
        )
    if expected is not None and expected < 1:
        found.append(_stop("expected", "Schreiben Sie mindestens 1, oder leeren Sie das Feld."))
    if adopted is not None and adopted > today:
        found.append(_stop("adopted", f"Der {german.day(adopted)} liegt in der Zukunft."))
    return tuple(found)


def _about_days(code: str, days: _Days, others: Collection[_Days]) -> Findings:
    begins, ends = days
    if ends < begins:
        return (_stop("ends", "Die Periode endet, bevor sie beginnt."),)
    if period_code(begins, ends) != code:
        told = f"Die Jahre {period_name(code)} bleiben. Fügen Sie sonst eine neue Periode hinzu."
        return (_stop("begins", told),)
    return tuple(
        _stop(
            "begins",
            f"Vom {german.day(first)} bis {german.day(last)} gibt es schon eine Periode.",
        )
        for first, last in sorted(others)
        if begins <= last and first <= ends
    )


def removal_findings(name: str, tied: list[str]) -> Findings:
    """Objections to removing a measure that others (``tied``, in words) are tied to."""
    if not tied:
        return ()
    told = (
        f"{name} hängt zusammen mit {german.enumeration(tied)}. "
        "Entfernen Sie zuerst diese Verbindungen und Weiterführungen."
    )
    return (_stop("number", told),)


def _stop(field: str, message: str) -> Finding:
    return Finding(code=f"period_{field}", severity=Severity.STOP, message=message, field=field)
