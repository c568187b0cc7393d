"""Frozen rows of the way from an Antrag to a Verfügung."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sozdesk.features.cases.terms.words import (
    ApplicationKind,
    Decider,
    Notification,
    Resolved,
    RulingNature,
    Step,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingFact:
    """What decides from when to when a Verfügung is in force."""

    id: UUID
    case_id: UUID
    replaces_id: UUID | None
    number: str | None
    nature: RulingNature
    ruled_on: date | None
    valid_from: date | None
    finalised_on: date | None
    notified_on: date | None
    contested_on: date | None
    final_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingSpan:
    """Days on which a Verfügung is in force, both inclusive; no last day while it goes on."""

    ruling_id: UUID
    case_id: UUID
    number: str
    nature: RulingNature
    first: date
    last: date | None
    contested: bool
    """Angefochten and not decided yet: whether that suspends it is for a person to check."""

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationRow:
    """An Antrag with its place on an agenda and its Beschluss."""

    id: UUID
    version: int
    case_id: UUID
    case_number: int
    case_name: str
    bfs_number: int
    kind: ApplicationKind
    title: str
    reasons: str
    proposal: str
    submitted_on: date
    decider: Decider
    delegation_id: UUID | None
    meeting_id: UUID | None
    held_on: date | None
    """Day of that Sitzung."""
    agenda_number: int | None
    resolution_number: str
    resolved_on: date | None
    resolved: Resolved | None
    extract: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenNumber:
    """The number of a Beschluss of one deciding body, and whose it is."""

    number: str
    year: int
    application_id: UUID
    case_number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingRow(RulingFact):
    """A Verfügung as entered."""

    version: int
    case_number: int
    bfs_number: int
    application_id: UUID | None
    decider: Decider
    addressee: str
    subject: str
    facts: str
    considerations: str
    disposition: str
    limit_amount: int | None
    """Kostengutsprache in Rappen."""
    heard_on: date | None
    remedy: str
    remedy_days: int | None
    pdf_sha256: str | None
    docx_sha256: str | None
    notified_by: Notification | None
    replaces: str
    """Number of the Verfügung that this one replaces; empty for none."""
    replaced_limit: int | None
    """Its Kostengutsprache in Rappen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PathLine:
    """An Antrag and the Verfügung that came of it; one of the two may be missing."""

    application: ApplicationRow | None
    ruling: RulingRow | None
    deadline: date | None
    """Last day of the remedy, computed; None before the Eröffnung."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepChoice:
    """A step on the way, and the sentence why it is not possible now; empty if it is."""

    step: Step
    why_not: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRow:
    """A Sitzung, and how many Traktanden of it are decided."""

    id: UUID
    version: int
    bfs_number: int
    municipality: str
    held_on: date
    place: str
    minutes_number: str
    items: int
    resolved: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """A line to sign on."""

    name: str
    function: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingLetter:
    """Everything that the document of a Verfügung says."""

    ruling: RulingRow
    application: ApplicationRow | None
    office: str
    office_address: str
    municipality: str
    remedy: str
    signing: tuple[Signing, ...]
    template: bytes
    """The docx with fields: of the office, or the shipped one."""
    dated: date
    now: datetime
    sample: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaJob:
    """Everything that Traktandenliste and Anträge say."""

    meeting: MeetingRow
    applications: tuple[ApplicationRow, ...]
    office: str
    now: datetime
    today: date
    sample: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingTemplateRow:
    """The template that counts; no name for the shipped one."""

    name: str
    added_on: date | None
    content: bytes
