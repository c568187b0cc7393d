"""Vocabulary and frozen rows of the recognition: Gesuch, enclosures, criteria, decision, conditions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sozdesk.features.offerings.terms.words import (
    DecisionKind,
    EnclosureScope,
    InspectionResult,
    NeedResult,
    RequestKind,
)

MOST_POINTS = 3
"""How well a criterion can be met."""


class RequestStep(StrEnum):
    """What is done with a Gesuch, in this order."""

    COMPLETE = "complete"
    NEED = "need"
    ASSESS = "assess"
    DRAFT = "draft"
    CONDITIONS = "conditions"
    HEAR = "hear"
    RELEASE = "release"
    SEND = "send"


class EnclosureState(StrEnum):
    """Where an enclosure stands on a day."""

    MISSING = "missing"
    THERE = "there"
    EXPIRED = "expired"
    WAIVED = "waived"


class DueKind(StrEnum):
    """What can be due in the cockpit of the KSA."""

    REQUEST = "request"
    ENCLOSURE = "enclosure"
    CONDITION = "condition"
    ENDING = "ending"
    ENDED = "ended"
    """Recognised no more, and still on the platform."""
    MUNICIPAL = "municipal"
    REPORT = "report"
    """Yearly report of a provider that has not come by its day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowRow:
    """Days in which Gesuche are taken, both inclusive."""

    id: UUID
    version: int
    opens: date
    closes: date
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnclosureKindRow:
    """A document that a Gesuch must hold."""

    id: UUID
    version: int
    code: str
    position: int
    name: str
    scope: EnclosureScope
    required: bool
    inspected_only: bool
    """Looked at, never kept (Strafregisterauszug)."""
    valid_months: int | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnclosureRow:
    """A kind of enclosure in a Gesuch, and what came of it by a day."""

    id: UUID | None
    """None while nothing is recorded."""
    version: int
    kind: EnclosureKindRow
    received_on: date | None
    expires_on: date | None
    seen_by: str
    inspection: InspectionResult | None
    waived_because: str
    note: str
    state: EnclosureState


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionRow:
    """A criterion with its weight."""

    id: UUID
    version: int
    version_id: UUID
    number: int
    text: str
    weight: int
    mandatory: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CriteriaVersionRow:
    """A version of the criteria from a day on."""

    id: UUID
    version: int
    name: str
    valid_from: date
    ended_on: date | None
    sample: bool
    source: str
    criteria: tuple[CriterionRow, ...]
    used: bool
    """A Gesuch was assessed by it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentRow:
    """How a Gesuch meets a criterion; ``points`` is None while nobody assessed it."""

    criterion: CriterionRow
    points: int | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemedyRow:
    """A Rechtsmittelbelehrung from a day on."""

    id: UUID
    version: int
    valid_from: date
    ended_on: date | None
    text: str
    source: str
    checked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionRow:
    """An Auflage: what is to be shown, and by when."""

    id: UUID
    version: int
    decision_id: UUID
    text: str
    due_on: date
    evidence: str
    fulfilled_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRow:
    """A decision, drafted or sent."""

    id: UUID
    version: int
    provider_id: UUID
    provider_name: str
    offering_id: UUID | None
    offering_number: int | None
    offering_title: str
    request_id: UUID | None
    kind: DecisionKind
    number: str
    decided_on: date | None
    valid_from: date | None
    valid_to: date | None
    reasons: str
    duties: str
    heard_on: date | None
    hearing_note: str
    remedy: str
    prepared_by: str
    """Everybody who wrote something of it, one name on each line."""
    released_by: str
    released_at: datetime | None
    sent_on: date | None
    conditions: tuple[ConditionRow, ...]

    @property
    def authors(self) -> tuple[str, ...]:
        """Who prepared it; none of them releases it."""
        return tuple(self.prepared_by.splitlines())


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRow:
    """A Gesuch of a provider as a whole, or for one offering of it."""

    id: UUID
    version: int
    provider_id: UUID
    provider_name: str
    offering_id: UUID | None
    offering_number: int | None
    offering_title: str
    category_code: str
    segment: str
    kind: RequestKind
    received_on: date
    window: WindowRow | None
    """None: handed in outside of every window."""
    complete_on: date | None
    responsible: str
    need: NeedResult | None
    need_reason: str
    need_checked_on: date | None
    criteria_version_id: UUID | None
    note: str
    decision_id: UUID | None
    sent_on: date | None
    """Day on which the decision went out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """A step of a Gesuch: done, possible, or why it is not."""

    step: RequestStep
    done: bool
    possible: bool
    why: str
    """Sentence why it is not possible or not needed; empty if it is possible."""
    needed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class KindChoice:
    """A kind of decision, and why it cannot be taken now."""

    kind: DecisionKind
    why_not: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Weighted points of an assessment."""

    points: int
    most: int
    unmet: tuple[int, ...]
    """Numbers of the mandatory criteria without a point."""
    open: int
    """Criteria that nobody assessed."""

    @property
    def percent(self) -> int:
        """Hundredths of a percent of what could be reached."""
        return 0 if not self.most else (self.points * 20_000 + self.most) // (2 * self.most)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRow:
    """Something that is due, and where to go for it."""

    kind: DueKind
    day: date
    title: str
    detail: str
    key: UUID
    """Of the Gesuch, condition, decision or recognition."""
    request_id: UUID | None
    provider_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class MunicipalRow:
    """Recognition by a municipality under the GfS."""

    id: UUID
    version: int
    provider_id: UUID
    provider_name: str
    bfs_number: int
    municipality: str
    recognised_on: date
    valid_to: date
    notified_on: date | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementRow:
    """A Leistungsvereinbarung and the offerings that it pays for."""

    id: UUID
    version: int
    provider_id: UUID | None
    partner: str
    programme: str
    number: str
    amount: int | None
    """Rappen over the whole term."""
    begins: date
    ends: date | None
    deliverables: str
    citation: str
    note: str
    offering_ids: tuple[UUID, ...]
    offerings: tuple[str, ...]
    """Their titles, in the same order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLetter:
    """All that the letter of a decision says."""

    decision: DecisionRow
    request: RequestRow | None
    office: str
    office_address: str
    """Lines below each other; empty if it is not entered under «Gemeinden und Stellen»."""
    address: str
    """Of the provider, lines below each other."""
    category: str
    remedy: str
    second_person: bool
    today: date
    now: datetime
    sample: bool
