"""The way of the report to the Regierungsrat: stages of the draft, and frozen versions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive import blobs
from sozdesk.archive.updates import refuse
from sozdesk.features.strategy import queries, rules
from sozdesk.features.strategy.records import (
    ReportFileRecord,
    ReportStageRecord,
    ReportVersionRecord,
)
from sozdesk.features.strategy.terms import (
    PeriodRow,
    ReportDraft,
    ReportFile,
    ReportStage,
)
from sozdesk.features.strategy.texts import report as said
from sozdesk.features.strategy.usecases.common import CHANGED, period_of, refuse_service
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import Outdated
from sozdesk.kernel.ids import natural_id
from sozdesk.kernel.usecase import Outcome, usecase


@dataclass(frozen=True, slots=True, kw_only=True)
class SetStage:
    """From a day on the draft is at this stage; it may also go back."""

    period_id: UUID
    stage: ReportStage
    since: date
    """For a decision of the Regierungsrat its day."""
    rrb_number: str = ""
    """Only for a decision of the Regierungsrat."""


@usecase(undoable=True)
def set_stage(session: Session, command: SetStage, context: Context) -> Outcome:
    """Record a step; one of the same day takes the place of the other.

    Raises:
        RuleViolation: a day to come or before the last step, a decision without a number.
    """
    refuse_service(session)
    period = _period(session, command.period_id)
    decided = command.stage is ReportStage.GOVERNMENT_DECISION
    number = german.clean(command.rrb_number) if decided else ""
    current = next(iter(queries.stages(session, period.id)), None)
    refuse(
        rules.stage_findings(
            command.stage, command.since, number, current=current, today=context.today
        )
    )
    row = session.scalar(
        select(ReportStageRecord).where(
            ReportStageRecord.period_id == period.id, ReportStageRecord.since == command.since
        )
    )
    if row is None:
        row = ReportStageRecord(
            id=natural_id("report_stage", period.code, command.since.isoformat()),
            period_id=period.id,
            since=command.since,
        )
        session.add(row)
    row.stage, row.rrb_number = command.stage.value, number
    session.flush()
    return Outcome(CHANGED, said.stage_set(command.stage, command.since, period), row.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class FreezeReport:
    """A version as it was drafted, with the files that were written of it."""

    period_id: UUID
    as_of: date
    number: int
    """As drafted; refused if another version came in between."""
    content_sha256: str
    """Of what the files say; refused if the data says something else by now."""
    files: tuple[ReportFile, ...]


@usecase(undoable=False)
def freeze_report(session: Session, command: FreezeReport, context: Context) -> Outcome:
    """Keep a version with its files; ``Outcome.value`` is its id.

    Raises:
        Outdated: something changed, or another version came, while the files were written.
        RuleViolation: a text names a figure that does not exist, or nothing is new.
    """
    refuse_service(session)
    period = _period(session, command.period_id)
    draft = queries.report_draft(session, period, command.as_of, context.today)
    if (draft.number, draft.content_sha256) != (command.number, command.content_sha256):
        raise Outdated(said.CHANGED_MEANWHILE, said.FREEZE_AGAIN)
    refuse(rules.freeze_findings(draft, context.today))
    key = natural_id("report_version", period.code, draft.number)
    session.add(_version(key, period, draft, context))
    session.flush()
    session.add_all(_files(session, key, command.files))
    session.flush()
    return Outcome(CHANGED, said.version_frozen(draft.number, period, command.as_of), key)


def _period(session: Session, period_id: UUID) -> PeriodRow:
    """The period that a command names; NotFound if it is gone."""
    record = period_of(session, period_id)
    return next(row for row in queries.periods(session) if row.id == record.id)


def _version(
    key: UUID, period: PeriodRow, draft: ReportDraft, context: Context
) -> ReportVersionRecord:
    step = draft.content.stage
    decided = step is not None and step.stage is ReportStage.GOVERNMENT_DECISION
    return ReportVersionRecord(
        id=key,
        period_id=period.id,
        number=draft.number,
        as_of=draft.content.view.as_of,
        stage=(step.stage if step else ReportStage.DRAFT).value,
        rrb_number=step.rrb_number if step else "",
        rrb_on=step.since if step and decided else None,
        frozen_at=context.now,
        frozen_by=context.staff_name,
        content=rules.report_json(draft.content),
        content_sha256=draft.content_sha256,
    )


def _files(session: Session, key: UUID, files: tuple[ReportFile, ...]) -> list[ReportFileRecord]:
    hashes = blobs.put_all(session, [file.content for file in files])
    return [
        ReportFileRecord(
            id=natural_id("report_file", str(key), position),
            report_id=key,
            position=position,
            name=file.name,
            sha256=sha256,
            size=len(file.content),
        )
        for position, (file, sha256) in enumerate(zip(files, hashes, strict=True))
    ]
