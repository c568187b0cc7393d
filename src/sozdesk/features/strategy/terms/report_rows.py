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
from sozdesk.features.strategy.terms.words import ChapterKey, MeasureState


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportContent:
    """Everything that the report on a period says as of a day."""

    view: PeriodView
    stage: StageRow | None
    """What the report may say of itself today, whatever day it is about; None is a draft."""
    next_period: str
    """Code of the period after; empty if the file knows none."""
    chapters: tuple[ChapterRow, ...]
    references: Mapping[UUID, tuple[ReferenceRow, ...]]
    """By measure; one without any is missing here."""
    relations: Mapping[UUID, tuple[RelationRow, ...]]
    carry_overs: tuple[CarryOverRow, ...]
    """From the period before and into the next one."""
    decision: StageRow | None = None
    """The last decision, where this is not what was decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportImprint:
    """What a written report says about itself."""

    now: datetime
    today: date
    office: str
    sample: bool
    extract: bool = False
    """From the file of a Sozialdienst: no document of the canton, and states are never told apart."""
    number: int | None = None
    """Of the frozen version; None for a draft."""


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A written file that is not in a folder yet."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDraft:
    """The report as it would be frozen now."""

    content: ReportContent
    """As the version would say it; the first one after a decision keeps what was decided."""
    written: ReportContent
    """As it is written meanwhile."""
    step: StageRow | None
    """Where the draft is."""
    number: int
    """Of the next version."""
    content_sha256: str
    last_sha256: str
    """Of the last frozen version; empty before the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportMeasure:
    """What a report says about one measure."""

    number: str
    title: str
    aim: str
    priority: int | None
    state: MeasureState
    text: str
    others: Mapping[str, str]
    """Everything else by its German label: «Verweise», «Weiterführung» …"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSnapshot:
    """What a report says, to be compared with another one: of a frozen version or of a day."""

    as_of: date
    stage: str
    """As the title page names it."""
    chapters: Mapping[ChapterKey, str]
    measures: tuple[ReportMeasure, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of two texts that are compared: in both, only in the earlier or in the later one."""

    text: str
    was: bool
    now: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StateChange:
    """A measure that stands elsewhere."""

    number: str
    title: str
    before: MeasureState
    after: MeasureState


@dataclass(frozen=True, slots=True, kw_only=True)
class TextChange:
    """A text that reads differently, word by word."""

    place: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportComparison:
    """How a later report differs from an earlier one."""

    states: tuple[StateChange, ...]
    added: tuple[ReportMeasure, ...]
    removed: tuple[ReportMeasure, ...]
    texts: tuple[TextChange, ...]
    fine: bool = False
    """States are told apart; else they are grouped as in the report."""

    @property
    def is_empty(self) -> bool:
        """Both say the same."""
        return not (self.states or self.added or self.removed or self.texts)
