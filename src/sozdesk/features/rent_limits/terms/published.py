"""What is published of a year: frozen versions, and what differs between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sozdesk.features.rent_limits.terms.declared import Declaration
from sozdesk.features.rent_limits.terms.rows import DocumentRow, RoundRow
from sozdesk.features.rent_limits.terms.words import Amendment, Audience, Category


@dataclass(frozen=True, slots=True)
class OwnNews:
    """What the KSA published about a municipality of this office that it did not declare itself."""

    name: str
    year: int
    comes_in: bool
    """False: the year is to be declared still, so the published limits stay away."""
    known: bool
    """Limits that the KSA published before are there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedRow:
    """One municipality in a version: only what may leave the office for its audience."""

    bfs_number: int
    official_name: str
    name: str
    district: str
    declaration: Declaration | None
    """As declared and recorded, without contact and remark; None if nothing is recorded."""
    previous: Declaration | None = None
    """What held at the end of last year."""
    changes: tuple[Declaration, ...] = ()
    """Changes of the year that are recorded, oldest first."""
    missing_reason: str = ""
    """Stated by the office where nothing is published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentRow:
    """One line of the erratum list."""

    bfs_number: int
    name: str
    kind: Amendment
    what: str = ""
    """The corrected answer in words («3 Personen»); empty for whole municipalities."""
    before: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationRow:
    """One published version, as it lies in the file."""

    id: UUID
    version: int
    year: int
    number: int
    """Running number of the year."""
    audience: Audience
    published_on: date
    published_at: datetime
    published_by: str
    decided_by: str
    """Who decided to publish for everybody; empty for narrower audiences."""
    decided_on: date | None
    reason: str
    """Why there is a new version."""
    missing: Mapping[int, str]
    """BFS number → stated reason."""
    amendments: tuple[AmendmentRow, ...]
    content_sha256: str
    files: tuple[DocumentRow, ...]

    @property
    def label(self) -> str:
        """How people name it: «2027-2»."""
        return f"{self.year}-{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationDraft:
    """What would be published now for an audience; nothing is stored yet."""

    round: RoundRow
    audience: Audience
    number: int
    rows: tuple[PublishedRow, ...]
    """In German order; ``missing_reason`` is filled in by whoever publishes."""
    amendments: tuple[AmendmentRow, ...]
    """Against the last version for the same audience; empty if there is none."""
    before: PublicationRow | None
    """The last version for the same audience."""
    same_as_before: bool
    """Nothing has changed since."""
    map_limits: Mapping[Category, tuple[int, ...]]
    """Household size → upper limits of the classes of the map, Rappen net per month."""

    @property
    def missing(self) -> tuple[PublishedRow, ...]:
        """Municipalities of which nothing is recorded."""
        return tuple(row for row in self.rows if row.declaration is None)

    @property
    def label(self) -> str:
        """How people will name it: «2027-2»."""
        return f"{self.round.year}-{self.number}"


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A document that was written and is not on a disk yet."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What a published document says about itself."""

    label: str
    """«2027-2»."""
    audience: Audience
    day: date
    now: datetime
    office: str
    """Name of the office that publishes."""
    reason: str = ""
    decided_by: str = ""
    decided_on: date | None = None
    content_sha256: str = ""
    sample: bool = False


Content = Mapping[str, Any]
"""A version as JSON; see ``records.content``."""
