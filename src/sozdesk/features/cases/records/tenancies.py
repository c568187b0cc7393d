"""Tables of dwellings: who pays what, and what was ordered about it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sozdesk.archive.base import Record, one_of
from sozdesk.features.cases.terms.words import AncillaryKind, RentMeasure, ShareBy, TenancyForm


class TenancyRecord(Record):
    """A dwelling of a case from a day on."""

    __tablename__ = "tenancy"
    __table_args__ = (
        UniqueConstraint("case_id", "valid_from"),
        one_of("form", TenancyForm),
        one_of("ancillary_kind", AncillaryKind),
        one_of("share_by", ShareBy),
        CheckConstraint("persons >= 1", name="somebody_lives_there"),
        CheckConstraint("supported >= 0 AND supported <= persons", name="supported_are_among_them"),
    )

    case_id: Mapped[UUID] = mapped_column(ForeignKey("support_case.id"))
    valid_from: Mapped[date]
    ended_on: Mapped[date | None]
    address: Mapped[str]
    rooms: Mapped[int | None]
    """Tenths: 35 is 3½."""
    net_rent: Mapped[int]
    """Rappen per month, of the whole dwelling."""
    ancillary: Mapped[int] = mapped_column(default=0)
    """Rappen per month."""
    ancillary_kind: Mapped[str]
    form: Mapped[str]
    persons: Mapped[int]
    supported: Mapped[int]
    share_by: Mapped[str]
    agreed_share: Mapped[int | None]
    """Rappen per month of the supported persons, on the basis that the agreement names (net or gross)."""


class RentMeasureRecord(Record):
    """An Auflage or a Kürzung about a rent above the limit."""

    __tablename__ = "rent_measure"
    __table_args__ = (one_of("kind", RentMeasure),)

    tenancy_id: Mapped[UUID] = mapped_column(ForeignKey("tenancy.id"), index=True)
    kind: Mapped[str]
    ordered_on: Mapped[date]
    deadline: Mapped[date | None]
    """Of an Auflage."""
    reduced_to: Mapped[int | None]
    """Rappen per month that still count, of a Kürzung."""
    limit_then: Mapped[int | None]
    """The limit that it rested on; Rappen per month, for the size of the household."""
    ruling_id: Mapped[UUID | None] = mapped_column(ForeignKey("ruling.id"))
    lifted_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")


class SearchEffortRecord(Record):
    """What was done to find a cheaper dwelling."""

    __tablename__ = "search_effort"

    measure_id: Mapped[UUID] = mapped_column(ForeignKey("rent_measure.id"), index=True)
    shown_on: Mapped[date]
    text: Mapped[str]
