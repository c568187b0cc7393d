"""Frozen versions of the report, and what would be frozen now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive import blobs
from sozdesk.features.strategy import rules
from sozdesk.features.strategy.queries.report_content import draft_content
from sozdesk.features.strategy.records import ReportFileRecord, ReportVersionRecord
from sozdesk.features.strategy.terms import (
    KeptFile,
    PeriodRow,
    ReportContent,
    ReportDraft,
    ReportFile,
    ReportSnapshot,
    ReportStage,
    ReportVersionRow,
)


def report_draft(session: Session, period: PeriodRow, as_of: date, today: date) -> ReportDraft:
    """The report as of a day with its hash, and the number that its version would get."""
    found = draft_content(session, period, as_of, today)
    known = report_versions(session, period.id)
    content = rules.as_frozen(found, known)
    return ReportDraft(
        content=content,
        written=rules.as_written(found, known),
        step=found.stage,
        number=known[0].number + 1 if known else 1,
        content_sha256=rules.digest(rules.report_json(content)),
        last_sha256=known[0].content_sha256 if known else "",
    )


def report_content(session: Session, period: PeriodRow, as_of: date, today: date) -> ReportContent:
    """The report as of a day, as it is written today."""
    found = draft_content(session, period, as_of, today)
    return rules.as_written(found, report_versions(session, period.id))


def report_versions(session: Session, period_id: UUID) -> tuple[ReportVersionRow, ...]:
    """All versions of a period's report, newest first."""
    records = session.scalars(
        select(ReportVersionRecord)
        .where(ReportVersionRecord.period_id == period_id)
        .order_by(ReportVersionRecord.number.desc())
    ).all()
    files = _files(session, [record.id for record in records])
    return tuple(_row(record, files.get(record.id, ())) for record in records)


def version_files(session: Session, version_id: UUID) -> tuple[ReportFile, ...]:
    """The files of a version exactly as they were frozen."""
    found = session.scalars(
        select(ReportFileRecord)
        .where(ReportFileRecord.report_id == version_id)
        .order_by(ReportFileRecord.position)
    )
    return tuple(ReportFile(row.name, blobs.get(session, row.sha256)) for row in found)


def version_snapshot(session: Session, version_id: UUID) -> ReportSnapshot | None:
    """What a version says; None if it is gone."""
    record = session.get(ReportVersionRecord, version_id)
    return rules.snapshot_of(record.content) if record else None


def day_snapshot(session: Session, period: PeriodRow, as_of: date, today: date) -> ReportSnapshot:
    """What the report says as of a day."""
    content = report_content(session, period, as_of, today)
    return rules.snapshot_of(rules.report_json(content))


def _files(session: Session, version_ids: Sequence[UUID]) -> Mapping[UUID, tuple[KeptFile, ...]]:
    found = session.scalars(
        select(ReportFileRecord)
        .where(ReportFileRecord.report_id.in_(version_ids))
        .order_by(ReportFileRecord.position)
    )
    files: dict[UUID, tuple[KeptFile, ...]] = {}
    for row in found:
        files[row.report_id] = (*files.get(row.report_id, ()), KeptFile(row.name, row.sha256))
    return files


def _row(record: ReportVersionRecord, files: tuple[KeptFile, ...]) -> ReportVersionRow:
    return ReportVersionRow(
        id=record.id,
        number=record.number,
        as_of=record.as_of,
        stage=ReportStage(record.stage),
        rrb_number=record.rrb_number,
        rrb_on=record.rrb_on,
        frozen_at=record.frozen_at,
        frozen_by=record.frozen_by,
        content_sha256=record.content_sha256,
        files=files,
    )
