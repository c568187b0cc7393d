"""What a Sozialdienst declares itself: frozen rows of its own file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sozdesk.features.rent_limits.terms.declared import Declaration
from sozdesk.features.rent_limits.terms.derived import Derivation
from sozdesk.features.rent_limits.terms.handed import FormRequest
from sozdesk.features.rent_limits.terms.rows import DeclarationRow
from sozdesk.features.rent_limits.terms.words import RECORDED_STATES, Block, ReturnState
from sozdesk.kernel.municipality import Municipality


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRow:
    """What one municipality declares for one year, or one change of it, with all revisions."""

    municipality: Municipality
    year: int
    change_from: date | None = None
    """First day of a change (Änderung); None = the declaration of the year."""
    due_on: date
    revisions: tuple[DeclarationRow, ...] = ()
    """Newest first; empty = nothing is written yet."""
    previous: Declaration | None = None
    """What held before."""

    @property
    def key(self) -> tuple[int, int, date | None]:
        """What identifies the line: BFS number, year, first day of a change."""
        return self.municipality.bfs_number, self.year, self.change_from

    @property
    def draft(self) -> DeclarationRow | None:
        """What somebody works on."""
        newest = self.revisions[0] if self.revisions else None
        return newest if newest is not None and newest.state is ReturnState.DRAFT else None

    @property
    def declared(self) -> DeclarationRow | None:
        """The newest revision that was declared."""
        return next((row for row in self.revisions if row.state in RECORDED_STATES), None)

    @property
    def begun(self) -> DeclarationRow | None:
        """What the form goes on with: the draft, else what was declared."""
        return self.draft or self.declared

    @property
    def is_done(self) -> bool:
        """Nothing is left to do: declared, and no correction begun."""
        return self.declared is not None and self.draft is None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedPage:
    """What the form of the KSA knows about one municipality."""

    bfs_number: int
    previous: Declaration | None
    """Last year's declaration as the form shows it; None if it shows none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedForm:
    """The form as the KSA sent it: until when, with which questions, for whom."""

    file_name: str
    year: int
    due_on: date | None
    valid_from: date | None
    blocks: frozenset[Block]
    pages: tuple[AskedPage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDocuments:
    """Everything that the form and the pdf of one declaration say."""

    request: FormRequest
    """Of the form; one page."""
    declaration: Declaration
    previous: Declaration | None
    office: str
    """Name of the Sozialdienst."""
    signatories: tuple[tuple[str, str], ...]
    """Name and function of who signs on the day of the document."""
    derivation: Derivation | None
    revision: int
    replaces: date | None
    """Day of the revision before; None for the first one."""
    replaced: Declaration | None = None
    """What the revision before said; None for the first one."""
    change_from: date | None
    now: datetime
    """Instant, UTC; goes into the properties of the files."""
    today: date
    sample: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SendTo:
    """Where the KSA wants the form; empty where the office did not enter it."""

    name: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The newest revision that somebody saw when the form was opened."""

    id: UUID
    version: int
