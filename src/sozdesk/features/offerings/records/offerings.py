"""Tables of the offerings (Integrationsangebote), never of strategy measures."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sozdesk.archive.base import Record, one_of
from sozdesk.archive.search import searchable
from sozdesk.features.offerings.terms import (
    Audience,
    CefrLevel,
    Childcare,
    OfferingState,
    PriceUnit,
    Vat,
)


class OfferingRecord(Record):
    """What a provider offers to persons who are supported."""

    __tablename__ = "offering"
    __table_args__ = (
        UniqueConstraint("number"),
        CheckConstraint("number >= 1", name="number_counts_from_one"),
        one_of("audience", Audience),
        one_of("childcare", Childcare),
        one_of("state", OfferingState),
    )

    number: Mapped[int]
    """How letters and lists name it; given once, never again."""
    provider_id: Mapped[UUID] = mapped_column(ForeignKey("provider.id"), index=True)
    category_code: Mapped[str] = mapped_column(index=True)
    """Of ``offering_category``; which row of it holds depends on the day."""
    segment: Mapped[str] = mapped_column(default="")
    """Angebotssparte inside the category, in the KSA's words."""
    title: Mapped[str]
    title_sort: Mapped[str] = mapped_column(index=True)
    goals: Mapped[str] = mapped_column(default="")
    content: Mapped[str] = mapped_column(default="")
    audience: Mapped[str]
    for_refugees: Mapped[bool] = mapped_column(default=False)
    for_women: Mapped[bool] = mapped_column(default=False)
    for_mothers: Mapped[bool] = mapped_column(default=False)
    with_health_impairment: Mapped[bool] = mapped_column(default=False)
    age_from: Mapped[int | None]
    age_to: Mapped[int | None]
    """Years, both inclusive."""
    workload_from: Mapped[int | None]
    workload_to: Mapped[int | None]
    """Pensum in percent."""
    workload_note: Mapped[str] = mapped_column(default="")
    """«2 Halbtage pro Woche»."""
    weeks_min: Mapped[int | None]
    weeks_max: Mapped[int | None]
    starts_any_time: Mapped[bool] = mapped_column(default=False)
    """Else on the days of ``offering_start``."""
    capacity: Mapped[int | None]
    free_places: Mapped[int | None]
    free_as_of: Mapped[date | None]
    childcare: Mapped[str]
    includes_travel: Mapped[bool] = mapped_column(default=False)
    includes_meals: Mapped[bool] = mapped_column(default=False)
    contact_id: Mapped[UUID | None] = mapped_column(ForeignKey("provider_contact.id"))
    link: Mapped[str] = mapped_column(default="")
    state: Mapped[str]
    checked_on: Mapped[date | None]
    """Last day on which somebody compared it with the provider's own words."""


class OfferingStartRecord(Record):
    """A day on which an offering begins."""

    __tablename__ = "offering_start"
    __table_args__ = (UniqueConstraint("offering_id", "starts_on"),)

    offering_id: Mapped[UUID] = mapped_column(ForeignKey("offering.id"))
    starts_on: Mapped[date]


class OfferingLanguageRecord(Record):
    """A language of an offering: what must be known before, what is reached."""

    __tablename__ = "offering_language"
    __table_args__ = (
        UniqueConstraint("offering_id", "language"),
        one_of("needed", CefrLevel),
        one_of("reached", CefrLevel),
    )

    offering_id: Mapped[UUID] = mapped_column(ForeignKey("offering.id"))
    language: Mapped[str]
    needed: Mapped[str | None]
    reached: Mapped[str | None]


class OfferingPlaceRecord(Record):
    """An offering takes place at one of its provider's places."""

    __tablename__ = "offering_place"
    __table_args__ = (UniqueConstraint("offering_id", "place_id"),)

    offering_id: Mapped[UUID] = mapped_column(ForeignKey("offering.id"))
    place_id: Mapped[UUID] = mapped_column(ForeignKey("provider_place.id"), index=True)


class OfferingPriceRecord(Record):
    """What an offering costs from a day on, and on which terms."""

    __tablename__ = "offering_price"
    __table_args__ = (
        UniqueConstraint("offering_id", "valid_from"),
        one_of("unit", PriceUnit),
        one_of("vat", Vat),
    )

    offering_id: Mapped[UUID] = mapped_column(ForeignKey("offering.id"))
    valid_from: Mapped[date]
    ended_on: Mapped[date | None]
    amount: Mapped[int]
    """Rappen per unit, as the provider asks for it."""
    unit: Mapped[str]
    vat: Mapped[str]
    vat_rate: Mapped[int | None]
    """Hundredths of a percent; only where VAT is included or comes on top."""
    minimum_units: Mapped[int | None]
    absences_invoiced: Mapped[bool | None]
    notice_period: Mapped[str] = mapped_column(default="")
    trial_phase: Mapped[str] = mapped_column(default="")
    insured_by: Mapped[str] = mapped_column(default="")
    """Who insures the person against accidents and for liability."""
    note: Mapped[str] = mapped_column(default="")


searchable(
    OfferingRecord,
    kind="offering",
    text=lambda row: f"{row.number} {row.title} {row.segment} {row.goals} {row.content}",
)
