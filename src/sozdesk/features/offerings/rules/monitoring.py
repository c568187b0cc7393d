"""Figures of the monitoring report that have to be worked out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sozdesk.features.offerings.rules.recognised import GRANTS, offering_recognised_on
from sozdesk.features.offerings.rules.share import half_up
from sozdesk.features.offerings.terms import DecisionFact, UnevenReport, YearlyReport


def weighted_utilisation(parts: Iterable[tuple[int | None, int | None]]) -> int | None:
    """Mean utilisation of several (utilisation, places), an offering with more places counts more.

    Hundredths of a percent; None if nobody said both.
    """
    known = [(one, places) for one, places in parts if one is not None and places]
    places = sum(count for _one, count in known)
    return half_up(sum(one * count for one, count in known), places) if places > 0 else None


def sum_of(values: Iterable[int | None]) -> int | None:
    """The sum of what is known; None if nothing is."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def cost_of_one(amount: int | None, assignments: int | None) -> int | None:
    """Rappen per assignment, rounded half up; None if there is nothing to divide."""
    if amount is None or not assignments or assignments < 0 or amount < 0:
        return None
    return half_up(amount, assignments)


def recognised_at(
    day: date, own: Sequence[DecisionFact], of_provider: Sequence[DecisionFact]
) -> tuple[bool, bool]:
    """Whether an offering is recognised on a day, and whether it is or ever was before."""
    once = any(fact.kind in GRANTS and fact.valid_from <= day for fact in own)
    return offering_recognised_on(day, own, of_provider).recognised, once


def uneven_report(provider: str, report: YearlyReport) -> UnevenReport | None:
    """What differs between the offerings and the municipalities of a report; None if nothing does.

    What nobody filled in counts as nothing, as it does in the sums over all reports.
    """
    parts = (report.offerings, report.municipalities)
    assigned, charged = (
        tuple(sum(getattr(one, figure) or 0 for one in rows) for rows in parts)
        for figure in ("assignments", "amount")
    )
    if assigned[0] == assigned[1] and charged[0] == charged[1]:
        return None
    return UnevenReport(
        provider=provider,
        assignments=(assigned[0], assigned[1]),
        amounts=(charged[0], charged[1]),
    )
