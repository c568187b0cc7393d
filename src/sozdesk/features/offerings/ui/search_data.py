"""What the search works on, read on the archive thread once per state of the data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sozdesk.archive.file_info import OfficeKind
from sozdesk.features.offerings import queries, rules
from sozdesk.features.offerings.reports.client_sheet import SheetContent
from sozdesk.features.offerings.terms import (
    CantonShare,
    OfferingRow,
    ProviderContactRow,
    ProviderRow,
    ShareBasis,
    Unmet,
)
from sozdesk.features.offerings.terms.catalogue import CatalogueFileRow
from sozdesk.features.offices import queries as offices
from sozdesk.kernel.municipality import Municipality

if TYPE_CHECKING:
    from datetime import datetime

    from sozdesk.archive.store import Archive


@dataclass(frozen=True, kw_only=True)
class SearchData:
    """All offerings, ready to be searched, and what is said of one of them."""

    index: rules.SearchIndex
    basis: ShareBasis
    office: str
    """Name of a Sozialdienst; empty at the KSA."""
    catalogue: CatalogueFileRow | None
    """The one that a Sozialdienst searches in."""
    counted: Mapping[tuple[str, Unmet], int]
    """Filters in words and reason → searches that this office counted in this month."""
    providers: Mapping[UUID, ProviderRow]
    contacts: Mapping[UUID, tuple[ProviderContactRow, ...]]
    """Provider → its contacts, the main one first."""
    municipalities: tuple[Municipality, ...]
    own: int | None
    """BFS number of the first municipality that the office works for."""
    now: datetime
    """Instant, UTC."""
    sample: bool
    service: bool
    may_write: bool

    @property
    def day(self) -> date:
        """The day at the office."""
        return self.index.day

    def shares(self, row: OfferingRow) -> tuple[CantonShare, ...]:
        """What the canton pays of an offering at today's tariff, per regime."""
        return rules.shares_of(self.basis, row)

    def contact(self, row: OfferingRow) -> ProviderContactRow | None:
        """The offering's own contact, else the main one of its provider."""
        known = self.contacts.get(row.provider_id, ())
        own = (one for one in known if one.id == row.contact_id)
        return next(own, next(iter(known), None))

    def sheet(self, row: OfferingRow) -> SheetContent:
        """What the sheet for the person is made of."""
        return SheetContent(
            row=row,
            provider=self.providers[row.provider_id],
            contact=self.contact(row),
            office=self.office,
            now=self.now,
            today=self.day,
            sample=self.sample,
        )


def load(archive: Archive) -> SearchData:
    """Everything at once."""
    context = archive.context()
    day = context.today
    own = archive.query(offices.own_municipalities, day)
    service = archive.info.office_kind is OfficeKind.SERVICE
    counts = archive.query(queries.own_counts, archive.info.office_name).counts
    month = day.replace(day=1)
    return SearchData(
        index=archive.query(queries.search_index, day),
        basis=archive.query(queries.share_basis, day),
        office=archive.info.office_name if service else "",
        catalogue=next(iter(archive.query(queries.catalogues)), None) if service else None,
        counted={(one.criteria, one.why): one.searches for one in counts if one.month == month},
        providers={row.id: row for row in archive.query(queries.providers)},
        contacts=archive.query(queries.provider_contacts),
        municipalities=archive.query(offices.municipalities, day),
        own=own[0].bfs_number if own else None,
        now=context.now,
        sample=context.sample,
        service=service,
        may_write=not archive.read_only,
    )
