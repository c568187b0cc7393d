"""Frozen rows for lists of cases and persons: few columns, thousands of rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID


class CaseLine(NamedTuple):
    """A case as the list shows and filters it, with the household of one day.

    A tuple: thousands are made at once, and a frozen dataclass takes five times as long.
    """

    id: UUID
    version: int
    number: int
    dossier_number: str
    bfs_number: int
    opened_on: date
    closed_on: date | None
    support_ended_on: date | None
    moved_on: date | None
    responsible_id: UUID | None
    responsible: str
    municipality: str
    name: str
    """«Muster Anna», of the main person."""
    persons: int
    supported: int
    people: str
    """Names of all who are or were in it."""
    ahv_numbers: str
    """Theirs, 13 digits each."""

    def is_running(self, day: date) -> bool:
        """Whether the case is open on a day."""
        return self.closed_on is None or self.closed_on >= day

    def lacks_end(self, day: date) -> bool:
        """Whether nobody is supported any more and no Ablösung was entered; a move is none."""
        if self.support_ended_on is not None or self.moved_on is not None or self.opened_on > day:
            return False
        return not self.is_running(day) or self.supported == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonKey:
    """What tells persons apart."""

    id: UUID
    last_name: str
    first_name: str
    birth_date: date | None
    ahv_number: str | None
    """13 digits."""
    folded: tuple[str, str]
    """Last and first name as they are compared: no capitals, marks, spaces or hyphens."""
    cases: tuple[int, ...] = ()
    """Numbers of the cases in which the person is or was."""

    @property
    def name(self) -> str:
        """«Muster Anna»."""
        return f"{self.last_name} {self.first_name}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierCase:
    """A case of a person in the municipality where another one shall be opened."""

    id: UUID
    version: int
    number: int
    opened_on: date
    last_day: date | None
    """On which the person was in it; None while it goes on."""
    main: bool
    """Whether the case bears the name of the person: only then it is the one to open again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportSpan:
    """Days on which a person is supported in a case; both ends inclusive.

    ``last`` is the day before a move, the day on which the case was closed, or the last one in the
    household, whichever comes first; None while it goes on.
    """

    case_id: UUID
    case_number: int
    person_id: UUID
    bfs_number: int
    first: date
    last: date | None
    support_ended_on: date | None
    closed_on: date | None
    moved_on: date | None
