"""Frozen rows of the strategy: what queries answer and screens show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sozdesk.features.strategy.terms.words import (
    DONE_STATES,
    CarryOverKind,
    ChapterKey,
    ClosingReason,
    Horizon,
    MeasureState,
    PovertyStrategy,
    ReferenceKind,
    RelationKind,
    ReportStage,
)

TOPIC = "strategy"
"""Pages that show measures reload when a use case says it changed this."""


def period_name(code: str) -> str:
    """«2021–2024», as people write «2021-2024»."""
    return code.replace("-", "\u2013")


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodRow:
    """A strategy period; ``code`` («2021-2024») names it on the command line."""

    id: UUID
    version: int
    code: str
    begins: date
    ends: date
    """Last day, inclusive."""
    expected: int | None
    """How many measures the Regierungsrat adopted; None if unknown."""
    adopted: date | None
    source: str
    """The official document that the measures come from."""
    recorded: int
    """Measures of it in the file."""

    @property
    def name(self) -> str:
        """«2021–2024»."""
        return period_name(self.code)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRow:
    """A Handlungsfeld of a period; the preventive area is numbered 7 but is none."""

    id: UUID
    number: int
    name: str
    preventive: bool

    @property
    def label(self) -> str:
        """«1 Materielle Unterstützung», the preventive area without a number as in the report."""
        return self.name if self.preventive else f"{self.number} {self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusRow:
    """Where a measure stands from a day on."""

    id: UUID
    version: int
    as_of: date
    state: MeasureState
    reason: ClosingReason | None
    inferred: bool
    """Read out of the report («aus dem Bericht abgeleitet»), not said by it in these words."""
    text: str
    """May hold bound figures in braces."""
    decided_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRow:
    """A measure as it stands on the day that was asked about."""

    id: UUID
    version: int
    period_id: UUID
    number: str
    """«1.3»."""
    field_number: int
    """1 to 7, 7 = preventive area."""
    title: str
    aim: str
    priority: int | None
    """1 to 3."""
    horizon: Horizon | None
    poverty_strategy: PovertyStrategy
    responsible_body: str
    responsible_people: str
    status: StatusRow | None
    """The last entry up to that day; None before the first."""
    carry_over: CarryOverKind | None
    """What becomes of it in the next period; None while nobody said so."""
    continued_in: str
    """Code of the next period if it goes on there, else empty."""
    continued_as: tuple[str, ...]
    """Numbers there, if they are known already."""
    overdue_tasks: int
    """Tasks and milestones that are past their day on the day that was asked about."""

    @property
    def state(self) -> MeasureState:
        """Before the first entry a measure is planned."""
        return self.status.state if self.status else MeasureState.PLANNED

    @property
    def done(self) -> bool:
        """Counted as «umgesetzt / abgeschlossen»."""
        return self.state in DONE_STATES

    @property
    def from_poverty_strategy(self) -> bool:
        """Counted with the Armutsstrategie, also where that is inferred."""
        return self.poverty_strategy is not PovertyStrategy.NO


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureName:
    """What a measure is called, for lists to choose from and for the search."""

    id: UUID
    number: str
    title: str
    period_code: str
    references: tuple[ReferenceRow, ...]
    """Whoever finds «2024/596» is led here, and told why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceRow:
    """A business of the Landrat, a law or a study."""

    id: UUID
    version: int
    kind: ReferenceKind
    number: str
    title: str
    dated: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationRow:
    """A measure that hangs together with the one that was asked about."""

    id: UUID
    version: int
    kind: RelationKind
    incoming: bool
    """The other measure names this one (it depends on this one)."""
    measure_id: UUID
    number: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryOverRow:
    """One line between a measure and the period after it."""

    id: UUID
    version: int
    kind: CarryOverKind
    measure_id: UUID
    measure_number: str
    measure_title: str
    measure_period: str
    target_id: UUID | None
    """None: the measure there is not known yet, or there is none."""
    target_number: str
    target_title: str
    target_period: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """Something to do by a day; a milestone is one that the report may name."""

    id: UUID
    version: int
    title: str
    due_on: date
    done_on: date | None
    responsible: str
    milestone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureDetails:
    """Everything about one measure."""

    row: MeasureRow
    period: PeriodRow
    field: FieldRow
    history: tuple[StatusRow, ...]
    """All entries, newest first, also those after the day that was asked about."""
    references: tuple[ReferenceRow, ...]
    relations: tuple[RelationRow, ...]
    carry_overs: tuple[CarryOverRow, ...]
    """To the next period and from the one before."""
    tasks: tuple[TaskRow, ...]
    """By due day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterRow:
    """A text of the report; ``id`` and ``version`` None while nothing is written."""

    id: UUID | None
    version: int | None
    key: ChapterKey
    text: str
    """May hold bound figures in braces; paragraphs are parted by an empty line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRow:
    """A step of the draft: from a day on it is at this stage."""

    id: UUID
    version: int
    stage: ReportStage
    since: date
    rrb_number: str


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A written file of a version."""

    name: str
    sha256: str
    """Hex, of its bytes: what any program reckons of the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportVersionRow:
    """A frozen version of the report."""

    id: UUID
    number: int
    """1, 2 … within the period."""
    as_of: date
    stage: ReportStage
    rrb_number: str
    rrb_on: date | None
    frozen_at: datetime
    frozen_by: str
    content_sha256: str
    """Of what it says, to be compared with a draft; nobody can reckon it of a written file."""
    files: tuple[KeptFile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodView:
    """A period on a day: what the page, the command line and the report start from."""

    period: PeriodRow
    as_of: date
    fields: tuple[FieldRow, ...]
    measures: tuple[MeasureRow, ...]
    """By field and number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """Measures that need a person today."""

    late: tuple[PeriodView, ...]
    """Every period that has some; of its measures those with a task or milestone past its day."""
    silent: PeriodView | None
    """The running period, of its measures those without an entry for a year; None without any."""
