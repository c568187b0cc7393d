"""Rules of a decision: which kinds are possible, and what keeps it from being sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sozdesk.features.offerings import texts
from sozdesk.features.offerings.rules.recognised import ENDS, GRANTS
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
from sozdesk.kernel.lineage import lineage
from sozdesk.kernel.validity import span_findings

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
        KindChoice(kind=kind, why_not=why_not(kind, request, complete_lack, points))
        for kind in DecisionKind
    )


def why_not(kind: DecisionKind, request: RequestRow | None, lack: str, points: Score) -> str:
    """Why a decision of this kind is not possible now; empty if it is."""
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
    if request.complete_on is None or (kind in GRANTS and lack):
        said = texts.NO_LONGER_COMPLETE if request.complete_on else texts.NOT_COMPLETE
        return f"{said} {lack}".strip()
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
    received_on: date | None = None
    """When the Gesuch came in; None without one."""
    ever_granted: bool = False
    """Whether there was anything to end: of a provider its offerings count, too."""


def decision_findings(decision: DecisionRow, around: Surroundings) -> tuple[Finding, ...]:
    """What keeps a draft from being sent (stops), and what somebody should know (hints)."""
    return (
        *_days(decision, around),
        *_words(decision),
        *_conditions(decision),
        *_remedy(around.remedy),
        *_nothing_to_end(decision, around),
        *_overlap(decision, around.others),
    )


def _days(decision: DecisionRow, around: Surroundings) -> Iterator[Finding]:
    received = around.received_on
    if decision.decided_on is None:
        yield stop("decided_on_missing", texts.DECIDED_ON_MISSING, "decided_on")
    elif decision.decided_on > around.today:
        yield stop("decided_later", texts.DECIDED_LATER, "decided_on")
    elif received is not None and decision.decided_on < received:
        yield stop("decided_early", texts.not_there_before(received), "decided_on")
    if decision.heard_on is not None:
        yield from hearing_findings(decision.heard_on, received, decision.decided_on)
    if decision.kind in DATED and decision.valid_from is None:
        yield stop("valid_from_missing", texts.VALID_FROM_MISSING, "valid_from")
    yield from draft_findings(decision)


def hearing_findings(
    heard_on: date, received_on: date | None, decided_on: date | None
) -> tuple[Finding, ...]:
    """The hearing lies between the Gesuch and the decision; a day that is not known says nothing."""
    if received_on is not None and heard_on < received_on:
        return (stop("heard_early", texts.heard_early(received_on), "heard_on"),)
    if decided_on is not None and heard_on > decided_on:
        return (stop("heard_late", texts.heard_late(decided_on), "heard_on"),)
    return ()


def _nothing_to_end(decision: DecisionRow, around: Surroundings) -> Iterator[Finding]:
    if decision.kind in ENDS and not around.ever_granted:
        yield stop("never_recognised", texts.NEVER_RECOGNISED, "kind")


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
    """Somebody releases a decision who wrote nothing of it; whoever has no name is nobody."""
    if staff_name and staff_name not in decision.authors:
        return ()
    return (stop("same_person", texts.SAME_PERSON),)


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
