"""Dated values of the KSA's catalogue: categories, regimes, rates, tariffs, figures, texts."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sozdesk.archive.base import Record, one_of
from sozdesk.features.offerings.terms import (
    Billable,
    CapKind,
    CostBearer,
    EnclosureScope,
    Financing,
    PriceUnit,
    ProRata,
    ValueKey,
)


class CategoryRecord(Record):
    """A category of offerings from a day on; ``parent_code`` makes it a kind of another one."""

    __tablename__ = "offering_category"
    __table_args__ = (
        UniqueConstraint("code", "valid_from"),
        one_of("financing", Financing),
    )

    code: Mapped[str]
    valid_from: Mapped[date]
    ended_on: Mapped[date | None]
    position: Mapped[int]
    name: Mapped[str]
    parent_code: Mapped[str | None]
    financing: Mapped[str]
    citation: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")


class CoveredNeedRecord(Record):
    """«Bedarf gedeckt» of a category, or of a segment in it, from a day on."""

    __tablename__ = "covered_need"
    __table_args__ = (UniqueConstraint("category_code", "segment", "valid_from"),)

    category_code: Mapped[str]
    segment: Mapped[str] = mapped_column(default="")
    valid_from: Mapped[date]
    ended_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(default="")


class RegimeRecord(Record):
    """Under which law a person is supported, from a day on; a row of the catalogue, no closed list."""

    __tablename__ = "regime"
    __table_args__ = (UniqueConstraint("code", "valid_from"),)

    code: Mapped[str]
    valid_from: Mapped[date]
    ended_on: Mapped[date | None]
    position: Mapped[int]
    name: Mapped[str]
    citation: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")


class RegimeRateRecord(Record):
    """What the canton bears of a category for persons of a regime, from a day on."""

    __tablename__ = "regime_rate"
    __table_args__ = (
        UniqueConstraint("regime_code", "category_code", "valid_from"),
        one_of("billable", Billable),
        one_of("cost_bearer", CostBearer),
        CheckConstraint("rate IS NULL OR rate >= 0", name="rate_not_negative"),
    )

    regime_code: Mapped[str]
    category_code: Mapped[str]
    valid_from: Mapped[date]
    ended_on: Mapped[date | None]
    billable: Mapped[str]
    rate: Mapped[int | None]
    """Hundredths of a percent: 5000 is 50 %."""
    cost_bearer: Mapped[str | None]
    """Who bears the rest."""
    citation: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")


class TariffRecord(Record):
    """Maximaltarif of a category for a regime and a unit, from a day on."""

    __tablename__ = "tariff"
    __table_args__ = (
        UniqueConstraint("category_code", "regime_code", "unit", "valid_from"),
        one_of("unit", PriceUnit),
        one_of("pro_rata", ProRata),
        one_of("cap_kind", CapKind),
        CheckConstraint("amount >= 0", name="amount_not_negative"),
        CheckConstraint("(cap_kind IS NULL) = (cap_amount IS NULL)", name="cap_is_whole"),
    )

    category_code: Mapped[str]
    regime_code: Mapped[str]
    unit: Mapped[str]
    valid_from: Mapped[date]
    ended_on: Mapped[date | None]
    amount: Mapped[int]
    """Rappen per unit."""
    pro_rata: Mapped[str]
    cap_kind: Mapped[str | None]
    cap_amount: Mapped[int | None]
    """Rappen."""
    citation: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")


class OfferingValueRecord(Record):
    """A figure of the procedure from a day on."""

    __tablename__ = "offering_value"
    __table_args__ = (UniqueConstraint("key", "valid_from"), one_of("key", ValueKey))

    key: Mapped[str]
    valid_from: Mapped[date]
    ended_on: Mapped[date | None]
    value: Mapped[int]
    source: Mapped[str] = mapped_column(default="")


class RemedyRecord(Record):
    """Rechtsmittelbelehrung of the KSA's decisions from a day on."""

    __tablename__ = "legal_remedy"
    __table_args__ = (UniqueConstraint("valid_from"),)

    valid_from: Mapped[date]
    ended_on: Mapped[date | None]
    text: Mapped[str]
    source: Mapped[str] = mapped_column(default="")
    checked: Mapped[bool] = mapped_column(default=False)
    """False until somebody of the office has compared it with the law in force."""


class RecognitionWindowRecord(Record):
    """Days in which Gesuche are taken."""

    __tablename__ = "recognition_window"
    __table_args__ = (UniqueConstraint("opens"),)

    opens: Mapped[date]
    closes: Mapped[date]
    source: Mapped[str] = mapped_column(default="")


class EnclosureKindRecord(Record):
    """A document that a Gesuch must hold."""

    __tablename__ = "enclosure_kind"
    __table_args__ = (UniqueConstraint("code"), one_of("scope", EnclosureScope))

    code: Mapped[str]
    position: Mapped[int]
    name: Mapped[str]
    scope: Mapped[str]
    required: Mapped[bool] = mapped_column(default=True)
    inspected_only: Mapped[bool] = mapped_column(default=False)
    """True for the Strafregisterauszug: looked at, never kept."""
    valid_months: Mapped[int | None]
    source: Mapped[str] = mapped_column(default="")


class CriteriaVersionRecord(Record):
    """A version of the criteria of recognition."""

    __tablename__ = "criteria_version"
    __table_args__ = (UniqueConstraint("name"),)

    name: Mapped[str]
    valid_from: Mapped[date]
    ended_on: Mapped[date | None]
    sample: Mapped[bool] = mapped_column(default=False)
    """True for the one that SozDesk ships: an example, not the KSA's Grundlagendokument."""
    source: Mapped[str] = mapped_column(default="")
