"""What the page of the providers shows, read on the archive thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from sozdesk.archive.traces import Trace, Traced, traces
from sozdesk.features.offerings import queries, rules
from sozdesk.features.offerings.terms import (
    AttachmentOwner,
    MunicipalRow,
    OfferingRow,
    PlaceRow,
    ProviderContactRow,
    ProviderRow,
    RecognitionOn,
)
from sozdesk.features.offerings.ui import offering_words as words
from sozdesk.features.offerings.ui.area_data import may_write
from sozdesk.features.offices import queries as offices
from sozdesk.kernel.municipality import Municipality

if TYPE_CHECKING:
    from datetime import datetime

    from sozdesk.archive.store import Archive

_Row = TypeVar("_Row", OfferingRow, MunicipalRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderLine:
    """A provider with everything the page says about it."""

    row: ProviderRow
    contacts: tuple[ProviderContactRow, ...]
    places: tuple[PlaceRow, ...]
    offerings: tuple[OfferingRow, ...]
    recognition: RecognitionOn
    """Of the provider as a whole."""
    municipal: tuple[MunicipalRow, ...]
    """By municipalities under the GfS, the latest first."""

    @property
    def id(self) -> UUID:
        """Of the provider."""
        return self.row.id

    @property
    def towns(self) -> str:
        """«Liestal, Sissach»."""
        return ", ".join(dict.fromkeys(place.town for place in self.places))

    @property
    def recognition_words(self) -> str:
        """Whoever was never decided on as a whole holds nothing up."""
        by = self.recognition.by
        return words.recognition(self.recognition) if by else "kein eigener Entscheid"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvidersData:
    """All providers, by name."""

    lines: tuple[ProviderLine, ...]
    municipalities: tuple[Municipality, ...]
    today: date
    now: datetime
    sample: bool
    may_write: bool


def load(archive: Archive) -> ProvidersData:
    """Everything the page shows."""
    context = archive.context()
    contacts, places = archive.query(queries.provider_contacts), archive.query(queries.places)
    facts = archive.query(queries.decision_facts)
    offered = _by_provider(archive.query(queries.offerings, context.today))
    municipal = _by_provider(archive.query(queries.municipal_recognitions))
    lines = tuple(
        ProviderLine(
            row=row,
            contacts=contacts.get(row.id, ()),
            places=places.get(row.id, ()),
            offerings=offered.get(row.id, ()),
            recognition=rules.recognised_on(context.today, facts.of_provider.get(row.id, ())),
            municipal=municipal.get(row.id, ()),
        )
        for row in archive.query(queries.providers)
    )
    return ProvidersData(
        lines=lines,
        municipalities=archive.query(offices.municipalities, context.today),
        today=context.today,
        now=context.now,
        sample=context.sample,
        may_write=may_write(archive),
    )


def _by_provider(rows: tuple[_Row, ...]) -> Mapping[UUID, tuple[_Row, ...]]:
    grouped: dict[UUID, list[_Row]] = {}
    for row in rows:
        grouped.setdefault(row.provider_id, []).append(row)
    return {key: tuple(found) for key, found in grouped.items()}


def load_traces(archive: Archive, line: ProviderLine) -> tuple[Trace, ...]:
    """The Verlauf of a provider with its contacts, places and files."""
    name = line.row.name
    files = archive.query(queries.attachments, AttachmentOwner.PROVIDER, line.id)
    records: list[Traced] = [("provider", line.id, name)]
    records += [("provider_contact", one.id, f"{name}, Kontakt") for one in line.contacts]
    records += [("provider_place", one.id, f"{name}, Ort") for one in line.places]
    records += [("offering_attachment", one.id, f"{name}, Anhang «{one.name}»") for one in files]
    return traces(archive, records)
