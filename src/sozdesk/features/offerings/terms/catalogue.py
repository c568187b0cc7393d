"""Words and frozen rows of the catalogue file and of the list for the website."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sozdesk.features.offerings.terms.words import KeyPurpose
from sozdesk.features.rent_limits.terms import OwnNews

CATALOGUE_KIND: Final = "catalogue"
CATALOGUE_VERSION: Final = 1
"""Of the content; a file with a higher one is from a newer program."""

Cell = str | int | bool | date | UUID | None
CatalogueRow = Mapping[str, Cell]
"""One row of a table as the catalogue holds it: column → value."""
CatalogueTables = Mapping[str, tuple[CatalogueRow, ...]]
"""Table of the data file → its rows, by id."""


class CatalogueSubject(StrEnum):
    """What a line of «was sich ändert» is about; in the order of reading."""

    OFFERING = "offering"
    PROVIDER = "provider"
    TARIFF = "tariff"
    RATE = "rate"
    CATEGORY = "category"
    COVERED_NEED = "covered_need"
    REGIME = "regime"
    VALUE = "value"


class ChangeKind(StrEnum):
    """How two catalogues, or two lists for the website, differ in one thing."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


class KeyTrust(StrEnum):
    """How the key of a catalogue file stands to the keys that this office trusts."""

    KNOWN = "known"
    ENDORSED = "endorsed"
    """Another key than before, and the one before vouches for it."""
    FIRST = "first"
    """This office trusts no key yet: compare it by phone."""
    CHANGED = "changed"
    """Another key than before that nobody vouches for: compare it by phone again."""
    RETIRED = "retired"
    """Replaced or revoked: nothing that it signs is taken until it is confirmed again."""


NEEDS_COMPARISON: Final = frozenset({KeyTrust.FIRST, KeyTrust.CHANGED})


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeKeyRow:
    """The pair of keys that this office uses for a purpose."""

    id: UUID
    public: bytes
    secret: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustedKeyRow:
    """A key of another office that this one trusts, or trusted until ``retired_on``."""

    id: UUID
    version: int
    purpose: KeyPurpose
    public: str
    office_name: str
    confirmed_on: date
    confirmed_by: str
    """Who compared it by phone; empty if another key vouched for it."""
    retired_on: date | None
    service_id: UUID | None = None
    bfs_number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Who signed a file: the office as the KSA knows it, its key, and what vouches for the key."""

    office: str
    key: str
    endorsements: tuple[tuple[str, str], ...] = ()
    """Earlier keys of the office and their signatures over this one."""
    service_id: UUID | None = None
    bfs_number: int | None = None
    """Of a municipality that does without a service."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueContent:
    """What a catalogue says, checked."""

    as_of: date
    tables: CatalogueTables
    limits: tuple[Mapping[str, Any], ...]
    """Published Mietzinsgrenzwerte per year, as ``rent_limits`` stores a version."""
    encryption_key: str
    """``age1…``: what municipalities encrypt for the KSA."""


@dataclass(frozen=True, slots=True)
class WrongPlace:
    """Where a content is not what it should be: a part, or a row of a table and its column."""

    part: str
    """Table, or another part of the content."""
    row: int = 0
    """Counts from 1; 0 if it is not one row."""
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a thing, before and after; empty = there was nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueItem:
    """A thing of a catalogue as people read it: what is compared between two of them."""

    subject: CatalogueSubject
    key: str
    name: str
    fields: Mapping[str, str]
    """Label → text, in the order of reading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueChange:
    """One line of «was sich ändert»."""

    subject: CatalogueSubject
    key: str
    name: str
    kind: ChangeKind
    fields: tuple[FieldChange, ...]
    """What differs; of something new all that is said, of something gone all that was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueFileRow:
    """A catalogue file that was written or read here."""

    id: UUID
    serial: int
    name: str
    """Of the file: its day, and its number if it was not the first one of the day."""
    as_of: date
    made_at: datetime
    taken_at: datetime
    fingerprint: str
    sha256: str
    offerings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueDraft:
    """What the next catalogue would say, and how it differs from the last one."""

    content: CatalogueContent
    name: str
    """Of the file that would be written; of the last one if nothing has changed."""
    last: CatalogueFileRow | None
    changes: tuple[CatalogueChange, ...]
    same: bool
    """Exactly what the last one says: nothing to write."""
    fingerprint: str
    """Of the key that would sign; empty before the first one was made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CataloguePreview:
    """What reading a catalogue file would do; nothing is stored yet."""

    serial: int
    made_at: datetime
    office: str
    key: str
    fingerprint: str
    trust: KeyTrust
    known_fingerprint: str
    """Of the key that is trusted now; empty if there is none."""
    sha256: str
    same: bool
    """The file that was read last."""
    content: CatalogueContent
    changes: tuple[CatalogueChange, ...]
    limits: Mapping[int, int]
    """Year → municipalities whose Mietzinsgrenzwerte come in new or otherwise."""
    own_limits: tuple[OwnNews, ...]
    """What that means for the municipalities of the office itself."""
    looked_on: date
    """The day of this computer."""
    new_municipalities: tuple[str, ...]

    def count(self, kind: ChangeKind) -> int:
        """How many things are new, changed or gone."""
        return sum(one.kind is kind for one in self.changes)


@dataclass(frozen=True, slots=True)
class CatalogueFile:
    """A catalogue that was written and is not on a disk yet."""

    name: str
    content: bytes
    serial: int


@dataclass(frozen=True, slots=True)
class PlatformLine:
    """One published offering as the website shows it: column → text."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformListRow:
    """A version of the list for the website."""

    id: UUID
    number: int
    published_on: date
    published_by: str
    lines: tuple[PlatformLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformDraft:
    """What would be published now, and how it differs from the last version."""

    lines: tuple[PlatformLine, ...]
    last: PlatformListRow | None
    changes: tuple[CatalogueChange, ...]
    unlisted: int
    """Offerings on the platform that are only in the catalogue, because nobody may start there now."""


@dataclass(frozen=True, slots=True)
class PlatformFile:
    """A file of the list for the website."""

    name: str
    content: bytes
