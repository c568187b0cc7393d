"""Frozen rows of the daily work: notes, tasks, what is due, Grundsatzentscheide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from sozdesk.features.cases.terms.words import PolicyOrigin
from sozdesk.features.offerings.terms.catalogue import KeyTrust, Signer

POLICY_KIND: Final = "policy_decisions"
POLICY_VERSION: Final = 1
POLICY_ENDING: Final = ".szg"


class CaseDueKind(StrEnum):
    """What of a case needs a person by a day, the most binding first."""

    REMEDY = "remedy"
    """The Rechtsmittelfrist of a Verfügung ends."""
    ORDER = "order"
    """The deadline of an Auflage about a rent."""
    TASK = "task"
    ENDING = "ending"
    """The last day of an enacted offering."""
    FOLLOW_UP = "follow_up"
    """Nachfrage after the Ablösung."""
    STATEMENT = "statement"
    """The Stellungnahme on the KSA's answer to a bill; belongs to no case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRow:
    """An Aktennotiz as entered."""

    id: UUID
    version: int
    noted_on: date
    title: str
    text: str
    author: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTaskRow:
    """A task as entered."""

    id: UUID
    version: int
    case_id: UUID | None
    title: str
    due_on: date
    responsible_id: UUID | None
    responsible: str
    done_on: date | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDueRow:
    """One line of the week list."""

    kind: CaseDueKind
    key: UUID
    """Of the row that it comes from."""
    version: int
    """Of that row: a task is ticked off from the list."""
    day: date
    what: str
    """The title of a task, the number of a Verfügung, the name of an offering."""
    case_id: UUID | None
    case_number: int | None
    responsible_id: UUID | None
    """Of the task, else of the case."""
    responsible: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpiredRemedy:
    """A Verfügung whose Rechtsmittelfrist has run out, and nobody contested it."""

    ruling_id: UUID
    version: int
    number: str
    case_number: int
    last: date
    """Last day of the Frist, calculated."""

    @property
    def final_on(self) -> date:
        """From when it is rechtskräftig: the day after the Frist."""
        return self.last + timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class SubstituteCase:
    """Where one case stands, for whoever stands in."""

    number: int
    dossier_number: str
    name: str
    municipality: str
    persons: int
    supported: int
    move: str
    """«01.01.2027 nach Sissach»; empty if nobody moves away in this time."""
    offerings: tuple[str, ...]
    """«Tagesstruktur, Kurszentrum Muster, bis 31.12.2026»."""
    due: tuple[CaseDueRow, ...]
    last_note: NoteRow | None
    contacts: tuple[str, ...]
    """«Beistandschaft: Rita Beispiel, 061 000 00 00»."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubstituteSheet:
    """Everything of a person's cases that a Stellvertretung needs."""

    person: str
    substitute: str
    first: date
    last: date
    cases: tuple[SubstituteCase, ...]
    unassigned: int
    """How many of these cases have no responsible person."""
    other_due: tuple[CaseDueRow, ...]
    """Tasks of that person in no case, or in cases of others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyDecision:
    """A Grundsatzentscheid: what is declared of it. ``amount`` in Rappen."""

    topic: str
    decision: str
    decided_on: date
    resolution_number: str
    amount: int | None
    amount_note: str
    valid_from: date
    ended_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyRow(PolicyDecision):
    """A Grundsatzentscheid as it is kept."""

    id: UUID
    version: int
    bfs_number: int
    municipality: str
    origin: PolicyOrigin
    declared_at: datetime | None
    until: date | None
    """Last day: its own, or the one before the next decision on the topic."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyDeclaration:
    """All Grundsatzentscheide of one municipality."""

    bfs_number: int
    decisions: tuple[PolicyDecision, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyStanding:
    """What the KSA knows of one municipality; ``declared_at`` is UTC, None before its first file."""

    bfs_number: int
    municipality: str
    declared_at: datetime | None
    decisions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyFile:
    """A file that an office writes for the KSA."""

    name: str
    content: bytes
    decisions: int


class PolicyChangeKind(StrEnum):
    """How a declared decision stands to what the KSA knew before."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyChange:
    """One decision that reading a file changes."""

    kind: PolicyChangeKind
    bfs_number: int
    municipality: str
    topic: str
    valid_from: date
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyPreview:
    """What reading a file does; ``made_at`` is UTC."""

    signer: Signer
    made_at: datetime
    fingerprint: str
    trust: KeyTrust
    declarations: tuple[PolicyDeclaration, ...]
    municipalities: tuple[str, ...]
    """Names, in the order of ``declarations``."""
    changes: tuple[PolicyChange, ...]

    @property
    def office(self) -> str:
        """Who signed the file."""
        return self.signer.office

    @property
    def without(self) -> tuple[str, ...]:
        """Municipalities that declare that they have no decision."""
        pairs = zip(self.declarations, self.municipalities, strict=True)
        return tuple(name for one, name in pairs if not one.decisions)
