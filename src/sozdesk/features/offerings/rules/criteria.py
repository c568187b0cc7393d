"""Rules of the criteria: weights, points, and what an assessment comes to."""

from __future__ import annotations

from collections.abc import Iterable

from sozdesk.features.offerings import texts
from sozdesk.features.offerings.terms import MOST_POINTS, AssessmentRow, Score
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding, stop

_MOST_WEIGHT = 10


def score(assessments: Iterable[AssessmentRow]) -> Score:
    """Points times weight of what is assessed, of what could be reached by all criteria."""
    rows = list(assessments)
    said = [row for row in rows if row.points is not None]
    return Score(
        points=sum((row.points or 0) * row.criterion.weight for row in said),
        most=sum(MOST_POINTS * row.criterion.weight for row in rows),
        unmet=tuple(
            row.criterion.number for row in said if row.criterion.mandatory and row.points == 0
        ),
        open=len(rows) - len(said),
    )


def assessment_findings(points: int, reason: str) -> tuple[Finding, ...]:
    """Points lie between 0 and 3; nothing met says why."""
    if not 0 <= points <= MOST_POINTS:
        return (stop("points_range", texts.POINTS_RANGE, "points"),)
    if points == 0 and not german.clean(reason):
        return (stop("reason_missing", texts.POINTS_REASON, "reason"),)
    return ()


def criterion_findings(text: str, weight: int) -> tuple[Finding, ...]:
    """A criterion says something and counts for something."""
    found = []
    if not german.clean(text):
        found.append(stop("text_missing", texts.CRITERION_MISSING, "text"))
    if not 1 <= weight <= _MOST_WEIGHT:
        found.append(stop("weight_range", texts.WEIGHT_RANGE, "weight"))
    return tuple(found)


def version_findings(name: str, *, taken: bool) -> tuple[Finding, ...]:
    """A version has a name of its own."""
    if not german.clean(name):
        return (stop("name_missing", texts.NAME_MISSING, "name"),)
    return (stop("name_taken", texts.NAME_TAKEN, "name"),) if taken else ()


def used_findings(*, used: bool) -> tuple[Finding, ...]:
    """What Gesuche were assessed by stays as it is."""
    return (stop("version_used", texts.VERSION_USED),) if used else ()
