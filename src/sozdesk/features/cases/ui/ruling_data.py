"""What the screens of the decision path show, read on the archive thread; what they write to a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from sozdesk.archive import drafts
from sozdesk.documents.safe_write import write_bytes
from sozdesk.features.cases import queries, reports, rules, texts
from sozdesk.features.cases.terms import (
    ApplicationRow,
    CaseRow,
    PathLine,
    RulingLetter,
    RulingRow,
    RulingSpan,
    Stage,
    Step,
    StepChoice,
)
from sozdesk.kernel import german
from sozdesk.widgets.states import State

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

DRAFT: Final = "cases.ruling"
"""Under which name an unsaved form is kept while the file is locked."""
_SYMBOLS: Final[Mapping[Stage, State]] = {
    Stage.SUBMITTED: State.OPEN,
    Stage.SCHEDULED: State.RECEIVED,
    Stage.RESOLVED: State.RECEIVED,
    Stage.DRAFTED: State.UNCHANGED,
    Stage.RULED: State.RECORDED,
    Stage.NOTIFIED: State.RECORDED,
    Stage.CONTESTED: State.QUERIED,
    Stage.FINAL: State.OK,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An Antrag or a Verfügung of a case in words."""

    path: PathLine
    span: RulingSpan | None
    """The days on which it is in force, if ever."""
    stage: Stage
    next_step: Step | None
    steps: tuple[StepChoice, ...]

    @property
    def key(self) -> tuple[UUID | None, UUID | None]:
        """Keeps the selection over a reload."""
        application, ruling = self.path.application, self.path.ruling
        return (application.id if application else None, ruling.id if ruling else None)

    @property
    def title(self) -> str:
        """«2027-014 Tagesstruktur 50 %»."""
        application, ruling = self.path.application, self.path.ruling
        subject = ruling.subject if ruling else ""
        words = subject or (application.title if application else "Verfügung")
        return f"{ruling.number} {words}" if ruling and ruling.number else words

    @property
    def below(self) -> str:
        """What it is, and since when or until when."""
        return ", ".join(filter(None, (self._kind(), self._when())))

    def _kind(self) -> str:
        application, ruling = self.path.application, self.path.ruling
        if ruling is not None:
            return texts.word(ruling.nature)
        return texts.word(application.kind) if application else ""

    def _when(self) -> str:
        application, deadline = self.path.application, self.path.deadline
        if self.stage is Stage.NOTIFIED and deadline is not None:
            over = self.next_step is Step.MARK_FINAL
            return texts.expired(deadline) if over else f"Frist bis {german.day(deadline)}"
        if application is None or self.path.ruling is not None:
            return ""
        if self.stage is Stage.SCHEDULED and application.held_on is not None:
            return f"Sitzung vom {german.day(application.held_on)}"
        return f"Antrag vom {german.day(application.submitted_on)}"

    @property
    def symbol(self) -> State:
        """How the state is drawn."""
        return _SYMBOLS[self.stage]


@dataclass(frozen=True, slots=True, kw_only=True)
class PathData:
    """The way of a case."""

    case: CaseRow
    lines: tuple[Line, ...]
    today: date


def load_path(archive: Archive, case: CaseRow) -> PathData:
    """Every Antrag and Verfügung of a case, with the next step of each."""
    today = archive.context().today
    spans = archive.query(queries.ruling_spans, [case.id])
    lines = (
        Line(
            path=path,
            span=spans.get(path.ruling.id) if path.ruling else None,
            stage=rules.stage_of(path),
            next_step=rules.next_step(path, today),
            steps=rules.steps(path, today),
        )
        for path in archive.query(queries.path_of, case.id)
    )
    return PathData(case=case, lines=tuple(lines), today=today)


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingData:
    """One draft, or a finished Verfügung, and what is said about it."""

    ruling: RulingRow
    application: ApplicationRow | None
    around: rules.Around
    """What the findings depend on beside the Verfügung."""
    letter: RulingLetter
    own_template: bool
    earlier: tuple[RulingRow, ...]
    """Finished ones of the same case, which it may replace."""
    typed: Mapping[str, Any] | None
    """What was typed before the file was locked."""
    deadline: date | None
    """Last day of the Frist, calculated; None before the Eröffnung."""
    today: date


def load_ruling(archive: Archive, ruling_id: UUID) -> RulingData | None:
    """Everything the page shows; None if it is gone."""
    context = archive.context()
    ruling = archive.query(queries.ruling_of, ruling_id)
    if ruling is None:
        return None
    around = archive.query(queries.surroundings, ruling, context.today)
    kept = archive.query(drafts.draft_of, DRAFT, ruling_id, context.staff_id)
    return RulingData(
        ruling=ruling,
        application=around.application,
        around=around,
        letter=archive.query(queries.ruling_letter, ruling, context.now, context.today),
        own_template=bool(archive.query(queries.ruling_template).name),
        earlier=tuple(
            row
            for row in archive.query(queries.rulings_of, ruling.case_id)
            if row.finalised_on is not None
        ),
        typed=kept.content if kept else None,
        deadline=queries.deadline_of(ruling, {one.day for one in archive.query(queries.holidays)}),
        today=context.today,
    )


def save_draft_letter(letter: RulingLetter, path: Path) -> None:
    """For the worker: the draft as it would go out; DocumentWriteError if it cannot be written."""
    docx, pdf = reports.ruling_files(letter)
    write_bytes(path, pdf if path.suffix.lower() == ".pdf" else docx)
