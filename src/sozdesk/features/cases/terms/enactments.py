"""Frozen rows of what is enacted and taken part in. Money is Rappen, units are hundredths."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from sozdesk.features.cases.terms.rulings import RulingSpan
from sozdesk.features.cases.terms.words import (
    IncentiveKind,
    InterruptionReason,
    ParticipationResult,
    Payer,
)
from sozdesk.features.offerings.terms import Financing, PriceUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class EnactmentDraft:
    """What is typed about an enactment; None while it is not."""

    case_id: UUID
    person_id: UUID | None = None
    offering_id: UUID | None = None
    first_day: date | None = None
    last_day: date | None = None
    workload: int | None = None
    """Pensum in percent."""
    unit: PriceUnit | None = None
    price: int | None = None
    """Per unit, MWST included."""
    approved: int | None = None
    """Kostengutsprache in all."""
    units_possible: int | None = None
    """What a whole period (month of a price per day or hour) can hold."""
    without_share: bool = False
    gfs_free: bool = False
    zif_recommended_on: date | None = None
    zif_binding: bool = False
    ruling_id: UUID | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """Days on which a person takes part in something else, with its Pensum."""

    title: str
    first_day: date
    last_day: date
    workload: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EnactmentFacts:
    """What is known about the offering, the person and the case, for the days of a draft."""

    draft: EnactmentDraft
    known: bool = False
    """Whether the catalogue holds the offering."""
    recognised: bool = False
    """On the first day."""
    recognised_until: date | None = None
    """Last day of that recognition; None if it has none."""
    financing: Financing = Financing.PER_PERSON
    catalogue_unit: PriceUnit | None = None
    catalogue_price: int | None = None
    """Of the first day, per unit, MWST included."""
    early_language: bool = False
    gfs_municipality: str = ""
    """Which recognised the provider under the GfS, if it is the one of the case."""
    regime_code: str | None = None
    """Of the first day."""
    regime_name: str = ""
    others: tuple[Running, ...] = ()
    case_first: date | None = None
    case_last: date | None = None
    """Last day on which the case's municipality supports: closed, moved or abgelöst."""
    supported: bool = True
    """Whether the person is a supported one of the household on the first day."""
    ruling_limit: int | None = None
    """The Kostengutsprache of the Verfügung; None without a Verfügung or without an amount."""
    ruling_approved: int = 0
    """What the other enactments of that Verfügung have approved together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What the Kostengutsprache would be, and how it comes about."""

    amount: int | None
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnactmentCheck:
    """What the catalogue proposes for a draft, for the form."""

    facts: EnactmentFacts
    proposal: Proposal


class ParticipationState(StrEnum):
    """Where taking part stands on a day."""

    PLANNED = "planned"
    RUNNING = "running"
    INTERRUPTED = "interrupted"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class EnactmentRow:
    """An enacted offering with its participation, its Verfügung and what was invoiced."""

    id: UUID
    version: int
    case_id: UUID
    case_number: int
    bfs_number: int
    support_ended_on: date | None
    person_id: UUID
    person_name: str
    offering_id: UUID
    offering_number: int
    offering_title: str
    category_code: str
    provider_id: UUID
    provider_name: str
    first_day: date
    last_day: date
    workload: int | None
    unit: PriceUnit
    price: int
    approved: int
    without_share: bool
    gfs_free: bool
    zif_recommended_on: date | None
    zif_binding: bool
    units_possible: int | None
    note: str
    ruling_id: UUID | None
    ruling_number: str
    """Empty for a Verfügung that is not finalised, and without one."""
    ruling_notified_on: date | None
    participation_id: UUID | None
    participation_version: int
    began_on: date | None
    ended_on: date | None
    result: ParticipationResult | None
    result_note: str
    invoiced: int
    """All invoices less all credit notes."""
    invoiced_until: date | None
    """Last service day of any invoice."""
    third_party: int

    @property
    def has_ruling(self) -> bool:
        """Whether it rests on a Verfügung, be it a draft."""
        return self.ruling_id is not None


class ParticipationLine(NamedTuple):
    """One line of «Teilnahmen»: an enactment, where it stands, what needs somebody.

    A tuple of columns: a region has tens of thousands, and an :class:`EnactmentRow` of each takes
    six times as long. The detail reads one.
    """

    id: UUID
    """Of the enactment."""
    case_key: str
    provider_key: str
    """Ids of the case and the provider as they are stored."""
    case_number: int
    municipality: str
    person_name: str
    offering_title: str
    provider_name: str
    first: date
    """First day of taking part, else the enacted one."""
    last: date
    """Last day of taking part or the enacted one, whichever comes first."""
    workload: int | None
    has_ruling: bool
    ruling_number: str
    ruling_notified_on: date | None
    approved: int
    invoiced: int
    state: ParticipationState
    recognition_ends: date | None
    """Last recognised day, if that comes before the last enacted one."""
    ends_soon: bool
    without_ruling: bool
    without_invoice: bool

    @property
    def case_id(self) -> UUID:
        """Of the case."""
        return UUID(self.case_key)

    @property
    def provider_id(self) -> UUID:
        """Of the provider."""
        return UUID(self.provider_key)


@dataclass(frozen=True, slots=True, kw_only=True)
class InterruptionRow:
    """Days without taking part."""

    id: UUID
    version: int
    participation_id: UUID
    first_day: date
    last_day: date | None
    reason: InterruptionReason
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpRow:
    """A Nachfrage after the Ablösung."""

    id: UUID
    version: int
    participation_id: UUID
    due_on: date
    done_on: date | None
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognitionLoss:
    """Somebody still takes part when the recognition of the offering is over."""

    case_number: int
    offering_title: str
    last_recognised: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundEnactment:
    """What a search found: an enacted offering, or an invoice (``number``) for one."""

    case_id: UUID
    case_number: int
    offering_title: str
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncentiveRow:
    """An Anreizbeitrag to an employer."""

    id: UUID
    version: int
    case_id: UUID
    person_id: UUID
    person_name: str
    ruling_id: UUID | None
    kind: IncentiveKind
    employer: str
    first_day: date
    last_day: date | None
    amount: int
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThirdPartyRow:
    """What somebody else pays for days of an enactment."""

    id: UUID
    version: int
    enactment_id: UUID
    payer: Payer
    first_day: date
    last_day: date
    amount: int
    received_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingChoice:
    """A Verfügung that an enactment may rest on."""

    id: UUID
    number: str
    subject: str
    ruled_on: date | None
    notified_on: date | None
    span: RulingSpan | None
    """When it is in force; None if it is not, or not yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningParticipation:
    """Somebody who takes part in an offering on a day."""

    enactment_id: UUID
    case_id: UUID
    case_number: int
    person_name: str
    first_day: date
    last_day: date
