"""What the page of the offerings shows, read on the archive thread."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sozdesk.archive.file_info import OfficeKind
from sozdesk.archive.traces import Trace, Traced, traces
from sozdesk.features.offerings import queries
from sozdesk.features.offerings.terms import (
    AttachmentOwner,
    CantonShare,
    CategoryRow,
    DecisionFact,
    OfferingRow,
    PriceRow,
    ProviderContactRow,
    ProviderRow,
)
from sozdesk.kernel import german

if TYPE_CHECKING:
    from datetime import datetime

    from sozdesk.archive.store import Archive


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaData:
    """All offerings as they stand today."""

    offerings: tuple[OfferingRow, ...]
    providers: tuple[ProviderRow, ...]
    categories: Mapping[str, CategoryRow]
    """Code → category of today, by position."""
    today: date
    now: datetime
    """Instant, UTC."""
    sample: bool
    may_write: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailData:
    """One offering with what hangs on it."""

    row: OfferingRow
    category: CategoryRow | None
    contact: ProviderContactRow | None
    shares: tuple[CantonShare, ...]
    prices: tuple[PriceRow, ...]
    """Oldest first."""
    decisions: tuple[DecisionFact, ...]
    of_provider: tuple[DecisionFact, ...]
    """Sent decisions on the provider as a whole."""
    today: date


def may_write(archive: Archive) -> bool:
    """The base data are the KSA's."""
    return not (archive.read_only or archive.info.office_kind is OfficeKind.SERVICE)


def load(archive: Archive) -> AreaData:
    """Everything the list shows at once."""
    context = archive.context()
    return AreaData(
        offerings=archive.query(queries.offerings, context.today),
        providers=archive.query(queries.providers),
        categories={row.code: row for row in archive.query(queries.categories, context.today)},
        today=context.today,
        now=context.now,
        sample=context.sample,
        may_write=may_write(archive),
    )


def load_detail(archive: Archive, offering_id: UUID) -> DetailData | None:
    """One offering as it stands today; None if it is gone."""
    today = archive.context().today
    row = archive.query(queries.offering, offering_id, today)
    if row is None:
        return None
    facts = archive.query(queries.decision_facts)
    contacts = archive.query(queries.provider_contacts).get(row.provider_id, ())
    known = archive.query(queries.categories, today)
    return DetailData(
        row=row,
        category=next((one for one in known if one.code == row.category_code), None),
        contact=next((one for one in contacts if one.id == row.contact_id), None),
        shares=archive.query(queries.canton_shares, [row], today)[row.id],
        prices=archive.query(queries.prices_of, [row.id]).get(row.id, ()),
        decisions=facts.of_offering.get(row.id, ()),
        of_provider=facts.of_provider.get(row.provider_id, ()),
        today=today,
    )


def load_traces(archive: Archive, data: DetailData) -> tuple[Trace, ...]:
    """The Verlauf of an offering, its prices and its files."""
    files = archive.query(queries.attachments, AttachmentOwner.OFFERING, data.row.id)
    name = f"Angebot {data.row.number}"
    prices: Iterator[Traced] = (
        ("offering_price", one.id, f"{name}, Preis ab {german.day(one.valid_from)}")
        for one in data.prices
    )
    attached: Iterator[Traced] = (
        ("offering_attachment", one.id, f"{name}, Anhang «{one.name}»") for one in files
    )
    records: Sequence[Traced] = [("offering", data.row.id, name), *prices, *attached]
    return traces(archive, records)
