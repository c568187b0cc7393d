"""The providers' yearly reports: recorded, judged, reminded of."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive import blobs
from sozdesk.archive.updates import cleaned, refuse
from sozdesk.features.offerings import queries, rules, texts
from sozdesk.features.offerings.records import (
    OfferingRecord,
    ProviderReportRecord,
    ReportedMunicipalityRecord,
    ReportedOfferingRecord,
    ReportReminderRecord,
)
from sozdesk.features.offerings.terms import ReportFile, ReportResult, YearlyReport
from sozdesk.features.offerings.texts import yearly_reports as said
from sozdesk.features.offerings.usecases.common import (
    CHANGED,
    existing,
    provider_of,
    refuse_service,
)
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import NotFound
from sozdesk.kernel.findings import stop
from sozdesk.kernel.ids import natural_id
from sozdesk.kernel.usecase import Outcome, usecase

_PLAIN = ("strengths", "weaknesses", "cooperation", "goals_reached", *rules.TOTALS)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordProviderReports:
    """Forms that were read and looked at; all of one year, each provider once."""

    year: int
    files: tuple[ReportFile, ...]


@usecase(undoable=True)
def record_provider_reports(
    session: Session, command: RecordProviderReports, context: Context
) -> Outcome:
    """Record all of them in one act; ``Outcome.value`` is how many were new or different.

    A later file of the same provider replaces the earlier one and its result; the same file again
    changes nothing.

    Raises:
        RuleViolation: a file is not usable, of another year, or a provider is in it twice.
        NotFound: a provider or an offering is gone.
    """
    refuse_service(session)
    reports = [_usable(one, command.year) for one in command.files]
    if len({report.provider_id for report in reports}) < len(reports):
        refuse([stop("twice", said.TWICE)])
    count = sum(
        _record(session, report, file, context)
        for report, file in zip(reports, command.files, strict=True)
    )
    session.flush()
    if not count:
        return Outcome(value=0)
    return Outcome(CHANGED, said.recorded(count, command.year), count)


def _usable(file: ReportFile, year: int) -> YearlyReport:
    refuse(file.findings)
    if file.report is None:
        refuse([stop("not_a_form", said.NOT_A_REPORT)])
    assert file.report is not None, "refused above"
    if file.report.year != year:
        refuse([stop("wrong_year", said.wrong_year(file.report.year, year))])
    return file.report


def _record(session: Session, report: YearlyReport, file: ReportFile, context: Context) -> bool:
    provider = provider_of(session, report.provider_id)
    row_id = natural_id("provider_report", str(provider.id), str(report.year))
    row = session.get(ProviderReportRecord, row_id)
    if row is not None and row.file_sha256 == file.sha256:
        return False
    values = _columns(report, file, context.today, blobs.put(session, file.content))
    if row is None:
        session.add(
            ProviderReportRecord(id=row_id, provider_id=provider.id, year=report.year, **values)
        )
    else:
        for name, value in values.items():
            setattr(row, name, value)
    session.flush()
    _write_parts(session, row_id, report)
    return True


def _columns(report: YearlyReport, file: ReportFile, today: date, sha256: str) -> dict[str, object]:
    """A new file has no result yet, whatever was made of an earlier one."""
    plain = {name: getattr(report, name) for name in _PLAIN}
    return {
        **{
            key: cleaned(value) if isinstance(value, str) else value for key, value in plain.items()
        },
        "vat": report.vat.value if report.vat else None,
        "received_on": file.received_on or today,
        "file_name": file.file,
        "file_sha256": sha256,
        "result": None,
        "result_on": None,
        "result_reason": "",
    }


def _write_parts(session: Session, row_id: UUID, report: YearlyReport) -> None:
    for table in (ReportedOfferingRecord, ReportedMunicipalityRecord):
        for old in session.scalars(select(table).where(table.report_id == row_id)):
            session.delete(old)
    session.flush()
    for one in report.offerings:
        offering = session.get(OfferingRecord, one.offering_id)
        if offering is None or offering.provider_id != report.provider_id:
            raise NotFound("Ein Angebot im Bericht gibt es nicht mehr.", "Lesen Sie ihn neu ein.")
        figures = {name: getattr(one, name) for name in rules.FIGURES}
        session.add(
            ReportedOfferingRecord(
                id=natural_id("reported_offering", str(row_id), str(offering.id)),
                report_id=row_id,
                offering_id=offering.id,
                **figures,
            )
        )
    session.add_all(
        ReportedMunicipalityRecord(
            id=natural_id("reported_municipality", str(row_id), str(town.bfs_number)),
            report_id=row_id,
            bfs_number=town.bfs_number,
            assignments=town.assignments,
            amount=town.amount,
        )
        for town in report.municipalities
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideReport:
    """What becomes of the recognition after a yearly report.

    It is a note of the KSA: conditions and a withdrawal themselves need a decision (Entscheid).
    """

    id: UUID
    base_version: int
    result: ReportResult
    result_on: date | None
    result_reason: str = ""


@usecase(undoable=True)
def decide_report(session: Session, command: DecideReport, context: Context) -> Outcome:
    """Record the result; RuleViolation without a day or a reason, Outdated if it has moved on."""
    refuse_service(session)
    row = existing(session, ProviderReportRecord, command.id, command.base_version, said.THE_REPORT)
    refuse(
        rules.result_findings(
            command.result,
            command.result_on,
            command.result_reason,
            row.received_on,
            context.today,
        )
    )
    row.result = command.result.value
    row.result_on = command.result_on
    row.result_reason = cleaned(command.result_reason)
    session.flush()
    provider = provider_of(session, row.provider_id)
    return Outcome(CHANGED, said.decided(provider.name, row.year, texts.word(command.result)))


@dataclass(frozen=True, slots=True, kw_only=True)
class LogReportReminders:
    """Reminders that were drafted, after they lie in the folder."""

    year: int
    provider_ids: Collection[UUID]


@usecase(undoable=True)
def log_report_reminders(
    session: Session, command: LogReportReminders, context: Context
) -> Outcome:
    """Note who was reminded today; RuleViolation if nobody entered when the reports are due."""
    refuse_service(session)
    due_on = queries.report_due_on(session, command.year)
    if due_on is None:
        refuse([stop("no_due_day", said.NO_DUE_DAY)])
    assert due_on is not None, "refused above"
    session.add_all(
        ReportReminderRecord(
            id=context.new_id(),
            provider_id=provider_of(session, one).id,
            year=command.year,
            drafted_on=context.today,
            due_on=due_on,
        )
        for one in command.provider_ids
    )
    session.flush()
    return Outcome(CHANGED, said.reminded(len(command.provider_ids), command.year))
