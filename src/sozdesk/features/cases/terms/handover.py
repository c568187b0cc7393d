"""What the Übergabeblatt of a case says, as frozen rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sozdesk.features.cases.terms.persons import (
    CaseRow,
    MemberRow,
    PersonLanguageRow,
    RepresentativeRow,
    ResidenceRow,
)
from sozdesk.features.cases.terms.words import AncillaryKind, RulingNature, TenancyForm
from sozdesk.features.offerings.terms import PriceUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedPerson:
    """Somebody of the household with what holds on the day."""

    member: MemberRow
    residence: ResidenceRow | None
    regime: str
    """Name of the regime, empty if no rule covers the day."""
    languages: tuple[PersonLanguageRow, ...]
    representatives: tuple[RepresentativeRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedDwelling:
    """The dwelling of the day. Rappen per month."""

    address: str
    rooms: int | None
    """Tenths."""
    net_rent: int
    ancillary: int
    ancillary_kind: AncillaryKind
    form: TenancyForm
    persons: int
    valid_from: date


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedRuling:
    """A finalised Verfügung."""

    number: str
    nature: RulingNature
    subject: str
    ruled_on: date | None
    notified_on: date | None
    final_on: date | None
    contested_on: date | None
    deadline: date | None
    """Last day of the remedy, calculated; None before the Eröffnung."""
    limit_amount: int | None
    """Rappen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOffering:
    """An enacted offering that has not ended."""

    person: str
    title: str
    provider: str
    first_day: date
    last_day: date
    price: int
    """Rappen per unit."""
    unit: PriceUnit
    approved: int
    """Rappen in all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """Everything on the sheet; ``now`` is UTC."""

    case: CaseRow
    municipality: str
    moved_to: str
    """Name of the municipality; empty if unknown or outside the canton."""
    office: str
    day: date
    """For which the household, the dwelling and what runs are given."""
    persons: tuple[HandedPerson, ...]
    dwelling: HandedDwelling | None
    rulings: tuple[HandedRuling, ...]
    offerings: tuple[HandedOffering, ...]
    now: datetime
    today: date
    sample: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverDraft:
    """A sheet that waits for its release."""

    recipient: str
    purpose: str
    prepared_by: str
    prepared_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverState:
    """Whether two persons are asked for, and what one of them has prepared."""

    second_person: bool
    draft: HandoverDraft | None
    recipient: str
    """Proposed: who decides in single cases where the case goes; empty if it goes nowhere known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverRelease:
    """For whom, what for, who prepared and who released it: stands on the sheet."""

    recipient: str
    purpose: str
    prepared_by: str
    released_by: str
