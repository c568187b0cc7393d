"""A list of persons from the office's main case system: what a row says, and what would become of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from sozdesk.features.cases.terms.persons import (
    CaseRow,
    PersonRow,
    RegimeOverrideRow,
    ResidenceRow,
)
from sozdesk.features.cases.terms.rows import RegimeRule
from sozdesk.features.cases.terms.words import Permit
from sozdesk.kernel.findings import Finding
from sozdesk.kernel.listed import ListChange, ListTable
from sozdesk.kernel.municipality import Municipality

IMPORT_PURPOSE: Final = "cases.persons"
"""Under which the columns of such tables are remembered."""


class ImportResult(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    AMBIGUOUS = "ambiguous"
    """Several persons of the file may be meant, or one of whom that is not certain."""
    UNUSABLE = "unusable"
    SKIPPED = "skipped"
    """Somebody decided to leave it out."""


class RowDecision(StrEnum):
    """What somebody says to a row that is not clear."""

    NEW_PERSON = "new_person"
    SKIP = "skip"


Decision = UUID | RowDecision
"""The person that is meant, or one of the other answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidPermit:
    """Permit and refugee flag as a row says them; no letter for Swiss citizens."""

    permit: Permit | None
    refugee: bool | None
    """None if the row does not say it: who has the flag keeps it."""
    since: date | None
    """From when; None if the row does not say it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportLine:
    """One row as it was read; what is empty says nothing and changes nothing."""

    row: int
    """As people count, from 1."""
    dossier: str = ""
    person: Mapping[str, object] = field(default_factory=dict)
    """Column of the person → value, only what the row says."""
    permit: SaidPermit | None = None
    municipality: str = ""
    """As written: name or BFS number."""
    town: str = ""
    """The place of the address: where nothing names the municipality, it does if it is one."""
    case: Mapping[str, object] = field(default_factory=dict)
    """Days of the case, only what the row says."""
    responsible: str = ""
    """As written: name or sign."""
    supported: bool | None = None
    main: bool | None = None
    cells: Mapping[str, str] = field(default_factory=dict)
    """Field → where it stands, for example ``Fälle!C5``."""
    findings: tuple[Finding, ...] = ()
    """What could not be read."""

    @property
    def name(self) -> str:
        """«Muster Anna»."""
        said = (str(self.person.get(key, "")) for key in ("last_name", "first_name"))
        return " ".join(filter(None, said))


ImportTable = ListTable[ImportLine]


@dataclass(frozen=True, slots=True)
class MemberFact:
    """A person in a case, as far as a list may say the same or otherwise."""

    id: UUID
    version: int
    case_id: UUID
    person_id: UUID
    valid_from: date
    ended_on: date | None
    supported: bool
    main: bool


@dataclass(frozen=True, slots=True)
class StaffFact:
    """Somebody who may be responsible."""

    id: UUID
    name: str
    sign: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportBase:
    """What the file holds that a list may say the same or otherwise."""

    persons: tuple[PersonRow, ...]
    residences: Mapping[UUID, tuple[ResidenceRow, ...]]
    cases: tuple[CaseRow, ...]
    members: tuple[MemberFact, ...]
    """Who is or was in a household."""
    own: tuple[Municipality, ...]
    """Municipalities of the office."""
    staff: tuple[StaffFact, ...]
    today: date
    overrides: Mapping[UUID, tuple[RegimeOverrideRow, ...]] = field(default_factory=dict)
    regime_rules: tuple[RegimeRule, ...] = ()
    regime_names: Mapping[str, str] = field(default_factory=dict)
    """Code → name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedCase:
    """A case that begins with the list, as far as the rows say it so far."""

    municipality: str
    """Its name; empty if no row said it yet."""
    from_address: bool
    """Whether only the place of the address says it."""
    opened_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRow:
    """What would become of a row; the rest is what recording it writes."""

    line: ImportLine
    result: ImportResult
    changes: tuple[ListChange, ...] = ()
    findings: tuple[Finding, ...] = ()
    candidates: tuple[PersonRow, ...] = ()
    """Whom the row may mean, if that is not certain."""
    may_be_new: bool = False
    """Whether it may also mean somebody who is not in the file."""
    person: PersonRow | None = None
    """The one that is there; None if it is new or not known which one."""
    person_values: Mapping[str, object] = field(default_factory=dict)
    """What is new or other about the person."""
    permit: SaidPermit | None = None
    """New or other, with the day from when."""
    household: str = ""
    """Rows with the same one are one case."""
    case: CaseRow | None = None
    case_values: Mapping[str, object] = field(default_factory=dict)
    """What is new or other about the case; rows above said the rest."""
    member: MemberFact | None = None
    """The place in the household today."""
    member_values: Mapping[str, bool] = field(default_factory=dict)
    """``supported`` and ``main``, as far as they are new or other."""
    opens: OpenedCase | None = None
    """The case that begins; None if there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """What recording the table would do."""

    rows: tuple[ImportRow, ...]
    findings: tuple[Finding, ...]
    """About the table as a whole."""
    asks_day: bool
    """Whether there are new cases without a first day, and nobody said one for all of them."""

    def count(self, result: ImportResult) -> int:
        """Rows of which this becomes."""
        return sum(row.result is result for row in self.rows)

    @property
    def to_record(self) -> int:
        """Rows that recording would add or change."""
        return self.count(ImportResult.NEW) + self.count(ImportResult.CHANGED)

    @property
    def unclear(self) -> int:
        """Rows that keep all of them out."""
        return self.count(ImportResult.AMBIGUOUS) + self.count(ImportResult.UNUSABLE)


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """How many rows were recorded, and how many cases were opened by them."""

    new: int
    changed: int
    unchanged: int
    cases: int
