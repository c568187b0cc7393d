"""Dated values of the billing: who is paid, on which account, which years are closed."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sozdesk.archive.base import Record


class CreditorRecord(Record):
    """Whom the canton pays for a municipality, from a day on."""

    __tablename__ = "creditor"
    __table_args__ = (UniqueConstraint("bfs_number", "valid_from"),)

    bfs_number: Mapped[int] = mapped_column(ForeignKey("municipality.bfs_number"))
    valid_from: Mapped[date]
    ended_on: Mapped[date | None]
    name: Mapped[str]
    street: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(default="")
    town: Mapped[str] = mapped_column(default="")
    iban: Mapped[str]
    """Without blanks."""


class DebtorRecord(Record):
    """To whom bills are addressed (the KSA), from a day on; it stands on the QR bill."""

    __tablename__ = "debtor"
    __table_args__ = (UniqueConstraint("valid_from"),)

    valid_from: Mapped[date]
    ended_on: Mapped[date | None]
    name: Mapped[str]
    street: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(default="")
    town: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")


class PostingRecord(Record):
    """Account and cost centre of a regime and category, from a day on; empty means all."""

    __tablename__ = "posting"
    __table_args__ = (UniqueConstraint("regime_code", "category_code", "valid_from"),)

    regime_code: Mapped[str] = mapped_column(default="")
    category_code: Mapped[str] = mapped_column(default="")
    valid_from: Mapped[date]
    ended_on: Mapped[date | None]
    account: Mapped[str]
    cost_centre: Mapped[str] = mapped_column(default="")


class ClosedYearRecord(Record):
    """A year of account for which no line is taken any more.

    A Sozialdienst knows them from the answers of the KSA; ``closed_on`` is then the day of the answer.
    """

    __tablename__ = "closed_year"
    __table_args__ = (UniqueConstraint("year"),)

    year: Mapped[int]
    closed_on: Mapped[date]
    closed_by: Mapped[str] = mapped_column(default="")
