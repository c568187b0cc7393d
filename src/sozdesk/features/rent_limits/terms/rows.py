"""Frozen rows for screens and documents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sozdesk.features.rent_limits.terms.codes import key_of
from sozdesk.features.rent_limits.terms.declared import Declaration
from sozdesk.features.rent_limits.terms.words import (
    Block,
    LetterKind,
    ReceivedVia,
    ReturnState,
)
from sozdesk.kernel.findings import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundRow:
    """One Erhebung."""

    id: UUID
    version: int
    year: int
    call_on: date
    due_on: date
    valid_from: date
    blocks: frozenset[Block]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackingRow:
    """One municipality in the list of an Erhebung."""

    bfs_number: int
    name: str
    """Short name."""
    official_name: str
    district: str
    state: ReturnState
    due_on: date
    """Of this municipality: the day until which its deadline was extended, else the round's."""
    extended: bool = False
    """Its deadline was extended (Fristerstreckung)."""
    reminders: int = 0
    """How often it was reminded."""
    received_on: date | None
    """When the first answer came."""
    counts_from: date | None = None
    """When the version came that counts: the newest recorded one, else the newest."""
    late: bool
    """Received after the due date."""
    overdue_days: int
    """Days since the due date without an answer; 0 if not overdue."""
    days_left: int = 0
    """Days until the due date while an answer is missing; 0 on the day itself, and past it."""
    open_hints: int
    """Hints nobody noted or asked back yet."""
    hints: int
    lacking: int = 0
    """Answers that the newest return lacks, so that it cannot be recorded."""
    declaration_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRow:
    """A reason that was given for one hint («zur Kenntnis genommen»), or the query about it."""

    code: str
    subject: str
    value: int | None
    reason: str
    noted_by: str
    noted_at: datetime
    year: int

    @property
    def key(self) -> str:
        """The ``reason_key`` of the hint it was given for."""
        return key_of(self.code, self.subject, self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """A file that belongs to a return; its bytes lie in the blob table under ``sha256``."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclarationRow:
    """One revision of one municipality's return, as recorded."""

    id: UUID
    version: int
    revision: int
    """1, 2 …; the highest is in force, the others stay readable."""
    change_from: date | None = None
    """First day of a change outside the Erhebung (Änderung); None = the return of the Erhebung."""
    state: ReturnState
    declaration: Declaration
    received_on: date
    via: ReceivedVia
    file_name: str
    recorded_at: datetime | None
    recorded_by: str
    query_text: str
    queried_on: date | None
    findings: tuple[Finding, ...]
    """As checked at recording."""
    notes: tuple[NoteRow, ...]
    documents: tuple[DocumentRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundTally:
    """Counts of an Erhebung; ``received`` = municipalities that answered in any way."""

    total: int
    received: int
    recorded: int
    """Recorded, confirmed unchanged, or without limits."""
    queried: int
    missing: int
    late: int
    overdue: int
    reminded: int = 0
    """Reminded, and still without an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewRow:
    """One municipality in the overview: as declared, with last year's declaration for comparison."""

    bfs_number: int
    official_name: str
    name: str
    district: str
    state: ReturnState
    current: Declaration | None
    previous: Declaration | None
    """What held at the end of last year: its last change, else its return."""
    changes: tuple[Declaration, ...] = ()
    """Recorded changes of this year (Änderungen), oldest first; ``valid_from`` is their first day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InForceRow:
    """One municipality with what holds there on one day («gültig am Tag X»)."""

    bfs_number: int
    official_name: str
    name: str
    district: str
    declaration: Declaration | None
    """None if nothing is recorded that holds on the day."""
    since: date | None
    """First day."""
    is_change: bool = False
    """A change outside the Erhebung."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionRow:
    """One municipality that has more time (Fristerstreckung)."""

    id: UUID
    version: int
    bfs_number: int
    until: date
    """Last day, inclusive."""
    reason: str
    granted_on: date
    granted_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRow:
    """One letter or e-mail draft that was written for a municipality; nothing is sent by itself."""

    id: UUID
    bfs_number: int
    kind: LetterKind
    written_on: date
    """Day at the office."""
    written_at: datetime
    written_by: str
    addressee: str
    """Name and address as they stood in the draft."""
    file_name: str
