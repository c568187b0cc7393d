"""Frozen rows of the offerings: what queries answer and screens show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sozdesk.features.offerings.terms.words import (
    Audience,
    Billable,
    CapKind,
    CefrLevel,
    Childcare,
    CostBearer,
    DecisionKind,
    Financing,
    OfferingState,
    OrganisationType,
    PriceUnit,
    ProRata,
    ValueKey,
    Vat,
)

TOPIC = "offerings"
"""Pages that show providers or offerings reload when a use case says it changed this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderRow:
    """An organisation that offers something."""

    id: UUID
    version: int
    name: str
    legal_form: str
    organisation_type: OrganisationType
    address: str
    email: str
    phone: str
    website: str
    iban: str
    """Without blanks; empty if unknown."""
    closed_on: date | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderContactRow:
    """A person to ask at a provider."""

    id: UUID
    version: int
    provider_id: UUID
    name: str
    function: str
    email: str
    phone: str
    main: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """Where a provider works."""

    id: UUID
    version: int
    provider_id: UUID
    name: str
    address: str
    town: str
    bfs_number: int | None
    """None outside the canton."""
    wheelchair: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryRow:
    """A category of offerings from a day on."""

    id: UUID
    version: int
    code: str
    valid_from: date
    ended_on: date | None
    position: int
    name: str
    parent_code: str | None
    financing: Financing
    citation: str
    text: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveredNeedRow:
    """«Bedarf gedeckt» of a category or of a segment in it (empty = the whole category)."""

    id: UUID
    version: int
    category_code: str
    segment: str
    valid_from: date
    ended_on: date | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegimeRow:
    """Under which law a person is supported, from a day on."""

    id: UUID
    version: int
    code: str
    valid_from: date
    ended_on: date | None
    position: int
    name: str
    citation: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegimeRateRow:
    """What the canton bears of a category for persons of a regime, from a day on."""

    id: UUID
    version: int
    regime_code: str
    category_code: str
    valid_from: date
    ended_on: date | None
    billable: Billable
    rate: int | None
    """Hundredths of a percent."""
    cost_bearer: CostBearer | None
    citation: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TariffRow:
    """Maximaltarif of a category for a regime and a unit, from a day on."""

    id: UUID
    version: int
    category_code: str
    regime_code: str
    unit: PriceUnit
    valid_from: date
    ended_on: date | None
    amount: int
    """Rappen per unit."""
    pro_rata: ProRata
    cap_kind: CapKind | None
    cap_amount: int | None
    citation: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueRow:
    """A figure of the procedure from a day on."""

    id: UUID
    version: int
    key: ValueKey
    valid_from: date
    ended_on: date | None
    value: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceRow:
    """What an offering costs from a day on, and on which terms."""

    id: UUID
    version: int
    offering_id: UUID
    valid_from: date
    ended_on: date | None
    amount: int
    """Rappen per unit, as the provider asks for it."""
    unit: PriceUnit
    vat: Vat
    vat_rate: int | None
    """Hundredths of a percent."""
    minimum_units: int | None
    absences_invoiced: bool | None
    notice_period: str
    trial_phase: str
    insured_by: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageRow:
    """A language of an offering."""

    language: str
    needed: CefrLevel | None
    reached: CefrLevel | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionFact:
    """What of a sent decision says on which days something is recognised."""

    kind: DecisionKind
    number: str
    decided_on: date
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognitionOn:
    """Whether something is recognised on a day, and why."""

    recognised: bool
    since: date | None
    """First day of the state that holds; None if nobody ever decided."""
    until: date | None
    """Last day of the recognition, if it has one."""
    by: DecisionFact | None
    with_conditions: bool = False
    ended_by: DecisionFact | None = None
    """The decision already sent that ends it on a day to come; ``until`` is the day before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferingRow:
    """An offering as it stands on the day that was asked about."""

    id: UUID
    version: int
    number: int
    provider_id: UUID
    provider_name: str
    category_code: str
    category_name: str
    segment: str
    title: str
    goals: str
    content: str
    audience: Audience
    for_refugees: bool
    for_women: bool
    for_mothers: bool
    with_health_impairment: bool
    age_from: int | None
    age_to: int | None
    workload_from: int | None
    workload_to: int | None
    workload_note: str
    weeks_min: int | None
    weeks_max: int | None
    starts_any_time: bool
    starts: tuple[date, ...]
    """All days, past ones too, ascending."""
    capacity: int | None
    free_places: int | None
    free_as_of: date | None
    childcare: Childcare
    includes_travel: bool
    includes_meals: bool
    contact_id: UUID | None
    link: str
    state: OfferingState
    checked_on: date | None
    languages: tuple[LanguageRow, ...]
    places: tuple[PlaceRow, ...]
    price: PriceRow | None
    """The one of that day."""
    financing: Financing
    """Of its category on that day, or per agreement if a Leistungsvereinbarung of that day pays."""
    recognition: RecognitionOn


@dataclass(frozen=True, slots=True, kw_only=True)
class CantonShare:
    """What the canton pays of a unit today, or why that cannot be said.

    ``share`` and ``above`` are Rappen per unit of the price; ``reasons`` are German sentences, and
    without a ``share`` they say what is missing («Tarif fehlt: Abrechnung gesperrt»).
    """

    regime_code: str
    regime_name: str
    share: int | None
    above: int | None
    """What lies above the Maximaltarif, wholly for the municipality."""
    price: PriceRow | None
    tariff: TariffRow | None
    rate: RegimeRateRow | None
    reasons: tuple[str, ...]
