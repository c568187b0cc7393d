"""What the page of data protection shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sozdesk.archive.file_info import OfficeKind
from sozdesk.features.cases import queries
from sozdesk.features.cases.reports.privacy import Stamp
from sozdesk.features.cases.terms import CaseValueRow, DeletionKind
from sozdesk.features.cases.terms.privacy import (
    AccessRow,
    DeletionRow,
    HoldRow,
    KnownPerson,
    ProtectedField,
)

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive


_CANTONAL = ("bill", "legal_hold", "person_access")
"""Tables with persons that the KSA fills; it holds no cases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyData:
    """Everything of the three tabs; ``now`` is UTC."""

    deletions: tuple[DeletionRow, ...]
    holds: Mapping[UUID, tuple[HoldRow, ...]]
    accesses: tuple[AccessRow, ...]
    fields: tuple[ProtectedField, ...]
    people: tuple[KnownPerson, ...]
    kinds: tuple[DeletionKind, ...]
    """What has a retention in this file: the KSA has no cases."""
    retentions: Mapping[DeletionKind, tuple[CaseValueRow, ...]]
    office: str
    staff: str
    may_write: bool
    now: datetime
    today: date
    sample: bool

    def stamp(self) -> Stamp:
        """Who writes a document, and when."""
        return Stamp(
            office=self.office,
            staff=self.staff,
            now=self.now,
            today=self.today,
            sample=self.sample,
        )

    def person_name(self, person_id: UUID | None) -> str:
        """«Muster Anna»; empty for a person who is gone."""
        return next((one.name for one in self.people if person_id in one.ids), "")


def stamp_of(archive: Archive) -> Stamp:
    """Who writes a document now."""
    context = archive.context()
    return Stamp(
        office=archive.info.office_name,
        staff=context.staff_name,
        now=context.now,
        today=context.today,
        sample=context.sample,
    )


def load(archive: Archive, kinds: queries.Kinds) -> PrivacyData:
    """Read all three tabs at once."""
    context = archive.context()
    service = archive.info.office_kind is OfficeKind.SERVICE
    return PrivacyData(
        deletions=archive.query(queries.deletions, context.today, kinds),
        holds=archive.query(queries.holds),
        accesses=archive.query(queries.accesses),
        fields=tuple(
            one
            for one in queries.protected_fields(kinds)
            if service or one.table.startswith(_CANTONAL)
        ),
        people=archive.query(queries.known_people, kinds),
        kinds=tuple(DeletionKind) if service else (DeletionKind.BILL,),
        retentions=archive.query(queries.retentions),
        office=archive.info.office_name,
        staff=context.staff_name,
        may_write=not archive.read_only,
        now=context.now,
        today=context.today,
        sample=context.sample,
    )
