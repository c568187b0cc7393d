"""The providers' yearly reports: who owes one, what came, what stands out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive import blobs
from sozdesk.archive.file_info import file_info
from sozdesk.features.offerings import rules
from sozdesk.features.offerings.queries.decisions import decision_facts
from sozdesk.features.offerings.queries.offerings import prices_of
from sozdesk.features.offerings.queries.providers import provider_contacts, providers
from sozdesk.features.offerings.queries.values import value_on
from sozdesk.features.offerings.records import (
    OfferingRecord,
    ProviderReportRecord,
    ReportedMunicipalityRecord,
    ReportedOfferingRecord,
    ReportReminderRecord,
)
from sozdesk.features.offerings.terms import (
    MunicipalFigures,
    OfferingFigures,
    ProviderReportRow,
    ReportedOfferingRow,
    ReportingProvider,
    ReportingYear,
    ReportLine,
    ReportReminder,
    ReportResult,
    ValueKey,
    Vat,
    YearlyReport,
)
from sozdesk.features.offices import queries as offices
from sozdesk.kernel.context import Context
from sozdesk.kernel.findings import Finding

_EMPTY: tuple[date, ...] = ()


def report_due_on(session: Session, year: int) -> date | None:
    """The day on which the report on ``year`` is due; None if nobody entered it."""
    value = value_on(session, ValueKey.REPORT_DUE, date(year + 1, 1, 1))
    return rules.due_day(year, value.value if value else None)


def reporting_year(session: Session, year: int, context: Context) -> ReportingYear:
    """Who reports on a year, on what, and what forms and checks need of it."""
    info = file_info(session)
    return ReportingYear(
        year=year,
        due_on=report_due_on(session, year),
        providers=_reporting(session, year),
        municipalities=offices.municipalities(session, date(year, 12, 31)),
        office=info.office_name,
        created=context.now,
        sample=context.sample,
        known={row.report.provider_id: row.file_sha256 for row in provider_reports(session, year)},
    )


def report_lines(session: Session, year: int, today: date) -> tuple[ReportLine, ...]:
    """Each provider that owes a report on a year or has handed one in, by name."""
    due_on = report_due_on(session, year)
    rows = {row.report.provider_id: row for row in provider_reports(session, year)}
    reminded = _reminders(session, year)
    return tuple(
        _line(one, rows.get(one.id), due_on, reminded.get(one.id, _EMPTY), today)
        for one in _reporting(session, year)
    )


def _line(
    provider: ReportingProvider,
    row: ProviderReportRow | None,
    due_on: date | None,
    reminded_on: tuple[date, ...],
    today: date,
) -> ReportLine:
    return ReportLine(
        provider=provider,
        state=rules.report_state(
            received=row is not None,
            decided=row is not None and row.result is not None,
            reminded=bool(reminded_on),
            due_on=due_on,
            today=today,
        ),
        due_on=due_on,
        reminded_on=reminded_on,
        row=row,
        findings=_findings(provider, row, due_on) if row else (),
    )


def _findings(
    provider: ReportingProvider, row: ProviderReportRow, due_on: date | None
) -> tuple[Finding, ...]:
    return (
        *rules.handed_in_findings(
            row.received_on, due_on, row.file_sha256 or "", provider.before_sha256
        ),
        *rules.report_findings(row.report, provider),
    )


def report_reminders(
    session: Session, year: int, today: date, only: Collection[UUID] = ()
) -> tuple[ReportReminder, ...]:
    """Whom to remind: the report is overdue and not here; ``only`` these if any are named."""
    return tuple(
        ReportReminder(provider=line.provider, due_on=line.due_on, number=len(line.reminded_on) + 1)
        for line in report_lines(session, year, today)
        if line.row is None
        and line.due_on is not None
        and line.due_on < today
        and (not only or line.provider.id in only)
    )


def report_file(session: Session, report: ProviderReportRow) -> bytes:
    """The file as it was handed in; NotFound if the data file does not hold it."""
    return blobs.get(session, report.file_sha256 or "")


# ------------------------------------------------------------------ who reports


def _reporting(session: Session, year: int) -> tuple[ReportingProvider, ...]:
    offered = _offered(session, year)
    now = {row.report.provider_id for row in provider_reports(session, year)}
    before = {row.report.provider_id: row for row in provider_reports(session, year - 1)}
    contacts = provider_contacts(session)
    found = []
    for one in providers(session):
        if one.id not in offered and one.id not in now:
            continue
        last = before.get(one.id)
        addresses = [one.email, *(row.email for row in contacts.get(one.id, ()))]
        found.append(
            ReportingProvider(
                id=one.id,
                name=one.name,
                email=next(filter(None, addresses), ""),
                offerings=offered.get(one.id, ()),
                before=last.report if last else None,
                before_sha256=last.file_sha256 if last else None,
                owes=one.id in offered,
            )
        )
    return tuple(found)


def _offered(session: Session, year: int) -> Mapping[UUID, tuple[ReportedOfferingRow, ...]]:
    """Provider → its offerings that were recognised on some day of a year."""
    facts = decision_facts(session)
    table = OfferingRecord
    query = select(table.id, table.number, table.title, table.provider_id, table.category_code)
    recognised = [
        row
        for row in session.execute(query.order_by(table.number))
        if rules.was_recognised(
            year, facts.of_offering.get(row.id, ()), facts.of_provider.get(row.provider_id, ())
        )
    ]
    prices = prices_of(session, [row.id for row in recognised])
    grouped: dict[UUID, list[ReportedOfferingRow]] = defaultdict(list)
    for row in recognised:
        held = rules.prices_in(year, prices.get(row.id, ()))
        grouped[row.provider_id].append(
            ReportedOfferingRow(
                id=row.id,
                number=row.number,
                title=row.title,
                unit=held[-1].unit if held else None,
                prices=held,
                category_code=row.category_code,
            )
        )
    return {key: tuple(rows) for key, rows in grouped.items()}


def _reminders(session: Session, year: int) -> Mapping[UUID, tuple[date, ...]]:
    table = ReportReminderRecord
    query = select(table.provider_id, table.drafted_on).where(table.year == year)
    grouped: dict[UUID, list[date]] = defaultdict(list)
    for provider_id, day in session.execute(query.order_by(table.drafted_on)):
        grouped[provider_id].append(day)
    return {key: tuple(days) for key, days in grouped.items()}


# ------------------------------------------------------------------ what is recorded


def provider_reports(session: Session, year: int) -> tuple[ProviderReportRow, ...]:
    """The recorded reports on a year."""
    found = session.scalars(
        select(ProviderReportRecord)
        .where(ProviderReportRecord.year == year)
        .order_by(ProviderReportRecord.provider_id)
    ).all()
    ids = [row.id for row in found]
    offerings, towns = _reported_offerings(session, ids), _reported_towns(session, ids)
    return tuple(_row(row, offerings.get(row.id, ()), towns.get(row.id, ())) for row in found)


def _row(
    row: ProviderReportRecord,
    offerings: tuple[OfferingFigures, ...],
    towns: tuple[MunicipalFigures, ...],
) -> ProviderReportRow:
    return ProviderReportRow(
        id=row.id,
        version=row.version,
        report=YearlyReport(
            provider_id=row.provider_id,
            year=row.year,
            strengths=row.strengths,
            weaknesses=row.weaknesses,
            cooperation=row.cooperation,
            goals_reached=row.goals_reached,
            participants=row.participants,
            assignments=row.assignments,
            amount=row.amount,
            vat=Vat(row.vat) if row.vat else None,
            offerings=offerings,
            municipalities=towns,
        ),
        received_on=row.received_on,
        file_name=row.file_name,
        file_sha256=row.file_sha256,
        result=ReportResult(row.result) if row.result else None,
        result_on=row.result_on,
        result_reason=row.result_reason,
    )


def _reported_offerings(
    session: Session, ids: Sequence[UUID]
) -> Mapping[UUID, tuple[OfferingFigures, ...]]:
    table = ReportedOfferingRecord
    query = (
        select(table)
        .join(OfferingRecord, OfferingRecord.id == table.offering_id)
        .where(table.report_id.in_(ids))
        .order_by(OfferingRecord.number)
    )
    grouped: dict[UUID, list[OfferingFigures]] = defaultdict(list)
    for row in session.scalars(query):
        grouped[row.report_id].append(
            OfferingFigures(
                offering_id=row.offering_id,
                **{name: getattr(row, name) for name in rules.FIGURES},
            )
        )
    return {key: tuple(rows) for key, rows in grouped.items()}


def _reported_towns(
    session: Session, ids: Sequence[UUID]
) -> Mapping[UUID, tuple[MunicipalFigures, ...]]:
    table = ReportedMunicipalityRecord
    query = select(table).where(table.report_id.in_(ids)).order_by(table.bfs_number)
    grouped: dict[UUID, list[MunicipalFigures]] = defaultdict(list)
    for row in session.scalars(query):
        grouped[row.report_id].append(
            MunicipalFigures(
                bfs_number=row.bfs_number, assignments=row.assignments, amount=row.amount
            )
        )
    return {key: tuple(rows) for key, rows in grouped.items()}
