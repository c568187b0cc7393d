"""Dated values of the case work: rules of regimes, holidays, texts, figures, delegations."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sozdesk.archive.base import Record, one_of
from sozdesk.features.cases.terms.words import ApplicationKind, CaseValueKey, Decider, Permit


class RegimeRuleRecord(Record):
    """Permit and refugee flag → regime, from a day on."""

    __tablename__ = "regime_rule"
    __table_args__ = (
        UniqueConstraint("permit", "refugee", "valid_from"),
        one_of("permit", Permit),
    )

    permit: Mapped[str | None]
    """NULL for Swiss citizens."""
    refugee: Mapped[bool]
    valid_from: Mapped[date]
    ended_on: Mapped[date | None]
    regime_code: Mapped[str]
    citation: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    checked: Mapped[bool] = mapped_column(default=False)
    """False until somebody of the office has compared it with the law in force."""


class HolidayRecord(Record):
    """A day on which no deadline ends in Basel-Landschaft."""

    __tablename__ = "holiday"
    __table_args__ = (UniqueConstraint("day"),)

    day: Mapped[date]
    name: Mapped[str]
    source: Mapped[str] = mapped_column(default="")


class CaseRemedyRecord(Record):
    """Rechtsmittelbelehrung of a deciding body from a day on, and the days of its deadline."""

    __tablename__ = "case_remedy"
    __table_args__ = (UniqueConstraint("decider", "valid_from"), one_of("decider", Decider))

    decider: Mapped[str]
    valid_from: Mapped[date]
    ended_on: Mapped[date | None]
    text: Mapped[str]
    days: Mapped[int]
    """Days of the remedy, counted from the day after the Eröffnung."""
    citation: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    checked: Mapped[bool] = mapped_column(default=False)


class CaseValueRecord(Record):
    """A figure of the case work from a day on."""

    __tablename__ = "case_value"
    __table_args__ = (UniqueConstraint("key", "part", "valid_from"), one_of("key", CaseValueKey))

    key: Mapped[str]
    part: Mapped[str] = mapped_column(default="")
    """Which of several figures of one key («1», «2», «3», a class of retention)."""
    valid_from: Mapped[date]
    ended_on: Mapped[date | None]
    value: Mapped[int]
    citation: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    checked: Mapped[bool] = mapped_column(default=False)


class DelegationRecord(Record):
    """What a municipality has delegated to the Präsidium or the Sozialdienst, from a day on.

    None is shipped: for offerings no public source names one (§ 26a Abs. 2 SHV does not).
    """

    __tablename__ = "delegation"
    __table_args__ = (
        UniqueConstraint("bfs_number", "kind", "valid_from"),
        one_of("kind", ApplicationKind),
        one_of("decider", Decider),
    )

    bfs_number: Mapped[int] = mapped_column(ForeignKey("municipality.bfs_number"))
    kind: Mapped[str]
    decider: Mapped[str]
    valid_from: Mapped[date]
    ended_on: Mapped[date | None]
    citation: Mapped[str]
    source: Mapped[str] = mapped_column(default="")


class RulingTemplateRecord(Record):
    """The office's own docx template of a Verfügung; the newest counts, older ones stay."""

    __tablename__ = "ruling_template"
    __table_args__ = (UniqueConstraint("number"),)

    number: Mapped[int]
    name: Mapped[str]
    sha256: Mapped[str]
    added_on: Mapped[date]
