"""Rules of single dated values of the case work: what must be said, and which figures cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from sozdesk.features.cases import texts
from sozdesk.features.cases.terms import CaseDated, CaseValueKey, Decider
from sozdesk.kernel.findings import Finding, stop

NEEDED: Final[Mapping[CaseDated, tuple[str, ...]]] = {
    CaseDated.REGIME_RULE: ("regime_code",),
    CaseDated.HOLIDAY: ("day", "name"),
    CaseDated.REMEDY: ("decider", "text", "days"),
    CaseDated.VALUE: ("key", "value"),
    CaseDated.DELEGATION: ("bfs_number", "kind", "decider", "citation"),
}
_LONGEST = 90


def reference_findings(kind: CaseDated, values: Mapping[str, object]) -> tuple[Finding, ...]:
    """What keeps a value from being recorded, its span aside; each finding names its field."""
    missing = [
        stop("missing", texts.SOURCE_MISSING if field == "citation" else texts.MISSING, field)
        for field in NEEDED[kind]
        if values.get(field) in (None, "")
    ]
    return (*missing, *_figures(kind, values))


def _figures(kind: CaseDated, values: Mapping[str, object]) -> Iterator[Finding]:
    days, value = values.get("days"), values.get("value")
    if kind is CaseDated.REMEDY and isinstance(days, int) and not 1 <= days <= _LONGEST:
        yield stop("days_range", texts.DAYS_RANGE, "days")
    if kind is CaseDated.DELEGATION and values.get("decider") == Decider.AUTHORITY.value:
        yield stop("authority", texts.AUTHORITY_NEEDS_NONE, "decider")
    if kind is CaseDated.VALUE and isinstance(value, int):
        if values.get("key") == CaseValueKey.RETENTION_YEARS.value and value < 1:
            yield stop("value_range", texts.A_YEAR_AT_LEAST, "value")
            return
        most = 1 if values.get("key") == CaseValueKey.SECOND_PERSON.value else None
        if value < 0 or (most is not None and value > most):
            yield stop("value_range", texts.MISSING, "value")
