"""Rules of a decision: which kinds are possible, and what keeps it from being sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sozdesk.features.offerings import texts
from sozdesk.features.offerings.rules.recognised import ENDS, GRANTS
from sozdesk.features.offerings.rules.share import lineage
from sozdesk.features.offerings.rules.validity import span_findings
from sozdesk.features.offerings.terms import (
    CoveredNeedRow,
    DecisionFact,
    DecisionKind,
    DecisionRow,
    KindChoice,
    NeedResult,
    RemedyRow,
    RequestRow,
    Score,
)
from sozdesk.kernel import german
from sozdesk.kernel.dated import on
from sozdesk.kernel.findings import Finding, Severity, stop

ADVERSE: Final = (
    DecisionKind.REFUSED,
    DecisionKind.REFUSED_NEED_COVERED,
    DecisionKind.NOT_ENTERED,
    DecisionKind.REVOKED,
)
"""What burdens the provider and is preceded by rechtliches Gehör."""
DATED: Final = (*GRANTS, *ENDS)
"""What begins or ends a recognition on a day."""
_WITHOUT_REASONS = (DecisionKind.RECOGNISED, DecisionKind.REQUEST_WITHDRAWN)
ALWAYS: Final = (DecisionKind.NOT_ENTERED, DecisionKind.REQUEST_WITHDRAWN)
"""Possible on a Gesuch at any time."""


def covered_on(
    day: date,
    category: str,
    segment: str,
    needs: Iterable[CoveredNeedRow],
    parents: dict[str, str | None],
) -> CoveredNeedRow | None:
    """The «Bedarf gedeckt» that holds for an offering: of its segment, its category or one above."""
    rows = list(needs)
    for code in lineage(category, parents):
        for part in dict.fromkeys((segment, "")):
            same = [row for row in rows if (row.category_code, row.segment) == (code, part)]
            found = on(day, same)
            if found is not None:
                return found
    return None


def kinds(request: RequestRow | None, complete_lack: str, points: Score) -> tuple[KindChoice, ...]:
    """Every kind of decision with the sentence why it is not possible now.

    ``complete_lack``: what is missing or expired. Without a Gesuch only a recognition can be ended.
    """
    return tuple(
        KindChoice(kind=kind, why_not=_why(kind, request, complete_lack, points))
        for kind in DecisionKind
    )


def _why(kind: DecisionKind, request: RequestRow | None, lack: str, points: Score) -> str:
    if request is None:
        return "" if kind in ENDS else texts.NO_REQUEST
    if kind in ENDS:
        return texts.ENDS_NO_REQUEST
    if kind in ALWAYS:
        return ""
    if kind is DecisionKind.REFUSED_NEED_COVERED:
        return "" if request.need is NeedResult.COVERED else texts.NEED_NOT_COVERED
    return _why_not_judged(kind, request, lack, points)


def _why_not_judged(kind: DecisionKind, request: RequestRow, lack: str, points: Score) -> str:
    """Recognised, with conditions or refused: complete, needed and assessed."""
    if request.complete_on is None:
        return f"{texts.NOT_COMPLETE} {lack}".strip()
    if request.need is None:
        return texts.NEED_NOT_CHECKED
    if request.need is NeedResult.COVERED:
        return texts.NEED_IS_COVERED
    if points.open or not points.most:
        return texts.NOT_ASSESSED
    if kind is DecisionKind.RECOGNISED and points.unmet:
        return texts.unmet(points.unmet)
    return ""


def draft_findings(decision: DecisionRow) -> tuple[Finding, ...]:
    """What keeps a decision from being drafted at all: an end before its start."""
    if decision.valid_from is None:
        return ()
    return span_findings(decision.valid_from, decision.valid_to, field="valid_to")


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a decision is checked against."""

    today: date
    remedy: RemedyRow | None
    """Of the day of the decision."""
    others: tuple[DecisionFact, ...] = ()
    """Sent decisions on the same offering or provider."""


def decision_findings(decision: DecisionRow, around: Surroundings) -> tuple[Finding, ...]:
    """What keeps a draft from being sent (stops), and what somebody should know (hints)."""
    return (
        *_days(decision, around.today),
        *_words(decision),
        *_conditions(decision),
        *_remedy(around.remedy),
        *_overlap(decision, around.others),
    )


def _days(decision: DecisionRow, today: date) -> Iterator[Finding]:
    if decision.decided_on is None:
        yield stop("decided_on_missing", texts.DECIDED_ON_MISSING, "decided_on")
    elif decision.decided_on > today:
        yield stop("decided_later", texts.DECIDED_LATER, "decided_on")
    if decision.kind in DATED and decision.valid_from is None:
        yield stop("valid_from_missing", texts.VALID_FROM_MISSING, "valid_from")
    yield from draft_findings(decision)


def _words(decision: DecisionRow) -> Iterator[Finding]:
    if decision.kind not in _WITHOUT_REASONS and not german.clean(decision.reasons):
        yield stop("reasons_missing", texts.REASONS_MISSING, "reasons")
    if decision.kind in ADVERSE and decision.heard_on is None:
        yield stop("hearing_missing", texts.HEARING_MISSING, "heard_on")


def _conditions(decision: DecisionRow) -> Iterator[Finding]:
    with_conditions = decision.kind is DecisionKind.WITH_CONDITIONS
    if with_conditions and not decision.conditions:
        yield stop("conditions_missing", texts.CONDITIONS_MISSING, "conditions")
    if decision.conditions and not with_conditions:
        yield stop("conditions_without_kind", texts.CONDITIONS_WITHOUT_KIND, "conditions")


def _remedy(remedy: RemedyRow | None) -> Iterator[Finding]:
    if remedy is None:
        yield stop("remedy_missing", texts.REMEDY_MISSING, "remedy")
    elif not remedy.checked:
        yield stop("remedy_unchecked", texts.REMEDY_UNCHECKED, "remedy")


def _overlap(decision: DecisionRow, others: Iterable[DecisionFact]) -> Iterator[Finding]:
    if decision.kind not in GRANTS or decision.valid_from is None:
        return
    last = decision.valid_to or date.max
    for other in others:
        ends = other.valid_to or date.max
        if other.kind in GRANTS and other.valid_from <= last and decision.valid_from <= ends:
            words = texts.other_recognition(other.number, other.valid_from, other.valid_to)
            yield Finding("overlaps", Severity.HINT, words, field="valid_from")


def release_findings(decision: DecisionRow, staff_name: str) -> tuple[Finding, ...]:
    """Somebody else than who prepared a decision releases it."""
    if decision.prepared_by != staff_name:
        return ()
    return (stop("same_person", texts.SAME_PERSON),)


def next_number(year: int, numbers: Iterable[str]) -> str:
    """«2027-014»: one more than the highest of the year, so that none is left out."""
    head = f"{year}-"
    tails = [number.removeprefix(head) for number in numbers if number.startswith(head)]
    highest = max((int(tail) for tail in tails if tail.isdecimal()), default=0)
    return f"{head}{highest + 1:03}"


def condition_findings(text: str, due_on: date | None) -> tuple[Finding, ...]:
    """An Auflage says what, and by when."""
    found = []
    if not german.clean(text):
        found.append(stop("text_missing", texts.CONDITION_TEXT, "text"))
    if due_on is None:
        found.append(stop("due_missing", texts.DUE_MISSING, "due_on"))
    return tuple(found)


def agreement_findings(
    partner: str, programme: str, offerings: Sequence[object]
) -> tuple[Finding, ...]:
    """A Leistungsvereinbarung names its partner and programme, and each offering once."""
    found = []
    if not german.clean(partner):
        found.append(stop("partner_missing", texts.PARTNER_MISSING, "partner"))
    if not german.clean(programme):
        found.append(stop("programme_missing", texts.PROGRAMME_MISSING, "programme"))
    if len(set(offerings)) < len(offerings):
        found.append(stop("offering_twice", texts.OFFERING_TWICE, "offering_ids"))
    return tuple(found)
