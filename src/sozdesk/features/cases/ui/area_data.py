"""What the pages of the cases show, read on the archive thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sozdesk.archive.staff import StaffMember, staff
from sozdesk.features.cases import queries
from sozdesk.features.cases.terms import (
    CaseRow,
    MemberRow,
    PersonLanguageRow,
    PersonRow,
    RegimeDays,
    RegimeOverrideRow,
    RepresentativeRow,
    ResidenceRow,
)
from sozdesk.features.cases.terms.case_list import CaseLine, PersonKey, SupportSpan
from sozdesk.features.offerings import queries as offerings
from sozdesk.features.offices import queries as offices
from sozdesk.kernel.dated import on
from sozdesk.kernel.municipality import Municipality

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive


A_SCREEN = 60
"""So many lines are shown while the others are read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaData:
    """All cases as they stand today."""

    lines: tuple[CaseLine, ...]
    whole: bool
    """Whether these are all cases, or only the running ones that fill the screen first."""
    own: tuple[Municipality, ...]
    """Municipalities that the office works for; empty if none was entered."""
    places: tuple[Municipality, ...]
    """All of the canton."""
    staff: tuple[StaffMember, ...]
    me: UUID | None
    today: date
    may_write: bool

    def place(self, bfs_number: int | None) -> str:
        """Name of a municipality, empty for none."""
        return next((one.short_name for one in self.places if one.bfs_number == bfs_number), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseData:
    """One case, and the ones before and after it."""

    row: CaseRow
    before: CaseRow | None
    after: tuple[CaseRow, ...]
    billed: tuple[str, ...]
    """Billed days that would be blocked today, in sentences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MembersData:
    """The household of a case with the regime of everybody today."""

    case: CaseRow
    rows: tuple[MemberRow, ...]
    regimes: Mapping[UUID, str]
    """Person → name of the regime of the day; empty if there is none."""
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonData:
    """Everything about a person, and what may be chosen."""

    row: PersonRow
    residences: tuple[ResidenceRow, ...]
    overrides: tuple[RegimeOverrideRow, ...]
    regime_days: tuple[RegimeDays, ...]
    """From the first known day to today, ascending."""
    names: Mapping[str, str]
    """Code of a regime → its name."""
    languages: tuple[PersonLanguageRow, ...]
    representatives: tuple[RepresentativeRow, ...]
    spans: tuple[SupportSpan, ...]
    cases: tuple[CaseRow, ...]
    keys: tuple[PersonKey, ...]
    places: Mapping[int, str]
    today: date

    def residence_on(self, day: date) -> ResidenceRow | None:
        """Permit of a day."""
        return on(day, self.residences)


def load_first(archive: Archive) -> AreaData:
    """What fills a screen; everything if there is no more."""
    lines = archive.query(queries.case_lines, archive.context().today, A_SCREEN)
    return _data(archive, lines, whole=False) if len(lines) == A_SCREEN else load(archive)


def load(archive: Archive) -> AreaData:
    """Everything the list shows."""
    lines = archive.query(queries.case_lines, archive.context().today)
    return _data(archive, lines, whole=True)


def _data(archive: Archive, lines: tuple[CaseLine, ...], *, whole: bool) -> AreaData:
    context = archive.context()
    return AreaData(
        lines=lines,
        whole=whole,
        own=archive.query(offices.own_municipalities, context.today),
        places=archive.query(offices.municipalities, context.today),
        staff=archive.query(staff),
        me=context.staff_id,
        today=context.today,
        may_write=not archive.read_only,
    )


def load_case(archive: Archive, case_id: UUID, billed: queries.BilledQuery) -> CaseData | None:
    """One case as it stands today, with what ``billed`` says of it; None if it is gone."""
    today = archive.context().today
    row = archive.query(queries.case, case_id, today)
    if row is None:
        return None
    ids = archive.query(queries.successors_of, case_id)
    return CaseData(
        row=row,
        before=archive.query(queries.case, row.predecessor_id, today)
        if row.predecessor_id
        else None,
        after=archive.query(queries.cases, today, ids) if ids else (),
        billed=archive.query(billed, row.bfs_number, case_id),
    )


def load_members(archive: Archive, case: CaseRow) -> MembersData:
    """The household of a case."""
    today = archive.context().today
    rows = archive.query(queries.members_of, case.id)
    ids = [row.person.id for row in rows]
    names = {one.code: one.name for one in archive.query(offerings.regimes, today)}
    days = archive.query(queries.regime_days, ids, today, today)
    regimes = {who: names.get(found[0].regime_code or "", "") for who, found in days.items()}
    return MembersData(case=case, rows=rows, regimes=regimes, today=today)


def load_person(archive: Archive, person_id: UUID) -> PersonData | None:
    """Everything about a person; None if gone."""
    today = archive.context().today
    row = archive.query(queries.person, person_id)
    if row is None:
        return None
    residences = archive.query(queries.residences, [person_id]).get(person_id, ())
    overrides = archive.query(queries.regime_overrides, [person_id]).get(person_id, ())
    begins = [one.valid_from for one in residences] + [one.valid_from for one in overrides]
    return PersonData(
        row=row,
        residences=residences,
        overrides=overrides,
        regime_days=archive.query(queries.regime_days, [person_id], min([today, *begins]), today)[
            person_id
        ],
        names={one.code: one.name for one in archive.query(offerings.all_regimes)},
        languages=archive.query(queries.languages_of, person_id),
        representatives=archive.query(queries.representatives_of, person_id),
        spans=archive.query(queries.support_spans, [person_id]).get(person_id, ()),
        cases=archive.query(queries.cases, today, archive.query(queries.cases_of, person_id)),
        keys=archive.query(queries.person_keys),
        places={
            one.bfs_number: one.short_name for one in archive.query(offices.all_municipalities)
        },
        today=today,
    )


def staff_choices(people: Sequence[StaffMember]) -> list[tuple[object, str]]:
    """Who works here, by name."""
    return [(one.id, one.name) for one in people if one.active and one.id is not None]
