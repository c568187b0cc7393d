"""Frozen rows of the report: what it says on a day, its versions, and how two of them differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sozdesk.features.strategy.terms.rows import (
    CarryOverRow,
    ChapterRow,
    PeriodView,
    ReferenceRow,
    RelationRow,
    StageRow,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportContent:
    """Everything that the report on a period says as of a day."""

    view: PeriodView
    stage: StageRow | None
    """Of the draft today, whatever day the report is about; None before the first one is set."""
    next_period: str
    """Code of the period after; empty if the file knows none."""
    chapters: tuple[ChapterRow, ...]
    references: Mapping[UUID, tuple[ReferenceRow, ...]]
    """By measure; one without any is missing here."""
    relations: Mapping[UUID, tuple[RelationRow, ...]]
    carry_overs: tuple[CarryOverRow, ...]
    """From the period before and into the next one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportImprint:
    """What a written report says about itself."""

    now: datetime
    today: date
    office: str
    sample: bool
    number: int | None = None
    """Of the frozen version; None for a draft."""


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A written file that is not in a folder yet."""

    name: str
    content: bytes
