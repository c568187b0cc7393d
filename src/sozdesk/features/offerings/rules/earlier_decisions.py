"""Rules of decisions that were made before the office worked with SozDesk."""

from __future__ import annotations

from datetime import date

from sozdesk.features.offerings import texts
from sozdesk.kernel.findings import Finding, stop


def earlier_decision_findings(
    decided_on: date, today: date, *, number_taken: bool, of_provider: bool
) -> tuple[Finding, ...]:
    """What keeps a decision of the past from being recorded; each finding names its field."""
    found = []
    if decided_on > today:
        found.append(stop("in_future", texts.DECIDED_IN_FUTURE, "decided_on"))
    if number_taken:
        found.append(stop("number_taken", texts.DECISION_NUMBER_TAKEN, "number"))
    if not of_provider:
        found.append(stop("other_provider", texts.OFFERING_OF_OTHER, "offering_id"))
    return tuple(found)
